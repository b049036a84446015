using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>Every rule has cases beside it, for true, false and unknown, and they come out as their author says.</summary>
internal static class CaseChecks
{
    public static void Run(CheckContext check)
    {
        foreach (var rule in check.Pack.Rules)
        {
            Rule(check, rule);
        }

        foreach (var group in check.Cases.Where(c => check.Pack.Find(c.Rule) is null).GroupBy(c => (c.Rule, c.Source.Path)))
        {
            check.Report(new(group.Key.Path, 1, "no-rule", $"The cases are for '{group.Key.Rule}', which is no rule of the pack.", "Write the id of the rule beside this file, or mend that rule."));
        }
    }

    private static void Rule(CheckContext check, Rule rule)
    {
        var beside = string.Concat(rule.Source.Path.AsSpan(0, rule.Source.Path.Length - RulePack.RuleSuffix.Length), RulePack.CasesSuffix);
        var cases = check.CasesOf[rule.Id].ToList();
        foreach (var stray in cases.Where(c => c.Source.Path != beside).DistinctBy(c => c.Source.Path, StringComparer.Ordinal))
        {
            check.Report(new(stray.Source.Path, 1, "cases", $"These cases name {rule.Id}, whose file is {rule.Source.Path}.", $"Put them into {beside}.") { Rule = rule.Id });
        }

        foreach (var truth in (ReadOnlySpan<Truth>)[Truth.True, Truth.False, Truth.Unknown])
        {
            if (!cases.Exists(c => c.Truth == truth) && (truth != Truth.Unknown || CanBeUnknown(check, rule)))
            {
                check.Report(rule, "id", "cases", $"No case shows the rule when it is {Word(truth)}.", $"Add one to {beside}.");
            }
        }

        foreach (var result in cases.Select(c => RuleCaseRunner.Run(check.Pack, c, check.AsOf)).Where(r => !r.Passed))
        {
            check.Report(new(result.Case.Source.Path, result.Case.Source.Line, "case", $"Case '{result.Case.Name}': {string.Join("; ", result.Failures)}.", "Mend the rule or the case.") { Rule = rule.Id });
        }
    }

    // The state of the record is always known.
    private static bool CanBeUnknown(CheckContext check, Rule rule) => rule.Condition.Atoms().Any(a => a.Test.Kind switch
    {
        AtomKind.ChoiceKnown or AtomKind.NumberKnown => false,
        AtomKind.Choice => check.Pack.Vocabulary.Choices[a.Test.Slot] is not { Gene: not null } gene || (a.Test.True | a.Test.False) != gene.All,
        AtomKind.Number or AtomKind.Course or AtomKind.NoCourse => true,
    });

    private static string Word(Truth truth) => truth switch
    {
        Truth.True => "true",
        Truth.False => "false",
        Truth.Unknown => "unknown",
    };
}
