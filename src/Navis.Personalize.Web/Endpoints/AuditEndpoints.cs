using System.Globalization;
using System.Text;
using System.Text.Json;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Endpoints;

/// <summary>The audit to take along, as a table or as data.</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/admin/audit/export", ExportAsync).RequireAuthorization();

    /// <summary>The filter of an address: <c>case person action from until</c>; a person by e-mail or id, days as the site's clock has them.</summary>
    public static async Task<AuditFilter> FilterOfAsync(IQueryCollection query, AccountsDb accounts, CancellationToken cancellation)
    {
        static DateTimeOffset? Day(string? text, int later) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.AddDays(later).ToDateTime(TimeOnly.MinValue, DateTimeKind.Local))
            : null;
        string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        var person = Text("person");
        if (person?.Contains('@', StringComparison.Ordinal) == true)
        {
            var email = person.ToUpperInvariant();
            person = await accounts.Users.Where(p => p.NormalizedEmail == email).Select(p => p.Id).FirstOrDefaultAsync(cancellation).ConfigureAwait(false) ?? person;
        }

        return new(Text("case") is { } text ? Guid.TryParse(text, out var id) ? id : Guid.Empty : null, person, Text("action"), Day(Text("from"), 0), Day(Text("until"), 1));
    }

    private static async Task<IResult> ExportAsync(HttpContext http, ISender sender, AccountsDb accounts, CurrentActor actor, Proof proof)
    {
        Administrators.Demand(actor);
        await proof.DemandAsync(http).ConfigureAwait(false);
        var filter = await FilterOfAsync(http.Request.Query, accounts, http.RequestAborted).ConfigureAwait(false);
        var lines = await sender.Send(new ExportAudit(filter), http.RequestAborted).ConfigureAwait(false);
        var names = await accounts.Users.ToDictionaryAsync(p => p.Id, p => p.DisplayName, StringComparer.Ordinal, http.RequestAborted).ConfigureAwait(false);
        return http.Request.Query["format"] == "json"
            ? Results.File(JsonSerializer.SerializeToUtf8Bytes(lines.Select(l => new { l.Number, l.At, l.ActorId, Name = names.GetValueOrDefault(l.ActorId), l.Role, l.Action, l.CaseId, l.Outcome }), JsonSerializerOptions.Web), "application/json", "audit.json")
            : Results.File(Encoding.UTF8.GetBytes(Table(lines, names)), "text/csv; charset=utf-8", "audit.csv");
    }

    private static string Table(IEnumerable<AuditLine> lines, Dictionary<string, string> names)
    {
        var text = new StringBuilder("number,at,person,name,role,action,case,outcome\r\n");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Number},{line.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ},{Cell(line.ActorId)},{Cell(names.GetValueOrDefault(line.ActorId) ?? "")},{Cell(line.Role)},{Cell(line.Action)},{line.CaseId},{Cell(line.Outcome)}\r\n");
        }

        return text.ToString();
    }

    // A name that begins like a formula would be one in a spreadsheet.
    private static string Cell(string value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r', _, ..] ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
