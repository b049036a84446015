using Mediator;
using Navis.Personalize.Application.Features.Jobs;
using Navis.Personalize.Application.Jobs;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What an administrator does about jobs that failed.</summary>
internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder forms) => forms.MapPost("/admin/jobs/{id:guid}/retry", RetryAsync);

    private static async Task<IResult> RetryAsync(HttpContext http, Guid id, ISender sender, JobSignal signal)
    {
        await sender.Send(new RetryJob(id), http.RequestAborted).ConfigureAwait(false);
        signal.Set();
        return Results.LocalRedirect("/admin/jobs?again=yes");
    }
}
