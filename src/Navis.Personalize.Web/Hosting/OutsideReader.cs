using Navis.Personalize.Formats.Cloud;

namespace Navis.Personalize.Web.Hosting;

/// <summary>What the environment says of a reader outside of this machine.</summary>
/// <param name="IsConfigured">Whether address and credential are there.</param>
/// <param name="Words">The same for a person; never a credential.</param>
internal sealed record OutsideReader(bool IsConfigured, string Words)
{
    public static OutsideReader Of(CloudOptions? options, string? problem) => options is not null
        ? new(true, options.Endpoint.IdnHost)
        : new(false, problem ?? (CloudOptions.IsOffline(Environment.GetEnvironmentVariable) ? "kept off: the program was started with --offline" : "not configured where the program was started"));
}
