using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;

namespace Navis.Personalize.Extraction.Tests.Diagnosis;

public sealed class DiseaseScopeTests
{
    private static readonly DiseaseScopes Scopes = new(RepositoryContent.Instance, new ContextEngine(RepositoryContent.Instance, Texts.TheReader.Titles));

    [Theory]
    [InlineData("Lung adenocarcinoma. KRAS G12C.", TumorScope.Lung)]
    [InlineData("Sigmoid adenocarcinoma. KRAS G12C.", TumorScope.Other)]
    [InlineData("Small cell lung cancer. TP53.", TumorScope.SmallCellLung)]
    [InlineData("Adenocarcinoma. KRAS G12C.", TumorScope.Unclear)]
    [InlineData("Lung adenocarcinoma. The tumor invades the visceral pleura and the chest wall.", TumorScope.Lung)]
    [InlineData("Carcinoma involving the esophagus. Lung, lobectomy.", TumorScope.Lung)]
    [InlineData("Carcinoma of the esophagus.", TumorScope.Other)]
    [InlineData("A new tumor in the liver.", TumorScope.Unclear)]
    [InlineData("Mother had lung cancer. Metastatic ovarian cancer.", TumorScope.Other)]
    [InlineData("Inflammatory myofibroblastic tumor of the lung.", TumorScope.Other)]
    public void Says_what_a_document_is_about(string text, TumorScope expected) => Assert.Equal(expected, Scopes.Of(Texts.Narrative(text)).Document);

    [Theory]
    [InlineData("NSCLC on pembrolizumab. Hemicolectomy for colon cancer: PD-L1 was HERE.", "other-cancer")]
    [InlineData("Breast cancer in 2001. Lung adenocarcinoma: PD-L1 HERE.", null)]
    [InlineData("Breast cancer in 2001. Lung adenocarcinoma. EGFR HERE.", null)]
    public void Says_what_a_place_is_about(string text, string? withheld) =>
        Assert.Equal(withheld, Scopes.Of(Texts.Narrative(text)).WithheldAt(text.IndexOf("HERE", StringComparison.Ordinal)));
}
