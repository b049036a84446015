using Mediator;
using Microsoft.AspNetCore.Http.HttpResults;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Web.Api;

/// <summary>What navigators and clinicians do. Signing is not among it: it asks for the person once more, and a token is no person.</summary>
internal static class ReviewApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/worklist", WorklistAsync).WithTags("Review").Is("listWork", ApiScope.Read, "List the work", "For the team: the shared cases, the one where a mistake would do most harm and has waited longest first.", "page");
        var review = api.MapGroup("/cases/{id:guid}").WithTags("Review");
        review.MapPut("/claim", ClaimAsync).Is("claimCase", ApiScope.Review, "Take a case", "For navigators: so that no two work on one. A claim that is left lying ends after half an hour.", "claimed-by-other");
        review.MapDelete("/claim", ReleaseAsync).Is("releaseCase", ApiScope.Review, "Let a case go", "For navigators.");
        review.MapPost("/decisions", DecideAsync).Is("decideFact", ApiScope.Review, "Decide on a fact", "For navigators: the last word counts, every word is kept.", "claimed-by-other", "no-such-fact", "nothing-to-undo", "value-missing", "value-not-allowed", "verb", "words-too-long");
        review.MapPost("/missed-facts", AddMissedAsync).Is("addMissedFact", ApiScope.Review, "Add a fact that was missed", "For navigators: on words that stand on the page once.", "claimed-by-other", "no-such-page", "value-not-allowed", "words-missing", "words-not-there", "words-too-long", "words-twice");
        review.MapDelete("/missed-facts/{number:int}", RemoveMissedAsync).Is("removeMissedFact", ApiScope.Review, "Take back a fact that was added", "For navigators: by the number that adding it gave.", "claimed-by-other", "nothing-to-undo");
        review.MapPut("/reports/{report:guid}/reply", ReplyAsync).Is("replyToReport", ApiScope.Review, "Reply to a report", "For navigators: the patient sees the reply.", "words-missing", "words-too-long");
        review.MapPost("/checks", FinishAsync).Is("finishChecking", ApiScope.Review, "Finish checking", "For navigators, when no fact waits: puts 'checked by' under exactly what 'seen' stands for.", "changed-meanwhile", "claimed-by-other", "facts-open", "mixed");
        review.MapGet("/summary", SummaryAsync).Is("getSummary", ApiScope.Read, "Get what is to be signed", "For clinicians: what a signature would be bound to, and what changed since the last one. It is signed on its page.", "not-read");
        review.MapPost("/returns", ReturnAsync).Is("returnCase", ApiScope.Review, "Give a case back", "For clinicians: to the navigator, with the reason.", "not-read", "words-missing", "words-too-long");
    }

    private static async Task<Ok<ApiPage<WorkBody>>> WorklistAsync(HttpContext http, ISender sender, int? page = null, int? limit = null)
    {
        Paging.Asked(page, limit);
        var all = await sender.Send(new ViewWorklist(), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.Ok(Paging.Of(http, all, page, limit, e => new WorkBody(
            e.Id, e.Title, CasesApi.NameOf(e.Reading), e.OpenFacts, e.Conflicts, e.OpenReports, e.WaitingSince, e.ClaimedByMe ? "mine" : e.ClaimedByOther ? "other" : "free", CasesApi.ReviewOf(e.Standing), Math.Round(e.Urgency, 3))));
    }

    private static Task<NoContent> ClaimAsync(HttpContext http, ISender sender, Guid id) => SendAsync(http, sender, new ClaimCase(id, true));

    private static Task<NoContent> ReleaseAsync(HttpContext http, ISender sender, Guid id) => SendAsync(http, sender, new ClaimCase(id, false));

    private static async Task<Created<NumberBody>> DecideAsync(HttpContext http, ISender sender, Guid id, DecisionBody body)
    {
        var verb = body.Verb switch
        {
            "confirm" => Verb.Confirm,
            "correct" => Verb.Correct,
            "reject" => Verb.Reject,
            "unknown" => Verb.Unknown,
            "undo" => Verb.Undo,
            _ => throw new NotAcceptedException("verb"),
        };
        var number = await sender.Send(new DecideFact(id, body.FactId, verb, body.Value, body.Note), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.Created($"{ApiServices.Root}/cases/{id}/facts", new NumberBody(number));
    }

    private static async Task<Created<NumberBody>> AddMissedAsync(HttpContext http, ISender sender, Guid id, MissedFactBody body)
    {
        var kind = FactKinds.Parse(body.Kind) ?? throw new NotAcceptedException("value-not-allowed");
        var number = await sender.Send(new AddMissedFact(id, body.DocumentId, body.Page, body.Words, kind, body.Gene, body.Value, body.Note), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.Created($"{ApiServices.Root}/cases/{id}/missed-facts/{number}", new NumberBody(number));
    }

    private static async Task<NoContent> RemoveMissedAsync(HttpContext http, ISender sender, Guid id, int number)
    {
        await sender.Send(new RemoveMissedFact(id, number), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static Task<NoContent> ReplyAsync(HttpContext http, ISender sender, Guid id, Guid report, WordsBody body) => SendAsync(http, sender, new AnswerReport(id, report, body.Words));

    private static Task<NoContent> FinishAsync(HttpContext http, ISender sender, Guid id, SeenBody body) => SendAsync(http, sender, new FinishChecking(id, body.Seen));

    private static async Task<Ok<SummaryBody>> SummaryAsync(HttpContext http, ISender sender, CurrentActor actor, Guid id)
    {
        var opened = (await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false)).Case;
        if (actor.Value?.Role is not Role.Clinician)
        {
            throw new RefusedException(Refusal.Role);
        }

        var bound = opened.Binding ?? throw new NotAcceptedException("not-read");
        return TypedResults.Ok(new SummaryBody(
            id, bound.Hash, new(bound.Records, bound.Profile, bound.Content, bound.Trace), CasesApi.ReviewOf(opened.Standing), opened.Standing.Facts.Gone, opened.Standing.Facts.Come, $"/cases/{id}/summary"));
    }

    private static Task<NoContent> ReturnAsync(HttpContext http, ISender sender, Guid id, WordsBody body) => SendAsync(http, sender, new ReturnCase(id, body.Words));

    private static async Task<NoContent> SendAsync(HttpContext http, ISender sender, ICommand<bool> command)
    {
        await sender.Send(command, http.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }
}
