using System.Globalization;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Components;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What navigators and clinicians do.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/cases/{id:guid}/claim", ClaimAsync);
        forms.MapPost("/cases/{id:guid}/facts/{fact}", DecideAsync);
        forms.MapPost("/cases/{id:guid}/facts/{fact}/choose", ChooseAsync);
        forms.MapPost("/cases/{id:guid}/certain", CertainAsync);
        forms.MapPost("/cases/{id:guid}/undo", UndoAsync);
        forms.MapPost("/cases/{id:guid}/handover", HandOverAsync);
        forms.MapPost("/cases/{id:guid}/time", TimeAsync);
        forms.MapPost("/cases/{id:guid}/missed", MissedAsync);
        forms.MapPost("/cases/{id:guid}/missed/{number:int}/remove", RemoveMissedAsync);
        forms.MapPost("/cases/{id:guid}/told/{told:guid}/fact", UseToldAsync);
        forms.MapPost("/cases/{id:guid}/checked", FinishAsync);
        forms.MapPost("/cases/{id:guid}/reports/{report:guid}", AnswerAsync);
        forms.MapPost("/cases/{id:guid}/sign", SignAsync);
        forms.MapPost("/cases/{id:guid}/return", ReturnAsync);
        forms.MapPost("/cases/{id:guid}/withhold", WithholdAsync);
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

        // After an undo the same fact again; else the page shows the next one that waits. A clinician goes on with the summary.
        return Results.LocalRedirect(!IsVerifying(http) ? Back.To(http) : verb is Verb.Undo ? $"/cases/{id}/verify?fact={Uri.EscapeDataString(fact)}" : $"/cases/{id}/verify");
    }

    private static async Task<IResult> ChooseAsync(HttpContext http, Guid id, string fact, ISender sender)
    {
        await sender.Send(new ChooseFact(id, fact, http.Request.Form["note"]), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect(Next(http, id));
    }

    private static async Task<IResult> CertainAsync(HttpContext http, Guid id, ISender sender)
    {
        await sender.Send(new ConfirmCertain(id, http.Request.Form["seen"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/verify");
    }

    private static async Task<IResult> UndoAsync(HttpContext http, Guid id, ISender sender)
    {
        await sender.Send(new UndoLast(id), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect(Next(http, id));
    }

    private static async Task<IResult> HandOverAsync(HttpContext http, Guid id, ISender sender, Colleagues colleagues, CurrentActor actor)
    {
        // Inside first: who works here is told to nobody else.
        await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false);
        var person = http.Request.Form["person"].ToString();
        var known = await colleagues.NavigatorsAsync(actor.Value!.Id, http.RequestAborted).ConfigureAwait(false);
        if (known.All(c => c.Id != person))
        {
            throw new NotAcceptedException("value-missing");
        }

        await sender.Send(new HandOver(id, person), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect("/work");
    }

    private static async Task<IResult> TimeAsync(HttpContext http, Guid id, ISender sender) =>
        Results.Text(Days.Spent(TimeSpan.FromSeconds(await sender.Send(new SpendTime(id), http.RequestAborted).ConfigureAwait(false))));

    private static bool IsVerifying(HttpContext http) => !Back.To(http).Contains("/summary", StringComparison.Ordinal);

    private static string Next(HttpContext http, Guid id) => IsVerifying(http) ? $"/cases/{id}/verify" : Back.To(http);

    private static async Task<IResult> MissedAsync(HttpContext http, Guid id, ISender sender)
    {
        var form = http.Request.Form;

        var (kind, gene, value) = Says(form);
        if (!int.TryParse(form["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page))
        {
            throw new NotAcceptedException("no-such-page");
        }

        // A place that was drawn or chosen goes before words that were written.
        var place = form["span"].ToString() is { Length: > 0 } drawn ? drawn : form["line"].ToString();
        var (start, end) = place.Split('-') is [var from, var to] ? (Number(from), Number(to)) : (null, null);
        var missed = new AddMissedFact(id, form["document"].ToString(), page, start is null ? form["words"].ToString() : "", kind, gene, value, form["note"])
        {
            Nth = Number(form["nth"]),
            Start = start,
            End = end,
        };
        await sender.Send(missed, http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect(Back.To(http));
    }

    private static async Task<IResult> UseToldAsync(HttpContext http, Guid id, Guid told, ISender sender)
    {
        var (kind, gene, value) = Says(http.Request.Form);
        await sender.Send(new AddToldFact(id, told, kind, gene, value, http.Request.Form["note"]), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/verify");
    }

    // What words say, as one choice: kind, gene or nothing, value; the number in a field of its own.
    private static (FactKind Kind, string? Gene, string Value) Says(IFormCollection form) =>
        form["says"].ToString().Split('|') is [var name, var gene, var value] && FactKinds.Parse(name) is { } kind
            ? (kind, gene.Length == 0 ? null : gene, value == "#" ? form["number"].ToString() : value)
            : throw new NotAcceptedException("value-missing");

    private static int? Number(string? words) => int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

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

    private static async Task<IResult> WithholdAsync(HttpContext http, Guid id, ISender sender)
    {
        var form = http.Request.Form;
        await sender.Send(new WithholdStatement(id, form["rule"].ToString(), form["withheld"] == "yes", form["reason"]), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect(Back.To(http));
    }
}
