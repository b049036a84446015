using System.Text.RegularExpressions;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Rules.Tests;

/// <summary>Which general statements stay, and in which language.</summary>
public sealed partial class GeneralAnswerTests
{
    private const string AfterSurgery = "general.types.time";
    private static readonly Tailors All = new(RepositoryContent.Instance);
    private static readonly AnswerOptions Patient = new(RepositoryContent.AsOf);

    private static HashSet<string> Said(CaseBuilder value) =>
        [.. All.For("en").Answer(value.Build(), Patient).Answer.Sections.SelectMany(s => s.Items).Where(i => i.Kind is AnswerItemKind.General).Select(i => i.Rule)];

    [Fact]
    public void What_needs_an_operation_is_said_only_to_people_whose_record_shows_one()
    {
        Assert.Contains("general.risk-factors.report", Said(CaseBuilder.Nsclc().State("no-evidence-of-disease", "curative").Drug("lobectomy", CourseNow.Completed, "2025-01-10")));
        Assert.DoesNotContain("general.risk-factors.report", Said(CaseBuilder.Nsclc().State("no-evidence-of-disease", "curative").Drug("sbrt", CourseNow.Completed, "2025-01-10")));
    }

    [Fact]
    public void Once_it_has_come_back_routine_check_ups_after_clearing_treatment_are_not_explained()
    {
        Assert.Contains("general.follow-up.pet", Said(CaseBuilder.Nsclc().State("no-evidence-of-disease", "curative")));
        var returned = Said(CaseBuilder.Nsclc().State("local-recurrence", "curative"));
        Assert.DoesNotContain("general.follow-up.pet", returned);
        Assert.Contains("general.types.new-cancer", returned);
    }

    [Fact]
    public void Each_needed_treatment_is_one_of_the_vocabulary()
    {
        var general = All.For("en").General;
        var needed = general.Statements.Concat(general.Questions).Select(s => s.Needs).OfType<string>().ToList();
        Assert.NotEmpty(needed);
        Assert.Contains(AfterSurgery, general.Statements.Where(s => s.Needs is not null).Select(s => s.Id));
        Assert.All(needed, n => Assert.IsType<TreatmentSlot>(All.For("en").Pack.Vocabulary.Find(n)));
    }

    [Fact]
    public void Spanish_says_the_same_statements_with_the_same_numbers()
    {
        var (english, spanish) = (All.For("en").General, All.For("es").General);
        foreach (var (one, other) in english.Statements.Concat(english.Questions).Concat(english.Safety).Zip(spanish.Statements.Concat(spanish.Questions).Concat(spanish.Safety)))
        {
            Assert.Equal(one.Id, other.Id);
            Assert.NotEqual(one.Text.Patient, other.Text.Patient);
            Assert.Equal(Numbers(one.Text.Patient), Numbers(other.Text.Patient));
            Assert.Equal(Numbers(one.Text.Clinician), Numbers(other.Text.Clinician));
            Assert.All(Sentences.Of(other.Text.Patient), s => Assert.True(s.Split(' ').Length <= 24, s));
        }
    }

    [Fact]
    public void A_site_names_its_number_and_adds_lines_but_takes_nothing_away()
    {
        var value = CaseBuilder.Nsclc().State("advanced-at-diagnosis", "control").Build();
        AnswerItem[] Safety(Site site) => [.. All.For("en").Answer(value, Patient with { Site = site }).Answer.Sections.Single(s => s.Id == "safety").Items];
        var (plain, local) = (Safety(Site.None), Safety(Site.Parse("site.yaml", "emergency: \"112\"\nsupport: [\"Cancer line: ask at the desk\"]\n")));
        Assert.Equal(plain.Select(i => i.Rule).Append("site.support"), local.Select(i => i.Rule));
        Assert.Contains(local, i => i.Text.StartsWith("Call 112 ", StringComparison.Ordinal));
        Assert.DoesNotContain(plain, i => i.Text.Contains("112", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("safety: []")]
    [InlineData("emergency: \"\"")]
    [InlineData("support: [\"\"]")]
    public void A_site_file_that_says_anything_else_is_refused(string yaml) => Assert.Throws<Core.Content.ContentException>(() => Site.Parse("site.yaml", yaml));

    private static string[] Numbers(string text) => [.. Number().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
