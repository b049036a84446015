using System.Collections.Immutable;
using System.Globalization;

namespace Navis.Personalize.Formats.Cloud;

/// <summary>How pages that are pictures may be read outside of this machine, with Azure AI Document Intelligence. It can only be made with endpoint, credential and consent
/// together; whoever holds one may send pages.</summary>
/// <remarks>The environment variables: <c>NAVIS_CLOUD_ENDPOINT</c>, <c>NAVIS_CLOUD_KEY</c> or <c>NAVIS_CLOUD_TOKEN</c>, <c>NAVIS_CLOUD_CONSENT=yes</c>; and, where wanted,
/// <c>NAVIS_CLOUD_MODEL</c>, <c>NAVIS_CLOUD_HOST</c>, <c>NAVIS_CLOUD_SECONDS</c>. <c>NAVIS_OFFLINE=1</c> wins over all of them.</remarks>
public sealed record CloudOptions
{
    /// <summary>The variable that keeps everything on this machine, whatever else is set.</summary>
    public const string OfflineVariable = "NAVIS_OFFLINE";

    /// <summary>The variable by which a command line says that pages may leave; the web application has a switch for it instead.</summary>
    public const string ConsentVariable = Prefix + "CONSENT";

    /// <summary>The option of every verb that sets it.</summary>
    public const string OfflineOption = "--offline";

    private const string Prefix = "NAVIS_CLOUD_";

    /// <summary>Ends of the names under which the service runs (public, US government, China); any other host has to be named by <c>NAVIS_CLOUD_HOST</c>.</summary>
    private static readonly ImmutableArray<string> Suffixes = [".cognitiveservices.azure.com", ".api.cognitive.microsoft.com", ".services.ai.azure.com", ".cognitiveservices.azure.us", ".cognitiveservices.azure.cn"];

    private CloudOptions(Uri endpoint, string credential, bool isToken) => (Endpoint, Credential, IsToken) = (endpoint, credential, isToken);

    /// <summary>The service's address; https, or http on this machine.</summary>
    public Uri Endpoint { get; }

    /// <summary>Which model reads: <c>prebuilt-read</c> or <c>prebuilt-layout</c>; the words and boxes are alike.</summary>
    public string Model { get; init; } = "prebuilt-read";

    /// <summary>Longest time for one page, with all waiting and trying again, seconds.</summary>
    public int Seconds { get; init; } = 120;

    /// <summary>Key or token.</summary>
    internal string Credential { get; }

    /// <summary>Whether the credential is a bearer token (Entra ID) and no key.</summary>
    internal bool IsToken { get; }

    /// <summary>The options that the environment gives; null, with nothing said, where they are not complete or the program is to stay offline.</summary>
    /// <param name="variable">Gives the value of an environment variable, or null.</param>
    /// <returns>Options; or a problem in words where they are complete and wrong, and nothing is sent.</returns>
    public static (CloudOptions? Options, string? Problem) From(Func<string, string?> variable)
    {
        if (IsOffline(variable))
        {
            return (null, null);
        }

        var (options, problem) = Create(variable(Prefix + "ENDPOINT"), variable(Prefix + "KEY"), variable(Prefix + "TOKEN"), IsYes(variable(ConsentVariable)), variable(Prefix + "HOST"));
        return (options is null ? null : options with
        {
            Model = variable(Prefix + "MODEL") is "layout" or "prebuilt-layout" ? "prebuilt-layout" : options.Model,
            Seconds = int.TryParse(variable(Prefix + "SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : options.Seconds,
        }, problem);
    }

    /// <summary>Options from their parts, as a settings page would have them.</summary>
    /// <param name="endpoint">The service's address.</param>
    /// <param name="key">Key, or null where there is a token.</param>
    /// <param name="token">Bearer token, or null where there is a key.</param>
    /// <param name="isConsented">Whether the one who answers for the records agreed that pages leave the machine.</param>
    /// <param name="host">A host that may be used although it is none of the service's own names (a proxy, a container); null for none.</param>
    /// <returns>Options; null without a problem where a part is missing, null with one where a part is wrong.</returns>
    public static (CloudOptions? Options, string? Problem) Create(string? endpoint, string? key, string? token, bool isConsented, string? host = null)
    {
        var credential = string.IsNullOrWhiteSpace(token) ? key : token;
        if (string.IsNullOrWhiteSpace(endpoint) || string.IsNullOrWhiteSpace(credential) || !isConsented)
        {
            return (null, null);
        }

        if (!Uri.TryCreate(endpoint.Trim(), UriKind.Absolute, out var address) || !string.IsNullOrEmpty(address.Query) || !string.IsNullOrEmpty(address.UserInfo))
        {
            return (null, "the outside reader is off: NAVIS_CLOUD_ENDPOINT is no address such as https://NAME.cognitiveservices.azure.com/.");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            return (null, "the outside reader is off: NAVIS_CLOUD_ENDPOINT must begin with https://.");
        }

        if (!Suffixes.Any(s => address.IdnHost.EndsWith(s, StringComparison.OrdinalIgnoreCase)) && !string.Equals(address.IdnHost, host?.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return (null, "the outside reader is off: the host of NAVIS_CLOUD_ENDPOINT is none of the service's. If it is right, name it in NAVIS_CLOUD_HOST as well.");
        }

        return credential.Trim().All(static c => c is > ' ' and <= '~')
            ? (new(address, credential.Trim(), !string.IsNullOrWhiteSpace(token)), null)
            : (null, "the outside reader is off: NAVIS_CLOUD_KEY or NAVIS_CLOUD_TOKEN holds signs that no credential has. Copy it again.");
    }

    /// <summary>Whether everything is to stay on this machine.</summary>
    /// <param name="variable">Gives the value of an environment variable, or null.</param>
    public static bool IsOffline(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return IsYes(variable(OfflineVariable));
    }

    /// <summary>Without the credential, wherever it is written.</summary>
    public override string ToString() => $"{nameof(CloudOptions)} {{ {Endpoint.IdnHost}, {Model} }}";

    private static bool IsYes(string? value) => value?.Trim().ToUpperInvariant() is "1" or "YES" or "TRUE" or "ON";
}
