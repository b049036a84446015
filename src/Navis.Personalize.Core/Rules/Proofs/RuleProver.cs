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
    private const int Tries = 6;
    private readonly RulePack pack;
    private readonly ProfileSpace space;
    private readonly RuleTerms terms;
    private readonly ISmtSession session;
    private readonly DateOnly asOf;

    private readonly ILookup<string, RuleCase> cases;

    private RuleProver(RulePack pack, GeneralAnswer general, ISmtSession session, DateOnly asOf, IEnumerable<RuleCase> cases)
    {
        this.cases = cases.ToLookup(c => c.Rule, StringComparer.Ordinal);
        (this.pack, this.session, this.asOf) = (pack, session, asOf);
        General = general;
        var shown = pack.Rules.SelectMany(r => r.Because.Concat(r.Patient?.Facts ?? []).Concat(r.Clinician?.Facts ?? []).Concat(r.Key?.Facts ?? [])).Select(f => f.Name);
        space = new(pack.Vocabulary, [.. pack.Rules.SelectMany(r => r.Condition.Atoms()).Select(a => a.Test).Distinct()], shown);
        terms = new(pack, space);
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
        var (answer, draft) = obligation.IsWitness ? ("unsat", null) : Find(obligation, "true");
        if (draft is null && (obligation.IsWitness || answer is "sat"))
        {
            // A profile of few words first; then any.
            var about = new[] { obligation.Rule, obligation.Other }.OfType<Rule>().SelectMany(r => r.Condition.Atoms()).Select(a => pack.Vocabulary.At(a.Test.Place)).ToList();
            foreach (var wish in about.Count == 0 ? (string[])[space.Plain, "true"] : [Smt.And(space.Plain, space.SilentBut(about)), Smt.And(space.OneDriver, space.SilentBut(about)), space.Plain, "true"])
            {
                if (Find(obligation, wish) is (not "unsat", var found) some && (found is not null || answer is "unsat"))
                {
                    (answer, draft) = some;
                    if (found is not null)
                    {
                        break;
                    }
                }
            }
        }

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

    private (string Answer, CaseDraft? Draft) Find(Obligation obligation, string wish)
    {
        session.Ask($"(push 1)\n(assert {obligation.Term})\n(assert {wish})\n");
        try
        {
            for (var i = 0; i < Tries; i++)
            {
                var answer = session.Ask("(check-sat)").Trim();
                if (answer is not "sat")
                {
                    return i == 0 ? (answer, null) : ("sat", null);
                }

                var model = Smt.Values(session.Ask($"(get-value ({string.Join(' ', space.Variables)}))"));
                if (CaseDraft.Of(space, model) is { } draft && obligation.Shows(Trace(draft)))
                {
                    return ("sat", draft);
                }

                // Another profile than this one, as far as genes and facts go.
                var same = space.Vocabulary.Choices.Select(c => Smt.Is(ProfileSpace.Name(c), model[ProfileSpace.Name(c)], c.Values.Length));
                session.Ask($"(assert {Smt.Not(Smt.And(same))})");
            }

            return ("sat", null);
        }
        finally
        {
            session.Ask("(pop 1)");
        }
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
