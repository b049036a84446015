using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Navis.Personalize.Web.Tests;

/// <summary>A site's directory on loopback: discovery, keys, authorize, token. It checks what a real one checks (client, redirect, PKCE), and lies where a test wants it to.</summary>
internal sealed class DirectoryDouble : IAsyncDisposable
{
    public const string Client = "navis";
    public const string Secret = "told to nobody else";

    private readonly RSA key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Asked> codes = new(StringComparer.Ordinal);
    private WebApplication? app;

    public Uri Root { get; private set; } = null!;

    /// <summary>Who is signed in at the directory.</summary>
    public Dictionary<string, object> Claims { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the next token: <c>nonce issuer audience key expired</c>, or nothing.</summary>
    public string? Lie { get; set; }

    /// <summary>Tokens that were given out.</summary>
    public int Tokens { get; private set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            var open = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)) { KeyId = "k1" });
            return Results.Json(new { keys = new[] { new { kty = open.Kty, kid = open.Kid, n = open.N, e = open.E, use = "sig", alg = "RS256" } } });
        });
        app.MapGet("/authorize", (HttpContext http) =>
        {
            var query = http.Request.Query;
            Assert.Equal((Client, "code", "S256"), (query["client_id"].ToString(), query["response_type"].ToString(), query["code_challenge_method"].ToString()));
            var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            codes[code] = new(query["nonce"].ToString(), query["code_challenge"].ToString(), query["redirect_uri"].ToString());
            return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
        });
        app.MapPost("/token", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            var proven = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            if (!codes.TryRemove(form["code"].ToString(), out var asked) || form["client_id"] != Client || form["client_secret"] != Secret || asked.Challenge != proven || asked.Redirect != form["redirect_uri"])
            {
                return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
            }

            Tokens++;
            return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 60, id_token = Token(asked) });
        });
        await app.StartAsync();
        Root = new Uri(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        key.Dispose();
    }

    private string Issuer => Root.ToString().TrimEnd('/');

    private string Token(Asked asked)
    {
        using var other = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Lie == "issuer" ? "https://elsewhere.example" : Issuer,
            Audience = Lie == "audience" ? "another program" : Client,
            NotBefore = Lie == "expired" ? now.AddHours(-2) : now,
            IssuedAt = Lie == "expired" ? now.AddHours(-2) : now,
            Expires = Lie == "expired" ? now.AddHours(-1) : now.AddMinutes(5),
            Claims = new Dictionary<string, object>(Claims, StringComparer.Ordinal) { ["nonce"] = Lie == "nonce" ? "another" : asked.Nonce },
            SigningCredentials = new(new RsaSecurityKey((Lie == "key" ? other : key).ExportParameters(includePrivateParameters: true)) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
        });
    }

    private sealed record Asked(string Nonce, string Challenge, string Redirect);
}
