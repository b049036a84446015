using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Coded;

public sealed class CodedDiagnosisTests
{
    [Theory]
    [InlineData("snomed|254637007|Non-small cell lung cancer (disorder)", "nsclc")]
    [InlineData("snomed|254637007", "nsclc")]
    [InlineData("snomed|254632001|Small cell carcinoma of lung (disorder)", "sclc")]
    [InlineData("snomed|3254632001|Small cell carcinoma of lung (disorder)", "sclc")]
    [InlineData("snomed|162573006|Suspected lung cancer (situation)", "suspected")]
    [InlineData("icd10|C34.12|Malignant neoplasm of upper lobe, left bronchus or lung", "suspected")]
    [InlineData("icd10|C34.9|Malignant neoplasm of bronchus;icdo|8140/3|Adenocarcinoma, NOS", "nsclc")]
    [InlineData("icdo|C34.9 8140/3|Lung adenocarcinoma", "nsclc")]
    [InlineData("Squamous cell carcinoma of the lung", "nsclc")]
    [InlineData("snomed|363406005|Malignant neoplasm of colon (disorder)", "other-cancer")]
    [InlineData("icd10|C50.211", "other-cancer")]
    [InlineData("snomed|94391008|Metastatic malignant neoplasm to lung (disorder)", "other-cancer")]
    [InlineData("icd10|C78.01|Secondary malignant neoplasm of right lung", "other-cancer")]
    [InlineData("snomed|309529002|Lung mass (finding)", "")]
    [InlineData("icd10|Z12.2|Encounter for screening for malignant neoplasm of respiratory organs", "")]
    [InlineData("Encounter for screening for malignant neoplasm of lung", "")]
    [InlineData("icd10|Z80.1|Family history of malignant neoplasm of trachea, bronchus and lung", "")]
    [InlineData("snomed|19829001|Disorder of lung (disorder)", "")]
    [InlineData("icd10|J44.9|Chronic obstructive pulmonary disease", "")]
    public void A_coded_problem_is_told_by_code_or_words(string code, string diagnosis) =>
        Assert.Equal(diagnosis, Entries.Holding(FactKind.Diagnosis, [Entries.Condition("c", code)]));

    [Fact]
    public void Words_win_over_a_code_that_says_another_disease() =>
        Assert.Equal("other-cancer", Entries.Holding(FactKind.Diagnosis, [Entries.Condition("c", "snomed|254637007|Malignant neoplasm of breast (disorder)")]));

    [Theory]
    [InlineData("refuted", "refuted")]
    [InlineData("entered-in-error", "entered-in-error")]
    public void A_diagnosis_taken_back_never_holds_nor_does_what_belongs_to_it(string verification, string why)
    {
        var findings = Entries.Extract(Entries.Nsclc with { Verification = verification }, Entries.Observation("loinc|55766-0", "Present") with { Related = ["Condition/c"] });
        Assert.All(findings, f => Assert.False(FindingTexts.Holds(f)));
        Assert.Contains(findings, f => f.Kind == FactKind.Diagnosis && f.Withheld == why);
        Assert.Contains(findings, f => f.Kind == FactKind.Biomarker && f.Withheld == "refuted");
    }

    [Fact]
    public void A_provisional_diagnosis_is_a_suspicion() =>
        Assert.Equal("suspected", Entries.Holding(FactKind.Diagnosis, [Entries.Nsclc with { Verification = "provisional" }]));

    [Fact]
    public void The_suspicion_does_not_hold_beside_the_proven_disease() =>
        Assert.Equal("nsclc", Entries.Holding(FactKind.Diagnosis, [Entries.Condition("s", "snomed|162573006|Suspected lung cancer"), Entries.Nsclc]));

    [Fact]
    public void The_histology_result_settles_the_type_of_a_lung_code() =>
        Assert.Equal("nsclc", Entries.Holding(FactKind.Diagnosis, [Entries.Condition("c", "icd10|C34.1"), Entries.Observation("loinc|31206-6", "icdo|8070/3|Squamous cell carcinoma")]));

    [Fact]
    public void Anothers_cancer_is_never_the_patients()
    {
        var relative = Entries.Condition("f", "snomed|254637007") with { Kind = CodedEntryKind.FamilyHistory, Relationship = "mother" };
        var stranger = Entries.Nsclc with { Subject = "Patient/other" };
        Assert.Equal([Assertion.Family, Assertion.OtherPerson], Entries.Extract(relative, stranger).Where(f => f.Kind == FactKind.Diagnosis).Select(f => f.Assertion));
    }

    [Fact]
    public void A_reason_alone_states_disease_and_stage()
    {
        var order = Entries.Procedure("My gene panel", kind: CodedEntryKind.ServiceRequest) with { Reasons = [Entries.Concept("snomed|424993006|Adenocarcinoma of lung, stage IV (disorder)")] };
        Assert.Equal(["nsclc", "adenocarcinoma", "IV"], Entries.Extract(order).Select(f => f.Value));
    }

    [Theory]
    [InlineData("snomed|94225005|Secondary malignant neoplasm of brain", "brain")]
    [InlineData("icd10|C79.51", "bone")]
    [InlineData("Metastatic cancer to liver", "liver")]
    [InlineData("snomed|49601007|Disorder of cardiovascular system", "")]
    public void A_metastasis_of_a_lung_cancer_gives_its_site(string code, string site) =>
        Assert.Equal(site, Entries.Holding(FactKind.MetastasisSite, [Entries.Nsclc, Entries.Condition("m", code)]));

    [Fact]
    public void A_metastasis_of_a_breast_cancer_does_not_hold() =>
        Assert.Equal("", Entries.Holding(FactKind.MetastasisSite, [Entries.Condition("b", "icd10|C50.9"), Entries.Condition("m", "icd10|C79.31")]));

    [Fact]
    public void Side_and_lobe_come_from_the_code_or_the_site()
    {
        Assert.Equal("left", Entries.Holding(FactKind.Laterality, [Entries.Condition("c", "icd10|C34.12")]));
        Assert.Equal("upper", Entries.Holding(FactKind.Lobe, [Entries.Condition("c", "icd10|C34.12")]));
        Assert.Equal("right", Entries.Holding(FactKind.Laterality, [Entries.Nsclc with { BodySites = [Entries.Concept("snomed|39607008|Lung"), Entries.Concept("snomed|24028007|Right")] }]));
        Assert.Equal("", Entries.Holding(FactKind.Laterality, [Entries.Condition("c", "icd10|C50.911|Malignant neoplasm of right breast")]));
    }
}
