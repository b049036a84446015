using System.Collections.Immutable;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Checking;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Proofs;

namespace Navis.Personalize.Core.Rules.Mutation;

/// <summary>A mistake that nothing noticed.</summary>
/// <param name="Mutant">Mutant.</param>
/// <param name="Case">The smallest profile on which the rule and the mutant differ, ready to paste with the rule's truth; null without a solver, or where none can be written.</param>
/// <param name="Truth">The rule's truth there.</param>
public sealed record Survivor(Mutant Mutant, string? Case, Truth Truth);

/// <summary>What came of a mutation run.</summary>
/// <param name="Mutants">Mistakes made.</param>
/// <param name="ByCases">Caught by a case.</param>
/// <param name="ByProof">Caught by the check or a proof: a contradiction, a name that is not required, a value that is not asked for.</param>
/// <param name="Equivalent">No mistakes after all: the solver proved that the rule means the same over all profiles.</param>
/// <param name="Survivors">Not noticed.</param>
public sealed record MutationReport(int Mutants, int ByCases, int ByProof, int Equivalent, ImmutableArray<Survivor> Survivors)
{
    /// <summary>Share of real mistakes that were caught, 0 to 1.</summary>
    public double Caught => Mutants == Equivalent ? 1 : (double)(ByCases + ByProof) / (Mutants - Equivalent);
}

/// <summary>Makes one mistake at a time in the conditions, and sees whether cases and proofs notice: <c>navis rules mutate</c>.</summary>
public static class MutationRun
{
    /// <summary>Runs it.</summary>
    /// <param name="content">Content.</param>
    /// <param name="rules">Ids, or empty for all.</param>
    /// <param name="session">Solver, or null: then equivalent mutants count as not noticed.</param>
    /// <param name="asOf">Day.</param>
    public static MutationReport Run(IContentSource content, IReadOnlyCollection<string> rules, ISmtSession? session, DateOnly asOf)
    {
        var pack = RulePack.Load(content);
        var (cases, _) = RuleCaseRunner.Load(content, pack);
        var byRule = cases.ToLookup(c => c.Rule, StringComparer.Ordinal);
        var check = new CheckContext(content, pack, GeneralAnswer.Load(content, Tailor.Question), cases, asOf);
        var mutations = new ConditionMutations(pack.Vocabulary);
        var (total, byCases, byProof) = (0, 0, 0);
        var left = new List<Mutant>();
        foreach (var rule in pack.Rules.Where(r => rules.Count == 0 || rules.Contains(r.Id, StringComparer.Ordinal)))
        {
            foreach (var mutant in mutations.Of(rule))
            {
                total++;
                if (byRule[rule.Id].Any(c => Notices(c, new(mutant.Rule.Condition, pack))))
                {
                    byCases++;
                }
                else if (Notices(check, mutant.Rule))
                {
                    byProof++;
                }
                else
                {
                    left.Add(mutant);
                }
            }
        }

        if (session is null)
        {
            return new(total, byCases, byProof, 0, [.. left.Select(m => new Survivor(m, null, Truth.Unknown))]);
        }

        var judged = new Judge(pack, left, session).Judged();
        return new(total, byCases, byProof, judged.Count(j => j is null), [.. judged.OfType<Survivor>()]);
    }

    private static bool Notices(RuleCase value, Alone condition) => condition.Truth(value.Profile) is var truth
        && (truth != value.Truth || (truth is Truth.Unknown && condition.Unsettled(value.Profile) is var named && value.SettledBy.Any(f => !named.Contains(f))));

    private static bool Notices(CheckContext check, Rule mutant)
    {
        var before = check.Problems.Count();
        ConditionChecks.Run(check, mutant);
        PatientTextChecks.Run(check, mutant);
        return check.Problems.Count() > before;
    }

    /// <summary>A condition evaluated by itself.</summary>
    private sealed class Alone
    {
        private readonly AtomTable atoms = new();
        private readonly CompiledCondition condition;
        private readonly RulePack pack;

        public Alone(Condition source, RulePack pack)
        {
            this.pack = pack;
            condition = CompiledCondition.Compile(source, atoms);
            atoms.Freeze();
        }

        public Truth Truth(RuleProfile profile) => condition.Evaluate(Truths(profile));

        public HashSet<string> Unsettled(RuleProfile profile)
        {
            var named = new List<int>();
            condition.Explain(Truths(profile), named);
            return named.Select(a => pack.Vocabulary.At(atoms[a].Test.Place).Name).ToHashSet(StringComparer.Ordinal);
        }

        private Truth[] Truths(RuleProfile profile)
        {
            var truths = new Truth[atoms.Count];
            atoms.Evaluate(profile, truths);
            return truths;
        }
    }

    /// <summary>Asks the solver whether mutants differ from their rule at all, and where.</summary>
    private sealed class Judge
    {
        private readonly RulePack pack;
        private readonly IReadOnlyList<Mutant> mutants;
        private readonly ProfileSpace space;
        private readonly ProfileSearch search;

        public Judge(RulePack pack, IReadOnlyList<Mutant> mutants, ISmtSession session)
        {
            (this.pack, this.mutants) = (pack, mutants);
            var tests = mutants.SelectMany(m => m.Rule.Condition.Atoms().Concat(pack.Find(m.Rule.Id)!.Condition.Atoms())).Select(a => a.Test).Distinct().ToList();
            space = new(pack.Vocabulary, tests, []);
            search = new(space, session);
            session.Ask("(set-option :produce-models true)\n(set-logic QF_BV)\n" + space.Script());
        }

        /// <summary>One a mutant: null when it is no mistake.</summary>
        public List<Survivor?> Judged() => [.. mutants.Select(JudgedOne)];

        private Survivor? JudgedOne(Mutant mutant)
        {
            var rule = pack.Find(mutant.Rule.Id)!;
            string Term(Condition condition, bool want) => RuleTerms.Of(condition, want, space.Term);
            string Differ(bool want) => Smt.Not(Smt.Iff(Term(rule.Condition, want), Term(mutant.Rule.Condition, want)));
            var (one, other) = (new Alone(rule.Condition, pack), new Alone(mutant.Rule.Condition, pack));
            bool Differs(CaseDraft draft) => draft.Profile(pack.Vocabulary) is var profile && one.Truth(profile) != other.Truth(profile);
            bool Speaks(CaseDraft draft) => draft.Profile(pack.Vocabulary) is var profile && one.Truth(profile) is Truth.True != other.Truth(profile) is Truth.True;
            var about = rule.Condition.Atoms().Concat(mutant.Rule.Condition.Atoms()).Select(a => pack.Vocabulary.At(a.Test.Place)).ToList();

            // Best is a profile on which one of the two speaks and the other does not.
            var (answer, draft) = search.Find(Differ(true), about, Speaks, isLikely: true);
            Func<CaseDraft, bool> differs = draft is null ? Differs : Speaks;
            if (draft is null)
            {
                (answer, draft) = search.Find(Smt.Or(Differ(true), Differ(false)), about, Differs, isLikely: false);
            }

            return answer is "unsat" ? null
                : draft?.Smallest(differs) is { } smallest ? new(mutant, smallest.Text, one.Truth(smallest.Profile(pack.Vocabulary)))
                : new(mutant, null, Truth.Unknown);
        }
    }
}
