using System.Globalization;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Proofs;

namespace Navis.Personalize.Rules.Tests.Proofs;

/// <summary>The solver's rules and domain are those of the engine: on random profiles both agree on every rule, and no profile of the builder lies outside.</summary>
public sealed class EncodingTests
{
    private const int Profiles = 60;

    [Fact]
    public void Solver_and_engine_agree_on_every_rule_of_every_profile()
    {
        var pack = RepositoryContent.Pack;
        var (space, script) = RuleProver.Encode(pack, GeneralAnswer.Load(RepositoryContent.Instance, Tailor.Question));
        using var solver = Solver.Start();
        solver.Ask(script);
        for (var seed = 0; seed < Profiles; seed++)
        {
            var said = new RandomCase(pack.Vocabulary, seed).Facts();
            var profile = RandomCase.Profile(pack.Vocabulary, said);
            var exactly = space.Exactly(profile, [.. said.Where(s => s.Course != 0).Select(s => (s.Name, s.Course))]).ToList();

            // Every variable has its value, so the only question left is whether the rules have the truth that the engine finds.
            var truths = RuleEngine.Evaluate(pack, profile, new(RepositoryContent.AsOf, ShowSurvival: true)).Outcomes.SelectMany(o => new[]
            {
                o.Truth is Truth.True ? RuleTerms.True(o.Rule) : Smt.Not(RuleTerms.True(o.Rule)),
                o.Truth is Truth.False ? RuleTerms.False(o.Rule) : Smt.Not(RuleTerms.False(o.Rule)),
            }).ToList();
            var answer = solver.Ask($"(push 1)\n{Asserted(exactly)}{Asserted(truths)}(check-sat)\n(pop 1)").Trim();
            Assert.True(answer is "sat", $"Profile {seed.ToString(CultureInfo.InvariantCulture)}: {(answer is "sat" ? "" : string.Join("; ", Broken(space, script, exactly, truths)))}");
        }
    }

    private static string Asserted(IEnumerable<string> terms) => string.Concat(terms.Select(t => $"(assert {t})\n"));

    /// <summary>The constraints of the domain that a profile breaks, or the truths that the solver sees otherwise.</summary>
    private static List<string> Broken(ProfileSpace space, string script, IEnumerable<string> exactly, IEnumerable<string> truths)
    {
        using var solver = Solver.Start();
        solver.Ask("(set-option :produce-models true)\n(set-logic QF_BV)\n" + space.Declarations + Asserted(exactly));
        solver.Ask("(check-sat)");
        var outside = space.Domain().Where(d => d != "true").Where(d => solver.Ask($"(eval {d})").Trim() is "false").ToList();
        if (outside.Count > 0)
        {
            return outside;
        }

        using var full = Solver.Start();
        full.Ask(script + Asserted(exactly));
        full.Ask("(check-sat)");
        return [.. truths.Where(t => full.Ask($"(eval {t})").Trim() is "false")];
    }
}
