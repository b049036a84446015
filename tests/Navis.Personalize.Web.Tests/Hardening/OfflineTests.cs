using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Tests.Api;

namespace Navis.Personalize.Web.Tests.Hardening;

/// <summary>The real program, watched for every socket that it and its reading processes open, by the events of the runtime and by what the system lists.</summary>
public sealed partial class OfflineTests : IDisposable
{
    private const string Letter = "Patient: Zelda Quillfeather   DOB: 01/02/1950\nReport date: 03/12/2025\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nEGFR L858R mutation detected.\n";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("navis-offline-");
    private readonly DirectoryInfo traces = Directory.CreateTempSubdirectory("navis-events-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Offline_a_whole_journey_opens_no_socket_but_the_listener()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Sockets of a process are looked up in /proc, which this system has not.");
        }

        var foreign = await JourneyAsync(["--offline"], new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" });
        Assert.Equal([], foreign);
        var events = Events();
        Assert.Contains("AcceptStart", events, StringComparison.Ordinal);
        Assert.DoesNotContain("ConnectStart", events, StringComparison.Ordinal);
        Assert.DoesNotContain("ResolutionStart", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watch_sees_a_connection_where_there_is_one()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Sockets of a process are looked up in /proc, which this system has not.");
        }

        // The same program, told to send to a collector that is not there.
        await JourneyAsync(["--otlp", "http://127.0.0.1:9"], []);
        Assert.Contains("ConnectStart", Events(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        data.Delete(recursive: true);
        traces.Delete(recursive: true);
    }

    // Names of events stand in the file as the runtime's own strings, two bytes a letter.
    private string Events() => string.Concat(traces.GetFiles("*.nettrace").Select(f => Encoding.Latin1.GetString(File.ReadAllBytes(f.FullName)).Replace("\0", "", StringComparison.Ordinal)));

    private async Task<List<string>> JourneyAsync(string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "navis-web.dll"), "serve", "--demo", "--data", data.FullName, "--urls", "http://127.0.0.1:0", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["DOTNET_EnableEventPipe"] = "1";
        start.Environment["DOTNET_EventPipeConfig"] = "System.Net.Sockets:0xFFFFFFFFFFFFFFFF:5,System.Net.NameResolution:0xFFFFFFFFFFFFFFFF:5";
        start.Environment["DOTNET_EventPipeOutputPath"] = Path.Combine(traces.FullName, "{pid}.nettrace");
        using var program = Process.Start(start)!;
        try
        {
            var root = await ReadyAsync(program);
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            var watch = WatchAsync(program.Id, root.Port, watching.Token);
            await ActAsync(root);
            await watching.CancelAsync();
            return await watch;
        }
        finally
        {
            // Asked to end, so that the runtime writes its events down.
            using var end = Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)]);
            await end.WaitForExitAsync(CancellationToken.None);
            await program.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<Uri> ReadyAsync(Process program)
    {
        while (await program.StandardError.ReadLineAsync(Stop) is { } line)
        {
            if (Ready().Match(line) is { Success: true } match)
            {
                _ = program.StandardError.ReadToEndAsync(Stop);
                return new(match.Groups["root"].Value);
            }
        }

        throw new InvalidOperationException("The program ended before it was ready.");
    }

    // On pages and by machine: text and a PDF, an answer, a review, a deletion.
    private static async Task ActAsync(Uri root)
    {
        using var sam = await new Browser(root).SignInAsync("sam@demo.example", DemoPeople.Password);
        using var patient = new ApiClient(root, await ApiClient.SecretAsync(sam, DemoPeople.Password, "read", "write"));
        await patient.PostAsync("/api/v1/cases", new { title = "Offline" });
        var id = patient.Json.GetProperty("id").GetString()!;
        await patient.UploadAsync($"/api/v1/cases/{id}/records", null, ("letter.txt", Letter), ("page.pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\ntrailer<</Root 1 0 R>>\n"));
        await patient.ReadAsync(id);
        await patient.GetAsync($"/api/v1/cases/{id}/answer");
        await patient.PutAsync($"/api/v1/cases/{id}/sharing", new { shared = true });
        using var nora = await new Browser(root).SignInAsync("nora@demo.example", DemoPeople.Password);
        Assert.True(await Cases.ConfirmNextAsync(nora, id));
        await sam.GoAsync($"/cases/{id}/answer");
        await patient.DeleteAsync($"/api/v1/cases/{id}");
        Assert.Equal(System.Net.HttpStatusCode.NoContent, patient.Status);
    }

    private static async Task<List<string>> WatchAsync(int program, int port, CancellationToken until)
    {
        var foreign = new HashSet<string>(StringComparer.Ordinal);
        while (!until.IsCancellationRequested)
        {
            foreach (var process in (int[])[program, .. Children(program)])
            {
                foreign.UnionWith(Sockets(process).Where(s => s.LocalPort != port).Select(s => s.Line));
            }

            await Task.Delay(30, CancellationToken.None);
        }

        return [.. foreign];
    }

    private static IEnumerable<int> Children(int program)
    {
        var path = $"/proc/{program}/task/{program}/children";
        return Read(() => File.ReadAllText(path))?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => int.Parse(p, CultureInfo.InvariantCulture)) ?? [];
    }

    // The internet sockets that a process holds: the system lists all of them, the process its own by number.
    private static IEnumerable<(int LocalPort, string Line)> Sockets(int process)
    {
        var own = (Read(() => Directory.GetFiles($"/proc/{process}/fd")) ?? [])
            .Select(f => Read(() => new FileInfo(f).LinkTarget)).OfType<string>()
            .Where(t => t.StartsWith("socket:[", StringComparison.Ordinal)).Select(t => t[8..^1]).ToHashSet(StringComparer.Ordinal);
        foreach (var kind in (string[])["tcp", "tcp6", "udp", "udp6"])
        {
            foreach (var line in Read(() => File.ReadAllLines($"/proc/{process}/net/{kind}"))?.Skip(1) ?? [])
            {
                var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (own.Contains(parts[9]))
                {
                    yield return (int.Parse(parts[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), $"{kind} {parts[1]} {parts[2]}");
                }
            }
        }
    }

    // What a process holds may be gone while it is looked at.
    private static T? Read<T>(Func<T> read)
        where T : class?
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex("ready at (?<root>http://[0-9.:]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Ready();
}
