using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Rules.Tests;

/// <summary>One thing that a record says, as the builder is told it.</summary>
/// <param name="Name">Slot or treatment.</param>
/// <param name="Tell">Tells the builder.</param>
/// <param name="Course">Pairs of now and setting, for a treatment.</param>
internal sealed record Said(string Name, Action<RuleProfileBuilder> Tell, uint Course = 0);

/// <summary>Random but reproducible cases of the shapes that records have: sets, ranges, gene states, dated second drivers, several courses of a drug.</summary>
internal sealed class RandomCase(RuleVocabulary vocabulary, int seed)
{
    private static readonly string[] Derived = ["driver", "first-egfr-tki", "first-alk-tki", "t790m-timing", "radiation-recency", "immunotherapy-recency"];
    private static readonly string[] Usual = ["osimertinib", "gefitinib", "erlotinib", "afatinib", "alectinib", "lorlatinib", "crizotinib", "capmatinib", "durvalumab", "pembrolizumab", "cisplatin", "lobectomy", "wedge-resection", "sbrt", "chest-radiotherapy", "chemoradiation", "targeted-therapy", "surgery"];
    private readonly Random random = new(seed);

    public IReadOnlyList<Said> Facts()
    {
        var said = new List<Said>();
        foreach (var slot in vocabulary.Choices.Where(c => c.Gene is null && !Derived.Contains(c.Name, StringComparer.Ordinal)))
        {
            if (Chance(slot.Name is "intent" or "disease-state" ? 0.8 : slot.Name.StartsWith("stage", StringComparison.Ordinal) ? 0.5 : 0.15))
            {
                said.Add(Choice(slot));
            }
        }

        said.AddRange(vocabulary.Numbers.Where(_ => Chance(0.2)).Select(Number));
        said.AddRange(Genes());
        for (var i = random.Next(6); i > 0; i--)
        {
            said.Add(Course(Chance(0.7) ? Pick(Usual) : Pick(vocabulary.Treatments.SelectMany(t => t.Members.Concat(t.Maybe)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())));
        }

        return said;
    }

    public static RuleProfile Profile(RuleVocabulary vocabulary, IEnumerable<Said> said)
    {
        var builder = new RuleProfileBuilder(vocabulary);
        foreach (var one in said)
        {
            one.Tell(builder);
        }

        return builder.Build();
    }

    public Said Choice(ChoiceSlot slot)
    {
        var set = Chance(0.75) ? 1UL << random.Next(slot.Values.Length) : Chance(0.5) && slot.Groups.Count > 0 ? Pick(slot.Groups.Values.ToList()) : (1UL << random.Next(slot.Values.Length)) | (1UL << random.Next(slot.Values.Length));
        return Chance(0.05) ? new(slot.Name, b => b.SetConflict(slot, slot.Name)) : new(slot.Name, b => b.SetChoice(slot, set, slot.Name));
    }

    public Said Number(NumberSlot slot)
    {
        // Near the edges of rules: whole and half numbers, and their neighbours.
        double Value() => Math.Clamp(slot.Range.Low + (random.Next((int)(Math.Min(slot.Range.High, 60) - slot.Range.Low) * 2) / 2.0) + (random.Next(3) - 1) * 0.1, slot.Range.Low, slot.Range.High);
        var (a, b) = (Value(), Value());
        var range = Chance(0.7) ? new Interval(a, a) : Chance(0.3) ? new Interval(Math.Min(a, b), slot.Range.High) : new Interval(Math.Min(a, b), Math.Max(a, b));
        return new(slot.Name, builder => builder.SetNumber(slot, range, slot.Name));
    }

    public Said Course(string name)
    {
        string[] Some(IReadOnlyList<string> values) => [.. values.Where(_ => Chance(0.5)).DefaultIfEmpty(Pick(values))];
        var nows = Chance(0.7) ? [Pick(Courses.Now)] : Chance(0.5) ? Courses.Now.Take(4).ToArray() : Some(Courses.Now.Take(4).ToList());
        var settings = Chance(0.6) ? [Pick(Courses.Settings)] : Chance(0.6) ? [] : Some(Courses.Settings);
        var set = Courses.SetOf([.. nows], [.. settings]);
        PartialDate? start = Chance(0.4) ? PartialDate.Of(2020 + random.Next(6), 1 + random.Next(12), 1) : null;
        var line = Chance(0.3) ? 1 + random.Next(3) : (int?)null;
        return new(name, b => b.AddCourse(name, set, start, line, "course:" + name), set);
    }

    public Said Gene(ChoiceSlot slot, string state, PartialDate? date = null) => new(slot.Name, b => Tell(b, slot, state, date));

    private IEnumerable<Said> Genes()
    {
        foreach (var gene in vocabulary.Genes)
        {
            if (Chance(0.1))
            {
                yield return Gene(gene.Any, Pick(GeneStates.All.Where(s => s is not (GeneStates.OtherDriver or GeneStates.NotInRecord or GeneStates.Found)).ToList()));
            }

            foreach (var change in gene.Changes.Where(_ => Chance(0.08)))
            {
                yield return Gene(change, Pick(GeneStates.All.Where(s => s is not (GeneStates.OtherDriver or GeneStates.NotInRecord) && (s is not GeneStates.Found || !change.IsDriver)).ToList()));
            }
        }

        var drivers = vocabulary.Genes.SelectMany(g => g.Changes).Where(c => c.IsDriver).ToList();
        for (var i = Chance(0.75) ? Chance(0.15) ? 2 : 1 : 0; i > 0; i--)
        {
            yield return Gene(Chance(0.5) ? drivers[random.Next(3)] : Pick(drivers), GeneStates.Found, Chance(0.6) ? PartialDate.Of(2021 + random.Next(4), 3, 1) : null);
        }

        if (Chance(0.1))
        {
            yield return Gene(Pick(vocabulary.Genes).Any, GeneStates.Found);
        }
    }

    // As records do: a result on a fusion gene is one on its fusion, and the reverse (AlterationNames).
    private void Tell(RuleProfileBuilder builder, ChoiceSlot slot, string state, PartialDate? date)
    {
        builder.SetGene(slot, state, date, slot.Name);
        var gene = vocabulary.Genes.First(g => g.Gene == slot.Gene);
        if (gene.Changes.Where(c => c.IsDriver).ToList() is [{ Alteration: "fusion" or "mutation" } only] && (ReferenceEquals(slot, gene.Any) || ReferenceEquals(slot, only)))
        {
            builder.SetGene(gene.Any, state, date, slot.Name);
            builder.SetGene(only, state, date, slot.Name);
        }
    }

    public bool Chance(double chance) => random.NextDouble() < chance;

    public T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
