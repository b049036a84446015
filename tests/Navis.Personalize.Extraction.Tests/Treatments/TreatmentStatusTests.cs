using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Treatments;

public sealed class TreatmentStatusTests
{
    [Theory]
    [InlineData("She was started on osimertinib 80 mg daily.", "osimertinib")]
    [InlineData("He continues on osimertinib.", "osimertinib ongoing")]
    [InlineData("Osimertinib 80 mg daily since June 2022.", "osimertinib ongoing")]
    [InlineData("He completed four cycles of cisplatin and pemetrexed.", "cisplatin completed; pemetrexed completed")]
    [InlineData("Pembrolizumab was discontinued because of pneumonitis.", "pembrolizumab discontinued")]
    [InlineData("Pembrolizumab was held for colitis.", "pembrolizumab discontinued")]
    [InlineData("Plan: start alectinib next week.", "alectinib planned")]
    [InlineData("She will receive carboplatin and paclitaxel.", "carboplatin planned; paclitaxel planned")]
    [InlineData("We recommend adjuvant osimertinib.", "osimertinib planned")]
    [InlineData("He was offered docetaxel but declined.", "docetaxel declined")]
    [InlineData("The patient refused further chemotherapy.", "chemotherapy declined")]
    [InlineData("Durvalumab was planned but was never started.", "durvalumab not-given")]
    [InlineData("Progressed on erlotinib.", "erlotinib")]
    [InlineData("Partial response to crizotinib.", "crizotinib")]
    [InlineData("After three cycles of cisplatin, durvalumab was started.", "cisplatin; durvalumab")]
    [InlineData("Osimertinib discontinued, amivantamab started.", "osimertinib discontinued; amivantamab")]
    [InlineData("Erlotinib was stopped and osimertinib was started.", "erlotinib discontinued; osimertinib")]
    [InlineData("Started osimertinib. Treatment was stopped after six weeks for rash.", "osimertinib discontinued")]
    [InlineData("Received carbo/pem/pembro x 4.", "carboplatin; pemetrexed; pembrolizumab")]
    [InlineData("CURRENT MEDICATIONS:\n- Lorlatinib 100 mg daily\n- Atorvastatin 20 mg\n", "lorlatinib ongoing")]
    [InlineData("CURRENT MEDICATIONS:\n- Capmatinib (stopped after progression)\n", "capmatinib discontinued")]
    [InlineData("Treated with first-line gefitinib; she did not tolerate afatinib.", "gefitinib; afatinib discontinued")]
    [InlineData("No response to nivolumab.", "nivolumab")]
    [InlineData("Plan: lobectomy.\nADDENDUM: Lobectomy was cancelled.", "lobectomy not-given")]
    [InlineData("She stopped erlotinib since she had a rash.", "erlotinib discontinued")]
    [InlineData("Currently osimertinib.", "osimertinib ongoing")]
    [InlineData("Received osimertinib. Currently no evidence of disease.", "osimertinib")]
    [InlineData("Crizotinib since 01/2016, progression in the brain in 03/2017.", "crizotinib")]
    [InlineData("The specimen is a left pneumonectomy.", "pneumonectomy completed")]
    [InlineData("He has been listed for VATS right upper lobectomy on 14th March.", "lobectomy planned")]
    [InlineData("Off osimertinib since May 2020.", "osimertinib discontinued")]
    [InlineData("Carboplatin was proposed, receiving 3 cycles.", "carboplatin")]
    [InlineData("Switched from gefitinib to osimertinib due to progression.", "gefitinib discontinued; osimertinib")]
    [InlineData("She has completed 2 of 4 planned cycles of cisplatin.", "cisplatin completed")]
    [InlineData("Four cycles of cisplatin are planned.", "cisplatin planned")]
    [InlineData("Underwent attempted lobectomy.", "")]
    [InlineData("Four cycles of cisplatin were not given.", "")]
    [InlineData("Four cycles of cisplatin were well tolerated.", "cisplatin")]
    public void What_the_words_say_of_a_course_is_its_status(string text, string expected) => Assert.Equal(expected, Treated.Held(text));

    [Theory]
    [InlineData("No prior chemotherapy or radiotherapy.")]
    [InlineData("She has not received immunotherapy.")]
    [InlineData("Not a candidate for pembrolizumab.")]
    [InlineData("He was never treated with osimertinib.")]
    [InlineData("Neither chemotherapy nor radiation was given.")]
    [InlineData("EGFR L858R is sensitive to osimertinib.")]
    [InlineData("Osimertinib is a third-generation inhibitor.")]
    [InlineData("Off-label: poziotinib, afatinib.")]
    [InlineData("EGFR inhibitors such as erlotinib and gefitinib exist.")]
    [InlineData("NCCN guidelines list selpercatinib for RET fusions.")]
    [InlineData("KRAS G12C is targetable with sotorasib or adagrasib.")]
    [InlineData("Consider palliative radiotherapy.")]
    [InlineData("Alternative: carboplatin and pembrolizumab.")]
    [InlineData("We discussed the risks and benefits of lobectomy.")]
    [InlineData("If she progresses, docetaxel could be considered.")]
    [InlineData("ALLERGIES: Carboplatin, penicillin.")]
    [InlineData("Osimertinib is a third-generation EGFR inhibitor.")]
    [InlineData("Dexamethasone and ondansetron before each visit.")]
    [InlineData("FAMILY HISTORY: Mother received docetaxel for breast cancer.")]
    [InlineData("Per PACIFIC trial data the effect lasted.")]
    [InlineData("Pleurodesis with cisplatin was done.")]
    public void What_was_not_given_to_this_patient_does_not_hold(string text) => Assert.Equal("", Treated.Held(text));

    [Fact]
    public void A_molecular_report_suggests_and_gives_nothing() =>
        Assert.Equal("", Treated.Held("Recommendation: first-line therapy with osimertinib 80 mg daily.", kind: DocumentKind.Molecular));

    [Fact]
    public void A_molecular_report_can_still_tell_what_was_given() =>
        Assert.Equal("osimertinib", Treated.Held("CLINICAL HISTORY: Progressed on osimertinib.", kind: DocumentKind.Molecular));

    [Fact]
    public void A_mere_mention_is_hypothetical_and_not_lost()
    {
        var finding = Assert.Single(Treated.In("Consider sotorasib."));
        Assert.Equal(Assertion.Hypothetical, finding.Assertion);
    }

    [Theory]
    [InlineData("Inició tratamiento con afatinib en mayo de 2015.", "afatinib")]
    [InlineData("Recibió cisplatino y vinorelbina por cuatro ciclos.", "cisplatin; vinorelbine")]
    [InlineData("Se decide tratamiento con carboplatino y etopósido.", "carboplatin; etoposide")]
    [InlineData("Se suspendió pembrolizumab por colitis.", "pembrolizumab discontinued")]
    [InlineData("Continúa con osimertinib en la actualidad.", "osimertinib ongoing")]
    [InlineData("La paciente rechaza quimioterapia.", "chemotherapy declined")]
    [InlineData("Se propone inmunoterapia con pembrolizumab.", "pembrolizumab planned")]
    [InlineData("Progresó tras gefitinib.", "gefitinib")]
    [InlineData("Intervenida con lobectomía superior derecha.", "lobectomy completed")]
    [InlineData("Decidimos no asociar nintedanib.", "")]
    [InlineData("No ha recibido quimioterapia previa.", "")]
    [InlineData("Valorar inmunoterapia.", "")]
    [InlineData("Sensibilidad a osimertinib descrita.", "")]
    public void Spanish_says_the_same_in_its_own_words(string text, string expected) => Assert.Equal(expected, Treated.Held(text, "es"));

    [Theory]
    [InlineData("Nach drei Zyklen Cisplatin und Vinorelbin.", "de", "cisplatin; vinorelbine")]
    [InlineData("Keine Chemotherapie.", "de", "")]
    [InlineData("Behandeld met cisplatine en pemetrexed.", "nl", "cisplatin; pemetrexed")]
    public void Drug_names_are_known_in_German_and_Dutch(string text, string language, string expected) => Assert.Equal(expected, Treated.Held(text, language));
}
