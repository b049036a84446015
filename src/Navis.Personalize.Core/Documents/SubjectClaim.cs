using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Documents;

/// <summary>Whom a document says it is about, as written there. Every part may be unknown.</summary>
/// <param name="Name">Full name in the order written, or null.</param>
/// <param name="BirthDate">Birth date, possibly partial, or null.</param>
/// <param name="Sex"><c>female</c>, <c>male</c>, <c>other</c> or null.</param>
public sealed record SubjectClaim(string? Name, PartialDate? BirthDate, string? Sex)
{
    /// <summary>Record numbers as <c>system|value</c> or the bare value.</summary>
    public ImmutableArray<string> Identifiers { get; init; } = [];

    /// <summary>Where the claim stands, for display; null when the whole document implies it.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The source's own reference (for example <c>Patient/123</c>) by which coded entries point here, or null.</summary>
    public string? Reference { get; init; }
}
