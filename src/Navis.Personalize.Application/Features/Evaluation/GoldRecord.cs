using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Navis.Personalize.Application.Features.Evaluation;

/// <summary>What a person read out of one record: a line of a gold file. The form is described in <c>rules/evaluation/README.md</c>.</summary>
internal sealed record GoldRecord
{
    public required int Line { get; init; }

    public required string Id { get; init; }

    public required string File { get; init; }

    public bool? IsNsclc { get; init; }

    /// <summary>Kind of record in the reader's own words, or null.</summary>
    public string? DocumentType { get; init; }

    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<string, decimal> Numbers { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    public ImmutableArray<GoldBiomarker> Biomarkers { get; init; } = [];

    public ImmutableArray<GoldTreatment> Treatments { get; init; } = [];

    /// <summary>All that may say that the record tells of several patients.</summary>
    public ImmutableArray<string> PatientTexts { get; init; } = [];

    public string? this[string field] => Texts.TryGetValue(field, out var text) ? text : null;
}

/// <summary>One gene, alteration and sample.</summary>
internal sealed record GoldBiomarker(string Gene, string Alteration, string Status, string Value);

/// <summary>One treatment.</summary>
internal sealed record GoldTreatment(string Type, string Name, string Status);

/// <summary>Reads lines of gold.</summary>
internal static class GoldReader
{
    private static readonly ImmutableHashSet<string> TextFields = ["histology", "laterality", "lobe", "pT", "pN", "pM", "cT", "cN", "cM", "stage_group_stated", "smoking", "lvi", "vpi"];
    private static readonly ImmutableHashSet<string> NumberFields = ["tumor_size_cm", "nodes_examined", "nodes_positive"];
    private static readonly ImmutableArray<string> PatientFields = ["biomarkers", "stage_group_stated", "histology", "tnm_text", "lobe"];
    private static readonly ImmutableHashSet<string> BiomarkerStatuses = ["detected", "not_detected", "not_tested", "indeterminate", "insufficient", "pending"];

    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">It is not in the form; the message says what is wrong, never what a record says.</exception>
    public static GoldRecord Read(string text, int line)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"it is not JSON from byte {(e.BytePositionInLine ?? 0) + 1} on."), e);
        }

        using (json)
        {
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("a JSON object was expected.");
            }

            var gold = root.TryGetProperty("gold", out var given) && given.ValueKind == JsonValueKind.Object ? given : throw new FormatException("'gold' is missing, or is no object.");
            return new()
            {
                Line = line,
                Id = Text(root, "id") ?? throw new FormatException("'id' is missing."),
                File = Text(root, "file") ?? throw new FormatException("'file' is missing: the path of the record below the records folder."),
                DocumentType = Text(root, "doc_type"),
                IsNsclc = gold.TryGetProperty("is_nsclc", out var nsclc) ? Truth(nsclc) : throw new FormatException("'gold.is_nsclc' is missing: true, false, or null when the record does not settle it."),
                Texts = TextFields.Select(f => (Field: f, Value: Text(gold, f))).Where(t => t.Value is not null).ToImmutableDictionary(t => t.Field, t => t.Value!, StringComparer.Ordinal),
                Numbers = NumberFields.Select(f => (Field: f, Value: Number(gold, f))).Where(t => t.Value is not null).ToImmutableDictionary(t => t.Field, t => t.Value!.Value, StringComparer.Ordinal),
                Biomarkers = [.. Rows(gold, "biomarkers").Select(Biomarker)],
                Treatments = [.. Rows(gold, "treatments").Select(t => new GoldTreatment(Text(t, "type") ?? "", Text(t, "name") ?? throw new FormatException("a treatment has no 'name'."), Kebab(Text(t, "status") ?? "")))],
                PatientTexts = [.. PatientFields.Where(f => gold.TryGetProperty(f, out _)).Select(f => gold.GetProperty(f).GetRawText())],
            };
        }
    }

    private static GoldBiomarker Biomarker(JsonElement row)
    {
        var status = Text(row, "status") ?? throw new FormatException("a biomarker has no 'status'.");
        return BiomarkerStatuses.Contains(status.Replace('-', '_'))
            ? new(Text(row, "gene") ?? throw new FormatException("a biomarker has no 'gene'."), Text(row, "alteration") ?? "", Kebab(status), Text(row, "value") ?? "")
            : throw new FormatException($"a biomarker's 'status' is none of {string.Join(", ", BiomarkerStatuses.Order(StringComparer.Ordinal))}.");
    }

    private static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw new FormatException("'gold.is_nsclc' must be true, false or null."),
    };

    private static string Kebab(string status) => status.Replace('_', '-');

    private static string? Text(JsonElement of, string name) => of.ValueKind != JsonValueKind.Object ? throw new FormatException("an object was expected in a list.")
        : !of.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new FormatException($"'{name}' must be a text or null."),
        };

    private static decimal? Number(JsonElement of, string name) => !of.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number
        : throw new FormatException($"'{name}' must be a number or null.");

    private static JsonElement.ArrayEnumerator Rows(JsonElement of, string name) => !of.TryGetProperty(name, out var rows) || rows.ValueKind == JsonValueKind.Null ? default
        : rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray()
        : throw new FormatException($"'{name}' must be a list.");
}
