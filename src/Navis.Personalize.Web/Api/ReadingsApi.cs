using System.Text.Json;
using Mediator;
using Microsoft.AspNetCore.Http.HttpResults;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Web.Api;

/// <summary>What the records say, and what follows from it. The shapes are those of the command line.</summary>
internal static class ReadingsApi
{
    private const string Json = "application/json";

    public static void Map(RouteGroupBuilder api)
    {
        var readings = api.MapGroup("/cases/{id:guid}").WithTags("Profile and answer");
        readings.MapGet("/profile", ProfileAsync).Produces<JsonElement>(StatusCodes.Status200OK, Json)
            .Is("getProfile", ApiScope.Read, "Get the profile", "Documents, facts with their evidence, and the profile, with the decisions of the reviewers laid over: an object of the schema navis-profile/1.", "not-read");
        readings.MapGet("/facts", FactsAsync).Produces<JsonElement>(StatusCodes.Status200OK, Json)
            .Is("listFacts", ApiScope.Read, "List the facts", "As the machine read them: each with its evidence, whether it waits for a person and, for the team, the decision that stands on it. 'open=true' gives only those that wait, the most harmful and least certain first.", "not-read", "page");
        readings.MapGet("/answer", AnswerAsync).Produces<JsonElement>(StatusCodes.Status200OK, Json)
            .Is("getAnswer", ApiScope.Read, "Get the answer", "The tailored answer, an object of the schema navis-answer/1, in the words of the caller's role; 'audience=patient' gives the patient's words to anybody, 'language' is en or es. Survival numbers stand in it only with 'survival=true'.", "not-read", "audience", "language");
        readings.MapGet("/reports", ReportsAsync).Is("listReports", ApiScope.Read, "List the reports", "\"This is not right\", with the replies.", "page");
        readings.MapPost("/reports", ReportAsync).Is("reportFact", ApiScope.Write, "Say that a fact is not right", "For patients and caregivers. It changes nothing by itself: a navigator looks and replies.", "no-such-fact", "words-missing", "words-too-long");
    }

    private static async Task<IResult> ProfileAsync(HttpContext http, ISender sender, Guid id)
    {
        var opened = await ReadAsync(http, sender, new(id)).ConfigureAwait(false);
        return Write(json =>
        {
            CaseJsonWriter.WriteOpen(json, opened.Case.Reviewed!);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> FactsAsync(HttpContext http, ISender sender, CurrentActor actor, Guid id, bool open = false, int? page = null, int? limit = null)
    {
        var (number, size) = Paging.Asked(page, limit);
        var opened = (await ReadAsync(http, sender, new(id)).ConfigureAwait(false)).Case;
        var waiting = opened.Open;
        var waits = waiting.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<Fact> facts = open ? waiting : opened.Machine!.Facts;
        Paging.Link(http, number, size, facts.Count);
        var team = actor.Value?.Role is Role.Navigator or Role.Clinician;
        return Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var fact in facts.Skip((number - 1) * size).Take(size))
            {
                json.WriteStartObject();
                json.WritePropertyName("fact");
                CaseJsonWriter.Write(json, fact);
                json.WriteBoolean("open", waits.Contains(fact.Id));
                if (team)
                {
                    json.WritePropertyName("decision");
                    Write(json, opened.Decided.GetValueOrDefault(fact.Id));
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("total", facts.Count);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ISender sender, CurrentActor actor, Guid id, string? audience = null, string? language = null, bool survival = false)
    {
        var own = actor.Value?.Role switch { Role.Navigator => "navigator", Role.Clinician => "clinician", _ => "patient" };
        if (audience is not (null or "patient") && audience != own)
        {
            throw new NotAcceptedException("audience");
        }

        var view = await ReadAsync(http, sender, new(id, survival, audience is "patient", language ?? GeneralAnswer.DefaultLanguage)).ConfigureAwait(false);
        return Write(json => AnswerJsonWriter.Write(json, view.Answer!));
    }

    private static async Task<Ok<ApiPage<ReportBody>>> ReportsAsync(HttpContext http, ISender sender, Guid id, int? page = null, int? limit = null)
    {
        Paging.Asked(page, limit);
        var opened = (await sender.Send(new ViewCase(id), http.RequestAborted).ConfigureAwait(false)).Case;
        return TypedResults.Ok(Paging.Of(http, opened.Reports, page, limit, r => new ReportBody(r.Id, r.FactId, r.Words, r.At, r.Answer, r.AnsweredAt)));
    }

    private static async Task<Created<MadeBody>> ReportAsync(HttpContext http, ISender sender, Guid id, NewReportBody body)
    {
        var made = await sender.Send(new ReportFact(id, body.FactId, body.Words), http.RequestAborted).ConfigureAwait(false);
        return TypedResults.Created($"{ApiServices.Root}/cases/{id}/reports", new MadeBody(made));
    }

    private static async Task<CaseView> ReadAsync(HttpContext http, ISender sender, ViewCase query)
    {
        var view = await sender.Send(query, http.RequestAborted).ConfigureAwait(false);
        return view.Answer is null ? throw new NotAcceptedException("not-read") : view;
    }

    private static void Write(Utf8JsonWriter json, Decision? decision)
    {
        if (decision is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("number", decision.Number);
        json.WriteString("verb", decision.Verb.ToString().ToLowerInvariant());
        json.WriteString("value", decision.Value);
        json.WriteString("note", decision.Note);
        json.WriteString("by", decision.By);
        json.WriteString("at", decision.At);
        json.WriteEndObject();
    }

    private static IResult Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, CaseJsonWriter.Options(indented: false)))
        {
            write(json);
        }

        return Results.Bytes(buffer.ToArray(), Json);
    }
}
