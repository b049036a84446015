using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Profiles;

/// <summary>The gene invariants that no rule can break: a gene as a whole follows from its changes and the reverse; a tumor has one driver.</summary>
/// <remarks>Driver changes of lung cancer exclude each other but for rare cases, so two of them in one record are most often a reading error
/// (clinical review, <c>global-two-drivers</c>). A second one is allowed when it came after a targeted drug: acquired resistance.</remarks>
internal static class OneDriver
{
    private const string FactName = "driver";
    private static readonly ulong NotFound = GeneStates.SetOf(GeneStates.NotFound);
    private static readonly ulong Unclear = GeneStates.SetOf(GeneStates.Unclear);
    private static readonly ulong OtherDriver = GeneStates.SetOf(GeneStates.OtherDriver);
    private static readonly ImmutableArray<string> LookedFor = ["EGFR", "ALK"];

    public static void Apply(RuleProfileBuilder profile)
    {
        foreach (var gene in profile.Vocabulary.Genes)
        {
            Spread(profile, gene);
        }

        if (profile.Vocabulary.Find(FactName) is not ChoiceSlot driver)
        {
            return;
        }

        var found = profile.Vocabulary.Genes.Select(g => DriverOf(profile, driver, g)).OfType<FoundDriver>().ToList();
        var first = found.Count == 0 ? null : found.Count == 1 || profile.IsSet(driver) ? Stated(profile, driver, found) : First(profile, found);
        if (found.Count > 0 && first is null)
        {
            Conflict(profile, driver, found);
        }
        else if (first is not null)
        {
            profile.Derive(driver, first.Value, first.Facts);
            RuleOutOthers(profile, first);
        }
        else
        {
            profile.Derive(driver, NoneFound(profile) ? driver.SetOf("none-found") : driver.All & ~driver.SetOf("conflicting"), [.. LookedFor.SelectMany(g => FactsOfNegative(profile, g)).Order(StringComparer.Ordinal)]);
        }
    }

    private static void Spread(RuleProfileBuilder profile, GeneDefinition gene)
    {
        var any = gene.Any.Ref.Index;
        var founds = gene.Changes.Where(c => profile.Choices[c.Ref.Index] == GeneStates.FoundSet && c.Alteration is not ("amplification" or "overexpression")).ToList();
        if (founds.Count > 0 && profile.Choices[any] != GeneStates.FoundSet)
        {
            foreach (var change in founds)
            {
                profile.SetGene(gene.Any, GeneStates.Found, profile.GeneDates[change.Ref.Index], profile.FactsOf(change).AsSpan());
            }
        }
        else if (!profile.IsSet(gene.Any) && gene.Changes.Any(c => c.IsDriver && profile.IsSet(c)))
        {
            profile.Choices[any] = Unclear;
        }

        // What is said of the whole gene is said of its driver changes, unless they speak for themselves. A change that comes later may do so after the test.
        if (profile.IsSet(gene.Any) && profile.Choices[any] != GeneStates.FoundSet)
        {
            foreach (var change in gene.Changes.Where(c => c.IsDriver))
            {
                profile.Derive(change, profile.Choices[any], profile.FactsOf(gene.Any));
            }
        }
    }

    private static FoundDriver? DriverOf(RuleProfileBuilder profile, ChoiceSlot driver, GeneDefinition gene)
    {
        var changes = gene.Changes.Where(c => c.IsDriver && profile.Choices[c.Ref.Index] == GeneStates.FoundSet).ToList();
        var value = changes.Aggregate(0UL, (set, c) => set | driver.SetOf(DriverName(gene.Gene, c.Alteration!)));
        if (changes.Count == 0 && gene.Changes.Any(c => c.IsDriver) && profile.Choices[gene.Any.Ref.Index] == GeneStates.FoundSet && !IsOtherwiseExplained(profile, gene))
        {
            value = gene.Changes.Where(c => c.IsDriver).Aggregate(0UL, (set, c) => set | driver.SetOf(DriverName(gene.Gene, c.Alteration!)));
            changes = [gene.Any];
        }

        if (changes.Count == 0)
        {
            return null;
        }

        var dates = changes.Select(c => profile.GeneDates[c.Ref.Index]).OfType<PartialDate>().ToList();
        return new(gene, changes, value, dates.Count == 0 ? null : dates.Min(), [.. changes.SelectMany(c => profile.FactsOf(c)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    // BRAF other than V600E, MET D1228N and the like make the gene "found" without being its driver change; T790M and C797S do imply an EGFR driver.
    private static bool IsOtherwiseExplained(RuleProfileBuilder profile, GeneDefinition gene) =>
        gene.Gene is not "EGFR" && gene.Changes.Any(c => !c.IsDriver && profile.Choices[c.Ref.Index] == GeneStates.FoundSet);

    internal static string DriverName(string gene, string alteration) => (gene, alteration) switch
    {
        ("MET", _) => "met-exon-14",
        ("BRAF", _) => "braf-v600e",
        ("KRAS", "G12C") => "kras-g12c",
        ("KRAS", _) => "kras-other",
        _ => gene.ToLowerInvariant(),
    };

    private static FoundDriver? Stated(RuleProfileBuilder profile, ChoiceSlot driver, List<FoundDriver> found) =>
        !profile.IsSet(driver) ? found[0] : found.Find(f => (f.Value & profile.Choices[driver.Ref.Index]) != 0);

    private static FoundDriver? First(RuleProfileBuilder profile, List<FoundDriver> found)
    {
        var byDate = found.Where(f => f.Date is not null).OrderBy(f => f.Date).ToList();
        if (byDate.Count < found.Count)
        {
            return null;
        }

        var targeted = profile.Vocabulary.Find("targeted") is TreatmentSlot slot ? slot.Members : [];
        var starts = profile.AllCourses.Where(c => c.Course.IsGiven && targeted.Contains(c.Name, StringComparer.Ordinal) && c.Course.Start is not null).Select(c => c.Course.Start!.Value).ToList();
        var first = byDate[0];
        return byDate.Skip(1).All(later => starts.Exists(s => s >= first.Date!.Value && s < later.Date!.Value)) ? first : null;
    }

    private static void Conflict(RuleProfileBuilder profile, ChoiceSlot driver, List<FoundDriver> found)
    {
        foreach (var change in found.SelectMany(f => f.Changes.Append(f.Gene.Any)))
        {
            profile.SetConflict(change, profile.FactsOf(change).AsSpan());
        }

        profile.SetConflict(driver, [.. found.SelectMany(f => f.Facts)]);
        profile.Choices[driver.Ref.Index] = driver.SetOf("conflicting");
    }

    private static void RuleOutOthers(RuleProfileBuilder profile, FoundDriver first)
    {
        var unspecific = first.Changes.Contains(first.Gene.Any);
        foreach (var gene in profile.Vocabulary.Genes.Where(g => g.Changes.Any(c => c.IsDriver)))
        {
            var same = ReferenceEquals(gene, first.Gene);
            var silent = gene.Changes.Where(c => c.IsDriver && !(same && unspecific)).Append(gene.Any)
                .Where(c => (profile.Choices[c.Ref.Index] & ~GeneStates.UntestedSet) == 0);
            foreach (var change in silent.ToList())
            {
                profile.Choices[change.Ref.Index] = OtherDriver;
            }
        }
    }

    private static bool NoneFound(RuleProfileBuilder profile) =>
        LookedFor.All(g => profile.Vocabulary.FindGene(g, "any") is { } any && profile.Choices[any.Ref.Index] == NotFound);

    private static ImmutableArray<string> FactsOfNegative(RuleProfileBuilder profile, string gene) =>
        profile.Vocabulary.FindGene(gene, "any") is { } any && profile.Choices[any.Ref.Index] == NotFound ? profile.FactsOf(any) : [];

    private sealed record FoundDriver(GeneDefinition Gene, List<ChoiceSlot> Changes, ulong Value, PartialDate? Date, ImmutableArray<string> Facts);
}
