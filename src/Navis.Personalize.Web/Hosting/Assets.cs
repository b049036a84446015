using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Style, script and icon, out of the program itself: no outside assets, no folder to lose.</summary>
internal static class Assets
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["navis.css"] = "text/css; charset=utf-8",
        ["passkeys.js"] = "text/javascript; charset=utf-8",
        ["review.css"] = "text/css; charset=utf-8",
        ["verify.js"] = "text/javascript; charset=utf-8",
        ["page.js"] = "text/javascript; charset=utf-8",
        ["upload.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var (name, type) in Types)
        {
            var bytes = Read(name);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
            app.MapGet($"/assets/{name}", (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "no-cache";
                return Results.Bytes(bytes, type, entityTag: tag);
            });
        }
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program lacks its asset {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
