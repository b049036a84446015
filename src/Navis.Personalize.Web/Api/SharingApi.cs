using Mediator;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Api;

/// <summary>Who else sees a case.</summary>
internal static class SharingApi
{
    private const int MaximumDays = 3650;

    public static void Map(RouteGroupBuilder api)
    {
        var sharing = api.MapGroup("/cases/{id:guid}").WithTags("Sharing");
        sharing.MapPut("/sharing", ShareAsync).Is("shareCase", ApiScope.Write, "Share with the team", "For its owner: whether navigators and clinicians see the case.");
        sharing.MapGet("/consents", ConsentsAsync).Is("listConsents", ApiScope.Read, "List the consents", "For its owner: the caregivers who may act in the case now.", "page");
        sharing.MapPost("/consents", ConsentAsync).Is("giveConsent", ApiScope.Write, "Give consent to a caregiver", "For its owner. The answer is the same whether or not the e-mail belongs to a caregiver.", "days", "nobody");
        sharing.MapDelete("/consents/{person}", EndAsync).Is("endConsent", ApiScope.Write, "End a consent", "For its owner: the caregiver sees the case no longer, from this moment.");
    }

    private static async Task<NoContent> ShareAsync(HttpContext http, ISender sender, Guid id, SharingBody body)
    {
        await sender.Send(new ShareCase(id, body.Shared), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ApiPage<ConsentBody>>> ConsentsAsync(HttpContext http, ISender sender, UserManager<Person> people, Guid id, int? page = null, int? limit = null)
    {
        Paging.Asked(page, limit);
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        var all = await sender.Send(new ListConsents(id), http.RequestAborted).ConfigureAwait(false);
        foreach (var consent in all)
        {
            names[consent.PersonId] = (await people.FindByIdAsync(consent.PersonId).ConfigureAwait(false))?.DisplayName;
        }

        return TypedResults.Ok(Paging.Of(http, all, page, limit, c => new ConsentBody(c.PersonId, names[c.PersonId], c.GivenAt, c.Until)));
    }

    private static async Task<NoContent> ConsentAsync(HttpContext http, ISender sender, UserManager<Person> people, TimeProvider clock, Guid id, NewConsentBody body)
    {
        if (body.Days is < 1 or > MaximumDays)
        {
            throw new NotAcceptedException("days");
        }

        var person = await people.FindByEmailAsync(body.Email.Trim()).ConfigureAwait(false);
        var until = body.Days is { } days ? clock.GetUtcNow().AddDays(days) : (DateTimeOffset?)null;

        // As on the page: whether there is such an account is not told.
        await sender.Send(new SetConsent(id, person is { Role: Role.Caregiver } ? person.Id : $"unknown-{Guid.NewGuid():N}", person is { Role: Role.Caregiver }, until), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndAsync(HttpContext http, ISender sender, Guid id, string person)
    {
        await sender.Send(new SetConsent(id, person, false, null), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }
}
