using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Tests;

/// <summary>The real program, killed in the middle of its work.</summary>
public sealed partial class CrashTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("navis-crash-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_before_a_kill_is_there_after_it_and_nothing_is_half_done()
    {
        var added = new List<string>();
        var decided = 0;
        string mine;
        string theirs;
        using (var program = await StartAsync())
        {
            using var lee = await SignInAsync(program.Root, "lee");
            using var nora = await SignInAsync(program.Root, "nora");
            mine = lee.FindCase();
            theirs = nora.FindCase();
            await lee.GoAsync($"/cases/{mine}");
            var working = Task.WhenAll(
                Until(program, async i =>
                {
                    await lee.UploadAsync($"/cases/{mine}/records", (Name(i), Content(i)));
                    if (lee.Status is HttpStatusCode.OK)
                    {
                        added.Add(Name(i));
                    }
                }),
                Until(program, async _ =>
                {
                    await nora.GoAsync($"/cases/{theirs}/verify");
                    if (nora.Html.Contains("value=\"confirm\"", StringComparison.Ordinal))
                    {
                        await nora.SubmitAsync(nora.Find("action=\"(/cases/[0-9a-f-]+/facts/f-[0-9a-f]+)\""), ("verb", "confirm"));
                        decided += nora.Status is HttpStatusCode.OK ? 1 : 0;
                    }
                }));

            // In the middle of things: some of each have been answered, more are under way.
            while ((added.Count < 2 || decided < 2) && !working.IsCompleted)
            {
                await Task.Delay(20, Stop);
            }

            program.Kill();
            await working;
        }

        Assert.True((await AuditCheck.VerifyAsync(new DatabasePlace(new(data.FullName)), null, Stop)).Sound);
        using (var program = await StartAsync())
        {
            using var lee = await SignInAsync(program.Root, "lee");
            await lee.GoAsync($"/cases/{mine}");
            Assert.All(added, name => Assert.Contains(name, lee.Text, StringComparison.Ordinal));

            // Whatever is listed is whole.
            foreach (Match record in RecordLink().Matches(lee.Html))
            {
                using var answer = await lee.RawAsync(record.Groups["href"].Value);
                var number = int.Parse(record.Groups["number"].Value, CultureInfo.InvariantCulture);
                Assert.Equal(Content(number), await answer.Content.ReadAsByteArrayAsync(Stop));
            }

            // And what waited to be read is read.
            for (var i = 0; i < 300 && !lee.Text.Contains("Read your answer", StringComparison.Ordinal); i++)
            {
                await Task.Delay(200, Stop);
                await lee.GoAsync($"/cases/{mine}");
            }

            Assert.Contains("Read your answer", lee.Text, StringComparison.Ordinal);
            using var nora = await SignInAsync(program.Root, "nora");
            await nora.GoAsync($"/cases/{theirs}/verify");
            var kept = int.Parse(nora.Find("([0-9]+) decided"), CultureInfo.InvariantCulture);
            Assert.InRange(kept, decided, decided + 1);
        }

        Assert.True((await AuditCheck.VerifyAsync(new DatabasePlace(new(data.FullName)), null, Stop)).Sound);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        data.Delete(recursive: true);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"note-{number}.txt");

    private static byte[] Content(int number) => Encoding.UTF8.GetBytes($"Patient: Lee Larsen\nVisit number {number}. {new string('x', 20_000)}\n");

    private static async Task<Browser> SignInAsync(Uri root, string name) => await new Browser(root).SignInAsync($"{name}@demo.example", DemoPeople.Password);

    private static async Task Until(RunningProgram program, Func<int, Task> act)
    {
        for (var i = 0; i < 200; i++)
        {
            try
            {
                await act(i);
            }
            catch (Exception e) when (program.IsKilled && e is HttpRequestException or IOException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private Task<RunningProgram> StartAsync() => RunningProgram.StartAsync(["--demo", "--data", data.FullName]);

    [GeneratedRegex("href=\"(?<href>/cases/[0-9a-f-]+/records/[0-9a-f-]+)\">note-(?<number>[0-9]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RecordLink();
}
