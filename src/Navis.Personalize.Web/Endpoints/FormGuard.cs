using Microsoft.AspNetCore.Antiforgery;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>Every form carries our token, and a form that is not accepted goes back to its page with a code: no words of a record are ever in an address.</summary>
internal sealed class FormGuard(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        await antiforgery.ValidateRequestAsync(http).ConfigureAwait(false);
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (NotAcceptedException e)
        {
            return Results.LocalRedirect(Back.To(http, e.Problem));
        }
    }
}

/// <summary>Where a form came from: a local path named in the form itself.</summary>
internal static class Back
{
    public static string To(HttpContext http, string? problem = null)
    {
        var asked = http.Request.HasFormContentType ? http.Request.Form["back"].ToString() : "";
        var path = IsLocal(asked) ? asked : "/";
        return problem is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}problem={Uri.EscapeDataString(problem)}";
    }

    public static bool IsLocal(string? path) =>
        path is ['/', ..] && (path.Length == 1 || (path[1] is not ('/' or '\\') && !path.Any(c => char.IsControl(c) || c is '\\')));
}
