using Navis.Personalize.Core.Answers;

namespace Navis.Personalize.Rules.Tests;

public sealed class ReadabilityTests
{
    private static readonly NameLexicon Names = new(RepositoryContent.Pack.Vocabulary);

    [Theory]
    [InlineData("cancer", 2)]
    [InlineData("made", 1)]
    [InlineData("little", 2)]
    [InlineData("changes", 2)]
    [InlineData("raised", 1)]
    [InlineData("tested", 2)]
    [InlineData("people", 2)]
    [InlineData("radiation", 4)]
    [InlineData("treatment", 2)]
    [InlineData("immunotherapy", 6)]
    [InlineData("pill", 1)]
    [InlineData("biopsy", 3)]
    [InlineData("operation", 4)]
    public void Syllables_are_those_that_are_spoken(string word, int syllables) => Assert.Equal(syllables, Readability.SyllablesOf(word));

    [Fact]
    public void A_name_counts_as_a_word_of_two_syllables() =>
        Assert.Equal(Readability.Of("Your pill is Tamtam.", Names), Readability.Of("Your pill is osimertinib.", Names));

    [Fact]
    public void A_sentence_is_cut_at_its_end_and_not_in_a_number()
    {
        var text = Readability.Of("The tumor was 2.5 cm wide. It is gone.", Names);
        Assert.Equal((2, 9, 6), (text.Sentences, text.Words, text.LongestSentence));
    }

    [Fact]
    public void Long_words_and_sentences_read_harder() => Assert.True(
        Readability.Of("Recurrence following complete anatomical resection necessitates multidisciplinary evaluation.", Names).FleschKincaid > 8
        && Readability.Of("The cancer can come back. Ask your team what to watch for.", Names).FleschKincaid < 4);

    [Fact]
    public void What_patients_read_is_at_grade_6_and_a_half_in_the_middle_and_8_at_the_most()
    {
        var general = GeneralAnswer.Load(RepositoryContent.Instance, Tailor.Question);
        var texts = RepositoryContent.Pack.Rules.SelectMany(r => new[] { r.Patient?.Source, r.Key?.Source }.Concat(r.Missing.Values)).OfType<string>()
            .Concat(general.Statements.Concat(general.Questions).Concat(general.Safety).Select(s => s.Text.Patient)).ToList();
        var grades = texts.Select(t => Readability.Of(t, Names).FleschKincaid).Order().ToList();
        var smog = texts.Select(t => Readability.Of(t, Names).Smog).Order().ToList();
        Assert.True(grades[^1] <= 8, $"the hardest text reads at grade {grades[^1]:0.0}: {texts.MaxBy(t => Readability.Of(t, Names).FleschKincaid)}");
        Assert.True(grades[grades.Count / 2] <= 6.5, $"the middle text reads at grade {grades[grades.Count / 2]:0.0}");
        Assert.True(smog[smog.Count / 2] <= 8, $"the middle text reads at SMOG grade {smog[smog.Count / 2]:0.0}");
    }
}
