using System.Collections.Immutable;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>Proves over all profiles, not over samples, what the rules promise: <c>navis rules check --prove</c>.</summary>
public sealed class RuleProver
{
    private readonly RulePack pack;
    private readonly ProfileSpace space;
    private readonly RuleTerms terms;
    private readonly ProfileSearch search;
    private readonly DateOnly asOf;

    private readonly ILookup<string, RuleCase> cases;

    private RuleProver(RulePack pack, GeneralAnswer general, ISmtSession session, DateOnly asOf, IEnumerable<RuleCase> cases)
    {
        this.cases = cases.ToLookup(c => c.Rule, StringComparer.Ordinal);
        (this.pack, this.asOf) = (pack, asOf);
        General = general;
        var shown = pack.Rules.SelectMany(r => r.Because.Concat(r.Patient?.Facts ?? []).Concat(r.Clinician?.Facts ?? []).Concat(r.Key?.Facts ?? [])).Select(f => f.Name);
        space = new(pack.Vocabulary, [.. pack.Rules.SelectMany(r => r.Condition.Atoms()).Select(a => a.Test).Distinct()], shown);
        terms = new(pack, space);
        search = new(space, session);
    }

    internal GeneralAnswer General { get; }

    internal RulePack Pack => pack;

    internal ProfileSpace Space => space;

    internal RuleTerms Terms => terms;

    /// <summary>Proves a pack.</summary>
    /// <param name="pack">Pack.</param>
    /// <param name="general">General answer.</param>
    /// <param name="session">Solver, freshly started.</param>
    /// <param name="asOf">Day; a rule that is out of date then is proved all the same.</param>
    /// <param name="cases">Cases of the rules: where the solver's profile can't be written as a case, one of them may show that a rule can be true.</param>
    public static ProofReport Prove(RulePack pack, GeneralAnswer general, ISmtSession session, DateOnly asOf, IEnumerable<RuleCase> cases)
    {
        var prover = new RuleProver(pack, general, session, asOf, cases);
        var obligations = Obligations.Of(prover).ToList();
        session.Ask("(set-option :produce-models true)\n(set-logic QF_BV)\n" + prover.space.Script() + prover.terms.Script);
        var problems = new List<RuleProblem>();
        var proved = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var obligation in obligations)
        {
            if (prover.Discharge(obligation) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                proved[obligation.Code] = proved.GetValueOrDefault(obligation.Code) + 1;
            }
        }

        return new(proved.ToImmutableSortedDictionary(StringComparer.Ordinal), [.. problems]);
    }

    /// <summary>Domain and rules of a pack, without obligations: to compare the encoding with the engine.</summary>
    internal static (ProfileSpace Space, string Script) Encode(RulePack pack, GeneralAnswer general)
    {
        var prover = new RuleProver(pack, general, new Silent(), default, []);
        return (prover.space, "(set-option :produce-models true)\n(set-logic QF_BV)\n" + prover.space.Script() + prover.terms.Script);
    }

    /// <summary>The script of domain and rules, to be read or given to another solver.</summary>
    /// <param name="pack">Pack.</param>
    /// <param name="general">General answer.</param>
    /// <param name="asOf">Day.</param>
    public static string Script(RulePack pack, GeneralAnswer general, DateOnly asOf)
    {
        var prover = new RuleProver(pack, general, new Silent(), asOf, []);
        var obligations = Obligations.Of(prover).ToList();
        return string.Concat(
            ["(set-option :produce-models true)\n(set-logic QF_BV)\n", prover.space.Script(), prover.terms.Script, .. obligations.Select(o => $"; {o.Rule?.Id}: {o.Says} Expect {(o.IsWitness ? "sat" : "unsat")}.\n(push 1)\n(assert {o.Term})\n(check-sat)\n(pop 1)\n")]);
    }

    private RuleProblem? Discharge(Obligation obligation)
    {
        var about = new[] { obligation.Rule, obligation.Other }.OfType<Rule>().SelectMany(r => r.Condition.Atoms()).Select(a => pack.Vocabulary.At(a.Test.Place)).ToList();
        var (answer, draft) = search.Find(obligation.Term, about, d => obligation.Shows(Trace(d)), obligation.IsWitness);
        return (answer, draft, obligation.IsWitness) switch
        {
            ("unsat", _, false) or ("sat", not null, true) => null,
            ("sat", null, true) when cases[obligation.Rule!.Id].Any(c => obligation.Shows(RuleEngine.Evaluate(pack, c.Profile, new(asOf, ShowSurvival: true)))) => null,
            ("unsat", _, true) => Problem(obligation, "No profile makes it so."),
            ("sat", { } found, false) => Problem(obligation, $"This profile breaks it:\n    profile: {found.Smallest(d => obligation.Shows(Trace(d))).Text}\n   "),
            ("sat", null, _) => Problem(obligation, "The solver's profile can't be written as a case, or the engine does not confirm it: the encoding is wider than the records. Look at the rule.") is var open && obligation.IsWitness ? open with { IsWarning = true } : open,
            var (other, _, _) => Problem(obligation, $"The solver gave no answer ({other.Trim()})."),
        };
    }

    private RuleTrace Trace(CaseDraft draft) => RuleEngine.Evaluate(pack, draft.Profile(pack.Vocabulary), new(asOf, ShowSurvival: true));

    private static RuleProblem Problem(Obligation obligation, string found) => new(
        obligation.Rule?.Source.Path ?? "rules/tailoring", obligation.Rule?.Source.Line ?? 1, "proof-" + obligation.Code, $"{obligation.Says} {found}", obligation.NextStep)
    { Rule = obligation.Rule?.Id };

    private sealed class Silent : ISmtSession
    {
        public string Ask(string commands) => "";
    }
}
