using System.Collections.Frozen;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Accounts;

/// <summary>A site's own directory, by OpenID Connect. Off unless the environment names one; off, nothing of it is there and no socket is opened.</summary>
/// <param name="Authority">Address of the issuer: HTTPS, or plain HTTP on the machine itself.</param>
/// <param name="ClientId">How the directory calls this program.</param>
/// <param name="ClientSecret">Its secret, from a file that only the program reads.</param>
internal sealed record DirectoryOptions(Uri Authority, string ClientId, string ClientSecret)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "directory";

    private const string Prefix = "NAVIS_OIDC_";

    /// <summary>Words of the button: <c>NAVIS_OIDC_NAME</c>.</summary>
    public string Name { get; init; } = "site account";

    /// <summary>The claim that names groups, <c>NAVIS_OIDC_ROLE_CLAIM</c>; null: roles are given by the administrator here.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>Roles by group, <c>NAVIS_OIDC_ROLES="doctors=clinician; guides=navigator"</c>. Of several the most powerful counts.</summary>
    public FrozenDictionary<string, Role> Roles { get; init; } = FrozenDictionary<string, Role>.Empty;

    /// <summary>Whether somebody whom nobody has invited gets an account as a patient: <c>NAVIS_OIDC_PATIENTS=yes</c>.</summary>
    public bool MakesPatients { get; init; }

    /// <summary>Whether the directory asks for a second step itself, so that none is asked for here: <c>NAVIS_OIDC_SECOND_STEP=directory</c>.</summary>
    public bool HasSecondStep { get; init; }

    /// <summary>What the environment says, or null: there is no directory.</summary>
    /// <exception cref="InvalidDataException">It says it wrongly; names the variable.</exception>
    public static DirectoryOptions? From(Func<string, string?> environment)
    {
        string? Value(string name) => environment(Prefix + name)?.Trim() is { Length: > 0 } value ? value : null;
        InvalidDataException Wrong(string name, string how) => new($"{Prefix}{name} {how} The site's directory can't be used as it is: correct it, or take {Prefix}AUTHORITY out.");
        if (Value("AUTHORITY") is not { } named)
        {
            return null;
        }

        if (!Uri.TryCreate(named, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
        {
            throw Wrong("AUTHORITY", "must be an address that begins with https://.");
        }

        var secretFile = Value("CLIENT_SECRET_FILE") ?? throw Wrong("CLIENT_SECRET_FILE", "is missing: it names the file with the secret.");
        if (!File.Exists(secretFile) || File.ReadAllText(secretFile).Trim() is not { Length: > 0 } secret)
        {
            throw Wrong("CLIENT_SECRET_FILE", "names a file that is not there or is empty.");
        }

        return new(authority, Value("CLIENT_ID") ?? throw Wrong("CLIENT_ID", "is missing."), secret)
        {
            Name = Value("NAME") ?? "site account",
            RoleClaim = Value("ROLE_CLAIM"),
            Roles = (Value("ROLES") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries) is [var group, var role]
                && Enum.TryParse<Role>(role, ignoreCase: true, out var known) && char.IsLetter(role[0])
                    ? KeyValuePair.Create(group, known)
                    : throw Wrong("ROLES", "is a list such as 'doctors=clinician; guides=navigator'.")).ToFrozenDictionary(StringComparer.Ordinal),
            MakesPatients = Value("PATIENTS") is "yes",
            HasSecondStep = Value("SECOND_STEP") is "directory",
        };
    }

    /// <summary>The role that a person's groups give, or null.</summary>
    public Role? RoleOf(IEnumerable<string> groups)
    {
        Role? most = null;
        foreach (var group in groups)
        {
            most = Roles.TryGetValue(group, out var role) && (most is null || role > most) ? role : most;
        }

        return most;
    }
}
