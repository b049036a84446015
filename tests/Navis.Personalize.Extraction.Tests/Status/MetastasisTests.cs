using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Status;

public sealed class MetastasisTests
{
    [Theory]
    [InlineData("Lung cancer with brain metastases.", "brain")]
    [InlineData("There are metastases to the brain, liver and bone.", "brain; liver; bone")]
    [InlineData("Liver and bone metastases were found.", "liver; bone")]
    [InlineData("Osseous metastatic disease.", "bone")]
    [InlineData("Metastasis to the left adrenal gland.", "adrenal")]
    [InlineData("Leptomeningeal carcinomatosis.", "leptomeninges")]
    [InlineData("Malignant pleural effusion.", "pleura")]
    [InlineData("Metastases in the contralateral lung.", "contralateral-lung")]
    [InlineData("Liver, core biopsy: metastatic adenocarcinoma of lung origin.", "liver")]
    [InlineData("Distant metastases are present.", "distant")]
    [InlineData("Metastatic bone lesions.", "bone")]
    [InlineData("Brain metastases: 3, treated.", "brain")]
    [InlineData("1. Metastatic NSCLC.\n2. H/o breast cancer 2010.\n3. Brain mets s/p SRS, stable.", "brain")]
    [InlineData("1. Metastatic NSCLC.\n2. Metastatic breast cancer on letrozole.\n3. Brain mets s/p SRS, stable.", "")]
    public void An_organ_tied_to_a_word_for_spread_is_a_site(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.MetastasisSite, text));

    [Theory]
    [InlineData("No brain metastases.")]
    [InlineData("Without evidence of liver or bone metastasis.")]
    [InlineData("Metastatic lung cancer.")]
    [InlineData("Brain MRI was normal; metastatic disease elsewhere unknown.")]
    [InlineData("Liver lesions suspicious for metastases.")]
    [InlineData("DISTANT METASTASIS (pM): Not applicable.")]
    [InlineData("Pleural effusion.")]
    [InlineData("Metastatic carcinoma in two hilar lymph nodes.")]
    [InlineData("Breast cancer with bone metastases.")]
    [InlineData("Adrenal nodule, unchanged.")]
    public void Denied_doubted_regional_and_foreign_spread_is_no_site(string text) => Assert.Equal("", Stated.Held(FactKind.MetastasisSite, text));

    [Theory]
    [InlineData("Presenta metástasis óseas y hepáticas.", "bone; liver")]
    [InlineData("Metástasis en hígado.", "liver")]
    [InlineData("Metástasis pulmonares bilaterales.", "contralateral-lung")]
    [InlineData("Derrame pleural maligno.", "pleura")]
    [InlineData("Derrame pleural.", "")]
    public void Spanish_sites_are_read(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.MetastasisSite, text, "es"));

    [Theory]
    [InlineData("No brain metastases.", Assertion.Negated)]
    [InlineData("Liver lesions suspicious for metastases.", Assertion.Uncertain)]
    public void What_does_not_hold_is_kept_as_said(string text, Assertion expected) =>
        Assert.Equal(expected, Assert.Single(Stated.In(FactKind.MetastasisSite, text)).Assertion);
}
