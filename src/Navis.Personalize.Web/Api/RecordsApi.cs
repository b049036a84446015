using Mediator;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Web.Api;

/// <summary>Records of a case.</summary>
internal static class RecordsApi
{
    private const long Slack = 256 << 10;

    public static void Map(RouteGroupBuilder api)
    {
        var records = api.MapGroup("/cases/{id:guid}/records").WithTags("Records");
        records.MapGet("", ListAsync).Is("listRecords", ApiScope.Read, "List the records", "In the order in which they were added.", "page");
        records.MapPost("", AddAsync).WithMetadata(new TakesFiles(), new RequestSizeLimitAttribute(AddRecords.MaximumBytes + Slack))
            .Is("addRecords", ApiScope.Write, "Add records", "Up to 100 files and 64 MB at a time. Reading starts at once and goes on after the answer. A file that the case already has is not added again; with an Idempotency-Key, the same files sent again within a day get the same answer.", "no-files", "too-many-files", "too-large", "name-too-long", "idempotency-key", "idempotency-key-reused");
        records.MapGet("/{record:guid}", DownloadAsync).Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .Is("downloadRecord", ApiScope.Read, "Download a record", "The file as it was added, always as an attachment of bytes.");
        records.MapDelete("/{record:guid}", RemoveAsync).Is("removeRecord", ApiScope.Write, "Remove a record", "What it said is gone from profile and answer, and a signature under them ends.");
    }

    private static async Task<Ok<ApiPage<RecordBody>>> ListAsync(HttpContext http, ISender sender, Guid id, int? page = null, int? limit = null)
    {
        Paging.Asked(page, limit);
        var opened = (await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false)).Case;
        return TypedResults.Ok(Paging.Of(http, opened.Records, page, limit, r => new RecordBody(r.Id, r.Name, r.Size, r.AddedAt)));
    }

    private static async Task<Created<UploadBody>> AddAsync(HttpContext http, ISender sender, JobSignal signal, Guid id, [FromHeader(Name = "Idempotency-Key")] string? key = null)
    {
        // Inside first: what a stranger to the case sends is not even taken in.
        await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false);
        if (!http.Request.HasFormContentType)
        {
            throw new BadHttpRequestException("", StatusCodes.Status415UnsupportedMediaType);
        }

        var files = new List<SourceFile>();
        var form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        foreach (var file in form.Files.Take(AddRecords.MaximumFiles + 1))
        {
            var content = new byte[file.Length];
            var stream = file.OpenReadStream();
            await using (stream.ConfigureAwait(false))
            {
                await stream.ReadExactlyAsync(content, http.RequestAborted).ConfigureAwait(false);
            }

            files.Add(new(file.FileName, content));
        }

        var added = await sender.Send(new AddRecords(id, [.. files]) { IdempotencyKey = key }, http.RequestAborted).ConfigureAwait(false);
        signal.Set();
        return TypedResults.Created($"{ApiServices.Root}/cases/{id}/records", new UploadBody(added, files.Count));
    }

    private static async Task<FileContentHttpResult> DownloadAsync(HttpContext http, ISender sender, Guid id, Guid record)
    {
        var file = await sender.Send(new DownloadRecord(id, record), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.File(file.Content.ToArray(), "application/octet-stream", file.Name);
    }

    private static async Task<NoContent> RemoveAsync(HttpContext http, ISender sender, JobSignal signal, Guid id, Guid record)
    {
        await sender.Send(new RemoveRecord(id, record), http.RequestAborted).ConfigureAwait(false);
        signal.Set();
        return TypedResults.NoContent();
    }
}
