using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Tests.Documents;

public sealed class ReadLanguagesTests
{
    private static readonly DocumentDescriber Describer = new(RepositoryContent.Instance);
    private static readonly NarrativeExtractor Extractor = new(RepositoryContent.Instance);

    [Theory]
    [InlineData("French", "Le patient est suivi pour un adénocarcinome du poumon. EGFR : absence de mutation L858R, pas de délétion dans le gène. Il est traité par pembrolizumab.")]
    [InlineData("Italian", "Il paziente è in trattamento per un adenocarcinoma del polmone. Assenza di mutazione L858R del gene EGFR. Non è stato trattato con osimertinib.")]
    [InlineData("Portuguese", "O paciente foi tratado para um adenocarcinoma do pulmão. Não foi detetada a mutação L858R do EGFR, e não foi usado osimertinib.")]
    [InlineData("Russian", "Пациент с аденокарциномой лёгкого. Мутация EGFR L858R не обнаружена. ALK не обнаружен.")]
    public void Nothing_is_taken_from_a_language_that_is_not_read(string language, string text)
    {
        Assert.NotEmpty(language);
        var document = Describer.Describe(Texts.Document(text));
        Assert.Contains(document.Issues, i => i.Code is "LANGUAGE-NOT-READ");
        Assert.Empty(Extractor.Extract(document));
    }

    [Theory]
    [InlineData("English", "The patient was seen for an adenocarcinoma of the lung. There was no EGFR L858R mutation.", "")]
    [InlineData("Spanish", "La paciente acude por un adenocarcinoma de pulmón. No se detecta la mutación L858R en el gen EGFR.", "")]
    [InlineData("Dutch", "De patiënt heeft een adenocarcinoom van de long. Er is geen EGFR L858R mutatie in het biopt.", "LANGUAGE-PART")]
    [InlineData("German", "Der Patient hat ein Adenokarzinom der Lunge. Es wurde keine EGFR L858R Mutation nachgewiesen.", "LANGUAGE-PART")]
    public void The_same_in_a_language_that_is_read_is_a_denied_change(string language, string text, string issue)
    {
        Assert.NotEmpty(language);
        var document = Describer.Describe(Texts.Document(text));
        Assert.Equal(issue, string.Join(' ', document.Issues.Select(i => i.Code)));
        Assert.Equal("not-detected", Assert.Single(Extractor.Extract(document), f => f.Kind == FactKind.Biomarker).Value);
    }
}
