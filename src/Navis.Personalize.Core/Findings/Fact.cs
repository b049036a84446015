using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Navis.Personalize.Core.Findings;

/// <summary>A finding after reconciliation: the flat list that reviewers correct and that evaluation scores.</summary>
public sealed record Fact
{
    /// <summary><c>f-</c> and 12 hex digits of kind, value, qualifiers and first evidence; see <see cref="IdOf"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Kind.</summary>
    public required FactKind Kind { get; init; }

    /// <summary>Value in the words of the contract.</summary>
    public required string Value { get; init; }

    /// <summary>What narrows the value.</summary>
    public Qualifiers Qualifiers { get; init; } = Qualifiers.None;

    /// <summary>How the source asserts it.</summary>
    public Assertion Assertion { get; init; } = Assertion.Affirmed;

    /// <summary>When it was so.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>0..1.</summary>
    public double Certainty { get; init; }

    /// <summary>Where it comes from.</summary>
    public FactOrigin Origin { get; init; }

    /// <summary>Whether the profile may rest on it.</summary>
    public bool Holds { get; init; }

    /// <summary>The rule that decided <see cref="Holds"/>, in a word or a short phrase; never empty.</summary>
    public required string Why { get; init; }

    /// <summary>Ids of the facts it was derived from.</summary>
    public ImmutableArray<string> From { get; init; } = [];

    /// <summary>At least one.</summary>
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>The content-derived id.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="value">Value.</param>
    /// <param name="qualifiers">Qualifiers.</param>
    /// <param name="first">First evidence.</param>
    public static string IdOf(FactKind kind, string value, Qualifiers qualifiers, Evidence first)
    {
        var key = new StringBuilder(kind.Name()).Append('\u001f').Append(value);
        foreach (var name in QualifierNames.Of(kind))
        {
            key.Append('\u001f').Append(qualifiers.Text(name));
        }

        key.Append('\u001f').Append(first.Document).Append('\u001f').Append(first.Page).Append('\u001f').Append(first.Start)
            .Append('\u001f').Append(first.End).Append('\u001f').Append(first.Path).Append('\u001f').Append(first.Quote);
        return string.Concat("f-", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())))[..12]);
    }
}
