using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Navis.Personalize.Web.Api;

/// <summary>How much the interface takes in a minute. Each has an environment variable, see <see cref="From"/>.</summary>
internal sealed class ApiLimit
{
    public int ReadsPerMinute { get; set; } = 600;

    public int WritesPerMinute { get; set; } = 120;

    public int UploadsPerMinute { get; set; } = 30;

    /// <summary>Requests without a token that is in force, from one address.</summary>
    public int StrangersPerMinute { get; set; } = 60;

    /// <summary>Takes <c>NAVIS_API_READS</c>, <c>NAVIS_API_WRITES</c>, <c>NAVIS_API_UPLOADS</c>: whole numbers from 1, a minute.</summary>
    public void From(Func<string, string?> environment)
    {
        ReadsPerMinute = Number("NAVIS_API_READS", ReadsPerMinute);
        WritesPerMinute = Number("NAVIS_API_WRITES", WritesPerMinute);
        UploadsPerMinute = Number("NAVIS_API_UPLOADS", UploadsPerMinute);

        int Number(string name, int otherwise) => environment(name) switch
        {
            null or "" => otherwise,
            { } words when int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
            _ => throw new InvalidDataException($"{name} is not a whole number from 1. Mend it or take it away."),
        };
    }
}

/// <summary>Marks an endpoint that takes files.</summary>
internal sealed class TakesFiles;

/// <summary>Counts by person (all their tokens together), and by address where there is none. Reading, changing and uploading are counted apart.</summary>
internal sealed class ApiLimits(RequestDelegate next, IOptions<ApiLimit> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(string Who, Kind Kind)> limiter = PartitionedRateLimiter.Create<(string Who, Kind Kind), (string, Kind)>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = Permitted(options.Value, key.Kind), Window = Window }));

    private enum Kind
    {
        Read,
        Write,
        Upload,
        Stranger,
    }

    public async Task InvokeAsync(HttpContext http)
    {
        var caller = await http.AuthenticateAsync(ApiTokenHandler.SchemeName).ConfigureAwait(false);
        var person = caller.Principal is { } principal ? Accounts.PersonClaims.ActorOf(principal)?.Id : null;
        var kind = person is null ? Kind.Stranger
            : HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? Kind.Read
            : http.GetEndpoint()?.Metadata.GetMetadata<TakesFiles>() is not null ? Kind.Upload
            : Kind.Write;
        using var lease = limiter.AttemptAcquire((person ?? http.Connection.RemoteIpAddress?.ToString() ?? "", kind));
        if (lease.IsAcquired)
        {
            await next(http).ConfigureAwait(false);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await ApiProblems.WriteAsync(http, ApiCodes.TooManyRequests).ConfigureAwait(false);
    }

    public void Dispose() => limiter.Dispose();

    private static int Permitted(ApiLimit limit, Kind kind) => kind switch
    {
        Kind.Read => limit.ReadsPerMinute,
        Kind.Write => limit.WritesPerMinute,
        Kind.Upload => limit.UploadsPerMinute,
        Kind.Stranger => limit.StrangersPerMinute,
    };
}
