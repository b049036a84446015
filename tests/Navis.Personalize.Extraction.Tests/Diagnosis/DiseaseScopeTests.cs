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
    [InlineData("Lung cancer. Antecedentes: Neo de mama 2005 (HERE).", true)]
    [InlineData("Lung cancer s/p mastectomy 2005, now HERE.", false)]
    [InlineData("Lung cancer. Mastectomy 2005; HERE.", false)]
    [InlineData("Lung cancer. Liver without lesions, HERE.", false)]
    public void Tells_a_category_beside_another_organ(string text, bool expected) =>
        Assert.Equal(expected, Scopes.Of(Texts.Narrative(text)).IsBesideOtherOrgan(text.IndexOf("HERE", StringComparison.Ordinal)));

    [Theory]
    [InlineData("NSCLC on pembrolizumab. Hemicolectomy for colon cancer: PD-L1 was HERE.", "other-cancer")]
    [InlineData("Breast cancer in 2001. Lung adenocarcinoma: PD-L1 HERE.", null)]
    [InlineData("Lung cancer. Antecedentes: Ca. de mama 2005 (HERE), en remisión.", "other-cancer")]
    [InlineData("Lung cancer. With a history of breast cancer, treated with surgery, she was found to have a HERE nodule of the right upper lobe.", null)]
    [InlineData("Lung cancer. With a history of breast cancer, treated with surgery and HERE.", "other-cancer")]
    [InlineData("Breast cancer in 2001. Lung adenocarcinoma. EGFR HERE.", null)]
    public void Says_what_a_place_is_about(string text, string? withheld) =>
        Assert.Equal(withheld, Scopes.Of(Texts.Narrative(text)).WithheldAt(text.IndexOf("HERE", StringComparison.Ordinal)));
}
