using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Coded;

public sealed class CodedTreatmentTests
{
    [Theory]
    [InlineData("rxnorm|1721581|osimertinib 80 MG Oral Tablet", "osimertinib")]
    [InlineData("rxnorm|1721581", "osimertinib")]
    [InlineData("rxnorm|328134", "gefitinib")]
    [InlineData("atc|L01XA02", "carboplatin")]
    [InlineData("rxnorm|1860498|osimertinib 80 MG", "osimertinib")]
    [InlineData("Tagrisso 80 mg", "osimertinib")]
    [InlineData("atc|L01CD01|Paclitaxel;atc|L01XA02|Carboplatin", "paclitaxel; carboplatin")]
    [InlineData("rxnorm|314076|lisinopril 10 MG Oral Tablet", "")]
    [InlineData("rxnorm|312086|ondansetron 4 MG", "")]
    public void Drugs_are_named_by_words_or_code(string code, string expected) =>
        Assert.Equal(expected, Entries.Holding(FactKind.Treatment, [Entries.Nsclc, Entries.Drug(code)]));

    [Theory]
    [InlineData("MedicationRequest", "active", "order", "ongoing")]
    [InlineData("MedicationRequest", "active", "proposal", "planned")]
    [InlineData("MedicationRequest", "draft", "order", "planned")]
    [InlineData("MedicationRequest", "cancelled", "order", "not-given")]
    [InlineData("MedicationRequest", "completed", "order", "completed")]
    [InlineData("MedicationStatement", "not-taken", null, "not-given")]
    [InlineData("MedicationStatement", "intended", null, "planned")]
    [InlineData("MedicationAdministration", "completed", null, null)]
    [InlineData("MedicationAdministration", "not-done", null, "not-given")]
    public void The_workflow_says_how_far_it_came(string type, string status, string? intent, string? expected)
    {
        var drug = Entries.Drug("osimertinib", type, status, intent) with { Negated = status is "not-done" or "not-taken" };
        Assert.Equal(expected, Entries.Extract(Entries.Nsclc, drug).Single(f => f.Kind == FactKind.Treatment).Qualifiers.Status);
    }

    [Fact]
    public void A_stopped_drug_keeps_its_reason() =>
        Assert.Equal("cisplatin discontinued toxicity", Entries.Holding(FactKind.Treatment, [Entries.Nsclc, Entries.Drug("cisplatin", status: "stopped") with { StatusReason = Entries.Concept("snomed|407563006|Treatment not tolerated") }], "status", "reason"));

    [Fact]
    public void A_refused_operation_is_declined() =>
        Assert.Equal("lobectomy declined", Entries.Holding(FactKind.Treatment, [Entries.Nsclc, Entries.Procedure("snomed|173171007|Lobectomy of lung", "not-done") with { Negated = true, StatusReason = Entries.Concept("patient declined") }], "status"));

    [Fact]
    public void Doses_of_one_course_are_one_treatment_and_a_rechallenge_is_another()
    {
        CodedEntry Dose(int year, int month) => Entries.Drug("cisplatin 50 MG Injection", status: "stopped") with { Date = PartialDate.Of(year, month, 1) };
        Assert.Equal("cisplatin 2020-01-01 2020-03-01; cisplatin 2022-06-01", Entries.Holding(FactKind.Treatment, [Entries.Nsclc, Dose(2020, 1), Dose(2020, 2), Dose(2020, 3), Dose(2022, 6)], "start", "end"));
    }

    [Fact]
    public void An_order_beside_recorded_doses_of_others_is_a_plan()
    {
        var given = Entries.Drug("osimertinib", "MedicationAdministration", "completed");
        Assert.Equal("osimertinib; pemetrexed planned", Entries.Holding(FactKind.Treatment, [Entries.Nsclc, given, Entries.Drug("pemetrexed")], "status"));
    }

    [Fact]
    public void The_drug_of_another_cancer_does_not_hold()
    {
        var prostate = Entries.Condition("p", "snomed|399068003|Malignant tumor of prostate") with { Date = PartialDate.Of(2010), Encounter = "Encounter/1" };
        var lung = Entries.Nsclc with { Date = PartialDate.Of(2018) };
        Assert.Equal("", Entries.Holding(FactKind.Treatment, [prostate, lung, Entries.Drug("docetaxel") with { Related = ["Condition/p"], Date = PartialDate.Of(2019) }]));
        Assert.Equal("", Entries.Holding(FactKind.Treatment, [prostate, lung, Entries.Drug("docetaxel") with { Date = PartialDate.Of(2011) }]));
        Assert.Equal("", Entries.Holding(FactKind.Treatment, [prostate, lung, Entries.Drug("docetaxel") with { Date = PartialDate.Of(2020) }]));
        Assert.Equal("docetaxel", Entries.Holding(FactKind.Treatment, [prostate, lung, Entries.Drug("docetaxel") with { Related = ["Condition/c"], Date = PartialDate.Of(2020) }]));
        Assert.Equal("osimertinib", Entries.Holding(FactKind.Treatment, [prostate, lung, Entries.Drug("osimertinib") with { Date = PartialDate.Of(2020) }]));
    }

    [Theory]
    [InlineData("snomed|359615001|Partial lobectomy of lung (procedure)", "lobectomy surgery")]
    [InlineData("snomed|703423002|Combined chemotherapy and radiation therapy (procedure)", "chemotherapy systemic; radiotherapy radiation")]
    [InlineData("snomed|1217123003", "radiotherapy radiation")]
    [InlineData("snomed|33195004|Chemotherapy", "chemotherapy systemic")]
    [InlineData("http://fhir.de/CodeSystem/bfarm/ops|8-522.3|", "radiotherapy radiation")]
    [InlineData("2.16.840.1.113883.6.12|19301|Mastectomy, partial (eg, lumpectomy, quadrantectomy, segmentectomy)", "")]
    [InlineData("local|1|Left hepatic lobectomy", "")]
    [InlineData("local|1|Thoracoscopic lobectomy of lung", "lobectomy surgery")]
    [InlineData("snomed|432231006|Fine needle aspiration biopsy of lung (procedure)", "")]
    [InlineData("snomed|399208008|Plain chest X-ray (procedure)", "")]
    public void Procedures_are_named_by_code_and_words(string code, string expected) =>
        Assert.Equal(expected, Entries.Holding(FactKind.Treatment, [Entries.Nsclc, Entries.Procedure(code)], "type"));

    [Fact]
    public void Intent_and_setting_come_from_extensions()
    {
        var part = new CodedPart("x", new([new("extension", "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-procedure-intent", null)], null)) { Values = [Entries.Concept("snomed|373808002|Curative")] };
        Assert.Equal("radiotherapy curative", Entries.Holding(FactKind.Treatment, [Entries.Nsclc, Entries.Procedure("snomed|1217123003") with { Parts = [part] }], "intent"));
    }

    [Fact]
    public void Course_status_and_person_are_read()
    {
        Assert.Equal("progression", Entries.Holding(FactKind.DiseaseStatus, [Entries.Nsclc, Entries.Observation("loinc|97509-4", "snomed|271299001|Patient's condition worsened")]));
        Assert.Equal("1", Entries.Holding(FactKind.PerformanceStatus, [Entries.Nsclc, Entries.Observation("loinc|89247-1") with { Quantity = new(1, null, null, "{score}") }]));
        Assert.Equal("never", Entries.Holding(FactKind.Smoking, [Entries.Nsclc, Entries.Observation("loinc|72166-2", "snomed|266919005|Never smoked tobacco")]));
        Assert.Equal("1", Entries.Holding(FactKind.PerformanceStatus, [Entries.Nsclc, Entries.Observation("ECOG Performance Status score", "1")]));
        Assert.Equal("former", Entries.Holding(FactKind.Smoking, [Entries.Nsclc, Entries.Observation("local|ss|Smoking Status", "local|ex|Ex-smoker")]));
        Assert.Equal("", Entries.Holding(FactKind.Smoking, [Entries.Nsclc, Entries.Observation("local|vap|Vaping Status", "local|c|Current Vaper")]));
        Assert.Equal("3.2", Entries.Holding(FactKind.TumorSize, [Entries.Nsclc, Entries.Observation("loinc|21889-1") with { Quantity = new(32, null, null, "mm") }]));
        Assert.Equal("", Entries.Holding(FactKind.PerformanceStatus, [Entries.Nsclc, Entries.Observation("loinc|89243-0|Karnofsky") with { Quantity = new(90, null, null, null) }]));
    }
}
