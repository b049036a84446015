using System.Globalization;
using BenchmarkDotNet.Attributes;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Profiles;
using RulesEngine.Models;

namespace Navis.Personalize.Benchmarks;

/// <summary>The whole pack on one profile with its trace, against RulesEngine 6.0.1 given the same conditions (true or not true: it knows no third value and no trace).</summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    internal const string OnErlotinib = "{ diagnosis: nsclc, disease-state: advanced-at-diagnosis, intent: control, stage.group: IVA, EGFR: { exon-19-deletion: found, T790M: found }, erlotinib: { now: progressed, setting: advanced }, brain: present }";

    private RulePack pack = null!;
    private RuleProfile profile = null!;
    private RuleOptions options = null!;
    private RulesEngine.RulesEngine other = null!;
    private RuleParameter parameter = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        pack = RulePack.Load(BenchmarkContent.Content);
        profile = new CaseProfileReader(pack.Vocabulary).Read(ContentNode.Parse("benchmark", OnErlotinib));
        options = new(new(2026, 12, 1), ShowSurvival: true);
        var rules = pack.Rules.Select(r => new RulesEngine.Models.Rule { RuleName = r.Id, Expression = Expression(r.Condition, true) });
        other = new([new Workflow { WorkflowName = "pack", Rules = [.. rules] }], new ReSettings { CustomTypes = [typeof(ProfileQuestions)] });
        parameter = new("p", new ProfileQuestions(profile));
        var (theirs, ours) = (await TheirTruths(), OurTruths());
        if (theirs != ours || ours == 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The engines disagree: {theirs} against {ours} true rules."));
        }
    }

    [Benchmark(Baseline = true, Description = "RulesEngine 6.0.1, same conditions")]
    public async Task<int> TheirTruths() => (await other.ExecuteAllRulesAsync("pack", parameter)).Count(r => r.IsSuccess);

    [Benchmark(Description = "whole pack with trace")]
    public int OurTruths() => RuleEngine.Evaluate(pack, profile, options).Outcomes.Count(o => o.Truth is Core.Rules.Truth.True);

    private static string Expression(Condition condition, bool want) => condition switch
    {
        AllOf all => Join(all.Parts.Select(p => Expression(p, want)), want ? "&&" : "||"),
        AnyOf any => Join(any.Parts.Select(p => Expression(p, want)), want ? "||" : "&&"),
        NotOf not => Expression(not.Part, !want),
        SureOf sure => want ? Expression(sure.Part, true) : $"!({Expression(sure.Part, true)})",
        Atom atom => Question(atom.Test, want),
        _ => throw new InvalidOperationException("A new kind of condition."),
    };

    private static string Join(IEnumerable<string> parts, string word) => $"({string.Join($" {word} ", parts)})";

    private static string Question(AtomTest test, bool want) => test.Kind switch
    {
        AtomKind.Choice => $"p.Within({Number(test.Slot)}, {Number((long)(want ? test.True : test.False))})",
        AtomKind.ChoiceKnown => $"{(want ? "" : "!")}p.Settled({Number(test.Slot)})",
        AtomKind.Number => $"p.{(want ? "Inside" : "Outside")}({Number(test.Slot)}, {Edge(test.Range.Low)}, {Edge(test.Range.High)})",
        AtomKind.NumberKnown => $"{(want ? "" : "!")}p.Stated({Number(test.Slot)})",
        AtomKind.Course => $"p.{(want ? "Given" : "Never")}({Number(test.Slot)}, {Number((int)test.True)})",
        AtomKind.NoCourse => $"p.{(want ? "Never" : "Given")}({Number(test.Slot)}, {Number((int)test.True)})",
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Edge(double edge) => double.IsInfinity(edge) ? edge < 0 ? "-1000000.0" : "1000000.0" : edge.ToString("F17", CultureInfo.InvariantCulture);
}

/// <summary>The questions of our conditions, as methods that another engine's expressions can call.</summary>
public sealed class ProfileQuestions(RuleProfile profile)
{
    public bool Within(int slot, long set) => (profile.Choice(slot) & ~(ulong)set) == 0;

    public bool Settled(int slot) => System.Numerics.BitOperations.IsPow2(profile.Choice(slot));

    public bool Inside(int slot, double low, double high) => profile.Number(slot).Low >= low && profile.Number(slot).High <= high;

    public bool Outside(int slot, double low, double high) => profile.Number(slot).High < low || profile.Number(slot).Low > high;

    public bool Stated(int slot) => profile.Number(slot) != profile.Vocabulary.Numbers[slot].Range;

    public bool Given(int slot, int set)
    {
        foreach (var course in profile.CoursesOf(slot))
        {
            if (course.Sure && (course.Set & ~(uint)set) == 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool Never(int slot, int set)
    {
        foreach (var course in profile.CoursesOf(slot))
        {
            if ((course.Set & (uint)set) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
