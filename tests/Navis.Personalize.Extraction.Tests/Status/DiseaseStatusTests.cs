using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Status;

public sealed class DiseaseStatusTests
{
    [Theory]
    [InlineData("There is no evidence of disease.", "no-evidence-of-disease")]
    [InlineData("NED at last visit.", "no-evidence-of-disease")]
    [InlineData("CT showed disease progression in the liver.", "progression liver distant")]
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
}
