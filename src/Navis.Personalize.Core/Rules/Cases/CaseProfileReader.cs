using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Cases;

/// <summary>Reads a compact profile (<c>rules/README.md</c> section 7). What is not written is silent. Facts get the id <c>case:NAME</c>.</summary>
/// <param name="vocabulary">Vocabulary.</param>
public sealed class CaseProfileReader(RuleVocabulary vocabulary)
{
    /// <summary>The profile.</summary>
    /// <param name="node">A map of facts.</param>
    /// <exception cref="ContentException">A name or value is not of the vocabulary.</exception>
    public RuleProfile Read(ContentNode node)
    {
        var profile = new RuleProfileBuilder(vocabulary);
        Apply(profile, node);
        return profile.Build();
    }

    /// <summary>Says what a map of facts says on top of what a profile says already.</summary>
    /// <param name="profile">Profile in the making.</param>
    /// <param name="node">A map of facts.</param>
    /// <exception cref="ContentException">A name or value is not of the vocabulary.</exception>
    public void Apply(RuleProfileBuilder profile, ContentNode node)
    {
        foreach (var (name, value) in node.Members)
        {
            switch (vocabulary.Find(name))
            {
                case ChoiceSlot { Gene: { } gene }:
                    ReadGene(profile, gene, name, value);
                    break;
                case ChoiceSlot choice:
                    ReadChoice(profile, choice, value);
                    break;
                case NumberSlot number:
                    profile.SetNumber(number, RangeOf(value, number), IdOf(name));
                    break;
                case null when vocabulary.MembershipOf(name) == Membership.None:
                    throw new ContentException(node.Path, value.Line, $"No fact, gene or treatment is called '{name}'.");
                case TreatmentSlot { IsClass: true } slot when !slot.Members.Contains(name, StringComparer.Ordinal):
                    throw new ContentException(node.Path, value.Line, $"'{name}' is a class: name a drug of it.");
                default:
                    ReadCourses(profile, name, value);
                    break;
            }
        }
    }

    /// <summary>Id of the fact that stands for a line of a compact profile.</summary>
    /// <param name="name">Name.</param>
    public static string IdOf(string name) => string.Concat("case:", name);

    private static void ReadChoice(RuleProfileBuilder profile, ChoiceSlot slot, ContentNode value)
    {
        if (value.Scalar is "conflicting" && slot.SetOf("conflicting") == 0)
        {
            profile.SetConflict(slot, IdOf(slot.Name));
            return;
        }

        if (value.Scalar is "unknown")
        {
            profile.SetChoice(slot, slot.All);
            return;
        }

        var set = value.AsTexts().Aggregate(0UL, (s, v) => s | (slot.SetOf(v) is var bit and not 0 ? bit : throw new ContentException(value.Path, value.Line, $"'{slot.Name}' is never '{v}'.")));
        profile.SetChoice(slot, set, IdOf(slot.Name));
    }

    private void ReadGene(RuleProfileBuilder profile, string gene, string name, ContentNode value)
    {
        if (value.Scalar is null && value.Items.IsEmpty)
        {
            foreach (var (change, state) in value.Members)
            {
                Set(profile, Slot(value, gene, change), state.Scalar ?? "", state);
            }

            return;
        }

        foreach (var word in value.AsTexts())
        {
            if (GeneStates.All.Contains(word, StringComparer.Ordinal))
            {
                Set(profile, (ChoiceSlot)vocabulary.Find(name)!, word, value);
            }
            else
            {
                Set(profile, Slot(value, gene, word), GeneStates.Found, value);
            }
        }
    }

    private ChoiceSlot Slot(ContentNode node, string gene, string change) =>
        vocabulary.FindGene(gene, change) ?? throw new ContentException(node.Path, node.Line, $"'{gene}' has no change or state '{change}'.");

    private void Set(RuleProfileBuilder profile, ChoiceSlot slot, string state, ContentNode node)
    {
        if (!GeneStates.All.Contains(state, StringComparer.Ordinal))
        {
            throw new ContentException(node.Path, node.Line, $"'{state}' is no state; they are {string.Join(", ", GeneStates.All)}.");
        }

        profile.SetGene(slot, state, null, IdOf(slot.Name));

        // A fusion gene has one driver change, so the whole gene says the same (GeneProjection does so for records).
        var gene = vocabulary.Genes.First(g => g.Gene == slot.Gene);
        if (gene.Changes.Where(c => c.IsDriver).ToList() is [{ Alteration: "fusion" or "mutation" } only])
        {
            if (ReferenceEquals(slot, gene.Any))
            {
                profile.SetGene(only, state, null, IdOf(slot.Name));
            }
            else if (ReferenceEquals(slot, only))
            {
                profile.SetGene(gene.Any, state, null, IdOf(slot.Name));
            }
        }
    }

    private static void ReadCourses(RuleProfileBuilder profile, string name, ContentNode value)
    {
        foreach (var course in value.Items.IsEmpty ? [value] : value.Items)
        {
            var now = course.Scalar is { } word ? [word] : course.Texts("now");
            var setting = course.Texts("setting");
            var line = course.Number("line");
            try
            {
                profile.AddCourse(name, Courses.SetOf(now is ["given"] ? [] : now, setting), null, (int?)line, IdOf(name));
            }
            catch (ArgumentException)
            {
                throw new ContentException(course.Path, course.Line, $"A course is given, {string.Join(", ", Courses.Now)}, or a map with now and setting ({string.Join(", ", Courses.Settings)}).");
            }
        }
    }

    private static Interval RangeOf(ContentNode node, NumberSlot slot)
    {
        var text = node.Scalar ?? "";
        var all = slot.Range;
        return text switch
        {
            ['>', '=', .. var n] when Number(n) is { } q => new(q, all.High),
            ['<', '=', .. var n] when Number(n) is { } q => new(all.Low, q),
            ['>', .. var n] when Number(n) is { } q => new(Math.BitIncrement(q), all.High),
            ['<', .. var n] when Number(n) is { } q => new(all.Low, Math.BitDecrement(q)),
            _ when Number(text) is { } q => new(q, q),
            _ when text.Split('-') is [var a, var b] && Number(a) is { } low && Number(b) is { } high => new(low, high),
            _ => throw new ContentException(node.Path, node.Line, $"'{text}' is no number; write 4.2, 4-5, >=4 or <3."),
        };

        static double? Number(string digits) => double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
