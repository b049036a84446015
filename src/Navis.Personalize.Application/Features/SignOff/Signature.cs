using System.Collections.Immutable;

namespace Navis.Personalize.Application.Features.SignOff;

/// <summary>What was put under a case.</summary>
public enum SignatureKind
{
    /// <summary>A navigator has checked what was found.</summary>
    Checked,

    /// <summary>A clinician has signed.</summary>
    SignedOff,

    /// <summary>A clinician has given it back.</summary>
    Returned,
}

/// <summary>One signature with what it was bound to.</summary>
public sealed record Signature(int Number, SignatureKind Kind, string By, DateTimeOffset At, Binding Bound, string? Note, ImmutableArray<string> Facts);

/// <summary>What holds now.</summary>
/// <param name="Valid">The signature that holds, or null: nobody has checked what stands here.</param>
/// <param name="Expired">The last signature when it no longer holds, or null.</param>
/// <param name="Changed">What changed since: <c>records profile content trace</c>.</param>
/// <param name="Gone">Facts that held when it was signed and hold no more.</param>
/// <param name="Come">Facts that have come to hold.</param>
/// <param name="Returned">The return that waits for an answer, or null.</param>
public sealed record Standing(Signature? Valid, Signature? Expired, ImmutableArray<string> Changed, ImmutableArray<string> Gone, ImmutableArray<string> Come, Signature? Returned)
{
    public static readonly Standing Nothing = new(null, null, [], [], [], null);

    internal static Standing Of(ImmutableArray<Signature> signatures, Binding now, ImmutableArray<string> facts)
    {
        if (signatures.IsEmpty)
        {
            return Nothing;
        }

        var last = signatures[^1];
        if (last.Kind is SignatureKind.Returned)
        {
            return Nothing with { Returned = last };
        }

        var changed = now.Changes(last.Bound);
        return changed.IsEmpty
            ? Nothing with { Valid = last }
            : new(null, last, changed, [.. last.Facts.Except(facts, StringComparer.Ordinal)], [.. facts.Except(last.Facts, StringComparer.Ordinal)], null);
    }
}
