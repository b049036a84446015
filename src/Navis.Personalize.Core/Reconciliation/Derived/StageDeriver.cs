using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Core.Reconciliation.Derived;

/// <summary>Computes stage groups from T, N and M, by basis, and compares them with what the record states. Never mends either.</summary>
internal sealed class StageDeriver(StageGrouper grouper, EditionCalendar calendar)
{
    private const string Unassessed = "MX";

    // Of the sites of spread only these do not speak against M0.
    private static readonly string[] NotDistant = ["lymph-node", "lymph-nodes", "node", "nodes", "mediastinum", "hilum", "lung", "chest-wall"];

    public void Apply(Weighing weighing)
    {
        if (weighing.State is GateState.Sclc or GateState.OtherCancer or GateState.NoCancer)
        {
            return;
        }

        foreach (var basis in (ReadOnlySpan<string>)["pathologic", "clinical", "unspecified"])
        {
            Derive(weighing, basis);
        }
    }

    private void Derive(Weighing weighing, string basis)
    {
        var (t, n) = (Single(weighing, FactKind.T, basis), Single(weighing, FactKind.N, basis));
        var m = Metastasis(weighing, basis);
        var isMetastatic = m is not null && m.Value.StartsWith("M1", StringComparison.Ordinal) && (t is not null || string.Equals(m.Qualifiers.Basis, basis, StringComparison.Ordinal));
        if ((t is null || n is null) && !isMetastatic)
        {
            return;
        }

        var assumes = m is null || m.Value is Unassessed;
        if (assumes && SpeaksAgainstM0(weighing))
        {
            return;
        }

        List<FactDraft> from = [.. ((FactDraft?[])[t, n, m]).OfType<FactDraft>()];
        var categories = (T: t?.Value ?? "TX", N: n?.Value ?? "NX", M: m?.Value ?? Unassessed);
        var stated = Stated(weighing, basis, from);
        var (edition, answer, rule, doubt) = Choose(weighing, basis, from, stated, categories);
        if (answer is null || weighing.Of(FactKind.StageGroup).Exists(f => f.Origin is FactOrigin.Derived && string.Equals(f.Value, answer, StringComparison.Ordinal) && basis is "unspecified"))
        {
            return;
        }

        var derived = DerivedFact.Of(FactKind.StageGroup, answer, new() { Basis = basis, Edition = edition, Assumes = assumes ? "M0" : null }, from, rule);
        weighing.Add(derived);
        Compare(weighing, derived, stated, categories, doubt);
    }

    private static void Compare(Weighing weighing, FactDraft derived, List<FactDraft> stated, (string T, string N, string M) categories, string? doubt)
    {
        var edition = derived.Qualifiers.Edition;
        var basisOfStage = $"{categories.T} {categories.N} {categories.M} give {derived.Value}{(edition is null ? "" : $" by edition {edition}")}";
        foreach (var other in stated.Where(s => s.Qualifiers.Edition is null || edition is null || string.Equals(s.Qualifiers.Edition, edition, StringComparison.Ordinal)))
        {
            if (!Agrees(other.Value, derived.Value))
            {
                weighing.Flag("stage-group", [other, derived], null, RuleIds.StageMismatch, $"{basisOfStage}; {other.Value} is stated.");
            }
        }

        if (doubt is not null && !stated.Exists(s => Agrees(s.Value, derived.Value)))
        {
            weighing.Flag("stage-group", [derived], null, RuleIds.EditionUncertain, $"{basisOfStage}, {doubt}.");
        }
    }

    private (string? Edition, string? Answer, string Rule, string? Doubt) Choose(
        Weighing weighing, string basis, List<FactDraft> from, List<FactDraft> stated, (string T, string N, string M) categories)
    {
        var named = weighing.Facts.Where(f => f.Holds && f.Qualifiers.Edition is not null && f.Origin is not FactOrigin.Derived && f.Qualifiers.Prefix is null
                && (from.Contains(f) || stated.Contains(f) || (f.Kind is FactKind.T or FactKind.N or FactKind.M && string.Equals(f.Qualifiers.Basis, basis, StringComparison.Ordinal) && from.Exists(x => x.Is(f.Kind, f.Value)))))
            .Select(f => f.Qualifiers.Edition!).Distinct(StringComparer.Ordinal).ToList();
        if (named.Count > 0)
        {
            return named.Count == 1 ? (named[0], Word(named[0], categories), RuleIds.ComputedStage, null) : default;
        }

        var possible = grouper.Editions.Where(e => grouper.Table(e) is { } table && table.Has(categories.T) && table.Has(categories.N) && table.Has(categories.M)).ToList();
        if (calendar.Imply(from.Select(static f => f.Date).FirstOrDefault(static d => d is not null)) is { } implied)
        {
            if (possible.Contains(implied.Edition, StringComparer.Ordinal))
            {
                return ByDate(implied, possible, stated, categories);
            }

            // Edition 6 is kept, not computed; an edition that lacks the category can't be the one.
            if (implied.Edition is "6")
            {
                return default;
            }
        }

        // No edition is named or implied: what all editions that have these categories share is true whichever it is.
        var words = possible.Select(e => Word(e, categories)).ToList();
        return words.Count == 0 || words.Contains(null) || words.Contains(StageWords.Occult)
            ? default
            : (possible.Count == 1 ? possible[0] : null, StageGroups.CommonPart([.. words.Select(w => w!)]), RuleIds.ComputedStage, null);
    }

    private (string? Edition, string? Answer, string Rule, string? Doubt) ByDate(ImpliedEdition implied, List<string> possible, List<FactDraft> stated, (string T, string N, string M) categories)
    {
        var (first, second) = (Word(implied.Edition, categories), implied.Beside is { } beside && possible.Contains(beside, StringComparer.Ordinal) ? Word(beside, categories) : null);
        if (second is null || string.Equals(first, second, StringComparison.Ordinal))
        {
            return (implied.Edition, first, RuleIds.EditionImplied, null);
        }

        // Two editions were in use: the stage that the record states tells which one it followed.
        var fitsFirst = first is not null && stated.Exists(s => Agrees(s.Value, first));
        return !fitsFirst && stated.Exists(s => Agrees(s.Value, second))
            ? (implied.Beside, second, RuleIds.EditionImplied, null)
            : first is null ? default : (implied.Edition, first, RuleIds.EditionImplied, $"{second} by edition {implied.Beside}");
    }

    private string? Word(string edition, (string T, string N, string M) categories) =>
        grouper.Table(edition)?.Group(categories.T, categories.N, categories.M) is { Outcome: not StageOutcome.Unknown } answer ? answer.Word : null;

    private static bool Agrees(string stated, string computed) => StageGroups.Contains(stated, computed) || StageGroups.Contains(computed, stated);

    // Stages that stand in a record beside these categories; a stage of a later year elsewhere is no statement about them.
    private static List<FactDraft> Stated(Weighing weighing, string basis, List<FactDraft> from) => weighing.Holding(FactKind.StageGroup).FindAll(s =>
        s.Origin is not FactOrigin.Derived && s.Qualifiers.Prefix is null
        && (string.Equals(s.Qualifiers.Basis, basis, StringComparison.Ordinal) || s.Qualifiers.Basis is null or "unspecified" || basis is "unspecified")
        && s.Documents.Exists(d => from.Exists(f => f.Documents.Contains(d))));

    private static FactDraft? Single(Weighing weighing, FactKind kind, string basis)
    {
        var facts = AtDiagnosis.Earliest(weighing.Holding(kind).FindAll(f => f.Qualifiers.Prefix is null && string.Equals(f.Qualifiers.Basis ?? "unspecified", basis, StringComparison.Ordinal)), weighing.Content.SameEventMonths);
        return facts.Count > 0 && facts.TrueForAll(f => string.Equals(f.Value, facts[0].Value, StringComparison.Ordinal)) ? facts[0] : null;
    }

    // pM needs tissue of a metastasis: a pathologic stage takes cM where the pathologist says MX or nothing (AJCC, 8th edition, chapter 1).
    private static FactDraft? Metastasis(Weighing weighing, string basis)
    {
        FactDraft? unassessed = null;
        foreach (var own in (ReadOnlySpan<string>)(basis is "pathologic" ? ["pathologic", "clinical", "unspecified"] : basis is "clinical" ? ["clinical", "unspecified"] : ["unspecified", "clinical", "pathologic"]))
        {
            if (Single(weighing, FactKind.M, own) is { } m)
            {
                if (m.Value is not Unassessed)
                {
                    return m;
                }

                unassessed ??= m;
            }
        }

        return unassessed;
    }

    private static bool SpeaksAgainstM0(Weighing weighing) =>
        weighing.Holding(FactKind.MetastasisSite).Exists(static s => !NotDistant.Contains(s.Value, StringComparer.Ordinal))
        || weighing.Holding(FactKind.StageGroup).Exists(static s => s.Value.StartsWith("IV", StringComparison.Ordinal))
        || weighing.Holding(FactKind.M).Exists(static m => m.Value.StartsWith("M1", StringComparison.Ordinal));
}
