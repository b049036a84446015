using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Checking;

namespace Navis.Personalize.Rules.Tests.Checking;

public sealed class TranslationCheckTests
{
    private const string Good = PlantedContent.Words;

    [Fact]
    public void Faithful_words_pass() => Assert.DoesNotContain(Problems(Good), p => p.Code is "translation");

    [Fact]
    public void A_rule_without_words_is_a_mistake_that_names_the_file_to_write()
    {
        var report = RuleChecker.Check(new PlantedContent().Without(PlantedContent.WordsPath), RepositoryContent.AsOf);
        Assert.Contains(report.Problems, p => p is { Code: "translation", IsWarning: false } && p.NextStep.Contains("planted.es.yaml", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("copias de más de MET", "copias de más de EGFR", "genes and drugs")]
    [InlineData("copias de más de MET", "3 copias de más de MET", "numbers")]
    [InlineData("{egfr-tki}", "la pastilla", "braces")]
    [InlineData("Pueden ayudar al cáncer", "El cáncer puede volver", "coming back")]
    [InlineData("una pastilla.", "una pastilla que cura.", "cura")]
    [InlineData("Su informe muestra copias", "Su informe de la prueba de genes que se hizo en el laboratorio con la muestra que se tomó de su tumor en el hospital muestra que hay copias", "words")]
    [InlineData("rule: NP-0399", "rule: NP-0398", "no rule")]
    public void Unfaithful_words_are_a_mistake(string from, string to, string named)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);
        Assert.Contains(Problems(Good.Replace(from, to, StringComparison.Ordinal)), p => p is { Code: "translation", IsWarning: false } && p.Problem.Contains(named, StringComparison.Ordinal));
    }

    private static ImmutableArray<Core.Rules.RuleProblem> Problems(string words) => RuleChecker.Check(new PlantedContent().With(PlantedContent.WordsPath, words), RepositoryContent.AsOf).Problems;
}
