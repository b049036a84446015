using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Diagnosis;

public sealed class DiagnosisExtractorTests
{
    [Theory]
    [InlineData("The patient has non-small cell lung cancer.", "nsclc", "nsclc-nos")]
    [InlineData("Lung, left lower lobe, lobectomy: squamous cell carcinoma.", "nsclc", "squamous-cell-carcinoma")]
    [InlineData("Brain metastasis of a lung adenocarcinoma.", "nsclc", "adenocarcinoma")]
    [InlineData("Pleural fluid: metastatic adenocarcinoma, consistent with lung primary.", "nsclc", "adenocarcinoma")]
    [InlineData("Adenocarcinoma de pulmón.", "nsclc", "adenocarcinoma")]
    [InlineData("Carcinoma epidermoide del lóbulo superior derecho.", "nsclc", "squamous-cell-carcinoma")]
    [InlineData("Plaveiselcelcarcinoom van de long.", "nsclc", "squamous-cell-carcinoma")]
    [InlineData("RIGHT UPPER LOBE OF LUNG\nHistologic type: SQUAMOUS CELL", "nsclc", "squamous-cell-carcinoma")]
    [InlineData("Extensive stage small cell lung cancer.", "sclc", "small-cell-carcinoma")]
    [InlineData("Carcinoma microcítico de pulmón.", "sclc", "small-cell-carcinoma")]
    [InlineData("Lung cancer, type unknown.", "suspected", "")]
    [InlineData("Mass in the right upper lobe, highly suspicious for lung cancer.", "suspected", "")]
    [InlineData("Adenocarcinoma of the sigmoid colon.", "other-cancer", "")]
    [InlineData("Lung biopsy: metastatic adenocarcinoma of colonic origin.", "other-cancer", "")]
    [InlineData("Diffuse large B-cell lymphoma of the lung.", "other-cancer", "")]
    [InlineData("Malignant mesothelioma of the pleura.", "other-cancer", "")]
    [InlineData("Biopsy of the lung nodule: negative for malignancy.", "no-cancer", "")]
    public void Names_the_disease_and_its_type(string text, string diagnosis, string histology)
    {
        Assert.Equal(diagnosis, FindingTexts.Holding(text, FactKind.Diagnosis));
        Assert.Equal(histology, FindingTexts.Holding(text, FactKind.Histology));
    }

    [Theory]
    [InlineData("Family history: mother had lung cancer.")]
    [InlineData("His father died of non-small cell lung cancer.")]
    [InlineData("Lung cancer screening CT.")]
    [InlineData("PD-L1 is positive and EGFR L858R was found; osimertinib was started.")]
    [InlineData("Lymph nodes negative for malignancy.")]
    public void Makes_no_diagnosis_of_a_relative_a_screening_a_marker_or_a_drug(string text) => Assert.Equal("", FindingTexts.Holding(text, FactKind.Diagnosis));

    [Theory]
    [InlineData("First histological diagnosis: adenocarcinoma of the lung. The diagnosis was changed to typical carcinoid.", "other-cancer", "carcinoid")]
    [InlineData("She was misdiagnosed with lung carcinoma; pathology confirmed the diagnosis of epithelioid hemangioendothelioma.", "other-cancer", "")]
    [InlineData("Lung tumour initially diagnosed as large cell carcinoma of the lung, revised to lung adenocarcinoma.", "nsclc", "adenocarcinoma")]
    public void The_later_diagnosis_holds(string text, string diagnosis, string histology)
    {
        Assert.Equal(diagnosis, FindingTexts.Holding(text, FactKind.Diagnosis));
        Assert.Equal(histology, FindingTexts.Holding(text, FactKind.Histology));
    }

    [Fact]
    public void Another_cancer_beside_lung_cancer_is_withheld()
    {
        var findings = FindingTexts.Of("History of breast cancer in 2001. Now lung adenocarcinoma.");
        Assert.Equal("other-cancer", findings.Single(f => f is { Kind: FactKind.Diagnosis, Value: "other-cancer" }).Withheld);
        Assert.Equal("nsclc", FindingTexts.Holding("History of breast cancer in 2001. Now lung adenocarcinoma.", FactKind.Diagnosis));
    }

    [Fact]
    public void After_a_transformation_both_types_hold_and_the_disease_stays_NSCLC()
    {
        const string Text = "Lung adenocarcinoma since 2019. Liver biopsy in 2021: transformation to small cell carcinoma.";
        Assert.Equal("nsclc", FindingTexts.Holding(Text, FactKind.Diagnosis));
        Assert.Equal("adenocarcinoma small-cell-carcinoma", FindingTexts.Holding(Text, FactKind.Histology));
    }
}
