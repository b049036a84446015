using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Formats.Tests.Ccda;

public sealed class CcdaReaderTests
{
    private const string Snomed = "codeSystem=\"2.16.840.1.113883.6.96\"", Loinc = "codeSystem=\"2.16.840.1.113883.6.1\"";

    private const string Problem = $"""
        <act classCode="ACT" moodCode="EVN"><code code="CONC"/><statusCode code="active"/><entryRelationship typeCode="SUBJ">
          <observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.4"/><code code="282291009" {Snomed}/><statusCode code="completed"/>
            <effectiveTime><low value="20200315"/></effectiveTime>
            <value xsi:type="CD" code="254637007" {Snomed} displayName="Non-small cell lung cancer"><originalText><reference value="#p1"/></originalText>
              <translation code="C34.12" codeSystem="2.16.840.1.113883.6.90"/></value>
            <entryRelationship typeCode="REFR"><observation moodCode="EVN"><code code="33999-4" {Loinc}/><value xsi:type="CD" displayName="Active"/></observation></entryRelationship>
          </observation></entryRelationship></act>
        """;

    [Fact]
    public void A_document_gives_its_person_pages_and_entries()
    {
        var document = Assert.Single(Read(Document("Problems", """<table><tr><th>Problem</th><th>Since</th></tr><tr><td><content ID="p1">Lung cancer, NSCLC</content></td><td>2020</td></tr></table>""", Problem)));
        Assert.Equal(("Ann Doe", "1950-02-03", "female", "1.2.3|77"), (document.Subjects[0].Name, document.Subjects[0].BirthDate.ToString(), document.Subjects[0].Sex, document.Subjects[0].Identifiers[0]));
        Assert.Equal((DocumentKind.Ccda, "2024-05-06", "en-US"), (document.Kind, document.Date.ToString(), document.Language));
        Assert.Equal("Problems:\nProblem | Since\nLung cancer, NSCLC | 2020", document.Pages[0].Text);
        Assert.Equal("ClinicalDocument.component.structuredBody.component.section.text", document.Pages[0].Path);
        var problem = Assert.Single(document.Entries);
        Assert.Equal((CodedEntryKind.Condition, "Lung cancer, NSCLC", "active", "2020-03-15"), (problem.Kind, problem.Code.Text, problem.ClinicalStatus, problem.Date.ToString()));
        Assert.Equal(["254637007", "C34.12"], problem.Code.Codes.Select(c => c.Code));
        Assert.EndsWith("section.entry.act.entryRelationship.observation", problem.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moodCode=\"EVN\"", CodedEntryKind.Medication, null, false)]
    [InlineData("moodCode=\"INT\"", CodedEntryKind.Medication, "int", false)]
    [InlineData("moodCode=\"EVN\" negationInd=\"true\"", CodedEntryKind.Medication, null, true)]
    public void Mood_and_negation_of_a_drug_are_kept(string attributes, CodedEntryKind kind, string? intent, bool negated)
    {
        var entry = Assert.Single(Read(Document("Medications", "x", $"""
            <substanceAdministration classCode="SBADM" {attributes}><statusCode code="active"/><effectiveTime xsi:type="IVL_TS"><low value="20230102"/><high nullFlavor="UNK"/></effectiveTime>
              <consumable><manufacturedProduct><manufacturedMaterial><code code="1721581" codeSystem="2.16.840.1.113883.6.88" displayName="osimertinib 80 MG Oral Tablet"/></manufacturedMaterial></manufacturedProduct></consumable>
              <entryRelationship typeCode="RSON"><observation moodCode="EVN"><code code="105480006" {Snomed}/><value xsi:type="CD" code="105480006" {Snomed} displayName="Refusal of treatment by patient"/></observation></entryRelationship></substanceAdministration>
            """))[0].Entries);
        Assert.Equal((kind, intent, negated, "2023-01-02", "osimertinib 80 MG Oral Tablet"), (entry.Kind, entry.Intent, entry.Negated, entry.Date.ToString(), entry.Code.Display));
        Assert.Equal(negated, !entry.StatusReason.IsEmpty);
    }

    [Fact]
    public void A_result_keeps_value_unit_and_interpretation()
    {
        var entry = Assert.Single(Read(Document("Results", "x", $"""
            <organizer classCode="BATTERY" moodCode="EVN"><component><observation classCode="OBS" moodCode="EVN"><code code="83053-9" {Loinc} displayName="PD-L1"/><statusCode code="completed"/>
              <effectiveTime value="202401021030-0500"/><value xsi:type="PQ" value="60" unit="%"/><interpretationCode code="A"/></observation></component></organizer>
            """))[0].Entries);
        Assert.Equal((CodedEntryKind.Observation, 60m, "%", "2024-01-02"), (entry.Kind, entry.Quantity!.Value, entry.Quantity.Unit, entry.Date.ToString()));
    }

    [Fact]
    public void An_ordered_test_is_no_result() =>
        Assert.Equal(CodedEntryKind.ServiceRequest, Assert.Single(Read(Document("Plan", "x", $"""<observation classCode="OBS" moodCode="RQO"><code code="55766-0" {Loinc}/><value xsi:type="CD" displayName="Present"/></observation>"""))[0].Entries).Kind);

    [Fact]
    public void A_relatives_problem_is_family_history()
    {
        var entry = Assert.Single(Read(Document("Family History", "x", $"""
            <organizer classCode="CLUSTER" moodCode="EVN"><subject><relatedSubject classCode="PRS"><code code="MTH" displayName="Mother"/></relatedSubject></subject>
              <component><observation classCode="OBS" moodCode="EVN"><code code="64572001" {Snomed}/><value xsi:type="CD" code="254637007" {Snomed} displayName="Non-small cell lung cancer"/></observation></component></organizer>
            """))[0].Entries);
        Assert.Equal((CodedEntryKind.FamilyHistory, "Mother"), (entry.Kind, entry.Relationship));
    }

    [Fact]
    public void A_null_code_with_a_text_keeps_the_text() =>
        Assert.Equal("Adenocarcinoma of lung", Assert.Single(Read(Document("Problems", "x", $"""<observation classCode="OBS" moodCode="EVN"><code code="55607006" {Snomed}/><value xsi:type="CD" nullFlavor="OTH"><originalText>Adenocarcinoma of lung</originalText></value></observation>"""))[0].Entries).Code.Display);

    [Theory]
    [InlineData("negationInd=\"true\"", true)]
    [InlineData("negationInd=\"false\"", false)]
    [InlineData("", false)]
    public void A_negated_problem_or_procedure_is_kept_as_negated(string attribute, bool negated)
    {
        var problem = $"""<observation classCode="OBS" moodCode="EVN" {attribute}><code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/><value xsi:type="CD" code="254637007" {Snomed}/></observation>""";
        var procedure = $"""<procedure classCode="PROC" moodCode="EVN" {attribute}><code code="173171007" {Snomed} displayName="Lobectomy"/></procedure>""";
        Assert.Equal((CodedEntryKind.Condition, negated), Of(Assert.Single(Read(Document("Problems", "x", problem))[0].Entries)));
        Assert.Equal((CodedEntryKind.Procedure, negated), Of(Assert.Single(Read(Document("Procedures", "x", procedure))[0].Entries)));

        static (CodedEntryKind, bool) Of(CodedEntry entry) => (entry.Kind, entry.Negated);
    }

    [Theory]
    [InlineData("<value xsi:type=\"PQ\" nullFlavor=\"UNK\"/>")]
    [InlineData("<value xsi:type=\"CD\" nullFlavor=\"NI\"/>")]
    [InlineData("<value xsi:type=\"IVL_PQ\" nullFlavor=\"UNK\"><low nullFlavor=\"UNK\"/></value>")]
    [InlineData("")]
    public void A_value_that_is_not_known_is_none(string value)
    {
        var entry = Assert.Single(Read(Document("Results", "x", $"""<observation classCode="OBS" moodCode="EVN"><code code="83053-9" {Loinc}/><effectiveTime nullFlavor="UNK"/>{value}</observation>"""))[0].Entries);
        Assert.Equal((0, null, null, null), (entry.Values.Length, entry.Quantity, entry.ValueText, entry.Date));
    }

    [Theory]
    [InlineData("INT", CodedEntryKind.ServiceRequest)]
    [InlineData("RQO", CodedEntryKind.ServiceRequest)]
    [InlineData("PRMS", CodedEntryKind.ServiceRequest)]
    [InlineData("EVN", CodedEntryKind.Procedure)]
    public void A_procedure_that_is_planned_is_no_procedure(string mood, CodedEntryKind kind) =>
        Assert.Equal(kind, Assert.Single(Read(Document("Plan", "x", $"""<procedure classCode="PROC" moodCode="{mood}"><code code="173171007" {Snomed}/></procedure>"""))[0].Entries).Kind);

    [Theory]
    [InlineData("record.xml")]
    [InlineData("record.ccd")]
    [InlineData("record.ccda")]
    [InlineData("record.txt")]
    public void The_name_does_not_matter_nor_the_release_of_the_templates(string name)
    {
        var newer = Document("Problems", "x", Problem).Replace("<templateId root=\"2.16.840.1.113883.10.20.22.4.4\"/>", "<templateId root=\"2.16.840.1.113883.10.20.22.4.4\" extension=\"2015-08-01\"/>", StringComparison.Ordinal);
        foreach (var xml in new[] { newer, Document("Problems", "x", Problem) })
        {
            Assert.Equal(CodedEntryKind.Condition, Assert.Single(StandardDoor.Create().Read(new SourceFile(name, Encoding.UTF8.GetBytes(xml)), "d1")[0].Entries).Kind);
        }
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("text/rtf")]
    [InlineData("text/html")]
    public void A_body_of_another_format_is_read_as_that(string type)
    {
        byte[] body = type switch
        {
            "application/pdf" => SmallPdf.Of("BT /F1 11 Tf 60 600 Td (ALK negative) Tj ET"),
            "text/rtf" => Encoding.ASCII.GetBytes("{\\rtf1 ALK negative}"),
            _ => Encoding.ASCII.GetBytes("<html><body>ALK negative</body></html>"),
        };
        var read = Read($"""<ClinicalDocument xmlns="urn:hl7-org:v3"><component><nonXMLBody><text mediaType="{type}" representation="B64">{Convert.ToBase64String(body)}</text></nonXMLBody></component></ClinicalDocument>""");
        Assert.Equal(["", "ALK negative"], read.Select(d => d.Text));
    }

    [Fact]
    public void An_embedded_body_goes_back_through_the_door()
    {
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes("Final diagnosis: adenocarcinoma of the lung."));
        var read = Read($"""<ClinicalDocument xmlns="urn:hl7-org:v3"><effectiveTime value="20240506"/><component><nonXMLBody><text mediaType="text/plain" representation="B64">{body}</text></nonXMLBody></component></ClinicalDocument>""");
        Assert.Equal(["d1", "d1.1"], read.Select(d => d.Id));
        Assert.Equal(("Final diagnosis: adenocarcinoma of the lung.", "2024-05-06"), (read[1].Text, read[1].Date.ToString()));
    }

    [Theory]
    [InlineData("""<ClinicalDocument xmlns="urn:hl7-org:v3"><component><nonXMLBody><text><reference value="report.pdf"/></text></nonXMLBody></component></ClinicalDocument>""", "CCDA-BODY-ELSEWHERE")]
    [InlineData("""<ClinicalDocument xmlns="urn:hl7-org:v3"><component><structuredBody><component><section><te""", "CCDA-BROKEN")]
    [InlineData("""<ClinicalDocument xmlns="urn:hl7-org:v3"/>""", "CCDA-EMPTY")]
    public void What_cannot_be_used_is_named(string xml, string code) =>
        Assert.Equal((code, IssueSeverity.Error), (Read(xml)[0].Issues[0].Code, Read(xml)[0].Issues[0].Severity));

    [Fact]
    public void Each_of_a_great_many_entries_has_its_own_path()
    {
        // Counting the siblings anew for each entry would take minutes here.
        var entries = string.Concat(Enumerable.Repeat($"""<entry><observation classCode="OBS" moodCode="EVN"><code code="2951-2" {Loinc}/><value xsi:type="PQ" value="140"/></observation></entry>""", 30_000));
        var read = Read(Document("Results", "x", "").Replace("<entry></entry>", entries, StringComparison.Ordinal))[0].Entries;
        Assert.Equal((30_000, "ClinicalDocument.component.structuredBody.component.section.entry[29999].observation"), (read.Length, read[^1].Path));
    }

    [Fact]
    public void A_prefixed_namespace_is_the_same_document()
    {
        var plain = Document("Problems", "x", Problem);
        var prefixed = System.Text.RegularExpressions.Regex.Replace(plain.Replace("xmlns=\"urn:hl7-org:v3\"", "xmlns:c=\"urn:hl7-org:v3\"", StringComparison.Ordinal), "(?<open></?)(?=[A-Za-z])", "${open}c:", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.Equal(Read(plain)[0].Entries.Single().Code.Codes, Read(prefixed)[0].Entries.Single().Code.Codes);
    }

    private static string Document(string title, string text, string entry) => $"""
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><effectiveTime value="20240506101500-0500"/><languageCode code="en-US"/>
          <recordTarget><patientRole><id root="1.2.3" extension="77"/><patient><name use="L"><given>Ann</given><family>Doe</family></name><administrativeGenderCode code="F"/><birthTime value="19500203"/></patient></patientRole></recordTarget>
          <component><structuredBody><component><section><title>{title}</title><text>{text}</text><entry>{entry}</entry></section></component></structuredBody></component></ClinicalDocument>
        """;

    private static ImmutableArray<SourceDocument> Read(string xml) => StandardDoor.Create().Read(new SourceFile("record.xml", Encoding.UTF8.GetBytes(xml)), "d1");
}
