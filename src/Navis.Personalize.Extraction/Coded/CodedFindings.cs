using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Gathers findings of a case; the same statement made twice becomes one with more evidence.</summary>
internal sealed class CodedFindings(CodedCase @case)
{
    private readonly List<Finding> findings = [];
    private readonly Dictionary<(FactKind, string, Qualifiers, Assertion, string?), List<int>> places = [];

    /// <summary>The case.</summary>
    public CodedCase Case { get; } = @case;

    /// <summary>All findings, in source order.</summary>
    public ImmutableArray<Finding> All => [.. findings];

    /// <summary>How an entry asserts what it states: whose it is, whether it is final, whether it is taken back, to which disease it belongs.</summary>
    /// <param name="entry">Entry.</param>
    /// <param name="scope">Its disease, or null to find out.</param>
    public Judgement Judge(CodedEntry entry, Scope? scope = null)
    {
        if (entry.Kind == CodedEntryKind.FamilyHistory || entry.Relationship is not null)
        {
            return new(Assertion.Family, null);
        }

        if (!Case.IsPatients(entry))
        {
            return new(Assertion.OtherPerson, null);
        }

        if (entry.Status is "entered-in-error" or "nullified" || entry.Verification is "entered-in-error")
        {
            return new(Assertion.Affirmed, "entered-in-error");
        }

        if (entry.Verification is "refuted")
        {
            return new(Assertion.Affirmed, "refuted");
        }

        var withheld = (scope ?? Case.ScopeOf(entry)) switch
        {
            Scope.Other => "other-cancer",
            Scope.Refuted => "refuted",
            Scope.Lung or Scope.Either or Scope.Undecided => null,
        };

        // A preliminary result may still change (R4 ObservationStatus): it is a suspicion until it is final.
        return new(entry.Status is "preliminary" or "registered" ? Assertion.Uncertain : Assertion.Affirmed, withheld);
    }

    /// <summary>Adds a statement.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="value">Value.</param>
    /// <param name="entry">Entry that makes it.</param>
    /// <param name="path">Element path inside the entry.</param>
    /// <param name="quote">Words or code at that path.</param>
    /// <param name="judgement">How it is asserted.</param>
    /// <param name="qualifiers">Qualifiers.</param>
    /// <param name="certainty">0..1.</param>
    /// <param name="date">Date; the entry's when null.</param>
    public void Add(FactKind kind, string value, CodedEntry entry, string path, string? quote, Judgement judgement, Qualifiers? qualifiers = null, double certainty = 0.97, PartialDate? date = null)
    {
        var when = date ?? entry.Date ?? entry.Issued;
        var evidence = Evidence.AtPath(Case.Document.Id, path, quote ?? value);
        var key = (kind, value, qualifiers ?? Qualifiers.None, judgement.Assertion, judgement.Withheld);
        if (!places.TryGetValue(key, out var indexes))
        {
            places.Add(key, indexes = []);
        }

        foreach (var index in indexes)
        {
            var known = findings[index];
            if (known.Date is null || when is null || known.Date == when)
            {
                findings[index] = known with
                {
                    Date = known.Date ?? when,
                    Certainty = Math.Max(known.Certainty, certainty),
                    MoreEvidence = known.MoreEvidence.Length < 8 && known.Evidence != evidence && !known.MoreEvidence.Contains(evidence) ? known.MoreEvidence.Add(evidence) : known.MoreEvidence,
                };
                return;
            }
        }

        indexes.Add(findings.Count);
        findings.Add(new(kind, value, evidence, $"coded/{kind.Name()}")
        {
            Qualifiers = qualifiers ?? Qualifiers.None,
            Assertion = judgement.Assertion,
            Withheld = judgement.Withheld,
            Date = when,
            Certainty = certainty,
            Origin = FactOrigin.Coded,
        });
    }
}

/// <summary>How a statement is asserted.</summary>
/// <param name="Assertion">Assertion.</param>
/// <param name="Withheld">Why it never holds, or null.</param>
internal readonly record struct Judgement(Assertion Assertion, string? Withheld);
