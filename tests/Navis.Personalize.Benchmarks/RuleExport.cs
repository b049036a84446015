using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Benchmarks;

/// <summary>The pack as rules of another engine (<c>all</c>, <c>any</c>, facts that are true or false), with the answers of one profile and our own time for
/// it, so that <c>tests/compare-json-rules-engine</c> can time both in one run.</summary>
internal static class RuleExport
{
    private const int Rounds = 2000;

    /// <summary>Writes <c>{ rules, facts, expected, ours }</c>; <c>ours</c> is the median of one evaluation with trace in microseconds.</summary>
    public static void Write(TextWriter output, string profileText)
    {
        var pack = RulePack.Load(BenchmarkContent.Content);
        var profile = new CaseProfileReader(pack.Vocabulary).Read(ContentNode.Parse("benchmark", profileText));
        var options = new RuleOptions(new(2026, 12, 1), ShowSurvival: true);
        var facts = new JsonObject();
        var rules = new JsonArray([.. pack.Rules.Select(r => (JsonNode)new JsonObject { ["conditions"] = Root(Of(r.Condition, true, facts, profile)), ["event"] = new JsonObject { ["type"] = r.Id } })]);
        var expected = RuleEngine.Evaluate(pack, profile, options).Outcomes.Count(o => o.Truth is Truth.True);
        var times = new long[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            RuleEngine.Evaluate(pack, profile, options);
            times[i] = Stopwatch.GetTimestamp() - start;
        }

        Array.Sort(times);
        var ours = times[Rounds / 2] * 1e6 / Stopwatch.Frequency;
        output.WriteLine(new JsonObject { ["rules"] = rules, ["facts"] = facts, ["expected"] = expected, ["ours"] = ours }.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
    }

    // The other engine wants all or any at the top.
    private static JsonObject Root(JsonObject condition) => condition.ContainsKey("fact") ? new JsonObject { ["all"] = new JsonArray(condition) } : condition;

    private static JsonObject Of(Condition condition, bool want, JsonObject facts, Core.Rules.Profiles.RuleProfile profile) => condition switch
    {
        AllOf all => Group(want ? "all" : "any", all.Parts, want, facts, profile),
        AnyOf any => Group(want ? "any" : "all", any.Parts, want, facts, profile),
        NotOf not => Of(not.Part, !want, facts, profile),
        SureOf sure when want => Of(sure.Part, true, facts, profile),
        SureOf sure => new JsonObject { ["not"] = Root(Of(sure.Part, true, facts, profile)) },
        Atom atom => Leaf(atom, want, facts, profile),
        _ => throw new InvalidOperationException("A new kind of condition."),
    };

    private static JsonObject Group(string word, IReadOnlyList<Condition> parts, bool want, JsonObject facts, Core.Rules.Profiles.RuleProfile profile) =>
        new() { [word] = new JsonArray([.. parts.Select(p => (JsonNode)Of(p, want, facts, profile))]) };

    private static JsonObject Leaf(Atom atom, bool want, JsonObject facts, Core.Rules.Profiles.RuleProfile profile)
    {
        var name = $"{atom.Test}{(want ? "" : " is false")}";
        facts[name] = Holds(atom.Test, want, new(profile));
        return new() { ["fact"] = name, ["operator"] = "equal", ["value"] = true };
    }

    private static bool Holds(AtomTest test, bool want, ProfileQuestions ask) => test.Kind switch
    {
        AtomKind.Choice => ask.Within(test.Slot, (long)(want ? test.True : test.False)),
        AtomKind.ChoiceKnown => ask.Settled(test.Slot) == want,
        AtomKind.Number => want ? ask.Inside(test.Slot, test.Range.Low, test.Range.High) : ask.Outside(test.Slot, test.Range.Low, test.Range.High),
        AtomKind.NumberKnown => ask.Stated(test.Slot) == want,
        AtomKind.Course => want ? ask.Given(test.Slot, (int)test.True) : ask.Never(test.Slot, (int)test.True),
        AtomKind.NoCourse => want ? ask.Never(test.Slot, (int)test.True) : ask.Given(test.Slot, (int)test.True),
    };
}
