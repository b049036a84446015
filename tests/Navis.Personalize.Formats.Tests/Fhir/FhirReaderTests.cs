using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Fhir;
using Navis.Personalize.Formats.Text;

namespace Navis.Personalize.Formats.Tests.Fhir;

public sealed class FhirReaderTests
{
    private static readonly DocumentDoor Door = new(new(), door => [new FhirReader(door), new PlainTextReader()]);

    [Fact]
    public void A_record_in_an_old_encoding_is_read()
    {
        var document = Samples.Door.Read(new SourceFile("record.json", System.Text.Encoding.Latin1.GetBytes("{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"family\":\"M\u00FCller\",\"given\":[\"Ida\"]}]}")), "d1")[0];
        Assert.Equal("Ida M\u00FCller", document.Subjects[0].Name);
    }

    [Fact]
    public void Half_a_character_is_an_issue_not_a_crash()
    {
        var document = Samples.Door.Read(new SourceFile("record.json", "{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":[{\"family\":\"M\\uD800x\"}]}"u8.ToArray()), "d1")[0];
        Assert.Equal("FHIR-JSON-BROKEN", Assert.Single(document.Issues).Code);
    }

    [Fact]
    public void A_bundle_gives_entries_with_paths_and_one_subject()
    {
        var read = Read("""
            {"resourceType":"Bundle","type":"collection","entry":[
              {"fullUrl":"http://h.example/Patient/p","resource":{"resourceType":"Patient","id":"p","name":[{"family":"Doe","given":["Ann"]}],"gender":"female","birthDate":"1950-02"}},
              {"resource":{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},"effectiveDateTime":"2024-03-02T10:00:00Z",
                "code":{"coding":[{"system":"http://loinc.org","code":"55766-0","display":"EGFR L858R"}]},"valueCodeableConcept":{"text":"Present"}}}]}
            """);
        var document = Assert.Single(read);
        Assert.Equal(new SubjectClaim("Ann Doe", PartialDate.Parse("1950-02"), "female") { Reference = "Patient/p" }, Assert.Single(document.Subjects) with { Identifiers = [] });
        var entry = Assert.Single(document.Entries);
        Assert.Equal(("Bundle.entry[1].resource", CodedEntryKind.Observation, "Patient/p", "Observation/o", "2024-03-02", "Present"),
            (entry.Path, entry.Kind, entry.Subject, entry.Reference, entry.Date.ToString(), entry.Values[0].Text));
        Assert.Empty(document.Issues);
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Observation\",\"st\\u0061tus\":\"final\",\"code\":{\"text\":\"x\"}}", "final")]
    [InlineData("{\"resourceType\":\"Observation\",\"\":1,\"status\":\"final\",\"code\":{\"text\":\"x\"}}", "final")]
    [InlineData("{\"resourceType\":\"Observation\",\"status\":\"draft\",\"code\":{\"text\":\"x\"},\"status\":\"final\"}", "final")]
    [InlineData("{\"resourceType\":\"Observation\",\"sbatus\":\"final\",\"code\":{\"text\":\"x\"}}", null)]
    public void A_member_is_found_however_its_name_is_written(string json, string? status) => Assert.Equal(status, Read(json)[0].Entries[0].Status);

    [Fact]
    public void A_value_is_found_however_its_name_is_written() =>
        Assert.Equal("seen", Read("{\"resourceType\":\"Observation\",\"code\":{\"text\":\"x\"},\"v\\u0061lueString\":\"seen\"}")[0].Entries[0].ValueText);

    [Theory]
    [InlineData("Condition/c", "relative")]
    [InlineData("Condition/c/_history/3", "versioned")]
    [InlineData("https://other.example/base/Condition/c", "absolute, other server")]
    [InlineData("urn:uuid:11111111-1111-1111-1111-111111111111", "urn")]
    [InlineData("c", "bare id")]
    public void References_of_every_form_reach_the_resource(string reference, string form)
    {
        var document = Read($$$$"""
            {"resourceType":"Bundle","entry":[
              {"resource":{"resourceType":"Observation","status":"final","code":{"text":"stage"},"focus":[{"reference":"{{{{reference}}}}"}]}},
              {"fullUrl":"urn:uuid:11111111-1111-1111-1111-111111111111","resource":{"resourceType":"Condition","id":"c","code":{"text":"x"}}}]}
            """)[0];
        Assert.True(document.Entries[0].Related is ["Condition/c"], form);
    }

    [Fact]
    public void A_dangling_reference_stays_as_written() =>
        Assert.Equal(["Condition/none"], Read("""{"resourceType":"Observation","status":"final","focus":[{"reference":"Condition/none"}],"code":{"text":"stage"}}""")[0].Entries[0].Related);

    [Theory]
    [InlineData("""{"reference":"#m"}""", "contained")]
    [InlineData("""{"reference":"Medication/m1"}""", "separate resource")]
    [InlineData("""{"reference":"Medication/gone","display":"gefitinib 250 mg"}""", "dangling, with a display")]
    public void A_medication_behind_a_reference_is_named(string reference, string form)
    {
        var document = Read($$$$"""
            {"resourceType":"Bundle","entry":[
              {"resource":{"resourceType":"MedicationRequest","status":"active","intent":"order","medicationReference":{{{{reference}}}},
                "contained":[{"resourceType":"Medication","id":"m","code":{"text":"gefitinib 250 mg"}}]}},
              {"resource":{"resourceType":"Medication","id":"m1","code":{"text":"gefitinib 250 mg"}}}]}
            """)[0];
        Assert.True(string.Equals("gefitinib 250 mg", Assert.Single(document.Entries).Code.Text, StringComparison.Ordinal), form);
    }

    [Fact]
    public void Specimen_stage_extension_and_laterality_are_parts_of_the_entry()
    {
        var document = Read("""
            {"resourceType":"Bundle","entry":[
              {"resource":{"resourceType":"Condition","id":"c","code":{"text":"lung cancer"},"clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":"confirmed",
                "extension":[{"url":"http://x/histology","valueCodeableConcept":{"text":"adenocarcinoma"}}],
                "bodySite":[{"text":"lung","extension":[{"url":"http://x/side","valueCodeableConcept":{"text":"left"}}]}],
                "stage":[{"summary":{"text":"Stage IIB"},"assessment":[{"reference":"Observation/s"}]}]}},
              {"resource":{"resourceType":"Observation","id":"s","status":"final","code":{"text":"stage group"},"specimen":{"reference":"Specimen/t"}}},
              {"resource":{"resourceType":"Specimen","id":"t","type":{"text":"plasma"}}}]}
            """)[0];
        var condition = document.Entries[0];
        Assert.Equal(("active", "confirmed"), (condition.ClinicalStatus, condition.Verification));
        Assert.Equal(["lung", "left"], condition.BodySites.Select(b => b.Text));
        Assert.Equal(["Bundle.entry[0].resource.stage[0]", "Bundle.entry[0].resource.extension[0]"], condition.Parts.Select(p => p.Path));
        Assert.Equal(["Observation/s"], condition.Parts[0].Related);
        Assert.Equal("plasma", document.Entries[1].Specimen.Text);
    }

    [Fact]
    public void The_conclusion_and_an_attached_text_become_documents_of_their_own()
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes("PD-L1 TPS 5 %."));
        var read = Read($$$$"""
            {"resourceType":"DiagnosticReport","id":"r","status":"final","effectiveDateTime":"2024-01-05","category":[{"coding":[{"code":"GE"}]}],
             "conclusion":"EGFR L858R detected.","presentedForm":[{"contentType":"text/plain","data":"{{{{text}}}}"},{"contentType":"text/plain","data":"{{{{text}}}}"}]}
            """);
        Assert.Equal(["d1", "d1.1", "d1.2"], read.Select(d => d.Id));
        Assert.Equal(("EGFR L858R detected.", "DiagnosticReport.conclusion", DocumentKind.Molecular), (read[1].Text, read[1].Pages[0].Path, read[1].Kind));
        Assert.Equal("DiagnosticReport.conclusion", read[1].EvidenceAt(0, 4).Path);
        Assert.Equal(("PD-L1 TPS 5 %.", "2024-01-05"), (read[2].Text, read[2].Date.ToString()));
    }

    [Fact]
    public void A_withdrawn_report_gives_no_text() =>
        Assert.Single(Read("""{"resourceType":"DiagnosticReport","id":"r","status":"entered-in-error","code":{"text":"x"},"conclusion":"EGFR L858R detected."}"""));

    [Fact]
    public void The_same_resource_twice_is_one_and_the_newest_version_counts()
    {
        var document = Read("""
            {"resourceType":"Bundle","type":"history","entry":[
              {"resource":{"resourceType":"Condition","id":"c","meta":{"lastUpdated":"2024-01-01T00:00:00Z"},"verificationStatus":{"coding":[{"code":"confirmed"}]},"code":{"text":"x"}}},
              {"resource":{"resourceType":"Condition","id":"c","meta":{"lastUpdated":"2024-02-01T00:00:00Z"},"verificationStatus":{"coding":[{"code":"refuted"}]},"code":{"text":"x"}}},
              {"resource":{"resourceType":"Condition","id":"c","meta":{"lastUpdated":"2024-01-01T00:00:00Z"},"verificationStatus":{"coding":[{"code":"confirmed"}]},"code":{"text":"x"}}}]}
            """)[0];
        Assert.Equal("refuted", Assert.Single(document.Entries).Verification);
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","id":"c"}},{"resource":{"resourceType":"Cond""", "FHIR-JSON-BROKEN")]
    [InlineData("""{"resourceType":"Condition","id":"c"}}""", "FHIR-JSON-BROKEN")]
    [InlineData("""{"a":1}""", "JSON-NOT-FHIR")]
    [InlineData("""{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login"}]}""", "FHIR-OUTCOME")]
    [InlineData("""{"schema":"navis-profile/1","case":"c","resourceType":"Bundle"}""", "OWN-OUTPUT")]
    public void What_cannot_be_used_is_named_and_gives_nothing(string json, string code)
    {
        var document = Assert.Single(Read(json));
        Assert.Equal((code, IssueSeverity.Error), (document.Issues[0].Code, document.Issues[0].Severity));
        Assert.Empty(document.Entries);
    }

    [Fact]
    public void Endless_nesting_is_refused_not_followed() =>
        Assert.Equal("FHIR-JSON-BROKEN", Read("""{"resourceType":"Condition","a":""" + new string('[', 100_000))[0].Issues[0].Code);

    [Fact]
    public void A_page_of_a_search_result_says_that_more_is_missing()
    {
        var document = Read("""{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"http://h.example?page=2"}],"entry":[{"resource":{"resourceType":"Condition","id":"c","code":{"text":"x"}}}]}""")[0];
        Assert.Equal(["FHIR-INCOMPLETE"], document.Issues.Select(i => i.Code));
        Assert.Single(document.Entries);
    }

    [Fact]
    public void Lines_are_read_one_by_one_and_a_broken_one_is_told()
    {
        var document = Read("{\"resourceType\":\"Condition\",\"id\":\"a\",\"code\":{\"text\":\"x\"}}\n{\"resourceType\":\"Condition\",\"id\":\"b\",\"code\":{\"text\":\"x\"}}\n{\"resourceType\":\"Cond")[0];
        Assert.Equal(["Condition", "Resource[1]"], document.Entries.Select(e => e.Path));
        Assert.Equal(["FHIR-LINES-BROKEN"], document.Issues.Select(i => i.Code));
    }

    [Theory]
    [InlineData("""{"reference":"Patient/a"}""", """{"reference":"Patient/b"}""", true)]
    [InlineData("""{"reference":"Patient/a"}""", """{"reference":"Patient/a2"}""", false)]
    [InlineData("""{"reference":"Patient/a"}""", """{"reference":"Patient?identifier=sys|1"}""", false)]
    [InlineData("""{"reference":"Patient/a"}""", """{"identifier":{"system":"sys","value":"1"}}""", false)]
    [InlineData("""{"reference":"Patient/a"}""", """{"reference":"Patient/a"}""", false)]
    public void Two_people_are_told_and_one_person_under_two_names_is_not(string first, string second, bool several)
    {
        var document = Read($$$$"""
            {"resourceType":"Bundle","entry":[
              {"resource":{"resourceType":"Patient","id":"a","identifier":[{"system":"sys","value":"1"}],"birthDate":"1950-01-01"}},
              {"resource":{"resourceType":"Patient","id":"a2","identifier":[{"system":"sys","value":"1"}]}},
              {"resource":{"resourceType":"Patient","id":"b","identifier":[{"system":"sys","value":"2"}],"birthDate":"1950-01-01"}},
              {"resource":{"resourceType":"Condition","code":{"text":"x"},"subject":{{{{first}}}} }},
              {"resource":{"resourceType":"Observation","code":{"text":"x"},"status":"final","subject":{{{{second}}}} }}]}
            """)[0];
        Assert.Equal(several ? ["MANY-PATIENTS"] : [], document.Issues.Select(i => i.Code));
        Assert.Equal(several ? 2 : 1, document.Subjects.Length);
    }

    [Theory]
    [InlineData("""{"resourceType":"MedicationOrder","status":"active","medicationCodeableConcept":{"text":"gefitinib"},"patient":{"reference":"Patient/p"}}""", "DSTU2")]
    [InlineData("""{"resourceType":"Condition","clinicalStatus":"active","code":{"text":"x"},"subject":{"reference":"Patient/p"}}""", "STU3")]
    [InlineData("""{"resourceType":"MedicationStatement","status":"recorded","medication":{"concept":{"text":"gefitinib"}},"subject":{"reference":"Patient/p"}}""", "R5")]
    [InlineData("""{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"gefitinib"},"subject":{"reference":"Patient/p"}}""", null)]
    public void Another_release_is_named_and_read_as_far_as_it_agrees(string json, string? release)
    {
        var document = Read(json)[0];
        Assert.False(Assert.Single(document.Entries).Code.IsEmpty);
        Assert.Equal("Patient/p", document.Entries[0].Subject);
        Assert.Equal(release is null ? [] : [release], document.Issues.Select(i => i.Message.Split('(', ')')[1]));
    }

    [Fact]
    public void A_relatives_condition_keeps_the_relation()
    {
        var entry = Assert.Single(Read("""{"resourceType":"FamilyMemberHistory","status":"completed","patient":{"reference":"Patient/p"},"relationship":{"text":"mother"},"condition":[{"code":{"text":"lung cancer"}}]}""")[0].Entries);
        Assert.Equal((CodedEntryKind.FamilyHistory, "mother", "lung cancer"), (entry.Kind, entry.Relationship, entry.Code.Text));
    }

    private static ImmutableArray<SourceDocument> Read(string json) => Door.Read(new SourceFile("record.json", Encoding.UTF8.GetBytes(json)), "d1");
}
