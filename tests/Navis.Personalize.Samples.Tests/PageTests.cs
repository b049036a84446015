using System.IO.Compression;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Formats.Answers;

namespace Navis.Personalize.Samples.Tests;

/// <summary>The pages that people read, written from the samples.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData("stage-ib-egfr-adjuvant-osimertinib", "EGFR: exon 19 deletion")]
    [InlineData("stage-ib-egfr-adjuvant-osimertinib", "PD-L1: 5% (TPS)")]
    [InlineData("stage-ib-egfr-adjuvant-osimertinib", "osimertinib: after surgery, being given now, since 2025-04-02")]
    [InlineData("stage-ib-egfr-adjuvant-osimertinib", "Edges of the tissue (margins): free of cancer")]
    [InlineData("stage-iiia-no-driver-neoadjuvant", "surgery: one lobe removed (lobectomy): done, 2026-03-03")]
    [InlineData("stage-iiia-no-driver-neoadjuvant", "nivolumab: after surgery, not given")]
    [InlineData("stage-iv-egfr-met-amplification", "MET: extra copies (amplification)")]
    [InlineData("stage-ia-sbrt", "focused radiation (SBRT)")]
    public void The_page_says_what_was_found_in_plain_words(string name, string words) =>
        Assert.Contains(words, Flat(Page(name, Audience.Patient, AnswerForm.Text)), StringComparison.Ordinal);

    [Fact]
    public void Each_found_value_stands_beside_words_that_say_it()
    {
        var text = Flat(Page("egfr-small-cell-transformation", Audience.Patient, AnswerForm.Text));
        Assert.Contains("Cell type: small cell carcinoma (“small cell carcinoma”", text, StringComparison.Ordinal);
        Assert.DoesNotContain("small cell carcinoma (“Adenocarcinoma", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pMX", "Spread (M): your report does not state spread", "Stage: IA3, worked out; your report does not state spread")]
    [InlineData("pM0", "Spread (M): M0", "Stage: IA3 (")]
    public void A_stage_that_was_worked_out_without_M_says_so(string m, string spread, string stage)
    {
        var folder = Directory.CreateTempSubdirectory("navis-page-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.txt");
            File.WriteAllText(file, $"SURGICAL PATHOLOGY REPORT\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nPathologic stage (AJCC 8th edition): pT1c pN0 {m}.\nALK: EML4-ALK fusion detected. ALK rearranged by FISH.\n");
            var result = SampleCases.Analyze("page", [file]);
            var text = Flat(AnswerWriter.Write(result.Case, result.Answer, SampleCases.Labels(result.Answer), AnswerForm.Text));
            Assert.Contains(spread, text, StringComparison.Ordinal);
            Assert.Contains(stage, text, StringComparison.Ordinal);
            Assert.Contains("ALK: fusion (EML4) (", text, StringComparison.Ordinal);
            Assert.DoesNotContain("no spread", text, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_archive_is_told_file_by_file_and_a_single_report_is_not()
    {
        var folder = Directory.CreateTempSubdirectory("navis-page-");
        try
        {
            var archive = Path.Combine(folder.FullName, "export.zip");
            using (var zip = ZipFile.Open(archive, ZipArchiveMode.Create))
            {
                Add(zip, "report.txt", "DIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\n");
                Add(zip, "style.css", "body { color: black }");
                for (var i = 0; i < 8; i++)
                {
                    Add(zip, $"fhir/{i}.json", "{\"resourceType\":\"Observation\",\"id\":\"" + i + "\",\"status\":\"final\",\"code\":{\"text\":\"Sodium\"},\"valueQuantity\":{\"value\":140}}");
                }
            }

            var result = SampleCases.Analyze("page", [archive]);
            var text = Flat(AnswerWriter.Write(result.Case, result.Answer, SampleCases.Labels(result.Answer), AnswerForm.Text));
            Assert.Contains("export.zip/fhir/ (8): read", text, StringComparison.Ordinal);
            Assert.Contains("export.zip/report.txt: read", text, StringComparison.Ordinal);
            Assert.Contains("export.zip/style.css: not read (this part only says how the documents look", text, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.DoesNotContain("Which files were read", Page("stage-ib-egfr-adjuvant-osimertinib", Audience.Patient, AnswerForm.Text), StringComparison.OrdinalIgnoreCase);

        static void Add(ZipArchive zip, string name, string text)
        {
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }
    }

    [Fact]
    public void A_gene_that_is_not_the_readers_is_counted_for_patients_and_named_for_clinicians()
    {
        var patient = Flat(Page("stage-ib-egfr-adjuvant-osimertinib", Audience.Patient, AnswerForm.Text));
        var clinician = Flat(Page("stage-ib-egfr-adjuvant-osimertinib", Audience.Clinician, AnswerForm.Text));
        Assert.DoesNotContain("ALK:", patient, StringComparison.Ordinal);
        Assert.Contains("ALK: not detected", clinician, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_about_something_else_has_no_section_of_findings() =>
        Assert.DoesNotContain("What we found in your records", Page("nothing-about-lung-cancer", Audience.Patient, AnswerForm.Text), StringComparison.Ordinal);

    [Fact]
    public void The_printable_page_is_whole_and_loads_nothing_from_elsewhere()
    {
        var page = Page("stage-ib-egfr-adjuvant-osimertinib", Audience.Patient, AnswerForm.Html);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
    }

    private static string Page(string name, Audience audience, AnswerForm form)
    {
        var result = audience == Audience.Patient ? SampleCases.Patient(name) : SampleCases.Analyze(name, audience);
        return AnswerWriter.Write(result.Case, result.Answer, SampleCases.Labels(result.Answer), form);
    }

    private static string Flat(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
