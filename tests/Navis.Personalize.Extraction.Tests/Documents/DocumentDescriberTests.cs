using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Tests.Documents;

public sealed class DocumentDescriberTests
{
    private static readonly DocumentDescriber Describer = new(RepositoryContent.Instance);

    public static TheoryData<string, string> Cases(string concept) =>
        [.. TermFiles.Load(RepositoryContent.Instance, concept).Cases.Select(c => (c.Text, string.Join(' ', c.Find)))];

    [Theory]
    [MemberData(nameof(Cases), "document-kinds")]
    public void Titles_sections_and_wording_tell_the_kind(string text, string kind) =>
        Assert.Equal(kind.Replace("-", "", StringComparison.Ordinal), Describe(text).Kind.ToString(), ignoreCase: true);

    [Theory]
    [MemberData(nameof(Cases), "languages")]
    public void Function_words_tell_the_language(string text, string language) => Assert.Equal(language, Describe(text).Language);

    [Theory]
    [MemberData(nameof(Cases), "many-patients")]
    public void A_second_patient_in_the_text_is_an_error(string text, string expected) =>
        Assert.Equal(expected is "many", Describe(text).Issues.Any(i => i is { Code: "MANY-PATIENTS", Severity: IssueSeverity.Error }));

    [Theory]
    [InlineData("collected before reported before received", "Date Received: 2024-02-20\nReport Date: 2024-02-22\nDate Collected: 2024-02-18", "2024-02-18")]
    [InlineData("the visit", "Clinic note\nDate of Service: 25/03/2023", "2023-03-25")]
    [InlineData("order not known: the year only", "Report Date: 03/05/2023", "2023")]
    [InlineData("another date decides: month first", "Collected: 02/18/2024\nReported: 03/05/2024", "2024-02-18")]
    [InlineData("another date decides: day first", "Date of Report: 09/04/2019\nSeen again 25/04/2019.", "2019-04-09")]
    [InlineData("a date in words decides", "Date of Report: 01/04/2019\nMACROSCOPY (April 1, 2019)", "2019-04-01")]
    [InlineData("Spanish label and order", "Fecha de la muestra: 03/05/2023\nPaciente con tos y fiebre, sin disnea, de dos días de evolución.", "2023-05-03")]
    [InlineData("dots mean day first", "Fecha: 3.5.2023", "2023-05-03")]
    [InlineData("the date of a letter", "Example Hospital\n14 March 2021\n\nDear Dr. Example,\nShe is well.", "2021-03-14")]
    [InlineData("at the right margin of the title", "EXAMPLE LUNG CENTER\nClinic letter                                                  2024-02-08\n\nShe is well.", "2024-02-08")]
    [InlineData("a long line of prose is no title", "EXAMPLE LUNG CENTER\nShe was seen in the clinic of Dr. Example after the operation on 2024-02-08 and was well\n\nShe is well.", "")]
    [InlineData("a birth date is not the record's", "DOB: 1950-01-02\nShe is well.", "")]
    [InlineData("prose gives no date", "She was operated on 2015-03-04 and is well since then.", "")]
    [InlineData("a blank label gives none", "Report Date: [Date]", "")]
    public void The_clinical_date_comes_from_labels(string why, string text, string expected)
    {
        Assert.NotEmpty(why);
        Assert.Equal(expected, Describe(text).Date?.ToString() ?? "");
    }

    [Theory]
    [InlineData("Patient: Ann B. Example\nMRN: MRN-77\nDOB: 1960-02-03\nSex: F", "Ann B. Example|1960-02-03|female|MRN-77")]
    [InlineData("Name: EXAMPLE, ANN   DOB: 13/02/1960   MRN: 123456", "EXAMPLE, ANN|1960-02-13||123456")]
    [InlineData("**Patient**: Ann Example\n**DOB**: 06/18/1958\n**Sex**: Male", "Ann Example|1958-06-18|male|")]
    [InlineData("| Patient | Ann Example |\n| Date of birth | 1960-02-03 |", "Ann Example|1960-02-03||")]
    [InlineData("Re: Ann Example, DOB 1960-02-03, MRN 4711", "Ann Example|1960-02-03||4711")]
    [InlineData("Nombre: María de la Cruz Ejemplo\nFecha de nacimiento: 3.2.1960\nSexo: Mujer\nNHC: 55123", "María de la Cruz Ejemplo|1960-02-03|female|55123")]
    [InlineData("Patient:\nAnn Example\nDOB:\n1960-02-03", "Ann Example|1960-02-03||")]
    [InlineData("Patient: Ann Example\nDOB: 03/04/1960", "Ann Example|1960||")]
    [InlineData("Patient: [De-identified ID]\nMRN: 76549821", "|||76549821")]
    [InlineData("Patient: 67-year-old male with cough", "")]
    [InlineData("Patient: Seen Today", "")]
    [InlineData("Patient: aa, x", "")]
    [InlineData("The patient: John was told. His mother, Jane Example, was born 1930.", "")]
    [InlineData("Surgeon: Ann Example\nPathologist: Bob Example", "")]
    public void The_subject_comes_from_header_lines_only(string text, string expected) =>
        Assert.Equal(expected, string.Join(';', Describe(text).Subjects.Select(s => $"{s.Name}|{s.BirthDate}|{s.Sex}|{string.Join(',', s.Identifiers)}")));

    [Fact]
    public void A_name_repeated_on_every_page_is_one_person()
    {
        var described = Describe("Patient: Ann Example\nMRN: 123456\nText.\n\nPatient: EXAMPLE, ANN\nMRN: 123456\nMore text.");
        Assert.Single(described.Subjects);
        Assert.Empty(described.Issues);
    }

    [Fact]
    public void Two_names_in_one_record_are_two_people()
    {
        var described = Describe("Patient: Ann Example\nMRN: 123456\nText.\n\nPatient: Bob Otherman\nMRN: 987654\nMore text.");
        Assert.Equal(["Ann Example", "Bob Otherman"], described.Subjects.Select(s => s.Name));
        Assert.Equal(["987654"], described.Subjects[1].Identifiers);
        Assert.Contains(described.Issues, i => i is { Code: "MANY-PATIENTS", Severity: IssueSeverity.Error });
    }

    [Fact]
    public void The_name_is_quoted_where_it_stands()
    {
        var described = Describe("REPORT\nPatient: Ann Example\n");
        Assert.Equal("Ann Example", described.Subjects[0].Evidence?.Quote);
    }

    [Theory]
    [InlineData("Biopt van de long met een beeld van adenocarcinoom, geen aanwijzingen voor metastase.", "LANGUAGE-PART")]
    [InlineData("Le patient est suivi pour un cancer du poumon avec une tumeur dans le lobe droit.", "LANGUAGE-NOT-READ")]
    [InlineData("Пациентка наблюдается по поводу аденокарциномы легкого, EGFR L858R.", "LANGUAGE-NOT-READ")]
    [InlineData("The patient was seen in the clinic. Пациентка наблюдается у онколога.", "LANGUAGE-PART")]
    [InlineData("The patient was seen in the clinic for a cough (40 µm, IFN-γ).", "")]
    public void A_language_that_is_not_read_in_full_is_said(string text, string code) =>
        Assert.Equal(code, string.Join(' ', Describe(text).Issues.Select(i => i.Code)));

    [Fact]
    public void Coded_documents_pass_through()
    {
        var coded = Texts.Document("Case 1: x\nCase 2: y") with { Reading = ReadingMode.Structured, Kind = DocumentKind.Fhir };
        Assert.Same(coded, Describer.Describe(coded));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData(":::\n|||\n DOB ")]
    public void Nothing_much_is_described_without_a_fault(string text) => Assert.Equal(DocumentKind.Other, Describe(text).Kind);

    private static SourceDocument Describe(string text) => Describer.Describe(Texts.Document(text));
}
