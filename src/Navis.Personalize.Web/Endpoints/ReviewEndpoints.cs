using System.Globalization;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What navigators and clinicians do.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/cases/{id:guid}/claim", ClaimAsync);
        forms.MapPost("/cases/{id:guid}/facts/{fact}", DecideAsync);
        forms.MapPost("/cases/{id:guid}/missed", MissedAsync);
        forms.MapPost("/cases/{id:guid}/missed/{number:int}/remove", RemoveMissedAsync);
        forms.MapPost("/cases/{id:guid}/checked", FinishAsync);
        forms.MapPost("/cases/{id:guid}/reports/{report:guid}", AnswerAsync);
        forms.MapPost("/cases/{id:guid}/sign", SignAsync);
        forms.MapPost("/cases/{id:guid}/return", ReturnAsync);
    }

    private static async Task<IResult> ClaimAsync(HttpContext http, Guid id, ISender sender)
    {
        var claimed = http.Request.Form["claimed"] == "yes";
        await sender.Send(new ClaimCase(id, claimed), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect(claimed ? $"/cases/{id}/verify" : "/work");
    }

    private static async Task<IResult> DecideAsync(HttpContext http, Guid id, string fact, ISender sender)
    {
        var form = http.Request.Form;
        if (!Enum.TryParse<Verb>(form["verb"], ignoreCase: true, out var verb))
        {
            throw new NotAcceptedException("verb");
        }

        await sender.Send(new DecideFact(id, fact, verb, form["value"], form["note"]), http.RequestAborted).ConfigureAwait(false);

        // After an undo the same fact again; else the page shows the next one that waits.
        return Results.LocalRedirect(verb is Verb.Undo ? $"/cases/{id}/verify?fact={Uri.EscapeDataString(fact)}" : $"/cases/{id}/verify");
    }

    private static async Task<IResult> MissedAsync(HttpContext http, Guid id, ISender sender)
    {
        var form = http.Request.Form;

        // What the words say, as one choice: kind, gene or nothing, value.
        if (form["says"].ToString().Split('|') is not [var name, var gene, var value] || FactKinds.Parse(name) is not { } kind
            || !int.TryParse(form["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page))
        {
            throw new NotAcceptedException("value-missing");
        }

        await sender.Send(new AddMissedFact(id, form["document"].ToString(), page, form["words"].ToString(), kind, gene.Length == 0 ? null : gene, value, form["note"]), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect(Back.To(http));
    }

    private static async Task<IResult> RemoveMissedAsync(HttpContext http, Guid id, int number, ISender sender)
    {
        await sender.Send(new RemoveMissedFact(id, number), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/verify");
    }

    private static async Task<IResult> FinishAsync(HttpContext http, Guid id, ISender sender)
    {
        await sender.Send(new FinishChecking(id, http.Request.Form["seen"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect("/work?checked=yes");
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, Guid id, Guid report, ISender sender)
    {
        await sender.Send(new AnswerReport(id, report, http.Request.Form["words"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/verify");
    }

    private static async Task<IResult> SignAsync(HttpContext http, Guid id, ISender sender, Proof proof)
    {
        var form = http.Request.Form;

        // Inside first: a person outside the case must not learn from a password that it is there.
        await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        await sender.Send(new SignCase(id, form["seen"].ToString(), form["note"]), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/summary?signed=yes");
    }

    private static async Task<IResult> ReturnAsync(HttpContext http, Guid id, ISender sender)
    {
        await sender.Send(new ReturnCase(id, http.Request.Form["note"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect("/work?returned=yes");
    }
}
