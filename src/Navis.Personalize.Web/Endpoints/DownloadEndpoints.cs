using System.Text;
using System.Text.Json;
using Mediator;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Formats.Answers;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>What can be taken along. Always as a file to save, never shown in the browser: an uploaded page must not run here.</summary>
internal static class DownloadEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}/download/page", PageAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/download/data", DataAsync).RequireAuthorization();
        app.MapGet("/cases/{id:guid}/records/{file:guid}", RecordAsync).RequireAuthorization();
    }

    private static async Task<IResult> PageAsync(HttpContext http, Guid id, ISender sender, AnswerLabels labels)
    {
        var view = await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false);
        return view.Answer is null
            ? Results.NotFound()
            : Results.File(Encoding.UTF8.GetBytes(AnswerWriter.Write(view.Case.Reviewed!, view.Answer, labels, AnswerForm.Html)), "text/html; charset=utf-8", "my-answer.html");
    }

    private static async Task<IResult> DataAsync(HttpContext http, Guid id, ISender sender)
    {
        var view = await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false);
        if (view.Answer is null)
        {
            return Results.NotFound();
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, CaseJsonWriter.Options(indented: true)))
        {
            CaseJsonWriter.WriteOpen(json, view.Case.Reviewed!);
            json.WritePropertyName("answer");
            AnswerJsonWriter.Write(json, view.Answer);
            json.WriteEndObject();
        }

        return Results.File(buffer.ToArray(), "application/json", "my-data.json");
    }

    private static async Task<IResult> RecordAsync(HttpContext http, Guid id, Guid file, ISender sender)
    {
        var record = await sender.Send(new DownloadRecord(id, file), http.RequestAborted).ConfigureAwait(false);
        return Results.File(record.Content.ToArray(), "application/octet-stream", record.Name);
    }
}
