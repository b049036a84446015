using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>Cell type, state of the disease and where it is.</summary>
internal static class DiseaseProjection
{
    private const string SmallCell = "small-cell-carcinoma";

    /// <summary>A grade as pathologists write it: <c>2</c>, <c>G3</c>, <c>poorly-differentiated</c>.</summary>
    public static string GradeOf(string value) => value switch
    {
        _ when value.AsSpan().IndexOfAny("1234") is >= 0 and var at => string.Concat("g", value.AsSpan(at, 1)),
        _ when value.StartsWith("well", StringComparison.Ordinal) => "g1",
        _ when value.StartsWith("moderate", StringComparison.Ordinal) => "g2",
        _ when value.StartsWith("poor", StringComparison.Ordinal) => "g3",
        _ when value.StartsWith("undiff", StringComparison.Ordinal) => "g4",
        _ => value,
    };

    public static void Histology(RuleProfileBuilder profile, ChoiceSlot slot, CaseView view)
    {
        if (view.Case.Disease is not CaseDisease.Transformed)
        {
            view.SetFromField(profile, slot, FactKind.Histology);
            return;
        }

        // After transformation both types hold; the cell type of the lung cancer is then the earlier one.
        foreach (var fact in view.Holding(FactKind.Histology).Where(f => f.Value is not SmallCell && slot.SetOf(f.Value) != 0))
        {
            profile.SetChoice(slot, slot.SetOf(fact.Value), fact.Id);
        }
    }

    public static void Transformation(RuleProfileBuilder profile, ChoiceSlot slot, CaseView view)
    {
        var set = view.Case.Disease switch
        {
            CaseDisease.Transformed => slot.SetOf("small-cell"),
            CaseDisease.NsclcOrSclc => slot.All,
            CaseDisease.Silent or CaseDisease.Nsclc or CaseDisease.Sclc or CaseDisease.Suspected or CaseDisease.OtherCancer or CaseDisease.NoCancer => 0UL,
        };
        if (set != 0)
        {
            profile.SetChoice(slot, set, CaseView.Ids(view.Holding(FactKind.Histology).Where(f => f.Value is SmallCell)).AsSpan());
        }
    }

    public static void LatestStatus(RuleProfileBuilder profile, ChoiceSlot slot, CaseView view)
    {
        var known = view.Holding(FactKind.DiseaseStatus).Where(f => slot.SetOf(f.Value) != 0).ToList();
        if (known.TrueForAll(f => f.Date is not null) && known.Count > 0)
        {
            var last = known.Max(f => f.Date!.Value);
            known = known.FindAll(f => !f.Date!.Value.Contradicts(last));
        }

        if (known.Count > 0)
        {
            profile.SetChoice(slot, known.Aggregate(0UL, (set, f) => set | slot.SetOf(f.Value)), CaseView.Ids(known).AsSpan());
        }
    }

    /// <summary>Few-spot growth, only where the record uses that word.</summary>
    public static void Oligo(RuleProfileBuilder profile, ChoiceSlot slot, CaseView view)
    {
        var stated = view.Holding(FactKind.DiseaseStatus).Where(f => f.Evidence.Any(e => e.Quote.Contains("oligo", StringComparison.OrdinalIgnoreCase))).ToList();
        if (stated.Count > 0)
        {
            profile.SetChoice(slot, slot.SetOf("few-spots"), CaseView.Ids(stated).AsSpan());
        }
    }

    public static void SecondPrimary(RuleProfileBuilder profile, ChoiceSlot slot, CaseView view)
    {
        // Reconciliation cannot tell a second primary from a return; it flags the question, and rules must not answer it.
        if (view.Case.Conflicts.FirstOrDefault(c => c.Rule is RuleIds.SecondPrimaryOrRecurrence) is { } open)
        {
            profile.SetChoice(slot, slot.All, open.Facts.AsSpan());
        }
    }

    /// <summary>Present when a fact that holds names the site; absent only when the record denies it and nothing affirms it.</summary>
    public static void Site(RuleProfileBuilder profile, ChoiceSlot slot, string site, CaseView view)
    {
        var present = view.Holding(FactKind.MetastasisSite).Where(f => f.Value == site)
            .Concat(view.Holding(FactKind.DiseaseStatus).Where(f => f.Value is "recurrence" or "progression" && f.Qualifiers.Sites.Contains(site, StringComparer.Ordinal))).ToList();
        if (present.Count > 0)
        {
            profile.SetChoice(slot, slot.SetOf("present"), CaseView.Ids(present).AsSpan());
            return;
        }

        var denied = view.Case.Facts.Where(f => f.Kind is FactKind.MetastasisSite && f.Value == site && f.Assertion is Assertion.Negated && f.Why is not "other-cancer").ToList();
        if (denied.Count > 0)
        {
            profile.SetChoice(slot, slot.SetOf("absent"), CaseView.Ids(denied).AsSpan());
        }
    }
}
