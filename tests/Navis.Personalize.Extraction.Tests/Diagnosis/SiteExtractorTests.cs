using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Tests.Diagnosis;

public sealed class SiteExtractorTests
{
    [Theory]
    [InlineData("NSCLC, adenocarcinoma (ICD-10: C34.12).", "left upper")]
    [InlineData("NSCLC. Encounter Z85.118, C78.02.", "")]
    public void A_code_of_the_site_places_the_cancer(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', new NarrativeExtractor(RepositoryContent.Instance).Extract(Texts.Document(text)).Where(f => f.Kind is FactKind.Laterality or FactKind.Lobe).OrderBy(f => f.Kind).Select(f => f.Value)));

    [Theory]
    [InlineData("Right upper lobe lung adenocarcinoma.", "right", "upper")]
    [InlineData("Mass in the LLL, suspicious for lung cancer.", "left", "lower")]
    [InlineData("Underwent left upper lobectomy for non-small cell lung cancer.", "left", "upper")]
    [InlineData("LUNG, RIGHT LOWER LOBE, LOBECTOMY:\n- SQUAMOUS CELL CARCINOMA", "right", "lower")]
    [InlineData("Lung cancer. Specimen laterality: Right\nTumor site: Middle lobe", "right", "middle")]
    [InlineData("Masa pulmonar en LSD, adenocarcinoma de pulmón.", "right", "upper")]
    [InlineData("Adenokarzinom der Lunge im linken Unterlappen.", "left", "lower")]
    [InlineData("Squamous cell carcinoma of the lingula.", "left", "lingula")]
    [InlineData("Lung adenocarcinoma in the right upper lobe. Right hilar lymph nodes. Contralateral nodule in the left lower lobe.", "right", "upper")]
    [InlineData("Bilobectomy of the right middle and lower lobes for lung cancer.", "right", "lower middle")]
    [InlineData("Synchronous lung adenocarcinoma in the right lower lobe and adenocarcinoma in the left upper lobe of both lungs.", "bilateral", "lower upper")]
    [InlineData("Right lung, lower lobe, biopsy: adenocarcinoma of the lung.\nLeft upper lobe, biopsy: no malignancy.", "right", "lower")]
    public void Finds_side_and_lobe_of_the_primary(string text, string side, string lobe)
    {
        Assert.Equal(side, FindingTexts.Holding(text, FactKind.Laterality));
        Assert.Equal(lobe.Split(' ').Order(), FindingTexts.Holding(text, FactKind.Lobe).Split(' ').Order());
    }

    [Theory]
    [InlineData("Lung cancer. No lesion in the left lung.")]
    [InlineData("Lung cancer. Left upper lobe, biopsy: negative for malignancy.")]
    [InlineData("Lung cancer. Left upper lobe vein divided.")]
    [InlineData("Lung cancer. Right thyroid nodule.")]
    [InlineData("Lung cancer. Metastases in the right lower lobe.")]
    [InlineData("Breast cancer; nodule in the right lower lobe.")]
    public void Does_not_take_another_place_for_the_primarys(string text) => Assert.Equal("", FindingTexts.Holding(text, FactKind.Laterality, FactKind.Lobe));
}
