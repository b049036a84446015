using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Who can reach the program, and whom it may reach. What is not safe is refused before anything listens.</summary>
internal static class Exposure
{
    /// <summary>Stops a start that would speak in the clear to other machines, or reach out although it is told not to.</summary>
    /// <exception cref="InvalidDataException">It would; the message says what to do.</exception>
    public static void Check(ServeOptions options, IConfiguration configuration)
    {
        var urls = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>());
        if (options.Proxies is null && !options.Insecure && urls.FirstOrDefault(IsOpen) is { } open)
        {
            throw new InvalidDataException($"{open} would be reached by other machines without encryption. Put a proxy that speaks HTTPS before it and say --behind-proxy=ITS-ADDRESS, or give Kestrel a certificate, or say --insecure for a trial with invented records.");
        }

        if (options.Offline && options.Telemetry is not null)
        {
            throw new InvalidDataException("--offline and --otlp can not go together: offline, nothing is sent anywhere. Leave one of them out.");
        }

        if (options.Offline && options.Database is { } database && !IsHere(database))
        {
            throw new InvalidDataException("--offline takes a database on this machine only: a socket folder or a loopback address as its Host. Leave out --offline, or move the database.");
        }
    }

    /// <summary>Believes a proxy what it says of the caller's address and protocol, where one is configured; nobody else.</summary>
    public static void UseProxy(this IApplicationBuilder app, ServeOptions options)
    {
        if (options.Proxies is not { } proxies)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            forwarded.KnownProxies.Add(proxy);
        }

        app.UseForwardedHeaders(forwarded);
    }

    // An address that is no loopback, in the clear. What is no address of the web ("http://+:80") means: every one.
    private static bool IsOpen(string url)
    {
        if (!url.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var host = url["http:".Length..].Trim('/').Split('/')[0];
        host = host.StartsWith('[') ? host[1..].Split(']')[0] : host.Split(':')[0];
        return !(host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.StartsWith("unix", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));
    }

    private static bool IsHere(string connection)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connection };
        var host = (parts.TryGetValue("Host", out var named) || parts.TryGetValue("Server", out named) ? named.ToString() : null) ?? "";
        return host.StartsWith('/') || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
