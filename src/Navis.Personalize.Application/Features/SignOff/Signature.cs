using System.Collections.Immutable;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Profiles;

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
public sealed record Signature(int Number, SignatureKind Kind, string By, DateTimeOffset At, Binding Bound, string? Note, SignedState State);

/// <summary>What stood there in words, for a later diff.</summary>
/// <param name="Facts">The facts that held, one short line each.</param>
/// <param name="Records">Names of the records.</param>
/// <param name="Statements">The statements of the patient's answer, in English.</param>
public sealed record SignedState(ImmutableArray<string> Facts, ImmutableArray<string> Records, ImmutableArray<string> Statements)
{
    internal static SignedState Of(ReconciledCase reviewed, IEnumerable<string> records, TailoredAnswer patient) => new(
        Binding.Lines(reviewed), [.. records], [.. patient.Sections.SelectMany(s => s.Items).Select(i => i.Text).Distinct(StringComparer.Ordinal)]);
}

/// <summary>What came and what went since a signature.</summary>
/// <param name="Gone">Was there and is not.</param>
/// <param name="Come">Is there and was not.</param>
public sealed record Difference(ImmutableArray<string> Gone, ImmutableArray<string> Come)
{
    public static readonly Difference None = new([], []);

    public bool IsEmpty => Gone.IsEmpty && Come.IsEmpty;

    internal static Difference Of(ImmutableArray<string> before, ImmutableArray<string> now) =>
        new([.. before.Except(now, StringComparer.Ordinal)], [.. now.Except(before, StringComparer.Ordinal)]);
}

/// <summary>What holds now.</summary>
/// <param name="Valid">The signature that holds, or null: nobody has checked what stands here.</param>
/// <param name="Expired">The last signature when it no longer holds, or null.</param>
/// <param name="Changed">What changed since: <c>records profile content trace</c>.</param>
/// <param name="Returned">The return that waits for an answer, or null.</param>
public sealed record Standing(Signature? Valid, Signature? Expired, ImmutableArray<string> Changed, Signature? Returned)
{
    public static readonly Standing Nothing = new(null, null, [], null);

    /// <summary>Facts that no longer hold, and that have come to hold, since the signature that expired.</summary>
    public Difference Facts { get; init; } = Difference.None;

    /// <summary>Records that were removed, and added.</summary>
    public Difference Records { get; init; } = Difference.None;

    /// <summary>Statements of the patient's answer that are not there any more, and that are new.</summary>
    public Difference Statements { get; init; } = Difference.None;

    internal static Standing Of(ImmutableArray<Signature> signatures, Binding now, SignedState state)
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
        return changed.IsEmpty ? Nothing with { Valid = last } : new(null, last, changed, null)
        {
            Facts = Difference.Of(last.State.Facts, state.Facts),
            Records = Difference.Of(last.State.Records, state.Records),
            Statements = Difference.Of(last.State.Statements, state.Statements),
        };
    }
}
