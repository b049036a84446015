using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Tests.Shared;
using Navis.Personalize.Web.Accounts;
using Npgsql;

namespace Navis.Personalize.Web.Tests;

/// <summary>The real program, killed in the middle of its work.</summary>
public partial class CrashTests : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("navis-crash-");

    private string? database;

    private DatabasePlace Place => new(new(data.FullName), database);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_before_a_kill_is_there_after_it_and_nothing_is_half_done()
    {
        var added = new List<string>();
        var decided = 0;
        var signed = 0;
        string mine;
        string theirs;
        string signing;
        using (var program = await StartAsync())
        {
            using var lee = await SignInAsync(program.Root, "lee");
            using var nora = await SignInAsync(program.Root, "nora");
            mine = lee.FindCase();
            theirs = nora.FindCase();
            using var clara = await SignInAsync(program.Root, "clara");
            signing = nora.Find($"/cases/((?!{theirs})[0-9a-f-]{{36}})");
            await FinishCheckingAsync(nora, signing);
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
                    if (await Cases.ConfirmNextAsync(nora, theirs))
                    {
                        decided += nora.Status is HttpStatusCode.OK ? 1 : 0;
                    }
                }),
                Until(program, async _ =>
                {
                    await clara.GoAsync($"/cases/{signing}/summary");
                    await clara.SubmitAsync($"/cases/{signing}/sign", ("seen", clara.Find("name=\"seen\" value=\"([0-9a-f]+)\"")), ("password", DemoPeople.Password), ("back", $"/cases/{signing}/summary"));
                    signed += clara.Status is HttpStatusCode.OK && clara.Path.Contains("signed", StringComparison.Ordinal) ? 1 : 0;
                }));

            // In the middle of things: some of each have been answered, more are under way.
            while ((added.Count < 2 || decided < 2 || signed < 2) && !working.IsCompleted)
            {
                await Task.Delay(20, Stop);
            }

            program.Kill();
            await working;
        }

        Assert.True((await AuditCheck.VerifyAsync(Place, null, Stop)).Sound);
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

            // A signature stands whole, with its line in the audit, or not at all.
            using var clara = await SignInAsync(program.Root, "clara");
            await clara.GoAsync($"/cases/{signing}/summary");
            Assert.Contains("signed by Dr. Clara Weber", clara.Text, StringComparison.OrdinalIgnoreCase);
            var signatures = await CountAsync("SELECT count(*) FROM \"Signatures\" WHERE \"Kind\" = 'SignedOff'");
            Assert.InRange(signatures, signed, signed + 1);
            Assert.Equal(signatures, await CountAsync("SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'SignCase' AND \"Outcome\" = 'done'"));
            Assert.Equal(await CountAsync("SELECT count(*) FROM \"Decisions\""), await CountAsync("SELECT count(*) FROM \"Audit\" WHERE \"Action\" = 'DecideFact' AND \"Outcome\" = 'done'"));
        }

        Assert.True((await AuditCheck.VerifyAsync(Place, null, Stop)).Sound);
    }

    public async ValueTask InitializeAsync()
    {
        if (this is IOnPostgres)
        {
            PostgresServer.SkipWithout();
            database = await PostgresServer.CreateAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (database is not null)
        {
            await PostgresServer.DropAsync(database);
        }

        data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    // Confirms what waits until the case can be finished, and finishes it.
    private static async Task FinishCheckingAsync(Browser navigator, string id)
    {
        while (await Cases.ConfirmNextAsync(navigator, id))
        {
        }

        await navigator.SubmitAsync($"/cases/{id}/checked", ("seen", navigator.Find("name=\"seen\" value=\"([0-9a-f]+)\"")), ("back", $"/cases/{id}/verify"));
        Assert.Equal(HttpStatusCode.OK, navigator.Status);
        await navigator.GoAsync("/work");
    }

    private async Task<long> CountAsync(string question)
    {
        await using DbConnection connection = database is null ? new SqliteConnection($"Data Source={Place.Folder.Database}") : new NpgsqlConnection(database);
        await connection.OpenAsync(Stop);
        await using var ask = connection.CreateCommand();
        ask.CommandText = question;
        return (long)(await ask.ExecuteScalarAsync(Stop))!;
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

    private Task<RunningProgram> StartAsync() => RunningProgram.StartAsync(["--demo", "--data", data.FullName, .. (string[])(database is null ? [] : ["--database", database])], ("NAVIS_JOB_LEASE", "3"));

    [GeneratedRegex("href=\"(?<href>/cases/[0-9a-f-]+/records/[0-9a-f-]+)\">note-(?<number>[0-9]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RecordLink();
}

public sealed class CrashOnPostgresTests : CrashTests, IOnPostgres;
