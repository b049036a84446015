using Mediator;
using Microsoft.AspNetCore.Http.HttpResults;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Web.Api;

/// <summary>Cases.</summary>
internal static class CasesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases.MapGet("", ListAsync).Is("listCases", ApiScope.Read, "List the cases", "The cases that a patient owns, or in which a caregiver may act now. The team has its worklist.", "page");
        cases.MapPost("", OpenAsync).Is("openCase", ApiScope.Write, "Open a case", "For patients. The location of the new case stands in the Location header.", "title-missing", "title-too-long");
        cases.MapGet("/{id:guid}", ViewAsync).Is("getCase", ApiScope.Read, "Get a case", "How far it is read, who has checked or signed it, and the hash of what stands there now. Ask again until reading is 'done' after an upload.");
        cases.MapPatch("/{id:guid}", RenameAsync).Is("renameCase", ApiScope.Write, "Rename a case", "For its owner.", "title-missing", "title-too-long");
        cases.MapDelete("/{id:guid}", DeleteAsync).Is("deleteCase", ApiScope.Write, "Delete a case", "For its owner: at once and for good. The key of the case is destroyed.");
    }

    /// <summary>How the interface names a state of reading.</summary>
    public static string NameOf(ReadingState state) => state switch
    {
        ReadingState.NoRecords => "no-records",
        ReadingState.Underway => "underway",
        ReadingState.Done => "done",
        ReadingState.Failed => "failed",
    };

    public static ReviewBody ReviewOf(Standing standing) => standing switch
    {
        { Valid: { } valid } => new(valid.Kind is SignatureKind.SignedOff ? "signed" : "checked", valid.By, valid.At, []),
        { Returned: { } returned } => new("returned", returned.By, returned.At, []),
        { Expired: { } expired } => new("expired", expired.By, expired.At, standing.Changed),
        _ => new("unchecked", null, null, []),
    };

    private static async Task<Ok<ApiPage<CaseBody>>> ListAsync(HttpContext http, ISender sender, int? page = null, int? limit = null)
    {
        Paging.Asked(page, limit);
        var all = await sender.Send(new ListMyCases(), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.Ok(Paging.Of(http, all, page, limit, c => new CaseBody(c.Id, c.Title, c.Records, c.CreatedAt)));
    }

    private static async Task<Created<MadeBody>> OpenAsync(HttpContext http, ISender sender, NewCaseBody body)
    {
        var id = await sender.Send(new OpenCase(body.Title), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.Created($"{ApiServices.Root}/cases/{id}", new MadeBody(id));
    }

    private static async Task<Ok<CaseDetailBody>> ViewAsync(HttpContext http, ISender sender, Guid id)
    {
        var opened = (await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false)).Case;
        return TypedResults.Ok(new CaseDetailBody(
            opened.Id, opened.Title, opened.Records.Length, opened.CreatedAt, opened.SharedAt, NameOf(opened.Reading), opened.IsMixed, opened.Open.Length, ReviewOf(opened.Standing), opened.Binding?.Hash));
    }

    private static async Task<NoContent> RenameAsync(HttpContext http, ISender sender, Guid id, TitleBody body)
    {
        await sender.Send(new RenameCase(id, body.Title), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(HttpContext http, ISender sender, Guid id)
    {
        await sender.Send(new DeleteCase(id), http.RequestAborted).ConfigureAwait(false);
        await http.RequestServices.SweepStorageAsync(http.RequestAborted).ConfigureAwait(false);
        return TypedResults.NoContent();
    }
}
