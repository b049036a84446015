using System.Collections.Concurrent;
using Mediator;
using Microsoft.AspNetCore.Mvc;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Features.Administration;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What an administrator sets for the site, the look at another state of the content, and the notices that follow from one.</summary>
internal static class SiteEndpoints
{
    private const long LargestArchive = 32 << 20;

    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/admin/site", SiteAsync);
        forms.MapPost("/admin/site/outside-reader", OutsideReaderAsync);
        forms.MapPost("/admin/content/compare", CompareAsync).WithMetadata(new RequestSizeLimitAttribute(LargestArchive));
        forms.MapPost("/cases/{id:guid}/notices/{notice:guid}/dismiss", DismissAsync);
    }

    private static async Task<IResult> SiteAsync(HttpContext http, ISender sender, SiteNow now)
    {
        var form = http.Request.Form;
        var emergency = form["emergency"].ToString().Trim();
        var support = form["support"].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await sender.Send(new ChangeSite(emergency.Length == 0 ? null : emergency, [.. support]), http.RequestAborted).ConfigureAwait(false);
        now.Forget();
        return Results.LocalRedirect("/admin/site?done=yes");
    }

    private static async Task<IResult> OutsideReaderAsync(HttpContext http, ISender sender, SiteNow now, Proof proof, CurrentActor actor)
    {
        Administrators.Demand(actor);
        var form = http.Request.Form;
        await proof.DemandAsync(http).ConfigureAwait(false);
        await sender.Send(new SetOutsideReader(form["on"] == "yes", form["agreed"] == "yes"), http.RequestAborted).ConfigureAwait(false);
        now.Forget();
        return Results.LocalRedirect("/admin/site?done=yes");
    }

    private static async Task<IResult> CompareAsync(HttpContext http, ISender sender, Comparisons comparisons, CurrentActor actor)
    {
        var who = Administrators.Demand(actor);
        var other = await OtherAsync(http).ConfigureAwait(false);
        comparisons.Keep(who.Id, await sender.Send(new CompareContent(other), http.RequestAborted).ConfigureAwait(false));
        return Results.LocalRedirect("/admin/content?compared=yes");
    }

    // The archive that was handed in, or what lies in the content folders now: the program runs with what lay there when it started.
    private static async Task<IContentSource> OtherAsync(HttpContext http)
    {
        if (http.Request.Form.Files is not [{ Length: > 0 } file, ..])
        {
            return FileContentSource.Locate();
        }

        // Into memory first: the stream of a form does not take the jumps that reading an archive makes in one that is none.
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, http.RequestAborted).ConfigureAwait(false);
        copy.Position = 0;
        try
        {
            return ZipContentSource.Read(copy);
        }
        catch (InvalidDataException)
        {
            throw new NotAcceptedException("content-archive");
        }
    }

    private static async Task<IResult> DismissAsync(HttpContext http, Guid id, Guid notice, ISender sender)
    {
        await sender.Send(new DismissNotice(id, notice), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect(Back.To(http));
    }
}

/// <summary>For pages and forms of administrators alone.</summary>
internal static class Administrators
{
    /// <exception cref="RefusedException">Who asks is none.</exception>
    public static Actor Demand(CurrentActor actor) => actor.Value is { Role: Role.Administrator } who ? who : throw new RefusedException(Refusal.Role);
}

/// <summary>The last comparison of each administrator, in memory: it is made by a form and shown by the page after it.</summary>
internal sealed class Comparisons
{
    private readonly ConcurrentDictionary<string, ContentComparison> last = new(StringComparer.Ordinal);

    public void Keep(string who, ContentComparison comparison) => last[who] = comparison;

    public ContentComparison? Of(string who) => last.GetValueOrDefault(who);
}
