using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation.Decisions;
using Navis.Personalize.Core.Reconciliation.Derived;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>Builds the fields of the profile from the facts that hold. Where they disagree and no rule chooses, the field is conflicting and the conflict is noted.</summary>
internal sealed class FieldBuilder(Weighing weighing, string stateRule, string intentRule)
{
    public ImmutableSortedDictionary<string, ProfileField> Build()
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, ProfileField>(StringComparer.Ordinal);
        foreach (var kind in Weighing.Kinds)
        {
            if (kind is not FactKind.Biomarker)
            {
                fields[kind.Name()] = Field(kind, weighing.Holding(kind));
            }
        }

        foreach (var gene in ProfileNames.Genes)
        {
            fields[ProfileNames.Gene(gene)] = Silent;
        }

        foreach (var gene in weighing.Holding(FactKind.Biomarker).GroupBy(static f => ProfileNames.Field(f), StringComparer.Ordinal))
        {
            fields[gene.Key] = MarkerField.Of(weighing, gene.Key, [.. gene]);
        }

        return fields.ToImmutable();
    }

    private static ProfileField Silent => new(FieldState.Unknown, null, [], RuleIds.Silent);

    private ProfileField Field(FactKind kind, List<FactDraft> facts) => kind switch
    {
        FactKind.DiseaseState when facts.Count == 0 => new(FieldState.Unknown, null, [], stateRule),
        FactKind.Intent when facts.Count == 0 => new(FieldState.Unknown, null, [], intentRule),
        FactKind.DiseaseState or FactKind.Intent => Known(facts, facts[0].Value, facts[0].Why),
        _ when facts.Count == 0 => Silent,
        FactKind.Treatment or FactKind.MetastasisSite => Known(facts, Joined(facts), RuleIds.OnlyStatement),
        FactKind.DiseaseStatus or FactKind.PerformanceStatus => Latest(kind, facts),
        FactKind.T or FactKind.N or FactKind.M or FactKind.StageGroup => Stage(kind, facts),
        FactKind.Histology => Histology(facts),
        _ => Agreed(kind, facts, RuleIds.OnlyStatement),
    };

    // Both types of a transformed cancer hold; the field names the one that is there now.
    private ProfileField Histology(List<FactDraft> facts)
    {
        if (weighing.State is GateState.Transformed)
        {
            var others = facts.FindAll(static f => f.Value is not "small-cell-carcinoma");
            var small = facts.Find(static f => f.Value is "small-cell-carcinoma");
            if (small is not null && One(others))
            {
                return Known(facts, small.Value, RuleIds.Transformation);
            }
        }

        if (!One(facts) && facts.Exists(f => facts.Exists(o => !Same(f, o) && EventDistance.IsBeyond(f.Date, o.Date, weighing.Content.SameEventMonths))))
        {
            return Conflict("histology", facts, RuleIds.SecondPrimaryOrRecurrence);
        }

        return Agreed(FactKind.Histology, facts, RuleIds.OnlyStatement);
    }

    // At diagnosis: pathologic without treatment before it, else clinical, else unspecified; only then what followed treatment.
    private ProfileField Stage(FactKind kind, List<FactDraft> facts)
    {
        foreach (var prefix in (ReadOnlySpan<string?>)[null, "y"])
        {
            foreach (var basis in (ReadOnlySpan<string>)["pathologic", "clinical", "unspecified"])
            {
                var own = facts.FindAll(f => string.Equals(f.Qualifiers.Basis ?? "unspecified", basis, StringComparison.Ordinal) && string.Equals(f.Qualifiers.Prefix, prefix, StringComparison.Ordinal));
                if (own.Count == 0 || own.TrueForAll(static f => Staging.StageCategory.IsUnassessed(f.Value) && f.Kind is not FactKind.StageGroup))
                {
                    continue;
                }

                var stated = own.FindAll(static f => f.Origin is not FactOrigin.Derived);
                var used = stated.Count > 0 ? stated : basis is not "unspecified" && kind is FactKind.StageGroup ? Unspecified(facts, prefix) is { Count: > 0 } bare ? bare : own : own;
                var early = AtDiagnosis.Earliest(used, weighing.Content.SameEventMonths);
                var rule = early.Count < used.Count ? RuleIds.StageAtDiagnosis
                    : early[0].Origin is FactOrigin.Derived ? early[0].Why
                    : facts.Exists(f => !Same(f, early[0])) ? basis is "pathologic" && prefix is null ? RuleIds.PathologicBeforeClinical : RuleIds.StageAtDiagnosis : RuleIds.OnlyStatement;
                if (kind is FactKind.StageGroup && (weighing.IsFlagged(RuleIds.StageMismatch, early) || weighing.IsFlagged(RuleIds.EditionUncertain, early)))
                {
                    return new(FieldState.Conflicting, null, Ids(own), weighing.IsFlagged(RuleIds.StageMismatch, early) ? RuleIds.StageMismatch : RuleIds.EditionUncertain);
                }

                return One(early) ? Known(facts, early[0].Value, rule) : Conflict(kind.Name(), early, RuleIds.RecordsDisagree);
            }
        }

        var assessed = facts.FindAll(static f => f.Qualifiers.Prefix is null);
        return assessed.Count > 0 && One(assessed) ? Known(facts, assessed[0].Value, RuleIds.OnlyStatement) : new(FieldState.Unknown, null, Ids(facts), RuleIds.Silent);
    }

    private static List<FactDraft> Unspecified(List<FactDraft> facts, string? prefix) =>
        facts.FindAll(f => f.Qualifiers.Basis is null or "unspecified" && f.Origin is not FactOrigin.Derived && string.Equals(f.Qualifiers.Prefix, prefix, StringComparison.Ordinal));

    private ProfileField Latest(FactKind kind, List<FactDraft> facts)
    {
        // What was so at some time in the past says nothing of now, unless it is all there is.
        var timed = facts.FindAll(static f => f.Date is not null || f.Assertion is not Assertion.Historical);
        timed = timed.Count > 0 ? timed : facts;
        var latest = timed.FindAll(f => !timed.Exists(o => EventDistance.IsBefore(f.DateOrRecord, o.DateOrRecord)));
        return One(latest)
            ? Known(facts, latest[0].Value, latest.Count < facts.Count ? RuleIds.LatestStatement : RuleIds.OnlyStatement)
            : Conflict(kind.Name(), latest, RuleIds.RecordsDisagree);
    }

    private ProfileField Agreed(FactKind kind, List<FactDraft> facts, string rule)
    {
        if (One(facts))
        {
            return Known(facts, facts[0].Value, rule);
        }

        var sideways = kind is FactKind.Laterality && facts.Exists(f => facts.Exists(o => !Same(f, o) && EventDistance.IsBeyond(f.Date, o.Date, weighing.Content.SameEventMonths)));
        return Conflict(kind.Name(), facts, sideways ? RuleIds.SecondPrimaryOrRecurrence : RuleIds.RecordsDisagree);
    }

    private ProfileField Conflict(string field, List<FactDraft> facts, string rule)
    {
        if (weighing.IsFlagged(field, out var known))
        {
            return new(FieldState.Conflicting, null, Ids(facts), known);
        }

        weighing.Flag(field, facts, null, rule, Weighing.Told(facts));
        return new(FieldState.Conflicting, null, Ids(facts), rule);
    }

    private static bool One(List<FactDraft> facts) => facts.TrueForAll(f => Same(f, facts[0]));

    private static bool Same(FactDraft a, FactDraft b) => string.Equals(a.Value, b.Value, StringComparison.Ordinal);

    private static string Joined(List<FactDraft> facts) => string.Join(", ", facts.Select(static f => f.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static ProfileField Known(List<FactDraft> facts, string value, string rule) => new(FieldState.Known, value, Ids(facts), rule);

    private static ImmutableArray<string> Ids(List<FactDraft> facts) => [.. facts.Select(static f => f.Id)];
}
