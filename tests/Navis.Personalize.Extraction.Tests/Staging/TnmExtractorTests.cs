using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Staging;

public sealed class TnmExtractorTests
{
    private static readonly FactKind[] Tnm = [FactKind.T, FactKind.N, FactKind.M];

    [Theory]
    [InlineData("Lung adenocarcinoma, cT2aN1M0.", "T2a N1 M0")]
    [InlineData("NSCLC of the left upper lobe with N2 disease.", "N2")]
    [InlineData("Lung cancer, clinical stage T1b.", "T1b")]
    [InlineData("Primary tumor (pT): pT2a: Tumor more than 3 cm\nRegional lymph nodes (pN): pN0\nLung, right upper lobe.", "T2a N0")]
    [InlineData("Carcinoma epidermoide de pulmón cT3N2M0.", "T3 N2 M0")]
    [InlineData("Adenokarzinom der Lunge, pT1b pN0.", "T1b N0")]
    [InlineData("Lung cancer. [ ] pT1a [x] pT2a", "T2a")]
    public void Finds_a_stated_category(string text, string expected) => Assert.Equal(expected, FindingTexts.Holding(text, Tnm));

    [Theory]
    [InlineData("Lung cancer. MRI: T2 hyperintense lesion in the liver; T1 vertebral fracture.")]
    [InlineData("Lung cancer; station N2 was sampled, level N1 not.")]
    [InlineData("Lung cancer; thyroid labs: T3 of 1.3 and T4 normal.")]
    [InlineData("Lung cancer, lymph node dissection (ND2a-2).")]
    [InlineData("Lung cancer.\nT1: tumor up to 3 cm\nT2: tumor more than 3 cm\nT3: tumor more than 5 cm")]
    [InlineData("Lung cancer. T2a is defined as a tumor of more than 3 cm.")]
    public void Does_not_find_what_is_no_category_of_this_patient(string text) => Assert.Equal("", FindingTexts.Holding(text, Tnm));

    [Theory]
    [InlineData("Invasive ductal carcinoma of the breast pT1N0M0 in 1996. Now lung adenocarcinoma cT2N0M0.", "T2 N0 M0")]
    [InlineData("Lung cancer 20 years ago. Now a rectal adenocarcinoma, staged T3N1M0.", "")]
    [InlineData("Right hemicolectomy: colonic adenocarcinoma, pT4a pN0.", "")]
    public void Withholds_the_category_of_another_cancer(string text, string expected) => Assert.Equal(expected, FindingTexts.Holding(text, Tnm));

    [Theory]
    [InlineData("Lung cancer T2N0M0.", DocumentKind.Other, "unspecified")]
    [InlineData("Lung, right upper lobe, lobectomy: adenocarcinoma, T2N0.", DocumentKind.SurgicalPathology, "pathologic")]
    [InlineData("Right upper lobe lung cancer T2N0.", DocumentKind.Imaging, "clinical")]
    [InlineData("Lung cancer, clinical stage T2N0M0.", DocumentKind.SurgicalPathology, "clinical")]
    [InlineData("Lung cancer, pathologic stage: T2N0.", DocumentKind.ClinicLetter, "pathologic")]
    [InlineData("Lung cancer. pTNM: T2 N0.", DocumentKind.ClinicLetter, "pathologic")]
    [InlineData("Cáncer de pulmón. En la pieza quirúrgica, T2N0.", DocumentKind.ClinicLetter, "pathologic")]
    public void Gives_the_basis_that_the_words_the_section_or_the_document_give(string text, DocumentKind kind, string basis) =>
        Assert.Equal(basis, FindingTexts.Of(text, kind).First(f => f.Kind == FactKind.T).Qualifiers.Basis);

    [Theory]
    [InlineData("PATHOLOGIC STAGE (AJCC 6th Edition): pT2 pN0, lung cancer", "6")]
    [InlineData("Lung cancer pT2a pN0 (TNM 7).", "7")]
    [InlineData("Lung cancer pT2a pN0, UICC 2017.", "8")]
    [InlineData("Cáncer de pulmón pT2a pN0 (8ª edición).", "8")]
    [InlineData("Lung cancer pT2a pN0, ninth edition.", "9")]
    [InlineData("Lung cancer pT2a pN0; the 7 th chest tube edited.", null)]
    public void Gives_the_edition_only_when_it_is_stated(string text, string? edition) =>
        Assert.Equal(edition, FindingTexts.Of(text).First(f => f.Kind == FactKind.T).Qualifiers.Edition);

    [Fact]
    public void Withholds_a_ypTNM_by_imaging_but_not_one_by_pathology()
    {
        var ct = FindingTexts.Of("Lung cancer. CT chest after three cycles: downstaging to ypT2 ypN1.", DocumentKind.Imaging);
        var specimen = FindingTexts.Of("Lung, left upper lobe, lobectomy after chemotherapy: adenocarcinoma, ypT2a ypN1.", DocumentKind.SurgicalPathology);
        Assert.All(ct.Where(f => f.Kind is FactKind.T or FactKind.N), f => Assert.Equal("staged-by-imaging", f.Withheld));
        Assert.All(specimen.Where(f => f.Kind is FactKind.T or FactKind.N), f => Assert.Equal(("y", "pathologic", null), (f.Qualifiers.Prefix, f.Qualifiers.Basis, f.Withheld)));
    }
}
