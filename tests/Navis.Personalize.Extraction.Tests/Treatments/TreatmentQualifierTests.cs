using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Treatments;

public sealed class TreatmentQualifierTests
{
    [Theory]
    [InlineData("line", "Second-line docetaxel was started.", "docetaxel 2")]
    [InlineData("line", "Received 1L carboplatin, pemetrexed and pembrolizumab.", "carboplatin 1; pemetrexed 1; pembrolizumab 1")]
    [InlineData("line", "Docetaxel was started.", "docetaxel -")]
    [InlineData("setting", "Adjuvant osimertinib was started.", "osimertinib adjuvant")]
    [InlineData("setting", "Neoadjuvant cisplatin and gemcitabine were given, followed by lobectomy.", "cisplatin neoadjuvant; gemcitabine neoadjuvant; lobectomy -")]
    [InlineData("setting", "Consolidation durvalumab was given.", "durvalumab consolidation")]
    [InlineData("setting", "First-line osimertinib was started.", "osimertinib first-line")]
    [InlineData("class", "Received carboplatin/pemetrexed.", "carboplatin carboplatin/pemetrexed; pemetrexed carboplatin/pemetrexed")]
    [InlineData("class", "Received osimertinib.", "osimertinib egfr-tki-3g")]
    [InlineData("reason", "Erlotinib was stopped due to progression.", "erlotinib progression")]
    [InlineData("reason", "Nivolumab was discontinued for immune-mediated hepatitis.", "nivolumab toxicity")]
    [InlineData("reason", "Alectinib was stopped at the patient's request.", "alectinib choice")]
    [InlineData("reason", "Completed six cycles of cisplatin.", "cisplatin completed")]
    [InlineData("reason", "Started alectinib.", "alectinib -")]
    [InlineData("response", "Started alectinib with a partial response.", "alectinib partial")]
    [InlineData("response", "Started alectinib. CT showed a partial response.", "alectinib partial")]
    [InlineData("response", "Complete response to nivolumab.", "nivolumab complete")]
    [InlineData("response", "Started alectinib without progression.", "alectinib -")]
    [InlineData("response", "Stage III adenocarcinoma with progression on consolidation durvalumab.", "durvalumab progression")]
    [InlineData("response", "Stage III adenocarcinoma without progression on consolidation durvalumab.", "durvalumab -")]
    [InlineData("intent", "Received palliative radiotherapy.", "radiotherapy palliative")]
    [InlineData("start", "Osimertinib was started in March 2021.", "osimertinib 2021-03")]
    [InlineData("start", "On 3/14/2021 she began lorlatinib.", "lorlatinib 2021-03-14")]
    [InlineData("start", "Right upper lobectomy on 02/12/2020.", "lobectomy 2020-02-12")]
    [InlineData("start", "NSCLC. WBRT 2017.", "wbrt 2017")]
    [InlineData("start", "NSCLC. SRS to the brain 2019; well since then.", "srs 2019")]
    [InlineData("start", "NSCLC. Radiation 2000 cGy.", "radiotherapy -")]
    [InlineData("start", "Icotinib first-line 2015-2017.", "icotinib 2015")]
    [InlineData("end", "Icotinib first-line 2015-2017.", "icotinib 2017")]
    [InlineData("end", "Erlotinib was stopped in May 2019.", "erlotinib 2019-05")]
    [InlineData("end", "Received gefitinib from 2015-02 to 2016-11.", "gefitinib 2016-11")]
    [InlineData("start", "Received gefitinib from 2015-02 to 2016-11.", "gefitinib 2015-02")]
    [InlineData("start", "In May 2019 progression was seen and osimertinib was started.", "osimertinib -")]
    public void The_words_around_a_course_tell_more_of_it(string qualifier, string text, string expected) => Assert.Equal(expected, Treated.Held(text, qualifier, "en"));

    [Theory]
    [InlineData("line", "Inició segunda línea con docetaxel.", "docetaxel 2")]
    [InlineData("setting", "Pemetrexed de mantenimiento, iniciado en 2017.", "pemetrexed maintenance")]
    [InlineData("start", "El 24-09-16 inicia cisplatino.", "cisplatin 2016-09-24")]
    [InlineData("end", "Recibió erlotinib del 13.12.10 al 02.08.2011.", "erlotinib 2011-08-02")]
    [InlineData("reason", "Se suspende afatinib por toxicidad.", "afatinib toxicity")]
    [InlineData("response", "Inició afatinib con respuesta parcial.", "afatinib partial")]
    public void The_words_around_a_course_tell_more_of_it_in_Spanish(string qualifier, string text, string expected) => Assert.Equal(expected, Treated.Held(text, qualifier, "es"));

    [Fact]
    public void A_relative_date_counts_from_the_date_of_the_record() =>
        Assert.Equal("lobectomy 2020-01", Treated.Held("Left upper lobectomy 13 months ago.", "start", "en", PartialDate.Of(2021, 2, 10)));

    [Theory]
    [InlineData("Started osimertinib. She is on osimertinib. Osimertinib is well tolerated.", 1)]
    [InlineData("Gefitinib was stopped. Gefitinib was restarted in 2020.", 2)]
    [InlineData("First-line carboplatin and pemetrexed. Third-line carboplatin and paclitaxel was started.", 4)]
    [InlineData("Received carboplatin and pemetrexed. Maintenance pemetrexed was started.", 3)]
    [InlineData("Underwent lobectomy. The lobectomy specimen was examined. Status post lobectomy.", 1)]
    [InlineData("SBRT was given in 2019. The radiation was tolerated well.", 1)]
    [InlineData("Chemotherapy with cisplatin was started. The chemotherapy was stopped.", 1)]
    public void The_same_course_told_again_is_one_fact_with_more_evidence(string text, int courses) =>
        Assert.Equal(courses, Treated.In(text).Count(f => f.Assertion is Assertion.Affirmed or Assertion.Historical));

    [Fact]
    public void A_plan_that_was_carried_out_is_no_second_course() =>
        Assert.Equal("osimertinib ongoing", Treated.Held("Plan: osimertinib.\n\nINTERVAL HISTORY: She continues on osimertinib."));

    [Fact]
    public void The_quote_holds_the_word_that_decided()
    {
        var finding = Assert.Single(Treated.In("The patient declined further systemic chemotherapy."));
        Assert.Equal("declined further systemic chemotherapy", finding.Evidence.Quote);
    }
}
