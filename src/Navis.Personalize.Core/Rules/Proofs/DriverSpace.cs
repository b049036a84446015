using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>What holds between genes in every profile: see <see cref="Profiles.OneDriver"/>, which makes it so.</summary>
internal sealed class DriverSpace(RuleVocabulary vocabulary)
{
    private static readonly int Width = GeneStates.All.Length;
    private static readonly ulong OtherDriver = GeneStates.SetOf(GeneStates.OtherDriver);
    private static readonly ulong NotFound = GeneStates.SetOf(GeneStates.NotFound);
    private readonly ImmutableArray<GeneDefinition> driverGenes = [.. vocabulary.Genes.Where(g => g.Changes.Any(c => c.IsDriver))];

    /// <summary>At most one gene has a driver: the commoner records, and the only ones that a case can write without dates.</summary>
    public string AtMostOne => Smt.And(driverGenes.SelectMany((g, i) => driverGenes.Skip(i + 1).Select(other => Smt.Not(Smt.And(HasDriver(g), HasDriver(other))))));

    public IEnumerable<string> Domain()
    {
        if (vocabulary.Find("driver") is not ChoiceSlot driver)
        {
            yield break;
        }

        var conflicting = Smt.Is(ProfileSpace.Name(driver), driver.SetOf("conflicting"), driver.Values.Length);
        var anyDriver = Smt.Or(driverGenes.Select(HasDriver));
        foreach (var gene in vocabulary.Genes)
        {
            // A change that is found makes the gene found, unless the records are at odds about the gene.
            var found = Smt.Or(gene.Changes.Where(c => c.Alteration is not ("amplification" or "overexpression")).Select(IsFound));
            yield return Smt.Implies(found, Smt.Or(IsFound(gene.Any), Is(gene.Any, GeneStates.SetOf(GeneStates.Conflicting))));
            // A gene that no record mentions has no main change that one mentions.
            yield return Smt.Implies(Is(gene.Any, GeneStates.SilentSet), Smt.And(gene.Changes.Where(c => c.IsDriver).Select(c => Is(c, GeneStates.SilentSet))));
            if (gene.Changes.Where(c => c.IsDriver).ToList() is [{ Alteration: "fusion" or "mutation" } only])
            {
                // One driver change only: a result on the gene is a result on it (AlterationNames).
                yield return Smt.Implies(Smt.And(IsFound(gene.Any), Smt.Not(Smt.Or(gene.Changes.Where(c => !c.IsDriver && c.Alteration is not ("amplification" or "overexpression")).Select(IsFound)))), IsFound(only));
            }

            foreach (var change in gene.Changes.Append(gene.Any).Where(c => c.IsDriver || (c.Alteration is "any" && gene.Changes.Any(x => x.IsDriver))))
            {
                yield return Smt.Implies(Is(change, OtherDriver), Smt.And(anyDriver, Smt.Not(conflicting)));
            }

            foreach (var change in gene.Changes.Append(gene.Any).Where(c => !c.IsDriver && !(c.Alteration is "any" && gene.Changes.Any(x => x.IsDriver))))
            {
                yield return Smt.Not(Is(change, OtherDriver));
            }
        }

        // Two drivers that cannot both be are no longer found, but conflicting.
        yield return Smt.Implies(conflicting, Smt.Not(anyDriver));
        yield return Smt.Or(conflicting, Smt.Apart(ProfileSpace.Name(driver), driver.SetOf("conflicting"), driver.Values.Length));
        foreach (var value in driver.Values.Where(v => v is not ("none-found" or "conflicting")))
        {
            var genes = driverGenes.Where(g => g.Changes.Any(c => c.IsDriver && NameOf(c) == value)).ToList();
            yield return Smt.Implies(Smt.And(anyDriver, Smt.Touches(ProfileSpace.Name(driver), driver.SetOf(value), driver.Values.Length)), Smt.Or(genes.Select(g => MayBe(g, value))));
        }

        var noneFound = Smt.And(Is(vocabulary.FindGene("EGFR", "any")!, NotFound), Is(vocabulary.FindGene("ALK", "any")!, NotFound));
        yield return Smt.Implies(anyDriver, Smt.Apart(ProfileSpace.Name(driver), driver.SetOf("none-found"), driver.Values.Length));
        yield return Smt.Implies(
            Smt.And(Smt.Not(anyDriver), Smt.Not(conflicting)),
            $"(= {ProfileSpace.Name(driver)} (ite {noneFound} {Smt.Bits(driver.SetOf("none-found"), driver.Values.Length)} {Smt.Bits(driver.All & ~driver.SetOf("conflicting"), driver.Values.Length)}))");
        foreach (var term in RuledOut(conflicting, driver))
        {
            yield return term;
        }
    }

    // Once a driver is found, no other main change is silent any more, save those of its own gene when only the gene was named.
    private IEnumerable<string> RuledOut(string conflicting, ChoiceSlot driver)
    {
        foreach (var gene in driverGenes)
        {
            foreach (var other in driverGenes)
            {
                var first = Smt.And(HasDriver(gene), Smt.Not(conflicting), Smt.Touches(ProfileSpace.Name(driver), ValuesOf(gene, driver), driver.Values.Length));
                foreach (var change in other.Changes.Where(c => c.IsDriver))
                {
                    var spoken = Smt.Apart(ProfileSpace.Name(change), GeneStates.UntestedSet, Width);
                    yield return Smt.Implies(ReferenceEquals(gene, other) ? Smt.And(first, Smt.Or(gene.Changes.Where(c => c.IsDriver).Select(IsFound))) : first, spoken);
                }

                yield return Smt.Implies(first, Smt.Apart(ProfileSpace.Name(other.Any), GeneStates.UntestedSet, Width));
            }
        }
    }

    private static string HasDriver(GeneDefinition gene) => Smt.Or(
    [
        .. gene.Changes.Where(c => c.IsDriver).Select(IsFound),
        Smt.And([IsFound(gene.Any), .. gene.Gene is "EGFR" ? [] : gene.Changes.Where(c => !c.IsDriver).Select(c => Smt.Not(IsFound(c)))]),
    ]);

    private static string MayBe(GeneDefinition gene, string value)
    {
        var specific = Smt.Or(gene.Changes.Where(c => c.IsDriver).Select(IsFound));
        return Smt.And(HasDriver(gene), Smt.Or(Smt.Not(specific), Smt.Or(gene.Changes.Where(c => c.IsDriver && NameOf(c) == value).Select(IsFound))));
    }

    private static ulong ValuesOf(GeneDefinition gene, ChoiceSlot driver) => gene.Changes.Where(c => c.IsDriver).Aggregate(0UL, (set, c) => set | driver.SetOf(NameOf(c)));

    private static string NameOf(ChoiceSlot change) => Profiles.OneDriver.DriverName(change.Gene!, change.Alteration!);

    private static string IsFound(ChoiceSlot change) => Is(change, GeneStates.FoundSet);

    private static string Is(ChoiceSlot change, ulong state) => Smt.Is(ProfileSpace.Name(change), state, Width);
}
