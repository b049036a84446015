using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Navis.Personalize.Web.Hosting;
using Navis.Personalize.Web.Tests.Api;
using OpenTelemetry.Metrics;

namespace Navis.Personalize.Web.Tests.Hardening;

/// <summary>What leaves the program when a site names a collector, and what stands in addresses and logs, after a whole run.</summary>
public sealed class TelemetryTests
{
    private const string Letter = "Patient: Zelda Quillfeather   DOB: 01/02/1950\nReport date: 03/12/2025\n\nSURGICAL PATHOLOGY\n\nDIAGNOSIS\nLung, right upper lobe, lobectomy: adenocarcinoma, 2.1 cm.\nEGFR L858R mutation detected.\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Durations_and_counts_go_out_and_no_word_or_id_of_a_record_does()
    {
        var collector = new Collector();
        await using var collecting = collector;
        var host = new MeasuredHost(await collector.StartAsync());
        string id;
        await using (host)
        {
            await host.InitializeAsync();
            id = await RunAsync(host);
        }

        var sent = collector.Text;
        foreach (var expected in (string[])["navis-personalize", "navis.use_case.duration", "navis.job.duration", "navis.jobs.waiting", "AddRecords", "ViewCase", "DecideFact", "ReadRecords", "refused", "invalid", "/cases/{id:guid}/records", "/api/v1/cases/{id:guid}/decisions", "http.server.request.duration"])
        {
            Assert.True(sent.Contains(expected, StringComparison.Ordinal), $"Nothing about {expected} was sent.");
        }

        string[] words = ["Quillfeather", "adenocarcinoma", "lobectomy", "L858R", "quill-letter", "Lighthouse", "look at the side", "We looked", "Sam", "navis_", "problem=", DemoHostPassword];
        Assert.NotEmpty(host.Addresses);
        Assert.All(words.Where(w => w is not "problem="), w => Assert.All(host.Addresses, a => Assert.DoesNotContain(w, a, StringComparison.OrdinalIgnoreCase)));
        Assert.All(words, w => Assert.All(host.Log, l => Assert.DoesNotContain(w, l, StringComparison.OrdinalIgnoreCase)));
        Assert.All(words.Append(id), w => Assert.False(sent.Contains(w, StringComparison.Ordinal), $"'{w}' went out."));
    }

    private const string DemoHostPassword = Accounts.DemoPeople.Password;

    [Fact]
    public async Task Without_a_collector_nothing_is_collected()
    {
        var host = new WebHost(demo: false);
        await using (host)
        {
            await host.InitializeAsync();
            Assert.Null(host.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
            Assert.Null(host.Services.GetService<OpenTelemetry.Metrics.MeterProvider>());
        }
    }

    // A patient and a navigator, on pages and by machine, with mistakes and refusals.
    private static async Task<string> RunAsync(WebHost host)
    {
        using var sam = await Browser.SignedInAsync(host, "sam");
        await sam.GoAsync("/cases");
        await sam.SubmitAsync("/cases", ("title", "Lighthouse"), ("back", "/cases"));
        var id = sam.Find("/cases/([0-9a-f-]{36})/");
        await sam.UploadAsync($"/cases/{id}/records", ("quill-letter.txt", Encoding.UTF8.GetBytes(Letter)));
        await sam.SubmitAsync($"/cases/{id}/share", ("shared", "yes"));
        using var machine = await ApiClient.OfAsync(host, "sam", "read", "write");
        await machine.ReadAsync(id);
        await machine.PostAsync("/api/v1/cases", new { title = "" });
        await machine.GetAsync("/api/v1/worklist");
        using var nora = await ApiClient.OfAsync(host, "nora", "read", "review");
        await nora.GetAsync($"/api/v1/cases/{id}/facts");
        var fact = nora.Json.GetProperty("items")[0].GetProperty("fact").GetProperty("id").GetString();
        await nora.PostAsync($"/api/v1/cases/{id}/decisions", new { factId = fact, verb = "confirm", note = "We looked at the side" });
        await machine.PostAsync($"/api/v1/cases/{id}/reports", new { factId = fact, words = "look at the side" });
        foreach (var page in (string[])["", "/found", "/answer", "/missing", "/sharing"])
        {
            await sam.GoAsync($"/cases/{id}{page}");
        }

        await sam.SubmitAsync($"/cases/{id}/delete", ("back", $"/cases/{id}/delete"));
        await sam.SubmitAsync($"/cases/{id}/delete", ("sure", "yes"));
        return id;
    }

    /// <summary>With a collector, and with every address noted that was asked for.</summary>
    private sealed class MeasuredHost(Uri collector) : WebHost(demo: true), IStartupFilter
    {
        private readonly ConcurrentQueue<string> addresses = new();

        public IReadOnlyCollection<string> Addresses => addresses;

        private protected override ServeOptions Options(ServeOptions options) => options with { Telemetry = collector };

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((HttpContext http, RequestDelegate rest) =>
            {
                addresses.Enqueue(Uri.UnescapeDataString(http.Request.Path + http.Request.QueryString));
                return rest(http);
            });
            next(app);
        };

        protected override void Change(WebApplicationBuilder builder)
        {
            builder.Services.AddSingleton<IStartupFilter>(this);

            // The queue is measured while the program runs, not at its end.
            builder.Services.Configure<PeriodicExportingMetricReaderOptions>(o => o.ExportIntervalMilliseconds = 500);
        }
    }

    /// <summary>Takes whatever is sent to it.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<byte[]> bodies = new();
        private WebApplication? app;

        // Protobuf keeps texts as they are.
        public string Text => string.Concat(bodies.Select(Encoding.Latin1.GetString));

        public async Task<Uri> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            app = builder.Build();
            app.MapPost("/v1/{signal}", async (HttpContext http) =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body, Stop);
                bodies.Enqueue(body.ToArray());
            });
            await app.StartAsync(Stop);
            return new(app.Urls.Single());
        }

        public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
