using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>Lays decisions over what the machine read, before reconciliation, so that every rule sees the corrected findings and nothing is patched afterwards.</summary>
internal static class DecisionRules
{
    /// <summary>Why a finding does not hold after a decision.</summary>
    private const string Rejected = "rejected-by-reviewer";
    private const string NotKnown = "not-known-to-reviewer";
    private const string Corrected = "corrected-by-reviewer";

    public static ImmutableArray<Finding> Apply(ImmutableArray<Finding> findings, ReconciledCase machine, IReadOnlyDictionary<string, Decision> standing)
    {
        if (standing.Count == 0)
        {
            return findings;
        }

        var decided = machine.Facts.Where(f => standing.ContainsKey(f.Id)).Select(f => (Fact: f, Decision: standing[f.Id])).ToList();
        var result = ImmutableArray.CreateBuilder<Finding>(findings.Length);
        foreach (var finding in findings)
        {
            result.Add(decided.Find(d => Says(finding, d.Fact)).Decision is { } decision ? Decided(finding, decision) : finding);
        }

        foreach (var (fact, decision) in decided.Where(d => d.Decision is { Verb: Verb.Correct, Value: not null }))
        {
            result.Add(new Finding(fact.Kind, decision.Value!, fact.Evidence[0], "review")
            {
                Qualifiers = fact.Qualifiers,
                Date = fact.Date,
                Certainty = 1,
                Origin = FactOrigin.Corrected,
            });
        }

        return result.ToImmutable();
    }

    private static Finding Decided(Finding finding, Decision decision) => decision.Verb switch
    {
        Verb.Confirm => finding with { Certainty = 1 },
        Verb.Correct => finding with { Withheld = Corrected },
        Verb.Reject => finding with { Withheld = Rejected },
        Verb.Unknown => finding with { Withheld = NotKnown },
        Verb.Undo => finding,
    };

    // A fact may be built from several findings that say the same; the decision is about all of them.
    private static bool Says(Finding finding, Fact fact) =>
        finding.Kind == fact.Kind && finding.Value == fact.Value && finding.Qualifiers.Equals(fact.Qualifiers) && fact.Evidence.Contains(finding.Evidence);
}
