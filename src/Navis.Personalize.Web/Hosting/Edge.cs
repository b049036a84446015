using Microsoft.AspNetCore.Antiforgery;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Api;
using Navis.Personalize.Web.Endpoints;

namespace Navis.Personalize.Web.Hosting;

/// <summary>The host's edge: refusals become "not found", mistakes a plain page, and bugs a number to quote. An exception's words are never logged.</summary>
internal sealed partial class Edge(RequestDelegate next, ILogger<Edge> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (ProofNeededException) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            new SafeHeadersAgain(http).Apply();
            var to = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : Back.To(http);
            http.Response.Redirect($"/account/again?to={Uri.EscapeDataString(to)}");
            return;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = e switch
            {
                RefusedException => StatusCodes.Status404NotFound,
                BadHttpRequestException bad => bad.StatusCode,
                NotAcceptedException or AntiforgeryValidationException or InvalidDataException => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status500InternalServerError,
            };
            if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                LogBug(log, e.GetType().FullName ?? "", e.StackTrace?.Split('\n')[0].Trim() ?? "", http.TraceIdentifier);
            }
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            if (ApiServices.IsApi(http))
            {
                new SafeHeadersAgain(http).Apply();
                await ApiProblems.WriteAsync(http, ApiCodes.OfStatus(http.Response.StatusCode)).ConfigureAwait(false);
            }
            else if (AcceptsPage(http))
            {
                await ShowPageAsync(http).ConfigureAwait(false);
            }
        }
    }

    private static bool AcceptsPage(HttpContext http) => http.Request.Headers.Accept.Any(a => a?.Contains("text/html", StringComparison.Ordinal) == true);

    private async Task ShowPageAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        new SafeHeadersAgain(http).Apply();
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        http.Request.Method = HttpMethods.Get;
        http.Request.Path = $"/problem/{status}";
        http.Request.QueryString = default;
        http.Items[typeof(Edge)] = status;
        http.Response.StatusCode = StatusCodes.Status200OK;

        // The page that failed has used up the services of this request.
        var (before, scope) = (http.RequestServices, http.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope());
        await using (scope.ConfigureAwait(false))
        {
            http.RequestServices = scope.ServiceProvider;
            try
            {
                await next(http).ConfigureAwait(false);
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                LogBug(log, e.GetType().FullName ?? "", "while showing a problem", http.TraceIdentifier);
            }
            finally
            {
                http.RequestServices = before;
                if (!http.Response.HasStarted)
                {
                    http.Response.StatusCode = status;
                }
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "A bug: {Type} {Place}, request {Request}")]
    private static partial void LogBug(ILogger log, string type, string place, string request);

    // Clearing a response takes its headers away too.
    private readonly record struct SafeHeadersAgain(HttpContext Http)
    {
        public void Apply() => _ = new SafeHeaders(_ => Task.CompletedTask).InvokeAsync(Http);
    }
}
