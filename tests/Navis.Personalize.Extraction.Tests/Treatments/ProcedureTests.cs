using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Tests.Treatments;

public sealed class ProcedureTests
{
    [Theory]
    [InlineData("Status post right upper lobectomy.", "lobectomy completed")]
    [InlineData("PROCEDURE: VATS left lower lobectomy with lymph node dissection.", "lobectomy completed")]
    [InlineData("SPECIMEN: Left upper lobe, wedge resection.", "wedge-resection completed")]
    [InlineData("She underwent RUL resection in 2019.", "lobectomy completed")]
    [InlineData("History of left pneumonectomy.", "pneumonectomy completed")]
    [InlineData("Right lower and middle lobectomy was performed.", "bilobectomy completed")]
    [InlineData("Underwent lingulectomy.", "segmentectomy completed")]
    [InlineData("He underwent sleeve lobectomy.", "sleeve-resection completed; lobectomy completed")]
    [InlineData("Resection of the lung cancer 10 years ago.", "lung-resection completed")]
    [InlineData("Scheduled for lobectomy on Monday.", "lobectomy planned")]
    [InlineData("She declined lobectomy.", "lobectomy declined")]
    [InlineData("Craniotomy for resection of a metastasis was performed.", "metastasectomy completed")]
    [InlineData("The lung nodule was treated with microwave ablation.", "ablation completed")]
    [InlineData("Treated with surgery and adjuvant chemotherapy for lung cancer.", "surgery completed; chemotherapy")]
    public void An_operation_on_the_lung_is_named_by_its_extent(string text, string expected) => Assert.Equal(expected, Treated.Held(text));

    [Theory]
    [InlineData("Thyroid lobectomy in 1999.")]
    [InlineData("Underwent hepatic wedge resection.")]
    [InlineData("Temporal lobectomy for epilepsy.")]
    [InlineData("Capillary wedge pressure was 12.")]
    [InlineData("She underwent CT-guided biopsy, EBUS and mediastinoscopy.")]
    [InlineData("Thoracentesis was performed and a port was placed.")]
    [InlineData("Hip surgery in 2010.")]
    [InlineData("Atrial fibrillation treated with ablation.")]
    [InlineData("Seen by thoracic surgery.")]
    [InlineData("Exploratory thoracotomy was done.")]
    [InlineData("Lobectomy was not performed.")]
    public void Another_operation_is_none_of_ours(string text) => Assert.Equal("", Treated.Held(text));

    [Theory]
    [InlineData("She received SBRT to the left lower lobe.", "sbrt")]
    [InlineData("Gamma Knife radiosurgery was performed for two lesions.", "srs")]
    [InlineData("He completed whole brain radiation.", "wbrt completed")]
    [InlineData("Completed 55 Gy in 20 fractions.", "radiotherapy completed")]
    [InlineData("Prophylactic cranial irradiation was given.", "pci")]
    [InlineData("Concurrent chemoradiation was completed in May 2021.", "radiotherapy completed; chemotherapy completed")]
    [InlineData("Palliative radiotherapy to the spine is planned.", "radiotherapy planned")]
    [InlineData("Carboplatin and paclitaxel with concurrent RT were completed.", "carboplatin completed; paclitaxel completed; radiotherapy completed")]
    [InlineData("She received proton therapy.", "proton-therapy")]
    public void Radiation_is_named_by_its_technique(string text, string expected) => Assert.Equal(expected, Treated.Held(text));

    [Theory]
    [InlineData("Status post PCI with stent to the LAD.")]
    [InlineData("Referred to radiation oncology.")]
    [InlineData("RT-PCR was used.")]
    [InlineData("Pain without radiation to the arm.")]
    [InlineData("Pacemaker CRT-D in place; CRT was upgraded.")]
    [InlineData("Proton pump inhibitor daily.")]
    public void What_only_sounds_like_radiation_is_none(string text) => Assert.Equal("", Treated.Held(text));

    [Fact]
    public void A_specimen_of_two_lobes_is_one_bilobectomy() => Assert.Equal(
        "bilobectomy completed",
        Treated.Held("GROSS DESCRIPTION: A 480 gram lobectomy specimen.\n\nDIAGNOSIS: Right lung, middle and lower lobe, bilobectomy.", kind: DocumentKind.SurgicalPathology));
}
