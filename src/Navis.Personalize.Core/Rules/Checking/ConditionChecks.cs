using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>Conditions that can never be true, that silence makes true, or that forget how a statement is routed.</summary>
internal static class ConditionChecks
{
    private static readonly ImmutableArray<string> Routed = ["how-it-recurs", "resistance", "risk-factors", "follow-up"];

    public static void Run(CheckContext check, Rule rule)
    {
        foreach (var (atom, line) in Denied(rule.When))
        {
            check.Report(rule, line, "not-given", $"'not' over '{check.Pack.Vocabulary.At(atom.Test.Place).Name}' would take silence for 'not given'.", "Write '{ …, ever: not-recorded }', and say only that the records do not mention it.");
        }

        Paths(check, rule);
        if (!rule.Condition.Needs(l => l.Atom.Form is AtomForm.Recorded && (l.Holds || l.Atom.Test.Kind is not (AtomKind.Course or AtomKind.NoCourse))))
        {
            check.Report(rule, "when", "no-fact", "The rule can be true although the record says nothing.", "Ask for at least one fact that only a record makes true.");
        }

        if (Routed.Contains(rule.Section, StringComparer.Ordinal) && !rule.Condition.Atoms().Any(a => check.Pack.Vocabulary.At(a.Test.Place).Name is "intent" or "disease-state"))
        {
            check.Report(rule, "when", "routing", "The rule asks neither for 'intent' nor for 'disease-state'.", "A stage is fixed at diagnosis; add the state or the aim in which the statement is right (rules/README.md, section 5).");
        }

        foreach (var (text, key) in ((TextTemplate?, string)[])[(rule.Patient, "patient"), (rule.Clinician, "clinician"), (rule.Key, "key")])
        {
            foreach (var fact in text?.Facts ?? [])
            {
                if (!rule.Condition.Needs(l => l.Holds && check.Pack.Vocabulary.At(l.Atom.Test.Place).TellsOf(fact)))
                {
                    check.Report(rule, key, "template", $"The text shows '{{{fact.Name}}}', but the condition can be true without it.", $"Ask for '{fact.Name}' in the condition, or take it out of the text.");
                }
            }
        }
    }

    private static IEnumerable<(Atom Atom, int Line)> Denied(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Denied),
        AnyOf any => any.Parts.SelectMany(Denied),
        NotOf not => not.Part.Atoms().Where(a => a.Test.Kind is AtomKind.Course).Select(a => (a, not.Line)),
        _ => [],
    };

    private static void Paths(CheckContext check, Rule rule)
    {
        if (rule.Condition.Ways() is not { } ways)
        {
            return;
        }

        var open = ways.Where(w => Clash(check.Pack.Vocabulary, w) is null).ToList();
        if (open.Count == 0)
        {
            var clash = Clash(check.Pack.Vocabulary, ways[0])!.Value;
            check.Report(rule, clash.Line, "no-path", $"The rule can never be true: nothing satisfies all that it asks of '{clash.Fact}'.", "Change one of the conditions on this fact.");
            return;
        }

        // A literal that stands on closed ways only belongs to a branch that adds nothing.
        var alive = open.SelectMany(w => w).ToHashSet();
        foreach (var way in ways)
        {
            if (Clash(check.Pack.Vocabulary, way) is { } clash && way.FirstOrDefault(l => !alive.Contains(l)) is { Atom: not null } dead)
            {
                check.Report(rule, dead.Atom.Line, "dead-branch", $"This branch can never be true: the conditions on '{clash.Fact}' exclude each other.", "Take the branch out, or change it.");
                alive.UnionWith(way);
            }
        }
    }

    /// <summary>The fact of which a way asks what no value can be, or null.</summary>
    private static (string Fact, int Line)? Clash(RuleVocabulary vocabulary, ImmutableArray<Literal> way)
    {
        foreach (var slot in way.GroupBy(l => l.Atom.Test.Place))
        {
            var last = slot.Last().Atom.Line;
            switch (vocabulary.At(slot.Key))
            {
                case ChoiceSlot choice when slot.Aggregate(choice.All, (set, l) => set & SetOf(choice, l)) == 0:
                    return (choice.Name, last);
                case NumberSlot number when slot.Where(l => l.Holds && l.Atom.Test.Kind is AtomKind.Number).Aggregate(number.Range, (range, l) => range.And(l.Atom.Test.Range)) is var range
                    && (range.IsEmpty || slot.Any(l => !l.Holds && l.Atom.Test.Kind is AtomKind.Number && l.Atom.Test.Range.Low <= range.Low && l.Atom.Test.Range.High >= range.High)):
                    return (number.Name, last);
                case TreatmentSlot treatment when CourseClash(slot):
                    return (treatment.Name, last);
            }
        }

        return null;
    }

    private static ulong SetOf(ChoiceSlot choice, Literal literal) => literal.Atom.Test.Kind is AtomKind.ChoiceKnown ? choice.All : literal.Holds ? literal.Atom.Test.True : literal.Atom.Test.False;

    // A course is asked for whose every pair another part denies.
    private static bool CourseClash(IEnumerable<Literal> literals)
    {
        var denied = literals.Where(l => l.Holds == l.Atom.Test.Kind is AtomKind.NoCourse).Aggregate(0UL, (set, l) => set | l.Atom.Test.True);
        return literals.Any(l => l.Holds != l.Atom.Test.Kind is AtomKind.NoCourse && (l.Atom.Test.True & ~denied) == 0);
    }
}
