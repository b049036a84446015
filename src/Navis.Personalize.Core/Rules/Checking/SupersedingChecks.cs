using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>What replaces what must not run in a circle.</summary>
internal static class SupersedingChecks
{
    public static void Run(CheckContext check)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in check.Pack.Rules)
        {
            Walk(check, rule, [], done);
        }
    }

    private static void Walk(CheckContext check, Rule rule, List<string> path, HashSet<string> done)
    {
        var at = path.IndexOf(rule.Id);
        if (at >= 0)
        {
            check.Report(rule, "supersedes", "circle", $"The rules supersede each other in a circle: {string.Join(" > ", path.Skip(at).Append(rule.Id))}.", "Take one 'supersedes' out, so that it is clear which speaks.");
            return;
        }

        if (!done.Add(rule.Id))
        {
            return;
        }

        path.Add(rule.Id);
        foreach (var next in rule.Supersedes.Where(s => s != rule.Id).Select(check.Pack.Find).OfType<Rule>())
        {
            Walk(check, next, path, done);
        }

        path.RemoveAt(path.Count - 1);
    }
}
