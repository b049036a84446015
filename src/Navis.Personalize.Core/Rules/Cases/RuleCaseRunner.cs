using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Cases;

/// <summary>What a case came to.</summary>
/// <param name="Case">Case.</param>
/// <param name="Truth">Truth found.</param>
/// <param name="Failures">What differs from the expectation; empty when it passed.</param>
public sealed record RuleCaseResult(RuleCase Case, Truth Truth, IReadOnlyList<string> Failures)
{
    /// <summary>True when nothing differs.</summary>
    public bool Passed => Failures.Count == 0;
}

/// <summary>Runs the cases of a pack: <c>navis rules test</c>.</summary>
public static class RuleCaseRunner
{
    /// <summary>Reads every case file beside the rules. A file with a mistake gives a problem and no cases.</summary>
    /// <param name="content">Content.</param>
    /// <param name="pack">Pack.</param>
    public static (IReadOnlyList<RuleCase> Cases, IReadOnlyList<RuleProblem> Problems) Load(IContentSource content, RulePack pack)
    {
        var reader = new RuleCaseReader(pack.Vocabulary);
        var cases = new List<RuleCase>();
        var problems = new List<RuleProblem>();
        foreach (var path in content.List(RulePack.RuleFolder).Where(p => p.EndsWith(RulePack.CasesSuffix, StringComparison.Ordinal)))
        {
            try
            {
                cases.AddRange(reader.Read(ContentNode.Parse(path, content.Read(path))));
            }
            catch (ContentException mistake)
            {
                problems.Add(RuleProblem.Of(mistake));
            }
        }

        return (cases, problems);
    }

    /// <summary>Runs one case.</summary>
    /// <param name="pack">Pack.</param>
    /// <param name="value">Case.</param>
    /// <param name="asOf">Day of evaluation where the case names none.</param>
    /// <exception cref="ArgumentException">The case's rule is not in the pack.</exception>
    public static RuleCaseResult Run(RulePack pack, RuleCase value, DateOnly asOf)
    {
        var trace = RuleEngine.Evaluate(pack, value.Profile, new(value.AsOf ?? asOf, ShowSurvival: true));
        var outcome = trace[value.Rule];
        var failures = new List<string>();
        if (outcome.Truth != value.Truth)
        {
            failures.Add($"it is {outcome.Truth}, not {value.Truth}".ToLowerInvariant());
        }

        var rule = pack.Rules[outcome.Rule];
        var patient = rule.Patient?.Render(value.Profile) ?? "";
        var clinician = rule.Clinician?.Render(value.Profile) ?? patient;
        failures.AddRange(value.Contains.Where(w => !patient.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => $"the patient's text does not hold '{w}'"));
        failures.AddRange(value.NotContains.Where(w => patient.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => $"the patient's text holds '{w}'"));
        failures.AddRange(value.ClinicianContains.Where(w => !clinician.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => $"the clinician's text does not hold '{w}'"));
        if (outcome.Truth == Truth.Unknown)
        {
            var named = trace.SlotsOf(outcome).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
            failures.AddRange(value.SettledBy.Where(f => !named.Contains(f)).Select(f => $"it does not wait for '{f}' but for {string.Join(", ", named.Order(StringComparer.Ordinal))}"));
        }

        return new(value, outcome.Truth, failures);
    }
}
