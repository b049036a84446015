using Navis.Personalize.Application;
using Navis.Personalize.Application.Storage;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Sends durations and counts to the collector that the site names, over OTLP (HTTP, protobuf); without one nothing is collected. No path, no query, no id, no word of a record goes out: routes and names of use cases only.</summary>
internal static class TelemetryServices
{
    public static void AddTelemetry(this IServiceCollection services, ServeOptions options)
    {
        if (options.Telemetry is not { } collector)
        {
            return;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(r => r.Clear().AddService("navis-personalize", autoGenerateServiceInstanceId: true))
            .WithTracing(t => t
                .AddSource(Telemetry.Name)
                .AddAspNetCoreInstrumentation(o =>
                {
                    o.RecordException = false;
                    o.Filter = http => http.Request.Path.Value is not ("/health" or "/ready");
                    o.EnrichWithHttpRequest = (activity, _) =>
                    {
                        // Ids of cases stand in paths, codes of invitations in queries.
                        foreach (var tag in (string[])["url.path", "url.query", "user_agent.original", "client.address", "server.address"])
                        {
                            activity.SetTag(tag, null);
                        }
                    };
                })
                .AddOtlpExporter(o => Export(o, collector, "v1/traces")))
            .WithMetrics(m => m
                .AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter(o => Export(o, collector, "v1/metrics")));
        services.AddHostedService<QueueLength>();
    }

    private static void Export(OtlpExporterOptions options, Uri collector, string signal)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(new Uri(collector.AbsoluteUri.TrimEnd('/') + "/"), signal);
    }

    // Lives as long as the program, so that the queue is measured when it is asked for.
    private sealed class QueueLength(IServiceProvider services) : IHostedService
    {
        private IDisposable? measured;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            measured = services.MeasureQueue();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            measured?.Dispose();
            return Task.CompletedTask;
        }
    }
}
