using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Comparison;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Rules.Tests.Checking;

namespace Navis.Personalize.Rules.Tests.Comparison;

public sealed class ReplayTests
{
    private const string Progressed = "{ intent: control, EGFR: L858R, MET: amplification, osimertinib: progressed }";

    private static IReadOnlyList<ReplayChange> Replay(PlantedContent after, string profile) =>
        new PackReplay(RulePack.Load(new PlantedContent()), RulePack.Load(after), RepositoryContent.AsOf).Changes(ContentNode.Parse("kept", profile));

    [Fact]
    public void A_profile_on_which_nothing_changes_has_no_changes() => Assert.Empty(Replay(new(), Progressed));

    [Fact]
    public void A_rule_that_falls_silent_is_named() =>
        Assert.Equal(new("NP-0399", Truth.True, Truth.False, false), Assert.Single(Replay(new PlantedContent().Change("{ fact: intent, is: control }", "{ fact: intent, is: curative }"), Progressed)));

    [Fact]
    public void Other_words_count_only_where_the_rule_speaks()
    {
        var changed = new PlantedContent().Change("around a pill", "past a pill");
        Assert.True(Assert.Single(Replay(changed, Progressed)).Words);
        Assert.Empty(Replay(changed, "{ intent: control }"));
    }

    [Fact]
    public void A_kept_profile_has_the_truth_of_the_one_it_was_made_from()
    {
        var pack = RepositoryContent.Pack;
        var (writer, reader) = (new CaseProfileWriter(pack.Vocabulary), new CaseProfileReader(pack.Vocabulary));
        var kept = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            // Of two drivers at odds only the conflict is kept, and unsure courses of several unnamed treatments cannot be told apart.
            var said = new RandomCase(pack.Vocabulary, 7_000_000 + seed).Facts().Where(s => s.Name is not ("surgery" or "targeted-therapy")).ToList();
            var profile = RandomCase.Profile(pack.Vocabulary, said);
            if (profile.ValueOf("driver") is "conflicting")
            {
                continue;
            }

            kept++;
            var text = writer.Write(profile).ToJsonString();
            var again = reader.Read(ContentNode.Parse("kept", text));
            var (one, other) = (Truths(pack, profile), Truths(pack, again));
            for (var rule = 0; rule < one.Length; rule++)
            {
                Assert.True(one[rule] == other[rule], $"{seed.ToString(CultureInfo.InvariantCulture)} {pack.Rules[rule].Id}: {one[rule]} became {other[rule]} through {text}");
            }
        }

        Assert.True(kept > 200);
    }

    private static Truth[] Truths(RulePack pack, Core.Rules.Profiles.RuleProfile profile) => [.. RuleEngine.Evaluate(pack, profile, new(RepositoryContent.AsOf, ShowSurvival: true)).Outcomes.Select(o => o.Truth)];
}
