using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Tests.Terminology;

public sealed class TermCaseTests
{
    private static readonly ContextEngine Engine = new(RepositoryContent.Instance, Texts.TheReader.Titles);

    public static TheoryData<string, string, string> Cases(string concept) =>
        [.. TermFiles.LoadAll(RepositoryContent.Instance, concept).SelectMany(f => f.Cases.Select(c => (f.Concept, c.Text, string.Join(' ', c.Find))))];

    public static TheoryData<string, string, string> CueCases() => [.. CueLexicon.Files.SelectMany(f => Cases(f))];

    [Theory]
    [MemberData(nameof(Cases), "sections")]
    public void Titles_make_sections_and_the_same_words_in_a_sentence_do_not(string file, string text, string expected)
    {
        Assert.NotEmpty(file);
        var found = Texts.Narrative(text).Sections.Select(s => s.Concept).Where(c => c.Length > 0);
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Theory]
    [MemberData(nameof(Cases), "sentences")]
    public void Stops_end_sentences_and_abbreviations_do_not(string file, string text, string expected)
    {
        Assert.NotEmpty(file);
        Assert.Equal(expected, string.Join(' ', Texts.Sentences(text)));
        Assert.Equal(TermFiles.Load(RepositoryContent.Instance, file).Cases.First(c => string.Equals(c.Text, text, StringComparison.Ordinal)).Find.Length, Texts.Sentences(text).Length);
    }

    [Theory]
    [MemberData(nameof(CueCases))]
    public void Cues_reach_the_targets_in_their_scope_and_no_others(string file, string text, string expected)
    {
        var start = text.IndexOf('[', StringComparison.Ordinal);
        var end = text.IndexOf(']', StringComparison.Ordinal) - 1;
        var language = file.Contains('.', StringComparison.Ordinal) ? file[^2..] : "en";
        var plain = text.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var judgement = Engine.Judge(Texts.Narrative(plain, language), start, end);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Names(judgement).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(ContextJudgement judgement)
    {
        if (judgement.Negated)
        {
            yield return "negated";
        }

        if (judgement.Uncertain)
        {
            yield return "uncertain";
        }

        if (judgement.Historical)
        {
            yield return "historical";
        }

        if (judgement.Hypothetical)
        {
            yield return "hypothetical";
        }

        if (judgement.Experiencer != Experiencer.Patient)
        {
            yield return judgement.Experiencer == Experiencer.Family ? "family" : "other";
        }
    }
}
