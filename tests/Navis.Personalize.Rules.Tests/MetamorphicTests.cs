using System.Globalization;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Rules.Tests;

/// <summary>What may change in the truth of the rules when something small changes in the record: over random profiles, 1,000 here, as many as
/// <c>NAVIS_PROFILES</c> says in <c>tests/metamorphic</c>.</summary>
public sealed class MetamorphicTests
{
    private static readonly RuleVocabulary Vocabulary = RepositoryContent.Pack.Vocabulary;
    private static readonly RuleOptions Options = new(RepositoryContent.AsOf, ShowSurvival: true);

    /// <summary>Facts from which others follow (one driver, settings of advanced disease, the first pill): a change of them may reach further.</summary>
    private static readonly HashSet<string> FarReaching = ["disease-state", "driver", "t790m-timing", "first-egfr-tki", "first-alk-tki"];

    private static readonly List<HashSet<SlotRef>> Asked = [.. RepositoryContent.Pack.Rules.Select(r => AtomsOf(r.Condition).Select(a => a.Test.Place).ToHashSet())];

    private static int Profiles => int.TryParse(Environment.GetEnvironmentVariable("NAVIS_PROFILES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1000;

    [Fact]
    public void A_change_of_one_fact_changes_only_the_rules_that_ask_for_it()
    {
        var reached = 0;
        foreach (var (random, said) in Cases(1))
        {
            FactSlot slot = random.Chance(0.5) ? random.Pick(Vocabulary.Choices.Where(c => c.Gene is null && !FarReaching.Contains(c.Name)).ToList()) : random.Pick(Vocabulary.Numbers);
            var other = slot is ChoiceSlot choice ? random.Choice(choice) : random.Number((NumberSlot)slot);
            var (before, after) = (Truths(said), Truths([.. said.Where(s => s.Name != slot.Name), other]));
            for (var rule = 0; rule < before.Length; rule++)
            {
                if (before[rule] != after[rule])
                {
                    reached++;
                    Assert.True(Asked[rule].Contains(slot.Ref), $"{RepositoryContent.Pack.Rules[rule].Id} changed with {slot.Name}, for which it does not ask");
                }
            }
        }

        Assert.True(reached > Profiles / 20, "hardly any change reached a rule: the profiles are not telling");
    }

    [Fact]
    public void The_order_in_which_facts_are_told_changes_nothing()
    {
        foreach (var (random, said) in Cases(2))
        {
            var shuffled = said.OrderBy(_ => random.Pick(Enumerable.Range(0, 1000).ToList())).ToList();
            Assert.Equal(Truths(said), Truths(shuffled));
        }
    }

    [Fact]
    public void What_is_forgotten_never_turns_a_rule_from_false_to_true_or_back()
    {
        foreach (var (random, said) in Cases(3))
        {
            var known = said.Where(s => Vocabulary.Find(s.Name) is NumberSlot or ChoiceSlot { Gene: null } && !FarReaching.Contains(s.Name) && Silent(s.Name)).ToList();
            if (known.Count == 0)
            {
                continue;
            }

            var gone = random.Pick(known).Name;
            var (before, after) = (Truths(said), Truths([.. said.Where(s => s.Name != gone)]));
            for (var rule = 0; rule < before.Length; rule++)
            {
                // A rule that asks if something is known at all may change with the knowledge.
                var turned = before[rule] != after[rule] && after[rule] is not Truth.Unknown && before[rule] is not Truth.Unknown;
                Assert.False(turned && !AsksForKnowledge(rule), $"{RepositoryContent.Pack.Rules[rule].Id} turned from {before[rule]} to {after[rule]} when {gone} was forgotten");
            }
        }
    }

    [Fact]
    public void A_gene_that_the_record_does_not_name_is_never_found_or_not_found()
    {
        foreach (var (_, said) in Cases(4))
        {
            var profile = RandomCase.Profile(Vocabulary, said);
            foreach (var slot in Vocabulary.Choices.Where(c => c.Gene is not null && profile.FactsOf(c.Ref).IsEmpty))
            {
                var state = profile.Choice(slot.Ref.Index);
                Assert.False(state == GeneStates.SetOf(GeneStates.Found) || state == GeneStates.SetOf(GeneStates.NotFound), $"{slot.Name} is settled, and the record is silent on it");
            }
        }
    }

    private static IEnumerable<(RandomCase Random, List<Said> Said)> Cases(int family)
    {
        for (var i = 0; i < Profiles; i++)
        {
            var random = new RandomCase(Vocabulary, (family * 1_000_000) + i);
            yield return (random, [.. random.Facts()]);
        }
    }

    private static Truth[] Truths(IEnumerable<Said> said) => [.. RuleEngine.Evaluate(RepositoryContent.Pack, RandomCase.Profile(Vocabulary, said), Options).Outcomes.Select(o => o.Truth)];

    private static IEnumerable<Atom> AtomsOf(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(AtomsOf),
        AnyOf any => any.Parts.SelectMany(AtomsOf),
        NotOf not => AtomsOf(not.Part),
        SureOf sure => AtomsOf(sure.Part),
        Atom atom => [atom],
        _ => throw new InvalidOperationException("a new kind of condition"),
    };

    private static bool AsksForKnowledge(int rule) =>
        RepositoryContent.Pack.Rules[rule].AllowsUnknownExclusion || AtomsOf(RepositoryContent.Pack.Rules[rule].Condition).Any(a => a.Form is not AtomForm.Recorded);

    // A fact of a closed world says something also by silence.
    private static bool Silent(string name) => Vocabulary.Find(name) is NumberSlot || (Vocabulary.Find(name) is ChoiceSlot slot && slot.Silence == slot.All);
}
