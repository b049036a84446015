using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>What a check found.</summary>
/// <param name="Rules">Rules read.</param>
/// <param name="Cases">Cases run.</param>
/// <param name="Evidence">Items of evidence read.</param>
/// <param name="Problems">Mistakes and hints by file and line.</param>
public sealed record CheckReport(int Rules, int Cases, int Evidence, ImmutableArray<RuleProblem> Problems)
{
    /// <summary>Mistakes: the content must not be used before they are mended.</summary>
    public IEnumerable<RuleProblem> Errors => Problems.Where(p => !p.IsWarning);

    /// <summary>True when there is no mistake.</summary>
    public bool Passed => !Errors.Any();
}

/// <summary>Checks the whole content: <c>navis rules check</c>. Pure; the day is an argument.</summary>
public static class RuleChecker
{
    /// <summary>Runs every check. A file that can't be read is named, and the others are checked all the same.</summary>
    /// <param name="content">Content.</param>
    /// <param name="asOf">Day on which evidence must be in date.</param>
    /// <exception cref="ContentException">The vocabulary or the general answer can't be read: nothing can be checked without it.</exception>
    public static CheckReport Check(IContentSource content, DateOnly asOf)
    {
        var pack = RulePack.Load(content);
        var (cases, caseProblems) = RuleCaseRunner.Load(content, pack);
        var check = new CheckContext(content, pack, GeneralAnswer.Load(content, Tailor.Question), cases, asOf);
        foreach (var problem in pack.Problems.Concat(caseProblems))
        {
            check.Report(problem);
        }

        SchemaChecks.Run(check);
        foreach (var rule in pack.Rules)
        {
            FormChecks.Run(check, rule);
            ReferenceChecks.Run(check, rule);
            EvidenceChecks.Run(check, rule);
            ConditionChecks.Run(check, rule);
            PatientTextChecks.Run(check, rule);
        }

        CaseChecks.Run(check);
        SupersedingChecks.Run(check);
        foreach (var language in Tailors.Languages.Where(l => l != GeneralAnswer.DefaultLanguage))
        {
            TranslationChecks.Run(check, language);
        }

        return new(
            pack.Rules.Length,
            cases.Count,
            pack.Evidence.Count,
            [.. check.Problems.OrderBy(p => p.IsWarning).ThenBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Code, StringComparer.Ordinal)]);
    }
}

/// <summary>What every check needs.</summary>
internal sealed class CheckContext
{
    public const string MustNotSayPath = RulePack.EvidenceFolder + "/must-not-say.yaml";

    private readonly List<RuleProblem> problems = [];

    public CheckContext(IContentSource content, RulePack pack, GeneralAnswer general, IReadOnlyList<RuleCase> cases, DateOnly asOf)
    {
        (Content, Pack, General, Cases, AsOf) = (content, pack, general, cases, asOf);
        Names = new(pack.Vocabulary);
        MustNotSay = PatternsOf(content);
        Approvals = RuleApprovals.Read(content);
        CasesOf = cases.ToLookup(c => c.Rule, StringComparer.Ordinal);
    }

    public IContentSource Content { get; }

    public RulePack Pack { get; }

    public GeneralAnswer General { get; }

    public IReadOnlyList<RuleCase> Cases { get; }

    public ILookup<string, RuleCase> CasesOf { get; }

    public ImmutableArray<RecordedApproval> Approvals { get; }

    public DateOnly AsOf { get; }

    public NameLexicon Names { get; }

    /// <summary>Patterns that no patient text may hold, with the reason.</summary>
    public ImmutableArray<(Regex Pattern, string Why)> MustNotSay { get; }

    public IEnumerable<RuleProblem> Problems => problems;

    public void Report(RuleProblem problem) => problems.Add(problem);

    public void Report(Rule rule, string key, string code, string problem, string next) => Report(rule, (rule.Source[key] ?? rule.Source["say"]?[key] ?? rule.Source).Line, code, problem, next);

    public void Report(Rule rule, int line, string code, string problem, string next) => problems.Add(new(rule.Source.Path, line, code, problem, next) { Rule = rule.Id });

    public void Warn(Rule rule, string key, string code, string problem, string next) =>
        problems.Add(new(rule.Source.Path, (rule.Source[key] ?? rule.Source).Line, code, problem, next) { Rule = rule.Id, IsWarning = true });

    private static ImmutableArray<(Regex Pattern, string Why)> PatternsOf(IContentSource content)
    {
        return !content.List(RulePack.EvidenceFolder).Contains(MustNotSayPath, StringComparer.Ordinal) ? [] :
        [
            .. ContentNode.Parse(MustNotSayPath, content.Read(MustNotSayPath)).List("all")
                .Select(n => (new Regex(n.Required("pattern"), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromMilliseconds(250)), n.Optional("why") ?? "")),
        ];
    }
}
