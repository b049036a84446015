using System.Net;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Hosting;

/// <summary>How the web program is started.</summary>
/// <param name="Demo">With demo people and cases, whose password stands on the sign-in page.</param>
/// <param name="Data">Data folder.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
/// <param name="Database">Connection string of a PostgreSQL database, or null for files in the data folder.</param>
/// <param name="KeyFile">The file of the master key, or null for the one in the data folder.</param>
/// <param name="Worker">No pages: only the reading jobs, for a further machine on the same database.</param>
internal sealed record ServeOptions(bool Demo, string Data, string Urls, string? Database = null, string? KeyFile = null, bool Worker = false)
{
    /// <summary>The environment variable that names a collector of telemetry, as OpenTelemetry calls it.</summary>
    public const string TelemetryVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>E-mail of an administrator who can't get in any more: at the start a link for a new password is written to the program's messages. Null: nobody.</summary>
    public string? Recover { get; init; }

    /// <summary>The site's directory, or null: there is none.</summary>
    public DirectoryOptions? Directory { get; init; }

    public const string DefaultUrls = "http://127.0.0.1:5080";
    public const string WorkerUrls = "http://127.0.0.1:5081";
    public const string Usage = "usage: navis serve [--demo] [--data DIR] [--urls http://127.0.0.1:5080] [--database CONNECTION [--worker]] [--recover EMAIL] [--behind-proxy[=ADDRESS,…]] [--insecure] [--offline] [--otlp http://127.0.0.1:4318]";

    /// <summary>Addresses of the proxies before the program, whose forwarded headers are believed; null: there is none.</summary>
    public IReadOnlyList<IPAddress>? Proxies { get; init; }

    /// <summary>Listens in the clear on addresses that other machines reach.</summary>
    public bool Insecure { get; init; }

    /// <summary>Opens no socket but the one it listens on.</summary>
    public bool Offline { get; init; }

    /// <summary>Where telemetry goes, or null: nowhere.</summary>
    public Uri? Telemetry { get; init; }

    /// <summary>Reads a command line; a problem in words where it is wrong.</summary>
    /// <param name="args">The arguments after the verb.</param>
    /// <param name="environment">Where <see cref="DatabasePlace.Variable"/> is looked up when the line names no database.</param>
    public static (ServeOptions? Options, string? Problem) Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var demo = false;
        string? data = null;
        string? urls = null;
        string? database = null;
        var worker = false;
        string? recover = null;
        string? telemetry = null;
        IReadOnlyList<IPAddress>? proxies = null;
        var (insecure, offline) = (false, false);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--demo" when value is null:
                    demo = true;
                    break;
                case "--worker" when value is null:
                    worker = true;
                    break;
                case "--recover":
                    recover = value ?? (++i < args.Count ? args[i] : null);
                    if (string.IsNullOrWhiteSpace(recover))
                    {
                        return (null, "--recover needs the e-mail of an administrator.");
                    }

                    break;
                case "--insecure" when value is null:
                    insecure = true;
                    break;
                case "--offline" when value is null:
                    offline = true;
                    break;
                case "--behind-proxy":
                    var addresses = value is null ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : value.Split(',').Select(a => IPAddress.TryParse(a.Trim(), out var address) ? address : null).ToList();
                    if (addresses.Contains(null))
                    {
                        return (null, $"{name} takes addresses like 10.0.0.5, with commas between them.");
                    }

                    proxies = [.. addresses.OfType<IPAddress>()];
                    break;
                case "--data" or "--urls" or "--database" or "--otlp":
                    value ??= ++i < args.Count ? args[i] : null;
                    if (string.IsNullOrWhiteSpace(value))
                    {
                        return (null, $"{name} needs a value.");
                    }

                    (data, urls, database, telemetry) = name switch
                    {
                        "--data" => (value, urls, database, telemetry),
                        "--urls" => (data, value, database, telemetry),
                        "--otlp" => (data, urls, database, value),
                        _ => (data, urls, value, telemetry),
                    };
                    break;
                default:
                    return (null, $"'{args[i]}' is not known here.");
            }
        }

        database ??= environment(DatabasePlace.Variable);
        if (string.IsNullOrEmpty(database))
        {
            database = null;
        }

        // A collector that only the environment names is left aside offline; one on the line is a contradiction, which the start refuses.
        telemetry ??= offline ? null : environment(TelemetryVariable) is { Length: > 0 } named ? named : null;
        Uri? collector = null;
        if (telemetry is not null && !(Uri.TryCreate(telemetry, UriKind.Absolute, out collector) && collector.Scheme is "http" or "https"))
        {
            return (null, "--otlp takes an address like http://127.0.0.1:4318.");
        }

        return worker switch
        {
            true when database is null => (null, "--worker needs --database: files in a data folder take one program only."),
            true when demo => (null, "--worker has no pages, so no demo."),
            _ => (new(demo, data ?? DataFolder.Default(demo), urls ?? (worker ? WorkerUrls : DefaultUrls), database, environment(DataFolder.KeyVariable), worker)
            {
                Recover = recover,
                Proxies = proxies,
                Insecure = insecure,
                Offline = offline,
                Telemetry = collector,
            }, null),
        };
    }
}
