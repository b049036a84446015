using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Conditions;

/// <summary>Reads the condition language of <c>rules/README.md</c>.</summary>
public sealed class ConditionReader
{
    private static readonly ImmutableArray<string> NumberKeys = ["atLeast", "above", "atMost", "below"];
    private readonly RuleVocabulary vocabulary;

    /// <summary>A reader.</summary>
    /// <param name="vocabulary">Facts that may be asked for.</param>
    public ConditionReader(RuleVocabulary vocabulary) => this.vocabulary = vocabulary;

    /// <summary>Reads one condition.</summary>
    /// <param name="node">Node.</param>
    /// <exception cref="ContentException">Not of the language; says what to write instead.</exception>
    public Condition Read(ContentNode node)
    {
        if (node.Members.IsEmpty)
        {
            throw new ContentException(node.Path, node.Line, "A condition is a map such as '{ fact: intent, is: curative }', or 'all:', 'any:', 'not:'.");
        }

        var first = node.Members[0].Key;
        return first switch
        {
            "all" => new AllOf(Parts(node, "all"), node.Line),
            "any" => new AnyOf(Parts(node, "any"), node.Line),
            "not" => new NotOf(Read(Only(node, "not")), node.Line),
            "fact" => ReadFact(node),
            "gene" => ReadGene(node),
            "drug" or "class" or "treatment" => ReadTreatment(node, first),
            _ => throw Mistake(node, $"'{first}' begins no condition; write all, any, not, fact, gene, drug, class or treatment first."),
        };
    }

    private ImmutableArray<Condition> Parts(ContentNode node, string key)
    {
        var parts = Only(node, key).Items;
        return parts.IsEmpty ? throw Mistake(node, $"'{key}' needs a list of conditions.") : [.. parts.Select(Read)];
    }

    private static ContentNode Only(ContentNode node, string key) => node.Members.Length == 1 ? node[key]! : throw Mistake(node, $"Nothing may stand beside '{key}'.");

    private Atom ReadFact(ContentNode node)
    {
        var name = node.Required("fact");
        switch (vocabulary.Find(name))
        {
            case ChoiceSlot { Gene: null } choice:
                Allow(node, "fact", "is", "in", "known");
                if (node["known"] is not null)
                {
                    return Known(node, AtomKind.ChoiceKnown, choice.Ref.Index);
                }

                var values = node.Texts("is").AddRange(node.Texts("in"));
                var set = values.Aggregate(0UL, (s, v) => s | (choice.SetOf(v) is var bit and not 0 ? bit : throw Mistake(node, $"'{name}' is never '{v}'; its values are {string.Join(", ", choice.Values.AddRange(choice.Groups.Keys))}.")));
                return set == 0
                    ? throw Mistake(node, $"'{name}' needs 'is: value', 'in: [values]' or 'known: true'.")
                    : new(new(AtomKind.Choice, choice.Ref.Index, set, choice.All & ~set, default), SilenceMakesTrue(choice, set) ? AtomForm.RecordState : AtomForm.Recorded, node.Line);
            case NumberSlot number:
                Allow(node, ["fact", "known", .. NumberKeys]);
                return node["known"] is not null ? Known(node, AtomKind.NumberKnown, number.Ref.Index) : new(new(AtomKind.Number, number.Ref.Index, 0, 0, RangeOf(node, number)), AtomForm.Recorded, node.Line);
            case ChoiceSlot:
                throw Mistake(node, $"'{name}' is a gene: write '{{ gene: {name}, found: … }}'.");
            case TreatmentSlot:
                throw Mistake(node, $"'{name}' is a treatment: write '{{ drug: {name}, ever: given }}' or '{{ class: … }}'.");
            default:
                throw Mistake(node, $"No fact is called '{name}'; see rules/vocabulary.yaml.");
        }
    }

    // "not-recorded" as a value of a closed-world fact is true by silence.
    private static bool SilenceMakesTrue(ChoiceSlot choice, ulong set) => choice.Silence != choice.All && (choice.Silence & set) != 0;

    private static Atom Known(ContentNode node, AtomKind kind, int slot) => node.Optional("known") is "true"
        ? new(new(kind, slot, 0, 0, default), AtomForm.RecordState, node.Line)
        : throw Mistake(node, "'known' can only be 'true'; for the opposite put it under 'not'.");

    private static Interval RangeOf(ContentNode node, NumberSlot number)
    {
        var range = new Interval(double.NegativeInfinity, double.PositiveInfinity);
        foreach (var key in NumberKeys)
        {
            if (node.Number(key) is { } edge)
            {
                var at = (double)edge;
                range = range.And(key switch
                {
                    "atLeast" => new(at, double.PositiveInfinity),
                    "above" => new(Math.BitIncrement(at), double.PositiveInfinity),
                    "atMost" => new(double.NegativeInfinity, at),
                    _ => new(double.NegativeInfinity, Math.BitDecrement(at)),
                });
            }
        }

        return double.IsInfinity(range.Low) && double.IsInfinity(range.High)
            ? throw Mistake(node, $"'{number.Name}' is a number: write atLeast, above, atMost or below.")
            : range.And(number.Range).IsEmpty ? throw Mistake(node, $"No value of '{number.Name}' is in this range.") : range;
    }

    private Condition ReadGene(ContentNode node)
    {
        Allow(node, "gene", "found", "alteration", "state");
        var gene = node.Required("gene");
        var any = vocabulary.FindGene(gene, "any") ?? throw Mistake(node, $"No gene of the vocabulary is called '{gene}'.");
        if (node["found"] is not null)
        {
            if (node["alteration"] is not null || node["state"] is not null)
            {
                throw Mistake(node, "'found' stands alone; 'alteration' belongs to 'state'.");
            }

            var changes = node.Texts("found").Select(a => Change(node, gene, a))
                .Select(Condition (c) => new Atom(new(AtomKind.Choice, c.Ref.Index, GeneStates.FoundSet, GeneStates.AbsentSet, default), AtomForm.Recorded, node.Line)).ToImmutableArray();
            return changes.IsEmpty ? throw Mistake(node, "'found' needs a change, a list of changes, or 'any'.") : changes.Length == 1 ? changes[0] : new AnyOf(changes, node.Line);
        }

        var slot = node.Optional("alteration") is { } alteration ? Change(node, gene, alteration) : any;
        var set = node.Texts("state").Aggregate(0UL, (s, state) => s | (state is "unknown" ? GeneStates.UnknownSet
            : slot.SetOf(state) is var bit and not 0 ? bit : throw Mistake(node, $"'{state}' is no state; they are {string.Join(", ", GeneStates.All)}, unknown.")));
        return set == 0
            ? throw Mistake(node, "A gene needs 'found: [changes]' or 'state: …'.")
            : new Atom(new(AtomKind.Choice, slot.Ref.Index, set, slot.All & ~set, default), (set & RecordedStates) == set ? AtomForm.Recorded : AtomForm.RecordState, node.Line);
    }

    private static readonly ulong RecordedStates = GeneStates.All.Where(s => s is not (GeneStates.NotInRecord or GeneStates.OtherDriver)).Aggregate(0UL, (set, s) => set | GeneStates.SetOf(s));

    private ChoiceSlot Change(ContentNode node, string gene, string alteration) => vocabulary.FindGene(gene, alteration) ?? throw Mistake(
        node, $"'{gene}' has no change '{alteration}'; it has {string.Join(", ", vocabulary.Genes.First(g => g.Gene == gene).Changes.Select(c => c.Alteration))}, any.");

    private Atom ReadTreatment(ContentNode node, string key)
    {
        Allow(node, key, "ever", "now", "setting");
        var name = node.Required(key);
        var slot = vocabulary.Find(name) as TreatmentSlot ?? throw Mistake(node, $"No {key} is called '{name}'; see the classes of rules/vocabulary.yaml.");
        if (slot.IsClass != key is "class")
        {
            throw Mistake(node, slot.IsClass ? $"'{name}' is a class: write 'class: {name}'." : $"'{name}' is no class: write 'drug: {name}' or 'treatment: {name}'.");
        }

        var ever = node.Optional("ever");
        var now = node.Texts("now");
        var settings = node.Texts("setting");
        if (ever is null && now.IsEmpty && settings.IsEmpty)
        {
            throw Mistake(node, "A treatment needs 'ever', 'now' or 'setting'.");
        }

        if (ever is Courses.NotRecorded)
        {
            return now.IsEmpty && settings.IsEmpty
                ? new(new(AtomKind.NoCourse, slot.Ref.Index, Courses.Given, 0, default), AtomForm.NotRecorded, node.Line)
                : throw Mistake(node, "'ever: not-recorded' stands alone.");
        }

        if (ever is not (null or "given") && !now.IsEmpty)
        {
            throw Mistake(node, "'now' belongs to a treatment that was given.");
        }

        try
        {
            var set = Courses.SetOf(ever is null or "given" ? now : [ever], settings);
            return new(new(AtomKind.Course, slot.Ref.Index, set, 0, default), AtomForm.Recorded, node.Line);
        }
        catch (ArgumentException)
        {
            throw Mistake(node, $"'now' is one of {string.Join(", ", Courses.Now)}; 'setting' of {string.Join(", ", Courses.Settings)}; 'ever' of {string.Join(", ", Courses.Ever)}.");
        }
    }

    private static void Allow(ContentNode node, params ReadOnlySpan<string> keys)
    {
        foreach (var (key, value) in node.Members)
        {
            if (!keys.Contains(key))
            {
                throw new ContentException(node.Path, value.Line, $"'{key}' does not belong here; allowed are {string.Join(", ", keys)}.");
            }
        }
    }

    private static ContentException Mistake(ContentNode node, string problem) => new(node.Path, node.Line, problem.ToString(CultureInfo.InvariantCulture));
}
