using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Treatments;

/// <summary>Sentences as clinic letters put them.</summary>
public sealed class LetterTests
{
    [Theory]
    [InlineData("status", "Capmatinib 400 mg twice daily as first-line treatment since 2026-01-12, ongoing.", "capmatinib ongoing")]
    [InlineData("start", "Capmatinib 400 mg twice daily as first-line treatment since 2026-01-12, ongoing.", "capmatinib 2026-01-12")]
    [InlineData("start", "Osimertinib 80 mg daily started on 2024-02-01 as first-line treatment.", "osimertinib 2024-02-01")]
    [InlineData("start", "Osimertinib 80 mg daily as first-line therapy. Treatment was started on 2024-02-01.", "osimertinib 2024-02-01")]
    [InlineData("status", "First-line erlotinib 150 mg from 2024-06-03 to 2025-10-28 with partial response; stopped because of progression.", "erlotinib discontinued")]
    [InlineData("reason", "First-line erlotinib 150 mg from 2024-06-03 to 2025-10-28 with partial response; stopped because of progression.", "erlotinib progression")]
    [InlineData("status", "Chemoradiotherapy with cisplatin, 60 Gy; completed.", "radiotherapy completed; cisplatin completed")]
    [InlineData("status", "Erlotinib was given; the statin was stopped.", "erlotinib -")]
    [InlineData("status", "Nivolumab was started in May 2020. After four cycles he developed colitis, requiring discontinuation.", "nivolumab discontinued")]
    [InlineData("status", "Nivolumab was started in May 2020. Prednisone was stopped.", "nivolumab -")]
    [InlineData("status", "Nivolumab was started in May 2020. He stopped smoking.", "nivolumab -")]
    [InlineData("intent", "SBRT to the left upper lobe, 54 Gy in 3 fractions, completed. Curative intent.", "sbrt curative")]
    [InlineData("intent", "SBRT to the left upper lobe, 54 Gy in 3 fractions, completed. Alectinib was given with palliative intent.", "sbrt -; alectinib palliative")]
    public void A_course_is_told_in_clauses(string qualifier, string text, string expected) => Assert.Equal(expected, Treated.Held(text, qualifier, "en"));

    [Theory]
    [InlineData("Stage III adenocarcinoma without progression on consolidation osimertinib.", "osimertinib -")]
    [InlineData("There is no progression on osimertinib.", "osimertinib -")]
    [InlineData("No evidence of progression on first-line alectinib.", "alectinib -")]
    [InlineData("There is progression on osimertinib.", "osimertinib progression")]
    [InlineData("Progressive disease on first-line alectinib.", "alectinib progression")]
    [InlineData("Started alectinib with a partial response. He progressed on alectinib in May 2024.", "alectinib progression")]
    [InlineData("Switched to lorlatinib for progression in the brain.", "lorlatinib -")]
    [InlineData("Docetaxel was started because of disease progression.", "docetaxel -")]
    [InlineData("Lorlatinib was started in May, with progression in the brain in July.", "lorlatinib progression")]
    [InlineData("Cambio a lorlatinib por progresión cerebral.", "lorlatinib -")]
    [InlineData("Sin progresión con osimertinib.", "osimertinib -")]
    [InlineData("Progresión a osimertinib.", "osimertinib progression")]
    [InlineData("Nodal recurrence -> chemoradiation with carboplatin.", "radiotherapy -; carboplatin -")]
    public void Growth_on_a_drug_is_told_only_where_it_is_said(string text, string expected) => Assert.Equal(expected, Treated.Held(text, "response", text.Contains("ogresión", StringComparison.Ordinal) ? "es" : "en"));

    [Theory]
    [InlineData("Alectinib 600 mg since 2025-02-10, ongoing. Stereotactic radiosurgery to one brain metastasis in February 2025.\n\nImaging: ongoing partial response in the chest.", "alectinib partial; srs -")]
    [InlineData("SBRT was completed in May 2024. CT showed a partial response.", "sbrt partial")]
    public void A_response_in_the_next_sentence_belongs_to_the_drug_that_is_being_taken(string text, string expected) => Assert.Equal(expected, Treated.Held(text, "response", "en"));

    [Theory]
    [InlineData("Options were discussed, including a clinical trial.", "")]
    [InlineData("She was enrolled in a clinical trial.", "clinical-trial")]
    [InlineData("We discussed docetaxel as an option.", "")]
    public void What_was_only_discussed_was_not_given(string text, string expected) => Assert.Equal(expected, Treated.Held(text));

    [Theory]
    [InlineData("Definitive chemoradiotherapy with cisplatin and pemetrexed was completed in November 2025.\n\nShe feels well.\n\nECOG 1.\n\nShe sleeps well.\n\nShe walks.\n\nStage III without progression after definitive chemoradiotherapy.", "cisplatin, pemetrexed, radiotherapy")]
    [InlineData("Adjuvant cisplatin and vinorelbine were given in 2019.\n\nShe feels well.\n\nECOG 1.\n\nShe sleeps well.\n\nShe walks.\n\nIn 2021 she received chemotherapy for the recurrence.", "chemotherapy, cisplatin, vinorelbine")]
    public void An_unnamed_treatment_is_the_named_one_of_the_same_setting(string text, string expected) =>
        Assert.Equal(expected, string.Join(", ", Treated.In(text).Where(f => f.Assertion is Assertion.Affirmed or Assertion.Historical).Select(f => f.Value).Distinct().Order(StringComparer.Ordinal)));

    [Fact]
    public void Therapies_of_a_gene_report_are_none_of_the_patient() =>
        Assert.Equal("", Treated.Held("THERAPIES\nCapmatinib, tepotinib", kind: DocumentKind.Molecular));
}
