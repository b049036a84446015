using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Coded;

public sealed class CodedStagingTests
{
    [Theory]
    [InlineData("loinc|21908-9", "ajcc|3C|IIIC", "IIIC clinical")]
    [InlineData("loinc|21908-9", "ajcc|c3A", "IIIA clinical")]
    [InlineData("loinc|21902-2", "snomed|1222766008|American Joint Committee on Cancer stage IIA (qualifier value)", "IIA pathologic")]
    [InlineData("snomed|399537006", "snomed|1222837003", "IV clinical")]
    [InlineData("snomed|399390009", "snomed|258224005|Stage 3 (qualifier value)", "III unspecified")]
    [InlineData("snomed|21908-9", "snomed|261638004|Stage 3A (qualifier value)", "IIIA clinical")]
    [InlineData("Clinical stage group", "IIIC", "IIIC clinical")]
    [InlineData("Clinical TNM stage grouping (observable entity)", "American Joint Committee on Cancer stage IIIC (qualifier value)", "IIIC clinical")]
    [InlineData("Pressure injury stage", "Stage 3", "")]
    [InlineData("Chronic kidney disease stage", "Stage 3", "")]
    [InlineData("loinc|21902-2|Stage group.clinical Cancer", "ajcc|2B", "IIB unspecified")]
    [InlineData("loinc|21908-9", "snomed||FIGO stage IVB", "")]
    [InlineData("snomed|385361009|FIGO stage for gynecological malignancy", "snomed||FIGO Stage IIIA", "")]
    [InlineData("loinc|718-7|Hemoglobin", "3", "")]
    public void Stage_groups_are_read_in_every_family_of_codes(string question, string value, string expected) =>
        Assert.Equal(expected, Entries.Holding(FactKind.StageGroup, [Entries.Nsclc, Entries.Observation(question, value)], "basis"));

    [Theory]
    [InlineData("loinc|21905-5", "ajcc|cT3|T3", FactKind.T, "T3 clinical")]
    [InlineData("snomed|384625004", "snomed|1229853004|American Joint Committee on Cancer pT2a", FactKind.T, "T2a pathologic")]
    [InlineData("loinc|21899-0", "2a", FactKind.T, "T2a pathologic")]
    [InlineData("cT category", "American Joint Committee on Cancer cT3 (qualifier value)", FactKind.T, "T3 clinical")]
    [InlineData("Regional lymph nodes category, pathologic", "N1", FactKind.N, "N1 pathologic")]
    [InlineData("Fetal heart tone T wave", "T2", FactKind.T, "")]
    [InlineData("snomed|78873005", "uicc|T1c", FactKind.T, "T1c unspecified")]
    [InlineData("snomed|263642008", "uicc|ypT2a", FactKind.T, "T2a pathologic y")]
    [InlineData("loinc|21905-5", "uicc|T3c", FactKind.T, "")]
    [InlineData("loinc|21906-3", "snomed|5856006|N3 category", FactKind.N, "N3 clinical")]
    [InlineData("loinc|21906-3", "snomed|1229971005|cN0(i+)", FactKind.N, "N0 clinical")]
    [InlineData("loinc|21906-3", "ajcc|cT3", FactKind.N, "")]
    [InlineData("snomed|399387003", "snomed|1229904003", FactKind.M, "M1a clinical")]
    public void Categories_keep_their_own_letter_before_the_questions(string question, string value, FactKind kind, string expected) =>
        Assert.Equal(expected, Entries.Holding(kind, [Entries.Nsclc, Entries.Observation(question, value)], "basis", "prefix"));

    [Fact]
    public void A_whole_string_gives_three_categories_and_no_group()
    {
        var staged = Entries.Nsclc with { Parts = [new CodedPart("Condition/c.stage[0]", new([new("element", "stage", null)], null)) { Values = [Entries.Concept("ajcc|cT3N2M0")] }] };
        Assert.Equal(["T3 clinical", "N2 clinical", "M0 clinical"], Entries.Extract(staged).Where(f => f.Kind is FactKind.T or FactKind.N or FactKind.M or FactKind.StageGroup).Select(f => Entries.Line(f, "basis")));
    }

    [Theory]
    [InlineData("snomed|897275008|AJCC 8th edition", "8")]
    [InlineData("ncimeta.nci.nih.gov|C146985|AJCC Version 8", "8")]
    [InlineData("AJCC Cancer Staging Manual, 7th edition", "7")]
    [InlineData("Clinical examination", null)]
    public void The_method_names_the_edition(string method, string? edition)
    {
        var findings = Entries.Extract(Entries.Nsclc, Entries.Observation("loinc|21908-9", "ajcc|3C") with { Method = Entries.Concept(method) });
        Assert.Equal(edition, findings.Single(f => f.Kind == FactKind.StageGroup).Qualifiers.Edition);
    }

    [Fact]
    public void Another_staging_system_is_never_read_as_ajcc() =>
        Assert.Equal("", Entries.Holding(FactKind.StageGroup, [Entries.Nsclc, Entries.Observation("loinc|21908-9", "Stage II") with { Method = Entries.Concept("Rai staging system for chronic lymphocytic leukemia") }]));

    [Fact]
    public void The_stage_of_the_other_cancer_is_told_by_its_focus()
    {
        var breast = Entries.Condition("b", "icd10|C50.9");
        var stages = Entries.Extract(Entries.Nsclc, breast, Entries.Observation("loinc|21908-9", "ajcc|2B", "b") with { Related = ["Condition/b"] }, Entries.Observation("loinc|21908-9", "ajcc|3C", "l") with { Related = ["Condition/c"] });
        Assert.Equal([("IIB", "other-cancer"), ("IIIC", null)], stages.Where(f => f.Kind == FactKind.StageGroup).Select(f => (f.Value, f.Withheld)));
    }

    [Fact]
    public void The_reason_of_another_order_of_the_same_report_tells_whose_stage_it_is()
    {
        var order = Entries.Procedure("Pathology report", kind: CodedEntryKind.ServiceRequest) with { Reasons = [Entries.Concept("icd10|C73|Malignant neoplasm of thyroid gland")] };
        Assert.Equal("", Entries.Holding(FactKind.T, [order, Entries.Observation("pT Category", "pT1b: Tumor greater than 1 cm")]));
    }

    [Fact]
    public void A_member_follows_its_group()
    {
        var breast = Entries.Condition("b", "icd10|C50.9");
        var group = Entries.Observation("loinc|21908-9", "ajcc|2B", "g") with { Related = ["Condition/b"], Members = ["Observation/t"] };
        Assert.Equal("", Entries.Holding(FactKind.T, [Entries.Nsclc, breast, group, Entries.Observation("loinc|21905-5", "ajcc|cT3", "t")]));
    }

    [Fact]
    public void A_stage_copied_from_an_observation_in_error_is_withheld()
    {
        var staged = Entries.Nsclc with { Parts = [new CodedPart("Condition/c.stage[0]", new([new("element", "stage", null)], null)) { Values = [Entries.Concept("ajcc|3C")], Related = ["Observation/s"] }] };
        Assert.Equal("", Entries.Holding(FactKind.StageGroup, [staged, Entries.Observation("loinc|21908-9", "ajcc|3C", "s") with { Status = "entered-in-error" }]));
        Assert.Equal("IIIC", Entries.Holding(FactKind.StageGroup, [staged, Entries.Observation("loinc|21908-9", "ajcc|3C", "s")]));
    }

    [Fact]
    public void A_disorder_with_its_stage_gives_both() =>
        Assert.Equal("III unspecified", Entries.Holding(FactKind.StageGroup, [Entries.Condition("c", "snomed|422968005|Non-small cell carcinoma of lung, TNM stage 3 (disorder)")], "basis"));
}
