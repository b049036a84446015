using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Core.Reconciliation.Certainty;
using Navis.Personalize.Core.Review;
using Navis.Personalize.Core.Tests.Support;

namespace Navis.Personalize.Core.Tests.Review;

public sealed class CertaintyTests
{
    private const string Clean = "The tumor of the right upper lobe measures 2.1 cm. EGFR L858R was detected.";
    private const string Faxed = "Tne tumOr of the rigbt uppcr lo6e mea5ures 2.1 cm. EGFR L858R wa5 detccted, rnass srnall wlth hlgh grdde brnchs.";
    private static readonly Reconciler Reconciler = Reconciler.Load(RepositoryContent.Instance);

    [Fact]
    public void A_probability_is_the_logistic_of_the_sum_and_an_unknown_feature_counts_nothing()
    {
        var model = CertaintyModel.Parse("accept: 0.9\nbias: 1\nweights:\n  \"a\": 2\n  \"b\": -6\n");
        Assert.Equal(1 / (1 + Math.Exp(-3)), model.Of(["a"]), 6);
        Assert.Equal(model.Of(["a"]), model.Of(["a", "never-learned"]), 6);
        Assert.True(model.Of(["a", "b"]) < model.Of(["a"]));
    }

    [Theory]
    [InlineData("bias: 1\nweights: {}\n")]
    [InlineData("accept: 0.9\nweights: {}\n")]
    [InlineData("accept: 0.9\nbias: 1\n")]
    [InlineData("accept: 0.9\nbias: 1\nweights: { a: x }\n")]
    public void A_broken_model_names_its_file(string yaml) => Assert.Contains(CertaintyModel.File, Assert.Throws<ContentException>(() => CertaintyModel.Parse(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_answers_to_one_question_are_less_certain_than_one()
    {
        var alone = Case(Stage("IIB", 0));
        var disputed = Case(Stage("IIB", 0), Stage("IIIA", 30));
        Assert.True(Certainty(disputed, "IIB") < Certainty(alone, "IIB"));
        Assert.Contains(disputed.Needs, n => n is { Field: "stage-group", Reason: ReviewReason.Conflicting });
        Assert.DoesNotContain(alone.Needs, n => n.Reason is ReviewReason.Conflicting);
    }

    [Fact]
    public void Said_twice_is_more_certain_than_said_once() => Assert.True(Certainty(Case(Stage("IIB", 0), Stage("IIB", 30)), "IIB") > Certainty(Case(Stage("IIB", 0)), "IIB"));

    [Fact]
    public void A_derived_fact_is_as_certain_as_the_weakest_that_it_rests_on()
    {
        var value = Case(Category(FactKind.T, "T2b", 0), Category(FactKind.N, "N1", 10), Category(FactKind.M, "M0", 20));
        var derived = value.Facts.Single(f => f.Kind is FactKind.StageGroup);
        Assert.Equal(value.Facts.Where(f => derived.From.Contains(f.Id)).Min(f => f.Certainty), derived.Certainty, 6);
    }

    [Fact]
    public void A_reviewers_correction_is_certain_and_asks_nobody_again()
    {
        var value = Case(Stage("IIB", 0) with { Origin = FactOrigin.Corrected });
        Assert.Equal(1, Certainty(value, "IIB"));
        Assert.DoesNotContain(value.Needs, n => n.Field == "stage-group");
    }

    [Fact]
    public void Damage_is_seen_where_scanning_left_it_and_not_in_clean_text()
    {
        Assert.Equal(0, TextNoise.Of(Record(Clean)).Share);
        Assert.InRange(TextNoise.Of(Record(Faxed)).Share, 0.1, 0.6);
        Assert.True(TextNoise.Of(Record(Faxed)).IsNear(new("d1", 1, 40, 50, Faxed[40..50])));
        Assert.False(TextNoise.Of(Record(Clean)).IsNear(new("d1", 1, 40, 50, Clean[40..50])));
        Assert.False(TextNoise.Of(Record(Clean)).IsNear(Evidence.AtPath("d1", "Bundle.entry[0]", "x")));
    }

    [Fact]
    public void The_learned_parts_are_named_with_their_hashes()
    {
        var learned = Case(Stage("IIB", 0)).Profile.Learned;
        Assert.Equal(["certainty", "document-kind"], learned.Keys);
        Assert.All(learned.Values, h => Assert.Matches("^[0-9a-f]{12}$", h));
    }

    private static double Certainty(ReconciledCase value, string stage) => value.Facts.Single(f => f.Value == stage).Certainty;

    private static Finding Stage(string value, int at) => new(FactKind.StageGroup, value, new("d1", 1, at, at + 8, Clean[at..(at + 8)]), "test") { Qualifiers = new() { Basis = "clinical" } };

    private static Finding Category(FactKind kind, string value, int at) => new(kind, value, new("d1", 1, at, at + 8, Clean[at..(at + 8)]), "test") { Qualifiers = new() { Basis = "pathologic", Edition = "8" } };

    private static SourceDocument Record(string text) => new() { Id = "d1", Name = "a.txt", Pages = [new DocumentPage(1, text)] };

    private static ReconciledCase Case(params Finding[] findings)
    {
        Finding diagnosis = new(FactKind.Diagnosis, "nsclc", new("d1", 1, 60, 64, Clean[60..64]), "test");
        return Reconciler.Reconcile("case", [Record(Clean)], ImmutableArray.Create(diagnosis).AddRange(findings));
    }
}
