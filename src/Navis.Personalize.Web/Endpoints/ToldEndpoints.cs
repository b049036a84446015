using Mediator;
using Navis.Personalize.Application.Features.Questions;
using Navis.Personalize.Application.Features.StoredCases;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What patient and caregiver tell in own words, and the questions to take along.</summary>
internal static class ToldEndpoints
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/cases/{id:guid}/told", TellAsync);
        forms.MapPost("/cases/{id:guid}/told/{told:guid}/back", TakeBackAsync);
        forms.MapPost("/cases/{id:guid}/questions", TickAsync);
        forms.MapPost("/cases/{id:guid}/questions/own", AddQuestionAsync);
        forms.MapPost("/cases/{id:guid}/questions/remove", RemoveQuestionAsync);
    }

    private static async Task<IResult> TellAsync(HttpContext http, Guid id, ISender sender)
    {
        var form = http.Request.Form;
        await sender.Send(new TellMissing(id, form["about"].ToString(), form["words"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/found?told=thanks");
    }

    private static async Task<IResult> TakeBackAsync(HttpContext http, Guid id, Guid told, ISender sender)
    {
        await sender.Send(new TakeBackTold(id, told), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/found?told=back.done");
    }

    private static async Task<IResult> TickAsync(HttpContext http, Guid id, ISender sender)
    {
        await sender.Send(new TickQuestions(id, [.. http.Request.Form["take"].OfType<string>()]), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/questions?kept=yes");
    }

    private static async Task<IResult> AddQuestionAsync(HttpContext http, Guid id, ISender sender)
    {
        await sender.Send(new AddQuestion(id, http.Request.Form["text"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/questions");
    }

    private static async Task<IResult> RemoveQuestionAsync(HttpContext http, Guid id, ISender sender)
    {
        await sender.Send(new RemoveQuestion(id, http.Request.Form["key"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/questions");
    }
}
