using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Status;

public sealed class DiseaseStatusTests
{
    [Theory]
    [InlineData("There is no evidence of disease.", "no-evidence-of-disease")]
    [InlineData("NED at last visit.", "no-evidence-of-disease")]
    [InlineData("CT showed disease progression in the liver.", "progression liver distant")]
    [InlineData("Oligoprogression in the left adrenal.", "progression adrenal distant")]
    [InlineData("Intracranial progression was seen.", "progression brain distant")]
    [InlineData("Local recurrence at the stump.", "recurrence local")]
    [InlineData("The tumor recurred in the mediastinum.", "recurrence regional")]
    [InlineData("Stable disease on imaging.", "stable")]
    [InlineData("Partial response after three cycles.", "response")]
    [InlineData("Recurrent NSCLC.", "recurrence")]
    public void The_course_of_the_disease_is_read_with_its_place(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.DiseaseStatus, text));

    [Theory]
    [InlineData("No recurrence.")]
    [InlineData("Recurrent pleural effusion.")]
    [InlineData("Progression-free survival was 18 months.")]
    [InlineData("Treatment until progression.")]
    [InlineData("Recurrent laryngeal nerve palsy.")]
    [InlineData("Progression of renal disease.")]
    [InlineData("Vital signs stable.")]
    [InlineData("No evidence of disease outside the brain.")]
    [InlineData("The risk of recurrence was discussed.")]
    [InlineData("Breast cancer in 1996 without evidence of recurrence.")]
    public void Other_courses_denials_and_risks_are_none(string text) => Assert.Equal("", Stated.Held(FactKind.DiseaseStatus, text));

    [Theory]
    [InlineData("Progresión ósea y hepática.", "progression bone,liver distant")]
    [InlineData("Enfermedad estable.", "stable")]
    [InlineData("Sin evidencia de enfermedad.", "no-evidence-of-disease")]
    [InlineData("Sin evidencia de enfermedad extracerebral.", "")]
    [InlineData("Recidiva local.", "recurrence local")]
    [InlineData("Respuesta parcial.", "response")]
    public void Spanish_courses_are_read(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.DiseaseStatus, text, "es"));

    [Fact]
    public void The_date_of_the_sentence_is_the_date_of_the_event() =>
        Assert.Equal("2019-05", Assert.Single(Stated.In(FactKind.DiseaseStatus, "In May 2019 disease progression was found.")).Date.ToString());

    [Theory]
    [InlineData("No evidence of progression.", "stable")]
    [InlineData("Lung adenocarcinoma without progression on osimertinib.", "stable")]
    [InlineData("There are no signs of disease progression.", "stable")]
    [InlineData("She has not progressed.", "stable")]
    [InlineData("No progression.", "stable")]
    [InlineData("CT: no progression, no new lesions.", "stable")]
    [InlineData("No progression in the brain.", "")]
    [InlineData("No intracranial progression.", "")]
    [InlineData("Continue until there is no further progression.", "")]
    [InlineData("Progression.", "progression")]
    public void No_growth_is_a_stable_cancer_where_the_whole_of_it_is_meant(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.DiseaseStatus, text));

    [Theory]
    [InlineData("Sin progresión.", "stable")]
    [InlineData("TAC sin evidencia de progresión.", "stable")]
    [InlineData("Sin progresión cerebral.", "")]
    [InlineData("No se observa progresión de la enfermedad.", "stable")]
    public void No_growth_is_a_stable_cancer_in_Spanish(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.DiseaseStatus, text, "es"));

    [Theory]
    [InlineData("She started osimertinib on 2024-11-05 with a partial response.", "response -")]
    [InlineData("He started first-line osimertinib 80 mg daily on 2024-11-05 with a partial response.", "response -")]
    [InlineData("Osimertinib was started and CT of 2026-03-10 shows stable disease.", "stable 2026-03-10")]
    [InlineData("Osimertinib since 2024-11-05. CT of 2026-03-10 shows stable disease.", "stable 2026-03-10")]
    [InlineData("On osimertinib since 2024-11-05, CT of 2026-03-10 shows stable disease.", "stable 2026-03-10")]
    [InlineData("Erlotinib from 2024-06-03 to 2025-10-28 with partial response; stopped because of progression.", "response -; progression 2025-10-28")]
    [InlineData("CT in May 2024 showed a partial response, CT in March 2025 progression.", "response 2024-05; progression 2025-03")]
    [InlineData("Partial response on CT of 2024-05-02 and progression on CT of 2025-03-03.", "response 2024-05-02; progression 2025-03-03")]
    public void The_start_of_a_drug_is_not_the_date_of_what_it_did(string text, string expected) =>
        Assert.Equal(expected, string.Join("; ", Stated.In(FactKind.DiseaseStatus, text).Select(f => $"{f.Value} {f.Date?.ToString() ?? "-"}")));

    [Theory]
    [InlineData("Erlotinib gave a partial response; stopped because of progression.", "response historical; progression historical")]
    [InlineData("Initial partial response followed by progression in the liver.", "response historical; progression affirmed")]
    [InlineData("The best response was stable disease.", "stable historical")]
    [InlineData("He started osimertinib on 2024-11-05 with a partial response. CT on 2026-03-10 showed progression in the pleura.", "response historical; progression affirmed")]
    [InlineData("There was progression in 2022. He now has a partial response on lorlatinib.", "progression historical; response affirmed")]
    [InlineData("CT shows an ongoing partial response.", "response affirmed")]
    [InlineData("Respuesta parcial inicial y posterior progresión hepática.", "response historical; progression affirmed")]
    public void What_gave_way_to_something_later_is_history(string text, string expected) =>
        Assert.Equal(expected, string.Join("; ", Stated.In(FactKind.DiseaseStatus, text, text.StartsWith("Res", StringComparison.Ordinal) ? "es" : "en").Select(f => $"{f.Value} {f.Assertion.Name()}")));
}
