using System.IO.Compression;
using System.Text;

namespace Navis.Personalize.Cli.Tests;

/// <summary>What people really add by mistake: each file is named with the next step, and costs nothing but itself.</summary>
public sealed class BadInputTests
{
    private const string Report = "Patient: Ida Tessler   DOB: 1950-01-01\n\nDIAGNOSIS\nLung, left lower lobe, lobectomy: adenocarcinoma, 1.8 cm.\nPathologic stage (AJCC 8th edition): pT1b pN0.\n";

    private static readonly byte[] Locked = File.ReadAllBytes(Path.Combine(Navis.Root, "tests", "Navis.Personalize.Cli.Tests", "Records", "locked-with-password.pdf"));

    [Theory]
    [InlineData("empty.txt", "", "FILE-EMPTY")]
    [InlineData("blank.txt", " \n\t\n", "FILE-EMPTY")]
    [InlineData("cut.json", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"Pati", "FHIR-JSON-BROKEN")]
    [InlineData("settings.json", "{\"name\":\"Ida\",\"colour\":\"blue\"}", "JSON-NOT-FHIR")]
    [InlineData("cut.xml", "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource><Patient>", "FHIR-XML-BROKEN")]
    [InlineData("bomb.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>", "XML-DOCTYPE")]
    [InlineData("broken.pdf", "%PDF-1.7 and nothing more", "PDF-BROKEN")]
    [InlineData("broken.zip", "PK\u0003\u0004 and nothing more", "ZIP-BROKEN")]
    public async Task A_file_that_cannot_be_read_is_named_and_the_others_are_still_read(string name, string content, string code)
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, content);
        var alone = await Navis.AnalyzeAsync(Path.Combine(folder.Path, name));
        AssertRefused(alone, name, code);

        folder.Write("report.txt", Report);
        var beside = await Navis.AnalyzeAsync(folder.Path);
        Assert.Equal(0, beside.Exit);
        Assert.Contains(code, beside.IssueCodes);
        Assert.True(beside.Holding > 3);
    }

    [Fact]
    public async Task A_locked_pdf_says_how_to_unlock_it()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.AnalyzeAsync(folder.Write("locked.pdf", Locked));
        AssertRefused(run, "locked.pdf", "PDF-ENCRYPTED");
        Assert.Contains("password", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_which_nothing_can_be_read_names_every_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.dat", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31 % 251))]);
        folder.Write("b.txt", "");
        var run = await Navis.AnalyzeAsync(folder.Path);
        Assert.Equal((1, 0), (run.Exit, run.Holding));
        Assert.Equal(["FILE-UNKNOWN-TYPE", "FILE-EMPTY"], run.IssueCodes);
    }

    [Fact]
    public async Task A_missing_path_beside_a_record_is_told_and_the_record_is_read()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.AnalyzeAsync(folder.Write("report.txt", Report), Path.Combine(folder.Path, "gone.pdf"));
        Assert.Equal(0, run.Exit);
        Assert.Equal(["FILE-MISSING"], run.IssueCodes);
    }

    [Fact]
    public async Task A_bundle_with_two_patients_gives_nothing_until_one_is_chosen()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.AnalyzeAsync(folder.Write("two.json", Bundle(Patient("p1", "Ida", "Tessler", "1950-01-01"), Patient("p2", "Otto", "Example", "1944-05-06"), Cancer("p1"), Cancer("p2"))));
        AssertRefused(run, "two.json", "MANY-PATIENTS");
    }

    [Theory]
    [InlineData("Jos\u00E9 Mu\u00F1oz", "Jose Munoz", true)]
    [InlineData("Zo\u00EB M\u00FCller", "Zoe Muller", true)]
    [InlineData("Jos\u00E9 Mu\u00F1oz", "Rosa Mendez", false)]
    public async Task A_name_with_and_without_its_accents_is_one_person(string one, string other, bool same)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", Report.Replace("Ida Tessler", one, StringComparison.Ordinal));
        folder.Write("b.txt", Report.Replace("Ida Tessler", other, StringComparison.Ordinal).Replace("1.8 cm", "1.9 cm", StringComparison.Ordinal));
        var run = await Navis.AnalyzeAsync(folder.Path);
        Assert.Equal(!same, run.IssueCodes.Contains("MANY-PATIENTS"));
    }

    [Fact]
    public async Task A_bundle_that_names_a_relative_beside_one_patient_is_one_person()
    {
        using var folder = new TemporaryFolder();
        const string Relative = "{\"resource\":{\"resourceType\":\"RelatedPerson\",\"id\":\"r1\",\"patient\":{\"reference\":\"Patient/p1\"},\"name\":[{\"family\":\"Example\",\"given\":[\"Otto\"]}]}}";
        var run = await Navis.AnalyzeAsync(folder.Write("one.json", Bundle(Patient("p1", "Ida", "Tessler", "1950-01-01"), Relative, Cancer("p1"))));
        Assert.Equal(0, run.Exit);
        Assert.DoesNotContain("MANY-PATIENTS", run.IssueCodes);
    }

    [Fact]
    public async Task An_archive_with_records_of_two_people_says_which_files_are_whose()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "export.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Add(zip, "letters/ida.txt", Report);
            Add(zip, "fhir/otto.json", Bundle(Patient("p2", "Otto", "Example", "1944-05-06"), Cancer("p2")));
        }

        var run = await Navis.AnalyzeAsync(path);
        AssertRefused(run, "export.zip", "MANY-PATIENTS");
        Assert.Contains("export.zip/letters/ida.txt", run.Output, StringComparison.Ordinal);
        Assert.Contains("export.zip/fhir/otto.json", run.Output, StringComparison.Ordinal);

        var chosen = await Navis.AnalyzeAsync(path, "--subject", "Ida Tessler");
        Assert.Equal(0, chosen.Exit);
        Assert.True(chosen.Holding > 3);
    }

    private static void AssertRefused(Run run, string name, string code)
    {
        Assert.Equal((1, 0), (run.Exit, run.Holding));
        var issues = run.Json.GetProperty("documents").EnumerateArray().SelectMany(d => d.GetProperty("issues").EnumerateArray());
        var issue = issues.First(i => i.GetProperty("severity").GetString() == "error");
        Assert.Equal(code, issue.GetProperty("code").GetString());
        Assert.Contains(name, issue.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static string Bundle(params string[] entries) => $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{string.Join(',', entries)}]}}";

    private static string Patient(string id, string given, string family, string birth) =>
        $"{{\"resource\":{{\"resourceType\":\"Patient\",\"id\":\"{id}\",\"name\":[{{\"family\":\"{family}\",\"given\":[\"{given}\"]}}],\"birthDate\":\"{birth}\"}}}}";

    private static string Cancer(string patient) =>
        $"{{\"resource\":{{\"resourceType\":\"Condition\",\"id\":\"c-{patient}\",\"subject\":{{\"reference\":\"Patient/{patient}\"}},\"code\":{{\"coding\":[{{\"system\":\"http://snomed.info/sct\",\"code\":\"254637007\"}}],\"text\":\"Non-small cell lung cancer\"}}}}}}";

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
