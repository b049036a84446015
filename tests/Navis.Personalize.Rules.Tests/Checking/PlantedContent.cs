using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Checking;

namespace Navis.Personalize.Rules.Tests.Checking;

/// <summary>The project's content with the rules replaced by a few of our own, into which a test plants a fault.</summary>
internal sealed class PlantedContent : IContentSource
{
    public const string RulePath = "rules/tailoring/resistance/planted.rule.yaml";
    public const string CasesPath = "rules/tailoring/resistance/planted.cases.yaml";

    public const string Rule = """
        id: NP-0399
        title: A planted rule
        status: in-review
        section: resistance
        order: 1
        when:
          all:
            - { fact: intent, is: control }
            - { gene: MET, found: amplification }
            - { class: egfr-tki, now: progressed }
        unless:
          - { fact: transformation, is: small-cell }
        say:
          patient: >
            Your report shows extra copies of MET. They can let the cancer get around a pill.
          clinician: >
            MET amplification after {egfr-tki}.
        because: [MET.amplification, egfr-tki]
        evidence: [egfr-res-009]
        """;

    public const string Cases = """
        rule: NP-0399
        cases:
          - name: found
            profile: { intent: control, EGFR: L858R, MET: amplification, osimertinib: progressed }
            truth: true
          - name: not found
            profile: { intent: control, EGFR: L858R, MET: { amplification: not-found }, osimertinib: progressed }
            truth: false
          - name: never tested
            profile: { intent: control, EGFR: L858R, osimertinib: progressed }
            truth: unknown
        """;

    public const string WordsPath = "rules/tailoring/resistance/planted.es.yaml";

    public const string Words = """
        rule: NP-0399
        patient: Su informe muestra copias de más de MET. Pueden ayudar al cáncer a esquivar una pastilla.
        clinician: Amplificación de MET después de {egfr-tki}.
        """;

    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal) { [RulePath] = Rule, [CasesPath] = Cases, [WordsPath] = Words };

    public PlantedContent With(string path, string text)
    {
        files[path] = text;
        return this;
    }

    public PlantedContent Without(string path)
    {
        files.Remove(path);
        return this;
    }

    /// <summary>Replaces words of the rule; what stands there must be there, so that no fault is planted into thin air.</summary>
    public PlantedContent Change(string before, string after, string path = RulePath)
    {
        Assert.Contains(before, files[path], StringComparison.Ordinal);
        return With(path, files[path].Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>A second rule with its cases.</summary>
    public PlantedContent Second(Func<string, string> change)
    {
        static string Renamed(string text) => text.Replace("NP-0399", "NP-0398", StringComparison.Ordinal);
        return With("rules/tailoring/resistance/second.rule.yaml", change(Renamed(Rule))).With("rules/tailoring/resistance/second.cases.yaml", Renamed(Cases)).With("rules/tailoring/resistance/second.es.yaml", Renamed(Words));
    }

    public IReadOnlyList<string> List(string folder) =>
        [.. RepositoryContent.Instance.List(folder).Where(p => IsKept(p) && !files.ContainsKey(p)).Concat(files.Keys.Where(k => k.StartsWith(folder, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    // The rules are ours, and of the evidence what they rest on is enough.
    private static bool IsKept(string path) => !path.StartsWith("rules/tailoring/", StringComparison.Ordinal)
        && (!path.StartsWith("rules/evidence/", StringComparison.Ordinal) || path.StartsWith("rules/evidence/egfr-", StringComparison.Ordinal) || path.EndsWith("/must-not-say.yaml", StringComparison.Ordinal));

    public string Read(string path) => files.GetValueOrDefault(path) ?? RepositoryContent.Instance.Read(path);

    public CheckReport Check(DateOnly? asOf = null) => RuleChecker.Check(this, asOf ?? RepositoryContent.AsOf);

    public IReadOnlyList<RuleProblem> Faults() => [.. Check().Errors];
}
