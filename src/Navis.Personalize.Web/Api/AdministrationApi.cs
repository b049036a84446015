using Mediator;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Api;

/// <summary>What administrators read.</summary>
internal static class AdministrationApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/audit", AuditAsync).WithTags("Administration").Is("searchAudit", ApiScope.Read, "Search the audit", "For administrators: newest first, 100 lines a page; all of it, or what concerns one case.", "page");
        api.MapGet("/people", PeopleAsync).WithTags("Administration").Is("listPeople", ApiScope.Read, "List the people", "For administrators: by name.", "page");
    }

    private static async Task<Ok<ApiPage<AuditBody>>> AuditAsync(HttpContext http, ISender sender, Guid? about = null, int? page = null)
    {
        var (number, _) = Paging.Asked(page, null);
        var sheet = await sender.Send(new SearchAudit(number, about), http.RequestAborted).ConfigureAwait(false);
        Paging.Link(http, number, SearchAudit.PageSize, sheet.Total);
        return TypedResults.Ok(new ApiPage<AuditBody> { Items = [.. sheet.Lines.Select(l => new AuditBody(l.Number, l.At, l.ActorId, l.Role, l.Action, l.CaseId, l.Outcome))], Total = sheet.Total });
    }

    private static async Task<Ok<ApiPage<PersonBody>>> PeopleAsync(HttpContext http, CurrentActor actor, AccountsDb accounts, AccountAudit audit, int? page = null, int? limit = null)
    {
        if (actor.Value?.Role is not Role.Administrator)
        {
            throw new RefusedException(Refusal.Role);
        }

        var (number, size) = Paging.Asked(page, limit);
        await audit.NoteAsync(AccountEvent.PeopleSeen, null, http.RequestAborted).ConfigureAwait(false);
        var total = await accounts.Users.CountAsync(http.RequestAborted).ConfigureAwait(false);
        var people = await accounts.Users.AsNoTracking().OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Skip((number - 1) * size).Take(size).ToListAsync(http.RequestAborted).ConfigureAwait(false);
        Paging.Link(http, number, size, total);
        return TypedResults.Ok(new ApiPage<PersonBody>
        {
            Items = [.. people.Select(p => new PersonBody(p.Id, p.DisplayName, p.Email, p.Role.ToString().ToLowerInvariant(), p.TwoFactorEnabled, p.CreatedAt))],
            Total = total,
        });
    }
}
