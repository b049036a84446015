using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Rules.Vocabulary;

/// <summary>Reads <c>rules/vocabulary.yaml</c> into slots.</summary>
internal sealed class VocabularyReader
{
    private const int MaximumValues = 64;

    private readonly ImmutableArray<ChoiceSlot>.Builder choices = ImmutableArray.CreateBuilder<ChoiceSlot>();
    private readonly ImmutableArray<NumberSlot>.Builder numbers = ImmutableArray.CreateBuilder<NumberSlot>();
    private readonly ImmutableArray<TreatmentSlot>.Builder treatments = ImmutableArray.CreateBuilder<TreatmentSlot>();
    private readonly ImmutableArray<GeneDefinition>.Builder genes = ImmutableArray.CreateBuilder<GeneDefinition>();
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public static RuleVocabulary Read(ContentNode root)
    {
        var reader = new VocabularyReader();
        foreach (var node in root.List("facts"))
        {
            reader.AddFact(node);
        }

        foreach (var node in root.List("genes"))
        {
            reader.AddGene(node);
        }

        reader.AddTreatments(root);
        return new(reader.choices.ToImmutable(), reader.numbers.ToImmutable(), reader.treatments.ToImmutable(), reader.genes.ToImmutable(), WordsOfAll(root));
    }

    private static FrozenDictionary<string, FactWords> WordsOfAll(ContentNode root)
    {
        var words = root.List("words").ToFrozenDictionary(w => w.Required("for"), w => WordsOf(w, null, null), StringComparer.Ordinal);
        foreach (var needed in (ReadOnlySpan<string>)["gene-retest", "treatment-list", "two-drivers"])
        {
            _ = words.ContainsKey(needed) ? needed : throw new ContentException(root.Path, root["words"]?.Line ?? root.Line, $"'words' needs '{needed}'.");
        }

        return words;
    }

    private void AddFact(ContentNode node)
    {
        var name = Claim(node, node.Required("fact"));
        var (field, projection, words) = (node.Required("field"), node.Required("from"), WordsOf(node, null, null));
        if (node["range"] is { } range)
        {
            var ends = range.AsTexts();
            numbers.Add(new(name, new(SlotKind.Number, numbers.Count), field, words, new(Number(range, ends, 0), Number(range, ends, 1)), projection));
            return;
        }

        var values = node.Texts("values");
        if (values.Length is 0 or > MaximumValues)
        {
            throw new ContentException(node.Path, node.Line, $"'{name}' needs 1 to {MaximumValues} values or a range.");
        }

        var groups = ImmutableSortedDictionary.CreateBuilder<string, ulong>(StringComparer.Ordinal);
        foreach (var (group, members) in node["groups"]?.Members ?? [])
        {
            groups[group] = members.AsTexts().Aggregate(0UL, (set, v) => set | BitOf(members, values, v));
        }

        var slot = new ChoiceSlot(name, new(SlotKind.Choice, choices.Count), field, words, values, groups.ToImmutable(), projection);
        choices.Add(slot with { Silence = node.Optional("silence") is { } silence ? BitOf(node, values, silence) : slot.All });
    }

    private void AddGene(ContentNode node)
    {
        var gene = node.Required("gene");
        var words = WordsOf(node, null, null);
        var any = Gene(node, gene, "any", words, driver: false);
        var changes = node.Texts("driver").Select(c => Gene(node, gene, c, words, driver: true))
            .Concat(node.Texts("later").Select(c => Gene(node, gene, c, words, driver: false))).ToImmutableArray();
        genes.Add(new(gene, any, changes));
    }

    private ChoiceSlot Gene(ContentNode node, string gene, string alteration, FactWords words, bool driver)
    {
        var name = Claim(node, alteration is "any" ? gene : string.Concat(gene, ".", alteration));
        var slot = new ChoiceSlot(name, new(SlotKind.Choice, choices.Count), string.Concat("biomarker.", gene), words, GeneStates.All, ImmutableSortedDictionary<string, ulong>.Empty, "gene")
        {
            Silence = GeneStates.SilentSet,
            Gene = gene,
            Alteration = alteration,
            IsDriver = driver,
        };
        choices.Add(slot);
        return slot;
    }

    private void AddTreatments(ContentNode root)
    {
        var classes = root.List("classes").ToDictionary(c => c.Required("class"), StringComparer.Ordinal);
        var resolved = classes.ToDictionary(c => c.Key, c => Resolve(c.Key, classes, 0).Distinct(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
        foreach (var (name, node) in classes)
        {
            Claim(node, name);
            treatments.Add(new(name, NextTreatment(), string.Concat("treatment.", name), WordsOf(node, null, null), IsClass: true, resolved[name], node.Texts("maybe")));
        }

        var procedures = root.List("procedures").ToDictionary(p => p.Required("treatment"), p => WordsOf(p, null, null), StringComparer.Ordinal);
        foreach (var drug in resolved.Values.SelectMany(m => m).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
        {
            // The class of its own name serves an unnamed treatment: "immunotherapy".
            if (!classes.ContainsKey(drug))
            {
                Claim(root, drug);
                var maybe = resolved.Where(c => c.Value.Contains(drug, StringComparer.Ordinal)).SelectMany(c => classes[c.Key].Texts("maybe")).Where(m => m != drug).Distinct(StringComparer.Ordinal).ToImmutableArray();
                treatments.Add(new(drug, NextTreatment(), string.Concat("treatment.", drug), procedures.GetValueOrDefault(drug) ?? new(drug, $"When did I take {drug}, and am I still on it?", "Please send the list of cancer drugs with start and stop dates."), IsClass: false, [drug], maybe));
            }
        }
    }

    private SlotRef NextTreatment() => new(SlotKind.Treatment, treatments.Count);

    private static IEnumerable<string> Resolve(string name, Dictionary<string, ContentNode> classes, int depth)
    {
        foreach (var member in classes[name].Texts("members"))
        {
            if (member != name && classes.TryGetValue(member, out var inner))
            {
                foreach (var deep in depth < 8 ? Resolve(member, classes, depth + 1) : throw new ContentException(inner.Path, inner.Line, $"'{name}' holds itself."))
                {
                    yield return deep;
                }
            }
            else
            {
                yield return member;
            }
        }
    }

    private string Claim(ContentNode node, string name) =>
        names.Add(name) ? name : throw new ContentException(node.Path, node.Line, $"'{name}' is there twice.");

    private static FactWords WordsOf(ContentNode node, string? ask, string? request)
    {
        var words = node["en"] ?? throw new ContentException(node.Path, node.Line, "'en' with a label is missing.");
        return new(words.Required("label"), words.Optional("ask") ?? ask, words.Optional("request") ?? request);
    }

    private static ulong BitOf(ContentNode node, ImmutableArray<string> values, string value) =>
        values.IndexOf(value) is >= 0 and var at ? 1UL << at : throw new ContentException(node.Path, node.Line, $"'{value}' is none of the values.");

    private static double Number(ContentNode node, ImmutableArray<string> ends, int at) =>
        ends.Length == 2 && double.TryParse(ends[at], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number : throw new ContentException(node.Path, node.Line, "A range is two numbers.");
}
