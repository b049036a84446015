using System.Globalization;
using Mediator;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What patients and caregivers do.</summary>
internal static class CaseEndpoints
{
    private const long Slack = 256 << 10;

    /// <summary>How long an upload waits for its reading before the page says that it goes on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static void Map(IEndpointRouteBuilder forms)
    {
        forms.MapPost("/cases", OpenAsync);
        forms.MapPost("/cases/{id:guid}/records", AddAsync).WithMetadata(new RequestSizeLimitAttribute(AddRecords.MaximumBytes + Slack));
        forms.MapPost("/cases/{id:guid}/records/{file:guid}/remove", RemoveAsync);
        forms.MapPost("/cases/{id:guid}/share", ShareAsync);
        forms.MapPost("/cases/{id:guid}/consent", ConsentAsync);
        forms.MapPost("/cases/{id:guid}/reports", ReportAsync);
        forms.MapPost("/cases/{id:guid}/delete", DeleteAsync);
    }

    /// <summary>How far the reading is, for the script that looks again: <c>norecords underway done failed</c>.</summary>
    public static void MapReading(IEndpointRouteBuilder app) => app.MapGet("/cases/{id:guid}/reading", async (Guid id, ISender sender, CancellationToken cancellation) =>
        Results.Json(new { reading = (await sender.Send(new ViewReading(id), cancellation).ConfigureAwait(false)).ToString().ToLowerInvariant() })).RequireAuthorization();

    private static async Task<IResult> OpenAsync(HttpContext http, ISender sender)
    {
        var id = await sender.Send(new OpenCase(http.Request.Form["title"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}");
    }

    private static async Task<IResult> AddAsync(HttpContext http, Guid id, ISender sender, JobSignal signal)
    {
        var files = new List<SourceFile>();
        foreach (var file in http.Request.Form.Files.Take(AddRecords.MaximumFiles + 1))
        {
            var content = new byte[file.Length];
            var stream = file.OpenReadStream();
            await using (stream.ConfigureAwait(false))
            {
                await stream.ReadExactlyAsync(content, http.RequestAborted).ConfigureAwait(false);
            }

            files.Add(new(file.FileName, content));
        }

        await sender.Send(new AddRecords(id, [.. files]), http.RequestAborted).ConfigureAwait(false);
        signal.Set();

        // A script shows what goes on by itself.
        if (http.Request.Form["script"] != "yes")
        {
            await ReadAsync(http, id).ConfigureAwait(false);
        }

        return Results.LocalRedirect($"/cases/{id}");
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, Guid id, Guid file, ISender sender, JobSignal signal)
    {
        await sender.Send(new RemoveRecord(id, file), http.RequestAborted).ConfigureAwait(false);
        signal.Set();
        await ReadAsync(http, id).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}?removed=yes");
    }

    private static async Task ReadAsync(HttpContext http, Guid id)
    {
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var until = clock.GetUtcNow() + Patience;
        while (clock.GetUtcNow() < until && await http.RequestServices.IsBeingReadAsync(id, http.RequestAborted).ConfigureAwait(false))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, http.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task<IResult> ShareAsync(HttpContext http, Guid id, ISender sender)
    {
        await sender.Send(new ShareCase(id, http.Request.Form["shared"] == "yes"), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/sharing");
    }

    private static async Task<IResult> ConsentAsync(HttpContext http, Guid id, ISender sender, UserManager<Person> people, TimeProvider clock)
    {
        var form = http.Request.Form;
        if (form["end"].ToString() is { Length: > 0 } ended)
        {
            await sender.Send(new SetConsent(id, ended, false, null), http.RequestAborted).ConfigureAwait(false);
            return Results.LocalRedirect($"/cases/{id}/sharing");
        }

        var person = await people.FindByEmailAsync(form["email"].ToString().Trim()).ConfigureAwait(false);
        DateTimeOffset? until = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 3650 ? clock.GetUtcNow().AddDays(days) : null;

        // Whether such an account exists is not told here: the list on the page shows who has consent.
        await sender.Send(new SetConsent(id, person is { Role: Role.Caregiver } ? person.Id : $"unknown-{Guid.NewGuid():N}", person is { Role: Role.Caregiver }, until), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/sharing");
    }

    private static async Task<IResult> ReportAsync(HttpContext http, Guid id, ISender sender)
    {
        var form = http.Request.Form;
        await sender.Send(new ReportFact(id, form["fact"].ToString(), form["words"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect($"/cases/{id}/found?told=yes");
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, Guid id, ISender sender)
    {
        if (http.Request.Form["sure"] != "yes")
        {
            throw new NotAcceptedException("not-sure");
        }

        await sender.Send(new DeleteCase(id), http.RequestAborted).ConfigureAwait(false);
        await http.RequestServices.SweepStorageAsync(http.RequestAborted).ConfigureAwait(false);
        return Results.LocalRedirect("/cases?deleted=yes");
    }
}
