using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Profiles;

namespace Navis.Personalize.Core.Rules.Comparison;

/// <summary>What became of one rule.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="Title">Title, the new one where there is one.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Lines">What changed, in words, one a line; a line of the old rule begins with <c>-</c>, one of the new with <c>+</c>.</param>
public sealed record RuleChange(string Id, string Title, string Kind, ImmutableArray<string> Lines);

/// <summary>A rule whose truth differs on profiles of the cases.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Before">Truth under the old pack, or null where it has no such rule.</param>
/// <param name="After">Truth under the new pack, or null where it has no such rule.</param>
/// <param name="Count">Profiles on which it differs so.</param>
/// <param name="Example">Name of a case, with its rule.</param>
public sealed record TruthChange(string Rule, Truth? Before, Truth? After, int Count, string Example);

/// <summary>Two states of the content, told in plain words: <c>navis rules diff</c>.</summary>
/// <param name="Rules">Changed rules, by id.</param>
/// <param name="Evidence">Changed items of evidence, in words.</param>
/// <param name="Truths">Changes over the profiles of all cases of both.</param>
/// <param name="Profiles">Profiles compared.</param>
public sealed record PackComparison(ImmutableArray<RuleChange> Rules, ImmutableArray<string> Evidence, ImmutableArray<TruthChange> Truths, int Profiles)
{
    /// <summary>Compares.</summary>
    /// <param name="before">Old content.</param>
    /// <param name="after">New content.</param>
    /// <param name="asOf">Day of evaluation.</param>
    public static PackComparison Of(IContentSource before, IContentSource after, DateOnly asOf)
    {
        var (old, now) = (RulePack.Load(before), RulePack.Load(after));
        var (truths, profiles) = TruthsOf((before, old), (after, now), asOf);
        return OfPacks(old, now) with { Truths = truths, Profiles = profiles };
    }

    /// <summary>Compares rules and evidence alone.</summary>
    /// <param name="old">Old pack.</param>
    /// <param name="now">New pack.</param>
    public static PackComparison OfPacks(RulePack old, RulePack now)
    {
        var rules = old.Rules.Concat(now.Rules).Select(r => r.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => Change(old, now, id)).OfType<RuleChange>();
        return new([.. rules], [.. EvidenceOf(old, now)], [], 0);
    }

    private static RuleChange? Change(RulePack old, RulePack now, string id)
    {
        var (a, b) = (old.Find(id), now.Find(id));
        if (a is null || b is null)
        {
            var (only, pack, sign) = a is null ? (b!, now, '+') : (a, old, '-');
            return new(id, only.Title, a is null ? "added" : "removed", [.. Described(pack, only).SelectMany(p => p.Lines).Select(l => $"{sign} {l}")]);
        }

        var lines = Described(old, a).Zip(Described(now, b), (x, y) => (x.What, Old: x.Lines, New: y.Lines)).Where(p => !p.Old.SequenceEqual(p.New, StringComparer.Ordinal))
            .SelectMany(p => p.Old.Except(p.New, StringComparer.Ordinal).Select(l => $"- {l}").Concat(p.New.Except(p.Old, StringComparer.Ordinal).Select(l => $"+ {l}")).Prepend(p.What + ":")).ToImmutableArray();
        return lines.IsEmpty ? null : new(id, b.Title, "changed", lines);
    }

    private static IEnumerable<(string What, List<string> Lines)> Described(RulePack pack, Rule rule)
    {
        static List<string> One(string? text) => string.IsNullOrEmpty(text) ? [] : [text];
        static List<string> List(string what, IEnumerable<string> ids) => One(string.Join(", ", ids) is { Length: > 0 } text ? $"{what} {text}" : null);
        yield return ("title", One(rule.Title));
        yield return ("status", One($"{rule.Status.ToString().ToLowerInvariant()}{(rule.Approval is { } a ? string.Create(CultureInfo.InvariantCulture, $" by {a.By} on {a.On:yyyy-MM-dd}") : "")}"));
        yield return ("place", One(string.Create(CultureInfo.InvariantCulture, $"section {rule.Section}, place {rule.Order}")));
        yield return ("condition", [.. new ConditionWords(pack.Vocabulary).Of(rule).Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
        yield return ("to patients", One(rule.Patient?.Source));
        yield return ("to clinicians", One(rule.Clinician?.Source));
        yield return ("key point", One(rule.Key?.Source));
        yield return ("missing", [.. rule.Missing.Select(m => $"{m.Key}: {m.Value}")]);
        yield return ("evidence", List("rests on", rule.Evidence));
        yield return ("replaces", List("replaces", rule.Supersedes));
        yield return ("excludes", List("never beside", rule.Excludes));
        yield return ("asks", List("asks", rule.Ask));
        yield return ("names", List("names", rule.Names));
        yield return ("because", List("shows", rule.Because.Select(b => b.Name)));
        yield return ("expires", One(rule.Expires is { } day ? string.Create(CultureInfo.InvariantCulture, $"expires {day:yyyy-MM-dd}") : null));
        yield return ("on request", One(rule.IsSurvival ? "only where survival is asked for" : null));
    }

    private static IEnumerable<string> EvidenceOf(RulePack old, RulePack now)
    {
        foreach (var id in old.Evidence.Keys.Concat(now.Evidence.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (a, b) = (old.Evidence.GetValueOrDefault(id), now.Evidence.GetValueOrDefault(id));
            if (a is null || b is null)
            {
                yield return $"{id} {(a is null ? "added" : "removed")}: {(a ?? b)!.Statement}";
            }
            else if (a with { Path = b.Path, Line = b.Line } != b)
            {
                var what = new (string Name, bool Same)[]
                {
                    ("statement", a.Statement == b.Statement), ("patient wording", a.Plain == b.Plain), ("verified", a.Verified == b.Verified), ("who may see it", a.Display == b.Display),
                    ("expiry", a.Expires == b.Expires), ("review", a.Reviewed == b.Reviewed), ("population", a.Population == b.Population), ("citation", a.Citation == b.Citation), ("quality", a.Quality == b.Quality),
                };
                yield return $"{id} changed: {string.Join(", ", what.Where(w => !w.Same).Select(w => w.Name))}";
            }
        }
    }

    private static (ImmutableArray<TruthChange> Truths, int Profiles) TruthsOf((IContentSource Content, RulePack Pack) old, (IContentSource Content, RulePack Pack) now, DateOnly asOf)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var changes = new Dictionary<(string Rule, Truth? Before, Truth? After), (int Count, string Example)>();
        var options = new RuleOptions(asOf, ShowSurvival: true);
        foreach (var value in RuleCaseRunner.Load(now.Content, now.Pack).Cases.Concat(RuleCaseRunner.Load(old.Content, old.Pack).Cases))
        {
            var node = value.Source["profile"]!;
            if (!seen.Add($"{value.Rule}/{value.Name}") || Profile(old.Pack, node) is not { } before || Profile(now.Pack, node) is not { } after)
            {
                continue;
            }

            foreach (var change in Compare(RuleEngine.Evaluate(old.Pack, before, options), RuleEngine.Evaluate(now.Pack, after, options)))
            {
                var known = changes.GetValueOrDefault(change, (0, $"{value.Rule} '{value.Name}'"));
                changes[change] = (known.Item1 + 1, known.Item2);
            }
        }

        return ([.. changes.OrderBy(c => c.Key.Rule, StringComparer.Ordinal).ThenBy(c => c.Key.Before).Select(c => new TruthChange(c.Key.Rule, c.Key.Before, c.Key.After, c.Value.Count, c.Value.Example))], seen.Count);
    }

    /// <summary>The rules whose truth differs between two traces of one profile; a rule that only one of them has differs where it is not false.</summary>
    /// <param name="before">Trace of the old pack.</param>
    /// <param name="after">Trace of the new pack.</param>
    public static IEnumerable<(string Rule, Truth? Before, Truth? After)> Compare(RuleTrace before, RuleTrace after)
    {
        foreach (var outcome in after.Outcomes)
        {
            var id = after.Pack.Rules[outcome.Rule].Id;
            var at = before.Pack.IndexOf(id);
            Truth? old = at < 0 ? null : before.Outcomes[at].Truth;
            if (old != outcome.Truth && !(old is null && outcome.Truth is Truth.False))
            {
                yield return (id, old, outcome.Truth);
            }
        }

        foreach (var outcome in before.Outcomes.Where(o => o.Truth is not Truth.False))
        {
            var id = before.Pack.Rules[outcome.Rule].Id;
            if (after.Pack.IndexOf(id) < 0)
            {
                yield return (id, outcome.Truth, null);
            }
        }
    }

    // A case may name a fact that the other state of the content does not know.
    private static RuleProfile? Profile(RulePack pack, ContentNode node)
    {
        try
        {
            return new CaseProfileReader(pack.Vocabulary).Read(node);
        }
        catch (ContentException)
        {
            return null;
        }
    }
}
