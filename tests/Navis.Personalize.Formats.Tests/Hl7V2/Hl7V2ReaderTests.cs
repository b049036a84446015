using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Formats.Tests.Hl7V2;

public sealed class Hl7V2ReaderTests
{
    private const string Header = "MSH|^~\\&|LAB|H|EHR|H|20240506101500||ORU^R01|1|P|2.5.1\rPID|1||77^^^HOSP^MR~9^^^US^SS||Doe^Ann^B||19500203|F";

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("<CR>")]
    public void Every_line_ending_gives_the_same_results(string ending)
    {
        var document = Read((Header + "\rOBR|1|||51969-4^Genetic report^LN|||20240502|||||||||||||||20240504|||F\rOBX|1|CWE|55766-0^EGFR L858R^LN||LA9633-4^Present^LN||||||F|||20240502").Replace("\r", ending, StringComparison.Ordinal))[0];
        Assert.Equal(("Ann B Doe", "1950-02-03", "female", "HOSP|77"), (document.Subjects[0].Name, document.Subjects[0].BirthDate.ToString(), document.Subjects[0].Sex, document.Subjects[0].Identifiers[0]));
        var result = document.Entries[^1];
        Assert.Equal(("OBX[1]", "55766-0", "Present", "final", "2024-05-02", "PID[1]"), (result.Path, result.Code.Codes[0].Code, result.Values[0].Display, result.Status, result.Date.ToString(), result.Subject));
    }

    [Fact]
    public void Text_lines_of_one_code_are_one_report_with_titles_and_escapes_resolved()
    {
        var read = Read(Header + "\rOBR|1|||60567-5^Path report^LN|||20240502|||||||||||||||||SP|F"
            + "\rOBX|1|TX|22637-3^Final diagnosis^LN||Lung, right upper lobe:~Adenocarcinoma, 2.1 cm \\T\\ 3 mm.||||||F\rOBX|2|TX|22637-3^Final diagnosis^LN||pT1c pN0\\.br\\Margins free\\X0D\\\\X0A\\Stage IA3||||||F"
            + "\rOBX|3|FT|22634-0^Gross^LN||A lobe.||||||F\rOBX|4|TX|22634-0^Gross^LN||wrong line||||||D");
        Assert.Equal("Final diagnosis:\nLung, right upper lobe:\nAdenocarcinoma, 2.1 cm & 3 mm.\npT1c pN0\nMargins free\nStage IA3\nGross:\nA lobe.", read[1].Text);
        Assert.Equal(("d1.1", "OBR[1]", "2024-05-02"), (read[1].Id, read[1].Pages[0].Path, read[1].Date.ToString()));
    }

    [Theory]
    [InlineData("NM", "12.5", "%", "12.5  %")]
    [InlineData("NM", "<1", "%", "1 < %")]
    [InlineData("SN", ">^50", "%", "50 > %")]
    [InlineData("SN", "^1^-^49", "%", "1  %")]
    public void Numbers_keep_comparator_and_unit(string type, string value, string unit, string expected)
    {
        var quantity = Read($"{Header}\rOBR|1|||x^y^L\rOBX|1|{type}|83053-9^PD-L1^LN||{value}|{unit}|||||F")[0].Entries[^1].Quantity!;
        Assert.Equal(expected, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{quantity.Value} {quantity.Comparator} {quantity.Unit}"));
    }

    [Theory]
    [InlineData("F", "final")]
    [InlineData("C", "corrected")]
    [InlineData("P", "preliminary")]
    [InlineData("X", "cancelled")]
    [InlineData("D", "entered-in-error")]
    public void The_result_status_is_kept(string code, string status) =>
        Assert.Equal(status, Read($"{Header}\rOBR|1|||x^y^L\rOBX|1|CE|55766-0^EGFR^LN||POS^Positive^L||||||{code}")[0].Entries[^1].Status);

    [Fact]
    public void Reason_specimen_diagnosis_and_file_are_taken()
    {
        var file = Convert.ToBase64String(Encoding.UTF8.GetBytes("PD-L1 TPS 60 %."));
        var read = Read(Header + "\rDG1|1||C34.12^Malignant neoplasm of upper lobe^I10|||F\rOBR|1|||x^Panel^L" + new string('|', 27) + "C34.12^Lung cancer^I10\rOBX|1|CE|55766-0^EGFR^LN||POS^Positive^L||||||F\rSPM|1|||119361006^Plasma^SCT\rOBX|2|ED|PDF^Report^LN||APP^TEXT^^Base64^" + file + "||||||F");
        Assert.Equal(CodedEntryKind.Condition, read[0].Entries[0].Kind);
        var result = read[0].Entries.Single(e => e.Kind == CodedEntryKind.Observation);
        Assert.Equal(("C34.12", "Plasma"), (result.Reasons[0].Codes[0].Code, result.Specimen.Display));
        Assert.Equal("PD-L1 TPS 60 %.", read[1].Text);
    }

    [Fact]
    public void Several_reports_of_one_message_stay_apart()
    {
        var read = Read(Header + "\rOBR|1|||22637-3^Path report^LN|||20240502\rOBX|1|TX|22637-3^Final diagnosis^LN||Adenocarcinoma.||||||F"
            + "\rOBR|2|||51969-4^Genetic report^LN|||20240610\rOBX|1|TX|51969-4^Genetic report^LN||ALK not detected.||||||F\rOBX|2|CWE|55766-0^EGFR L858R^LN||LA9634-2^Absent^LN||||||F");
        Assert.Equal([("2024-05-02", "Final diagnosis:\nAdenocarcinoma."), ("2024-06-10", "Genetic report:\nALK not detected.")], read.Skip(1).Select(d => (d.Date.ToString()!, d.Text)));
        Assert.Equal("2024-06-10", read[0].Entries[^1].Date.ToString());
    }

    [Fact]
    public void A_synoptic_result_of_the_college_keeps_its_codes_and_repetitions()
    {
        var entry = Read(Header + "\rOBR|1|||60568-3^Synoptic report^LN\rOBX|1|CWE|327636.1000043^pT Category^CAPECC|1|2139.1000043^pT2: Tumor greater than 3 cm^CAPECC~2140.1000043^(m) multiple^CAPECC||||||F")[0].Entries[^1];
        Assert.Equal(("CAPECC", "327636.1000043", "pT Category"), (entry.Code.Codes[0].System, entry.Code.Codes[0].Code, entry.Code.Codes[0].Display));
        Assert.Equal(["2139.1000043", "2140.1000043"], entry.Values.Select(v => v.Codes[0].Code));
    }

    [Theory]
    [InlineData("a\\T\\b", "a&b")]
    [InlineData("a\\S\\b", "a^b")]
    [InlineData("a\\R\\b", "a~b")]
    [InlineData("a\\E\\b", "a\\b")]
    [InlineData("a\\F\\b", "a|b")]
    [InlineData("a\\H\\b\\N\\c", "abc")]
    [InlineData("a\\XE9\\b", "a\u00E9b")]
    [InlineData("a\\nonsense\\b", "a\\nonsense\\b")]
    [InlineData("5 \\ 6", "5 \\ 6")]
    public void Escapes_are_resolved_and_what_is_none_stays(string written, string meant) =>
        Assert.Equal(meant, Read($"{Header}\rOBR|1|||x^y^L\rOBX|1|ST|x^y^L||{written}||||||F")[0].Entries[^1].ValueText);

    [Fact]
    public void Messages_of_two_people_are_told()
    {
        var two = Header + "\rOBR|1|||x^y^L\rOBX|1|NM|1^a^L||1||||||F\r" + Header.Replace("77^^^HOSP^MR~9^^^US^SS||Doe^Ann", "78^^^HOSP^MR||Roe^Eve", StringComparison.Ordinal) + "\rOBR|1|||x^y^L\rOBX|1|NM|1^a^L||1||||||F";
        Assert.Equal(["MANY-PATIENTS"], Read(two)[0].Issues.Select(i => i.Code));
        Assert.Empty(Read(Header + "\rOBX|1|NM|1^a^L||1||||||F\r" + Header + "\rOBX|1|NM|1^a^L||1||||||F")[0].Issues);
    }

    [Fact]
    public void An_empty_message_says_so_and_prose_is_no_message()
    {
        Assert.Equal("HL7-EMPTY", Read("MSH|^~\\&|A|B|C|D|2024||ACK|1|P|2.5")[0].Issues[0].Code);
        Assert.Equal(DocumentKind.Other, Read("MSH is the multidisciplinary staff huddle.")[0].Kind);
    }

    private static ImmutableArray<SourceDocument> Read(string message) => StandardDoor.Create().Read(new SourceFile("message.hl7", Encoding.UTF8.GetBytes(message)), "d1");
}
