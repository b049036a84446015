using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Coded;

public sealed class CodedBiomarkerTests
{
    private const string Present = "loinc|LA9633-4|Present", Absent = "loinc|LA9634-2|Absent";

    [Theory]
    [InlineData("loinc|55766-0", "Present", "detected EGFR L858R")]
    [InlineData("loinc|55769-4", "loinc|LA6577-6|Negative", "not-detected EGFR T790M")]
    [InlineData("loinc|55764-5", "snomed|10828004|Positive (qualifier value)", "detected EGFR exon-19-deletion")]
    [InlineData("loinc|78205-2", "snomed|2667000|Absent (qualifier value)", "not-detected ALK fusion")]
    [InlineData("loinc|21702-6", "No mutations found", "not-detected KRAS any")]
    [InlineData("loinc|90926-7", "Not amplified", "not-detected MET amplification")]
    [InlineData("loinc|39004-7", "snomed|10828004|Positive (qualifier value)", "")]
    [InlineData("loinc|47303-3", "Positive", "")]
    [InlineData("loinc|33914-3|Glomerular filtration rate (eGFR)", "Present", "")]
    [InlineData("loinc|21666-3", "EGFR", "")]
    [InlineData("loinc|55766-0", "see comment", "")]
    public void Single_tests_give_gene_change_and_status(string question, string value, string expected) =>
        Assert.Equal(expected, Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation(question, value)], "gene", "alteration"));

    [Theory]
    [InlineData("hgnc|HGNC:3236|EGFR", "EGFR")]
    [InlineData("hgnc|3236", "EGFR")]
    [InlineData("hgnc|JAK2|JAK2", "JAK2")]
    [InlineData("http://www.genenames.org/geneId|HGNC:3236|epidermal growth factor receptor", "EGFR")]
    [InlineData("https://www.ncbi.nlm.nih.gov/gene|4233|", "MET")]
    public void Genes_are_known_by_every_code_that_labs_use(string gene, string symbol) =>
        Assert.Equal($"detected {symbol}", Entries.Holding(FactKind.Biomarker, [Variant(Present, gene)], "gene"));

    [Theory]
    [InlineData("NP_005219.2:p.Leu858Arg", "NM_005228.4:c.2573T>G", "EGFR L858R p.L858R")]
    [InlineData(null, "EGFR exon 19 deletion", "EGFR exon-19-deletion")]
    [InlineData("p.(Glu746_Ala750del)", "NM_005228.5:c.2235_2249del", "EGFR exon-19-deletion p.E746_A750del")]
    [InlineData(null, "NC_000007.13:g.55259515T>G", "EGFR any")]
    public void The_change_is_named_from_its_components(string? protein, string name, string expected)
    {
        var variant = Variant(Present, "hgnc|HGNC:3236|EGFR");
        variant = variant with { Parts = [.. variant.Parts, .. protein is null ? [] : (CodedPart[])[Entries.Part("loinc|48005-3", protein)], Entries.Part("loinc|81252-9", name)] };
        Assert.Equal($"detected {expected}", Entries.Holding(FactKind.Biomarker, [variant], "gene", "alteration", "hgvs"));
    }

    [Theory]
    [InlineData("EGFR mutation analysis", "L858R detected", "detected EGFR L858R")]
    [InlineData("ALK rearrangement by FISH", "Negative", "not-detected ALK fusion")]
    [InlineData("PD-L1 TPS", "60 %", "detected CD274 any 60 TPS")]
    [InlineData("Epidermal growth factor receptor Ag [Presence] in Tissue", "Positive", "")]
    [InlineData("eGFR", "68 mL/min", "")]
    [InlineData("Glucose", "Positive", "")]
    public void A_test_without_code_is_read_by_its_words(string question, string answer, string expected) =>
        Assert.Equal(expected, Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation(question, answer)], "gene", "alteration", "quantity", "score"));

    [Fact]
    public void A_code_of_one_gene_under_the_name_of_another_is_never_told_as_found()
    {
        Assert.Equal("indeterminate NRAS; indeterminate KIT", Entries.Holding(FactKind.Biomarker, [Variant(Present, "hgnc|HGNC:6342|NRAS")], "gene"));
        Assert.Equal("not-detected NRAS; not-detected KIT", Entries.Holding(FactKind.Biomarker, [Variant(Absent, "hgnc|HGNC:6342|NRAS")], "gene"));
    }

    [Fact]
    public void One_negative_for_several_genes_is_a_negative_for_each() =>
        Assert.Equal("not-detected EGFR; not-detected ALK; not-detected BRAF", Entries.Holding(FactKind.Biomarker, [Variant(Absent, "hgnc|HGNC:3236|EGFR", "hgnc|HGNC:427|ALK", "hgnc|HGNC:1097|BRAF")], "gene"));

    [Fact]
    public void Two_genes_found_together_are_one_fusion_of_the_kinase() =>
        Assert.Equal("detected ALK fusion EML4", Entries.Holding(FactKind.Biomarker, [Variant(Present, "hgnc|HGNC:1316|EML4", "hgnc|HGNC:427|ALK")], "gene", "alteration", "partner"));

    [Theory]
    [InlineData("so|SO:0001743|copy_number_loss", "detected CDKN2A copy-number-loss")]
    [InlineData("so|SO:0001886|transcript_fusion", "detected CDKN2A fusion")]
    public void The_sort_of_change_is_read_from_its_code(string sort, string expected) =>
        Assert.Equal(expected, Entries.Holding(FactKind.Biomarker, [Variant(Present, "hgnc|HGNC:1787|CDKN2A") with { Parts = [Entries.Part("loinc|48018-6", "hgnc|HGNC:1787|CDKN2A"), Entries.Part("|molecular-consequence", sort)] }], "gene", "alteration"));

    [Fact]
    public void A_variant_of_uncertain_significance_is_indeterminate()
    {
        var variant = Variant(Present, "hgnc|HGNC:3236|EGFR");
        var implication = Entries.Observation("tbd|diagnostic-implication", null, "i") with { DerivedFrom = [variant.Reference!], Parts = [Entries.Part("loinc|53037-8", "loinc|LA26333-7|Uncertain significance")] };
        Assert.Equal("indeterminate EGFR", Entries.Holding(FactKind.Biomarker, [variant, implication], "gene"));
        var pathogenic = implication with { Parts = [Entries.Part("loinc|53037-8", "loinc|LA6668-3|Pathogenic")] };
        Assert.Equal("detected EGFR", Entries.Holding(FactKind.Biomarker, [variant, pathogenic], "gene"));
    }

    [Fact]
    public void What_a_drug_would_do_is_neither_treatment_nor_result()
    {
        var implication = Entries.Observation("tbd|therapeutic-implication", null, "i") with { Parts = [Entries.Part("loinc|51963-7", "Crizotinib"), Entries.Part("loinc|81259-4", "snomed|254637007|Non-small cell lung cancer")] };
        Assert.Empty(Entries.Extract(implication));
    }

    [Theory]
    [InlineData("5% tumor proportion score", "detected CD274 5 % TPS")]
    [InlineData("TPS <1%", "not-detected CD274 1 < % TPS")]
    [InlineData("TPS: 60 %", "detected CD274 60 % TPS")]
    [InlineData("CPS 10", "detected CD274 10 CPS")]
    [InlineData("Stain reviewed.", "detected CD274")]
    public void The_pd_l1_score_stands_in_the_note(string note, string expected) =>
        Assert.Equal(expected, Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation("loinc|85147-7", "loinc|LA6576-8|Positive") with { Notes = [note] }], "gene", "quantity", "comparator", "unit", "score"));

    [Fact]
    public void Burden_and_instability_have_their_own_answers()
    {
        Assert.Equal("detected TMB 29.8 mut/Mb", Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation("loinc|94076-7") with { Quantity = new(29.8m, null, null, null) }], "gene", "quantity", "unit"));
        Assert.Equal("not-detected TMB 4 mut/Mb", Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation("loinc|94076-7") with { Quantity = new(4, null, null, "1/1000000{Base}") }], "gene", "quantity", "unit"));
        Assert.Equal("detected MSI", Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation("loinc|81695-9", "loinc|LA26203-2|MSI-H")], "gene"));
        Assert.Equal("not-detected MSI", Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation("loinc|81695-9", "Stable")], "gene"));
    }

    [Fact]
    public void A_correction_replaces_the_result_of_the_same_day_and_no_other()
    {
        var first = Entries.Observation("loinc|83052-1", "Negative", "1") with { Date = PartialDate.Of(2025, 1, 15), Issued = PartialDate.Of(2025, 1, 17) };
        var corrected = Entries.Observation("loinc|83052-1", "Positive", "2") with { Status = "corrected", Date = PartialDate.Of(2025, 1, 15), Issued = PartialDate.Of(2025, 2, 3) };
        var earlier = Entries.Observation("loinc|83052-1", "Negative", "0") with { Date = PartialDate.Of(2023, 5, 2) };
        Assert.Equal("not-detected; detected", Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, earlier, first, corrected]));
    }

    [Theory]
    [InlineData("entered-in-error", "")]
    [InlineData("preliminary", "")]
    [InlineData("amended", "detected")]
    public void Only_results_that_stand_hold(string status, string expected) =>
        Assert.Equal(expected, Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation("loinc|55766-0", "Present") with { Status = status }]));

    [Fact]
    public void The_marker_of_a_breast_cancer_does_not_hold() =>
        Assert.Equal("", Entries.Holding(FactKind.Biomarker, [Entries.Condition("b", "icd10|C50.9"), Entries.Observation("loinc|31150-6", "Positive")]));

    [Fact]
    public void The_specimen_is_kept() =>
        Assert.Equal("not-detected EGFR plasma", Entries.Holding(FactKind.Biomarker, [Entries.Nsclc, Entries.Observation("loinc|55769-4", "Negative") with { Specimen = Entries.Concept("snomed|119361006|Plasma specimen") }], "gene", "specimen"));

    private static CodedEntry Variant(string value, params string[] genes) =>
        Entries.Observation("loinc|69548-6", value, "v") with { Parts = [.. genes.Select(g => Entries.Part("loinc|48018-6", g))] };
}
