using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Mediator;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Formats.Answers;
using Navis.Personalize.Formats.Fhir.Writing;
using Navis.Personalize.Formats.Json;
using Navis.Personalize.Formats.Pdf.Writing;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Words;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What can be taken along. Always as a file to save, never shown in the browser: an uploaded page must not run here.</summary>
internal static class DownloadEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}/download/page", PageAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/download/pdf", PdfAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/download/data", DataAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/download/fhir", FhirAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/download/everything", EverythingAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/records/{file:guid}", RecordAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/documents/{document}/pages/{page:int}/picture", PictureAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/documents/{document}/pages/{page:int}/words", WordsAsync).RequireAuthorization();
    }

    // The one thing of a record that the browser may show: drawn here, never the bytes that were uploaded. Kept by no cache.
    private static async Task<IResult> PictureAsync(HttpContext http, Guid id, string document, int page, ISender sender)
    {
        var picture = await sender.Send(new ViewPage(id, document, page), http.RequestAborted).ConfigureAwait(false);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(picture.Content, picture.Type);
    }

    private static async Task<IResult> WordsAsync(Guid id, string document, int page, double x, double y, double w, double h, ISender sender, CancellationToken cancellation)
    {
        var found = await sender.Send(new FindWords(id, document, page, new(x, y, w, h)), cancellation).ConfigureAwait(false);
        return Results.Json(new { span = string.Create(CultureInfo.InvariantCulture, $"{found.Start}-{found.End}"), words = found.Words });
    }

    private static async Task<IResult> PageAsync(HttpContext http, Guid id, ISender sender, AnswerLabels labels, PageWords words)
    {
        var view = await sender.Send(new ViewCase(id, Language: words.Language), http.RequestAborted).ConfigureAwait(false);
        return view.Answer is null
            ? Results.NotFound()
            : Results.File(Encoding.UTF8.GetBytes(AnswerWriter.Write(view.Case.Reviewed!.Plain(words), view.Answer, labels, AnswerForm.Html)), "text/html; charset=utf-8", "my-answer.html");
    }

    private static async Task<IResult> PdfAsync(HttpContext http, Guid id, ISender sender, AnswerLabels labels, PageWords words, TimeProvider clock)
    {
        var view = await sender.Send(new ViewCase(id, Language: words.Language), http.RequestAborted).ConfigureAwait(false);
        return view.Answer is null ? Results.NotFound() : Results.File(Pdf(view, labels, words, Today(clock)), "application/pdf", "my-answer.pdf");
    }

    private static async Task<IResult> FhirAsync(HttpContext http, Guid id, ISender sender, IContentSource content, TimeProvider clock, Proof proof)
    {
        var view = await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        return view.Answer is null ? Results.NotFound() : Results.File(Fhir(view, content, Today(clock)), "application/fhir+json", "my-data.fhir.json");
    }

    private static byte[] Pdf(CaseView view, AnswerLabels labels, PageWords words, DateOnly today) => AnswerPdfWriter.Write(view.Case.Reviewed!.Plain(words), view.Answer!, labels, today);

    private static byte[] Fhir(CaseView view, IContentSource content, DateOnly today) => new FhirBundleWriter(content).Write(view.Case.Reviewed!, view.Answer!.Review, today);

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().Date);

    private static async Task<IResult> DataAsync(HttpContext http, Guid id, ISender sender, PageWords words, Proof proof)
    {
        var view = await sender.Send(new ViewCase(id, Language: words.Language), http.RequestAborted).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        if (view.Answer is null)
        {
            return Results.NotFound();
        }

        return Results.File(Json(view), "application/json", "my-data.json");
    }

    /// <summary>A zip with an index page, the answer, the data and every record as it was added.</summary>
    private static async Task<IResult> EverythingAsync(HttpContext http, Guid id, ISender sender, AnswerLabels labels, PageWords words, IContentSource content, TimeProvider clock, Proof proof)
    {
        var view = await sender.Send(new ViewCase(id, Language: words.Language), http.RequestAborted).ConfigureAwait(false);
        await proof.DemandAsync(http).ConfigureAwait(false);
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            var index = new IndexPage(view.Case.Title, words, clock.GetUtcNow());
            if (view.Answer is not null)
            {
                Put(zip, index, "my-answer.html", Encoding.UTF8.GetBytes(AnswerWriter.Write(view.Case.Reviewed!.Plain(words), view.Answer, labels, AnswerForm.Html)), words["zip.answer"]);
                Put(zip, index, "my-answer.pdf", Pdf(view, labels, words, Today(clock)), words["zip.pdf"]);
                Put(zip, index, "my-data.json", Json(view), words["zip.data"]);
                Put(zip, index, "my-data.fhir.json", Fhir(view, content, Today(clock)), words["zip.fhir"]);
            }

            index.Records();
            var number = 0;
            foreach (var record in view.Case.Records)
            {
                var file = await sender.Send(new DownloadRecord(id, record.Id), http.RequestAborted).ConfigureAwait(false);

                // A number keeps two files of one name apart; only plain characters of a name go into the archive's path.
                var name = string.Create(CultureInfo.InvariantCulture, $"records/{++number}-{string.Concat(file.Name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_'))}");
                Put(zip, index, name, file.Content.ToArray(), file.Name);
            }

            Put(zip, null, "index.html", Encoding.UTF8.GetBytes(index.Close()), "");
        }

        return Results.File(buffer.ToArray(), "application/zip", "everything.zip");
    }

    private static void Put(ZipArchive zip, IndexPage? index, string name, byte[] content, string words)
    {
        using (var entry = zip.CreateEntry(name).Open())
        {
            entry.Write(content);
        }

        index?.Link(name, words);
    }

    private static byte[] Json(CaseView view)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, CaseJsonWriter.Options(indented: true)))
        {
            CaseJsonWriter.WriteOpen(json, view.Case.Reviewed!);
            json.WritePropertyName("answer");
            AnswerJsonWriter.Write(json, view.Answer!);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static async Task<IResult> RecordAsync(HttpContext http, Guid id, Guid file, ISender sender)
    {
        var record = await sender.Send(new DownloadRecord(id, file), http.RequestAborted).ConfigureAwait(false);
        return Results.File(record.Content.ToArray(), "application/octet-stream", record.Name);
    }
}
