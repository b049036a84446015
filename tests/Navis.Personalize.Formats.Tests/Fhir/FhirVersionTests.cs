using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Fhir;

/// <summary>Other releases of FHIR: what agrees with R4 is read, what means something else is not, and what is left out is named. The bundles are invented.</summary>
public sealed class FhirVersionTests
{
    private const string Dstu2 = """
        {"resourceType":"Bundle","type":"collection","entry":[
         {"resource":{"resourceType":"Patient","id":"p","name":[{"family":["Tessler"],"given":["Ida"]}],"birthDate":"1961-03-14"}},
         {"resource":{"resourceType":"Condition","id":"c1","patient":{"reference":"Patient/p"},"dateRecorded":"2016-02-01","code":{"coding":[{"system":"http://snomed.info/sct","code":"254637007"}]},"category":{"text":"diagnosis"},"clinicalStatus":"active","verificationStatus":"confirmed","onsetDateTime":"2016-01-20","stage":{"summary":{"text":"Stage IIB"},"assessment":[{"reference":"Observation/o1"}]}}},
         {"resource":{"resourceType":"Condition","id":"c2","patient":{"reference":"Patient/p"},"code":{"text":"Pneumothorax"},"verificationStatus":"refuted"}},
         {"resource":{"resourceType":"Observation","id":"o1","status":"final","category":{"text":"laboratory"},"code":{"coding":[{"system":"http://loinc.org","code":"55766-0"}]},"subject":{"reference":"Patient/p"},"effectiveDateTime":"2016-02-02","valueCodeableConcept":{"text":"Present"},"comments":"repeat if clinically needed","related":[{"type":"has-member","target":{"reference":"Observation/o2"}},{"type":"replaces","target":{"reference":"Observation/o3"}}]}},
         {"resource":{"resourceType":"DiagnosticReport","id":"d1","status":"final","code":{"text":"Pathology"},"subject":{"reference":"Patient/p"},"issued":"2016-02-03T00:00:00Z","codedDiagnosis":[{"text":"Adenocarcinoma"}],"conclusion":"Adenocarcinoma of the right upper lobe."}},
         {"resource":{"resourceType":"MedicationOrder","id":"m1","status":"stopped","patient":{"reference":"Patient/p"},"dateWritten":"2016-03-01","dateEnded":"2016-06-01","reasonEnded":{"text":"Patient declined"},"medicationCodeableConcept":{"text":"gefitinib"},"note":"taken at night"}},
         {"resource":{"resourceType":"MedicationStatement","id":"m2","status":"completed","wasNotTaken":true,"patient":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"erlotinib"}}},
         {"resource":{"resourceType":"Procedure","id":"pr1","status":"completed","notPerformed":true,"subject":{"reference":"Patient/p"},"code":{"text":"Lobectomy"}}},
         {"resource":{"resourceType":"DocumentReference","id":"x","status":"current","docStatus":{"coding":[{"code":"entered-in-error"}]},"content":[{"attachment":{"contentType":"text/plain","data":"QUxLIHBvc2l0aXZl"}}]}},
         {"resource":{"resourceType":"Claim","id":"z1"}},{"resource":{"resourceType":"Claim","id":"z2"}},{"resource":{"resourceType":"Immunization","id":"z3"}}]}
        """;

    private const string Stu3 = """
        {"resourceType":"Bundle","type":"collection","entry":[
         {"resource":{"resourceType":"Patient","id":"p","name":[{"family":"Tessler","given":["Ida"]}],"birthDate":"1961-03-14"}},
         {"resource":{"resourceType":"Condition","id":"c1","clinicalStatus":"active","verificationStatus":"differential","code":{"text":"Lung cancer"},"subject":{"reference":"Patient/p"},"context":{"reference":"Encounter/e"},"assertedDate":"2018-04-01"}},
         {"resource":{"resourceType":"Observation","id":"o1","status":"final","code":{"text":"ALK"},"subject":{"reference":"Patient/p"},"context":{"reference":"Encounter/e"},"comment":"by FISH","valueString":"not detected","related":[{"type":"derived-from","target":{"reference":"Observation/o2"}},{"type":"sequel-to","target":{"reference":"Observation/o3"}}]}},
         {"resource":{"resourceType":"MedicationStatement","id":"m1","status":"active","taken":"y","medicationCodeableConcept":{"text":"osimertinib"},"subject":{"reference":"Patient/p"}}},
         {"resource":{"resourceType":"MedicationStatement","id":"m2","status":"active","taken":"n","medicationCodeableConcept":{"text":"alectinib"},"subject":{"reference":"Patient/p"}}},
         {"resource":{"resourceType":"MedicationStatement","id":"m3","status":"active","taken":"unk","medicationCodeableConcept":{"text":"crizotinib"},"subject":{"reference":"Patient/p"}}},
         {"resource":{"resourceType":"Procedure","id":"pr1","status":"completed","notDone":true,"notDoneReason":{"text":"Patient declined"},"code":{"text":"Lobectomy"},"subject":{"reference":"Patient/p"}}},
         {"resource":{"resourceType":"ProcedureRequest","id":"pq","status":"active","intent":"plan","code":{"text":"Radiotherapy"},"subject":{"reference":"Patient/p"}}},
         {"resource":{"resourceType":"FamilyMemberHistory","id":"f1","status":"completed","notDone":true,"relationship":{"text":"mother"},"condition":[{"code":{"text":"Lung cancer"}}]}},
         {"resource":{"resourceType":"Sequence","id":"z1"}}]}
        """;

    private const string R5 = """
        {"resourceType":"Bundle","type":"collection","entry":[
         {"resource":{"resourceType":"Patient","id":"p","name":[{"family":"Tessler","given":["Ida"]}],"birthDate":"1961-03-14"}},
         {"resource":{"resourceType":"Condition","id":"c1","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"confirmed"}]},"code":{"text":"Lung cancer"},"subject":{"reference":"Patient/p"},"evidence":[{"concept":{"text":"seen on CT"}}]}},
         {"resource":{"resourceType":"MedicationStatement","id":"m1","status":"recorded","medication":{"concept":{"text":"osimertinib"}},"subject":{"reference":"Patient/p"},"adherence":{"code":{"coding":[{"code":"taking-as-directed"}]}},"reason":[{"concept":{"text":"Lung cancer"}}]}},
         {"resource":{"resourceType":"MedicationStatement","id":"m2","status":"recorded","medication":{"concept":{"text":"alectinib"}},"subject":{"reference":"Patient/p"},"adherence":{"code":{"coding":[{"code":"not-taking"}]}}}},
         {"resource":{"resourceType":"MedicationStatement","id":"m3","status":"recorded","medication":{"concept":{"text":"crizotinib"}},"subject":{"reference":"Patient/p"},"adherence":{"code":{"coding":[{"code":"unknown"}]}}}},
         {"resource":{"resourceType":"MedicationStatement","id":"m4","status":"entered-in-error","medication":{"concept":{"text":"lorlatinib"}},"subject":{"reference":"Patient/p"},"adherence":{"code":{"coding":[{"code":"taking"}]}}}},
         {"resource":{"resourceType":"MedicationAdministration","id":"m5","status":"completed","medication":{"reference":{"reference":"Medication/x"}},"subject":{"reference":"Patient/p"},"occurenceDateTime":"2024-05-06"}},
         {"resource":{"resourceType":"Medication","id":"x","code":{"text":"pemetrexed"}}},
         {"resource":{"resourceType":"Procedure","id":"pr1","status":"completed","code":{"text":"Lobectomy"},"subject":{"reference":"Patient/p"},"occurrenceDateTime":"2024-03-01","reason":[{"reference":{"reference":"Condition/c1"}}]}},
         {"resource":{"resourceType":"ServiceRequest","id":"s1","status":"active","intent":"order","code":{"concept":{"text":"EGFR test"}},"subject":{"reference":"Patient/p"}}},
         {"resource":{"resourceType":"GenomicStudy","id":"z1"}}]}
        """;

    [Fact]
    public void Dstu2_is_read_as_far_as_it_agrees()
    {
        var documents = Read(Dstu2);
        AssertVersion(documents[0], "DSTU2", "2 Claim, 1 Immunization");
        var cancer = Entry(documents, "Condition/c1");
        Assert.Equal(("254637007", "active", "confirmed", "2016-01-20", "Stage IIB"), (cancer.Code.Codes[0].Code, cancer.ClinicalStatus, cancer.Verification, cancer.Date.ToString(), cancer.Parts[0].Values[0].Text));
        Assert.Equal("refuted", Entry(documents, "Condition/c2").Verification);
        var test = Entry(documents, "Observation/o1");
        Assert.Equal(("Present", "repeat if clinically needed"), (test.Values[0].Text, test.Notes.Single()));
        Assert.Equal(("Observation/o2", 0), (string.Join(",", test.Members), test.DerivedFrom.Length));
        Assert.Equal("Adenocarcinoma", Entry(documents, "DiagnosticReport/d1").Values[0].Text);
        var order = Entry(documents, "MedicationOrder/m1");
        Assert.Equal(("gefitinib", "stopped", "2016-03-01", "2016-06-01", "Patient declined"), (order.Code.Text, order.Status, order.Date.ToString(), order.End.ToString(), order.StatusReason.Text));
        Assert.True(Entry(documents, "MedicationStatement/m2").Negated);
        Assert.True(Entry(documents, "Procedure/pr1").Negated);
        Assert.Equal(["Adenocarcinoma of the right upper lobe."], documents.Select(d => d.Text).Where(t => t.Length > 0));
        Assert.All(documents[0].Entries, e => Assert.Equal("Patient/p", e.Subject));
    }

    [Fact]
    public void Stu3_is_read_as_far_as_it_agrees()
    {
        var documents = Read(Stu3);
        AssertVersion(documents[0], "STU3", "1 Sequence");
        Assert.Equal(("active", "differential", "2018-04-01"), (Entry(documents, "Condition/c1").ClinicalStatus, Entry(documents, "Condition/c1").Verification, Entry(documents, "Condition/c1").Issued.ToString()));
        var test = Entry(documents, "Observation/o1");
        Assert.Equal(("not detected", "by FISH", "Encounter/e"), (test.ValueText, test.Notes.Single(), test.Encounter));
        Assert.Equal((0, "Observation/o2"), (test.Members.Length, string.Join(",", test.DerivedFrom)));
        Assert.Equal((CodedEntryKind.Medication, "active", false), Of(documents, "MedicationStatement/m1"));
        Assert.Equal((CodedEntryKind.Medication, "active", true), Of(documents, "MedicationStatement/m2"));
        Assert.Equal(CodedEntryKind.Other, Entry(documents, "MedicationStatement/m3").Kind);
        var surgery = Entry(documents, "Procedure/pr1");
        Assert.Equal((true, "Patient declined"), (surgery.Negated, surgery.StatusReason.Text));
        Assert.Equal((CodedEntryKind.ServiceRequest, "plan"), (Entry(documents, "ProcedureRequest/pq").Kind, Entry(documents, "ProcedureRequest/pq").Intent));
        Assert.DoesNotContain(documents[0].Entries, e => e.Kind == CodedEntryKind.FamilyHistory);
    }

    [Fact]
    public void R5_is_read_as_far_as_it_agrees()
    {
        var documents = Read(R5);
        AssertVersion(documents[0], "R5", "1 GenomicStudy");
        Assert.Equal((CodedEntryKind.Medication, "active", false), Of(documents, "MedicationStatement/m1"));
        Assert.Equal(("osimertinib", "Lung cancer"), (Entry(documents, "MedicationStatement/m1").Code.Text, Entry(documents, "MedicationStatement/m1").Reasons[0].Text));
        Assert.Equal((CodedEntryKind.Medication, "not-taken", true), Of(documents, "MedicationStatement/m2"));
        Assert.Equal(CodedEntryKind.Other, Entry(documents, "MedicationStatement/m3").Kind);
        Assert.Equal("entered-in-error", Entry(documents, "MedicationStatement/m4").Status);
        Assert.Equal(("pemetrexed", "2024-05-06"), (Entry(documents, "MedicationAdministration/m5").Code.Text, Entry(documents, "MedicationAdministration/m5").Date.ToString()));
        Assert.Equal(("2024-03-01", "Condition/c1"), (Entry(documents, "Procedure/pr1").Date.ToString(), string.Join(",", Entry(documents, "Procedure/pr1").Related)));
        Assert.Equal("EGFR test", Entry(documents, "ServiceRequest/s1").Code.Text);
    }

    [Fact]
    public void A_record_of_which_nothing_is_read_names_what_it_is()
    {
        var issue = Assert.Single(Read("""{"resourceType":"Sequence","id":"z","type":"dna"}""")[0].Issues);
        Assert.Equal("FHIR-NOTHING-READ", issue.Code);
        Assert.Contains("1 Sequence", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void R4_is_not_taken_for_another_release()
    {
        var document = Read("""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"MedicationStatement","id":"m","status":"unknown","medicationCodeableConcept":{"text":"osimertinib"},"subject":{"reference":"Patient/p"}}},{"resource":{"resourceType":"Claim","id":"z"}}]}""")[0];
        Assert.Empty(document.Issues);
        Assert.Equal(CodedEntryKind.Medication, document.Entries.Single().Kind);
    }

    private static void AssertVersion(SourceDocument document, string version, string skipped)
    {
        var issue = Assert.Single(document.Issues);
        Assert.Equal(("FHIR-VERSION", IssueSeverity.Warning), (issue.Code, issue.Severity));
        Assert.Contains($"({version})", issue.Message, StringComparison.Ordinal);
        Assert.Contains($"Left out: {skipped}.", issue.Message, StringComparison.Ordinal);
    }

    private static CodedEntry Entry(ImmutableArray<SourceDocument> documents, string reference) => documents[0].Entries.Single(e => e.Reference == reference);

    private static (CodedEntryKind Kind, string? Status, bool Negated) Of(ImmutableArray<SourceDocument> documents, string reference) => (Entry(documents, reference).Kind, Entry(documents, reference).Status, Entry(documents, reference).Negated);

    private static ImmutableArray<SourceDocument> Read(string json) => Samples.Door.Read(new SourceFile("record.json", Encoding.UTF8.GetBytes(json)), "d1");
}
