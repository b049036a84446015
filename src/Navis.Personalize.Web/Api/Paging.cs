using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Api;

/// <summary>Lists come by page: <c>?page=1&amp;limit=50</c>, with the neighbours in the <c>Link</c> header (RFC 8288).</summary>
internal static class Paging
{
    public const int Most = 100;
    private const int Usual = 50;

    /// <summary>The page asked for.</summary>
    /// <exception cref="NotAcceptedException">It is no page: <c>page</c>.</exception>
    public static (int Page, int Limit) Asked(int? page, int? limit) =>
        page is < 1 or > 1_000_000 || limit is < 1 or > Most ? throw new NotAcceptedException("page") : (page ?? 1, limit ?? Usual);

    /// <summary>One page of a list that is at hand.</summary>
    public static ApiPage<T> Of<TSource, T>(HttpContext http, IReadOnlyList<TSource> all, int? page, int? limit, Func<TSource, T> body)
    {
        var (number, size) = Asked(page, limit);
        Link(http, number, size, all.Count);
        return new() { Items = [.. all.Skip((number - 1) * size).Take(size).Select(body)], Total = all.Count };
    }

    /// <summary>Names the first, previous, next and last page.</summary>
    public static void Link(HttpContext http, int page, int limit, long total)
    {
        var last = Math.Max(1, (total + limit - 1) / limit);
        var links = new List<string> { To(1, "first") };
        if (page > 1)
        {
            links.Add(To(Math.Min(page - 1, last), "prev"));
        }

        if (page < last)
        {
            links.Add(To(page + 1, "next"));
        }

        links.Add(To(last, "last"));
        http.Response.Headers.Link = string.Join(", ", links);

        string To(long number, string relation)
        {
            var query = new QueryBuilder(http.Request.Query.Where(q => q.Key is not ("page" or "limit")).SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? "")))
            {
                { "page", number.ToString(CultureInfo.InvariantCulture) },
                { "limit", limit.ToString(CultureInfo.InvariantCulture) },
            };
            return $"<{http.Request.Path}{query}>; rel=\"{relation}\"";
        }
    }
}
