using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Api;

/// <summary>Every failure of the interface is a problem (RFC 9457) with a code. Bugs go on to the host's edge, which counts them.</summary>
internal sealed class ApiProblems(RequestDelegate next)
{
    public const string MediaType = "application/problem+json";

    public async Task InvokeAsync(HttpContext http)
    {
        string? code = null;
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (Exception e) when (!http.Response.HasStarted && e is RefusedException or NotAcceptedException or BadHttpRequestException or InvalidDataException)
        {
            code = e switch
            {
                RefusedException => ApiCodes.NotFound,
                NotAcceptedException not => not.Problem,
                BadHttpRequestException bad => ApiCodes.OfStatus(bad.StatusCode),
                _ => ApiCodes.Malformed,
            };
        }

        if (code is not null || http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await WriteAsync(http, code ?? ApiCodes.OfStatus(http.Response.StatusCode)).ConfigureAwait(false);
        }
    }

    public static Task WriteAsync(HttpContext http, string code)
    {
        var (status, title) = ApiCodes.Of(code);
        http.Response.StatusCode = status;
        var problem = new ApiProblem { Status = status, Code = code, Title = title, Request = http.TraceIdentifier };
        return http.Response.WriteAsJsonAsync(problem, options: null, MediaType, http.RequestAborted);
    }
}
