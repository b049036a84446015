using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>Everything that a rule names must exist. Facts, values, genes, drugs and classes are settled while reading.</summary>
internal static class ReferenceChecks
{
    public static void Run(CheckContext check, Rule rule)
    {
        foreach (var (id, line) in Lines(rule, "evidence", rule.Evidence).Where(e => !check.Pack.Evidence.ContainsKey(e.Id)))
        {
            check.Report(rule, line, "no-evidence", $"No item of evidence is called '{id}'.", "See rules/evidence.");
        }

        foreach (var (id, line) in Lines(rule, "supersedes", rule.Supersedes))
        {
            if (id == rule.Id)
            {
                check.Report(rule, line, "supersedes", "The rule supersedes itself.", "Take it out.");
            }
            else if (check.Pack.Find(id) is null && check.General.Find(id) is null)
            {
                check.Report(rule, line, "no-statement", $"'{id}' is no rule and no statement of the general answer.", $"See seeds/{check.General.Id}.");
            }
            else if (check.General.Safety.Any(s => s.Id == id))
            {
                check.Report(rule, line, "safety", $"'{id}' is a line of the safety block, which nothing may remove.", "Take it out.");
            }
        }

        foreach (var (id, line) in Lines(rule, "excludes", rule.Excludes).Where(e => check.Pack.Find(e.Id) is null || e.Id == rule.Id))
        {
            check.Report(rule, line, "no-rule", $"No other rule is called '{id}'.", "Name the rule that may never speak together with this one.");
        }

        foreach (var (id, line) in Lines(rule, "ask", rule.Ask))
        {
            Question(check, rule, id, line);
        }

        foreach (var (id, line) in Lines(rule, "because", [.. rule.Because.Select(b => b.Name)]))
        {
            var slot = check.Pack.Vocabulary.Find(id)!;
            if (!rule.Condition.Atoms().Any(a => check.Pack.Vocabulary.At(a.Test.Place).TellsOf(slot)))
            {
                check.Report(rule, line, "because", $"The condition does not ask for '{id}'.", "Show only facts that the condition turns on.");
            }
        }

        foreach (var name in rule.Missing.Keys)
        {
            var slot = check.Pack.Vocabulary.Find(name)!;
            if (!rule.Condition.Atoms().Any(a => a.Test.Place == slot.Ref))
            {
                check.Report(rule, rule.Source["missing"]![name]!.Line, "missing", $"The condition does not ask for '{name}', so it can't be missing.", "Name the change or fact as the condition does, such as MET.amplification.");
            }
        }
    }

    private static void Question(CheckContext check, Rule rule, string id, int line)
    {
        if (check.General.Find(id) is not null)
        {
            return;
        }

        if (!check.Pack.Evidence.TryGetValue(id, out var item))
        {
            check.Report(rule, line, "no-question", $"No question is called '{id}'.", $"Name one of seeds/{check.General.Id}/questions.en.yaml, or an item of evidence with a patient wording.");
        }
        else if (item.Plain is null || !item.Verified)
        {
            check.Report(rule, line, "question", $"'{id}' is not verified, or has no patient wording to ask.", "Name another question.");
        }
    }

    private static IEnumerable<(string Id, int Line)> Lines(Rule rule, string key, ImmutableArray<string> ids) =>
        rule.Source[key] is not { } node ? [] : node.Items.IsEmpty ? ids.Select(i => (i, node.Line)) : ids.Zip(node.Items, (i, n) => (i, n.Line));
}
