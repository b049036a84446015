using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
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

    /// <summary>The decisions that stand: the last on each statement and its places, without those that were taken back.</summary>
    public static ImmutableArray<Decision> InForce(ImmutableArray<Decision> decisions)
    {
        var undone = decisions.Where(d => d.Undoes is not null).Select(d => d.Undoes!.Value).ToHashSet();
        return [.. decisions.Where(d => d.Verb is not Verb.Undo && !undone.Contains(d.Number))];
    }

    /// <summary>The decision on each fact whose every place was looked at, by fact id.</summary>
    public static ImmutableDictionary<string, Decision> Standing(ImmutableArray<Decision> decisions, ReconciledCase machine, RecordNames names)
    {
        var standing = ImmutableDictionary.CreateBuilder<string, Decision>(StringComparer.Ordinal);
        var force = InForce(decisions);
        if (force.IsEmpty)
        {
            return standing.ToImmutable();
        }

        var byStatement = force.ToLookup(d => d.About.Statement, StringComparer.Ordinal);
        foreach (var fact in machine.Facts.Where(f => f.Origin is FactOrigin.Stated or FactOrigin.Coded))
        {
            var about = StatementPlaces.Of(fact, names);
            if (byStatement[about.Statement].LastOrDefault(d => d.About.Covers(about)) is { } decision)
            {
                standing[fact.Id] = decision;
            }
        }

        return standing.ToImmutable();
    }

    /// <summary>The findings as they are after the decisions.</summary>
    public static ImmutableArray<Finding> Apply(ImmutableArray<SourceDocument> documents, ImmutableArray<Finding> findings, ImmutableArray<Decision> decisions, RecordNames names)
    {
        var force = InForce(decisions);
        if (force.IsEmpty)
        {
            return findings;
        }

        // The last decision on each statement in each place: a long record has hundreds of both.
        var last = new Dictionary<(string Statement, string Place), Decision>();
        foreach (var (decision, place) in force.SelectMany(d => d.About.Places.Select(p => (d, p))))
        {
            last[(decision.About.Statement, place)] = decision;
        }

        var result = ImmutableArray.CreateBuilder<Finding>(findings.Length);
        foreach (var finding in findings)
        {
            var decision = last.GetValueOrDefault(StatementPlaces.Of(finding, names));
            result.Add(decision is null ? finding : Decided(finding, decision));
            if (decision is { Verb: Verb.Correct, Value: { } value })
            {
                result.Add(finding with { Value = value, Assertion = Assertion.Affirmed, Certainty = 1, Origin = FactOrigin.Corrected, Extractor = "review", Withheld = null });
            }
        }

        result.AddRange(force.Where(d => d.Missed is not null).Select(d => Missed(d, documents, names)).OfType<Finding>());
        return result.ToImmutable();
    }

    // Only while the record is there and the words still stand where they were marked.
    private static Finding? Missed(Decision decision, ImmutableArray<SourceDocument> documents, RecordNames names)
    {
        var missed = decision.Missed!;
        var document = documents.FirstOrDefault(d => names.Of(d.Id) == missed.Record);
        var page = document?.Pages.FirstOrDefault(p => p.Number == missed.Page);
        if (page is null || missed.End > page.Text.Length || (!missed.IsTold && page.Text[missed.Start..missed.End] != decision.Quote))
        {
            return null;
        }

        var evidence = new Evidence(document!.Id, missed.Page, missed.Start, missed.End, page.Text[missed.Start..missed.End]) { Boxes = page.BoxesOf(missed.Start, missed.End), Path = page.Path };
        return new(missed.Kind, missed.Value, evidence, "review") { Qualifiers = QualifiersOf(missed), Certainty = 1, Origin = missed.IsTold ? FactOrigin.Reported : FactOrigin.Corrected };
    }

    private static Qualifiers QualifiersOf(MissedFact missed) => missed.Kind switch
    {
        FactKind.Biomarker => new() { Gene = missed.Gene, Alteration = "any" },
        FactKind.T or FactKind.N or FactKind.M or FactKind.StageGroup => new() { Basis = "unspecified" },
        _ => Qualifiers.None,
    };

    private static Finding Decided(Finding finding, Decision decision) => decision.Verb switch
    {
        Verb.Confirm => finding with { Certainty = 1 },
        Verb.Correct => finding with { Withheld = Corrected },
        Verb.Reject => finding with { Withheld = Rejected },
        Verb.Unknown => finding with { Withheld = NotKnown },
        Verb.Undo or Verb.Add or Verb.Withhold => finding,
    };
}
