using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Staging;

public sealed class StageGroupExtractorTests
{
    [Theory]
    [InlineData("Stage IIIA lung adenocarcinoma.", "IIIA")]
    [InlineData("stage IA2 NSCLC", "IA2")]
    [InlineData("Lung cancer, stage 3A.", "IIIA")]
    [InlineData("NSCLC stage IV, bone metastases.", "IV")]
    [InlineData("Adenocarcinoma de pulmón estadio IV-A por derrame.", "IVA")]
    [InlineData("Adenocarcinoma de pulmón E-IIIB.", "IIIB")]
    [InlineData("Cáncer de pulmón, estadio clínico IVa.", "IVA")]
    [InlineData("NSCLC, Stage IIIB/IVA.", "IIIB IVA")]
    [InlineData("Lungenkarzinom, Stadium IIIB.", "IIIB")]
    [InlineData("Lung cancer. Stage Group: IB", "IB")]
    [InlineData("Lung cancer. Stage (AJCC 8th edition): IIB", "IIB")]
    [InlineData("Lung cancer, stage lllA.", "IIIA")]
    [InlineData("Lung adenocarcinoma (cT1cN2M0 Stage IIIA) with combined pulmonary fibrosis.", "IIIA")]
    public void Finds_a_stated_stage(string text, string expected) => Assert.Equal(expected, FindingTexts.Holding(text, FactKind.StageGroup));

    [Theory]
    [InlineData("Lung cancer; stage 3 chronic kidney disease.")]
    [InlineData("Lung cancer; CKD stage IIIb.")]
    [InlineData("Lung cancer; sacral stage II pressure ulcer.")]
    [InlineData("Lung cancer; echocardiogram with stage 3 restrictive physiology.")]
    [InlineData("Early-stage lung cancer, end-stage COPD.")]
    [InlineData("Limited stage small cell lung cancer.")]
    [InlineData("Lung cancer; stage I of the procedure was uneventful.")]
    [InlineData("Durvalumab is approved for patients with unresectable stage III lung cancer.")]
    [InlineData("Breast cancer, stage IIA, in 2010. Today a lung nodule.")]
    [InlineData("He was staged by CT and the wound was at a late stage I think.")]
    public void Does_not_find_another_stage(string text) => Assert.Equal("", FindingTexts.Holding(text, FactKind.StageGroup));

    [Theory]
    [InlineData("Lung cancer, initially stage IIIA, revised to stage IB after review.", "IB")]
    [InlineData("Lung cancer. The stage IV assigned earlier was withdrawn.", "")]
    public void A_stage_taken_back_does_not_hold(string text, string expected) => Assert.Equal(expected, FindingTexts.Holding(text, FactKind.StageGroup));

    [Fact]
    public void Takes_the_basis_of_the_TNM_beside_it() =>
        Assert.Equal("clinical", FindingTexts.Of("Lung cancer (cT1cN2M0, stage IIIA).").Single(f => f.Kind == FactKind.StageGroup).Qualifiers.Basis);
}
