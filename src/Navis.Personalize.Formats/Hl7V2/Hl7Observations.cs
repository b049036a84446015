using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Formats.Hl7;

namespace Navis.Personalize.Formats.Hl7V2;

/// <summary>Segments of version 2 as coded entries.</summary>
internal static class Hl7Observations
{
    /// <summary>A coded field (CE, CWE): identifier, text and system, the alternate ones, and the original text.</summary>
    /// <param name="segment">Segment.</param>
    /// <param name="repetition">Raw repetition.</param>
    public static CodedConcept Concept(Hl7Segment segment, string repetition)
    {
        var codes = ImmutableArray.CreateBuilder<CodedConceptCode>(2);
        foreach (var first in (ReadOnlySpan<int>)[1, 4])
        {
            var code = new CodedConceptCode(segment.Part(repetition, first + 2), segment.Part(repetition, first), segment.Part(repetition, first + 1));
            if (code.Code is not null || code.Display is not null)
            {
                codes.Add(code);
            }
        }

        var text = segment.Part(repetition, 9);
        return codes.Count == 0 && text is null ? CodedConcept.Empty : new(codes.DrainToImmutable(), text);
    }

    /// <summary>The concept of a field's first repetition; the empty concept when the field is empty.</summary>
    public static CodedConcept Concept(Hl7Segment segment, int field) => segment.Repeats(field) is [var first, ..] ? Concept(segment, first) : CodedConcept.Empty;

    /// <summary>A result.</summary>
    /// <param name="segment">OBX.</param>
    /// <param name="path">Its path.</param>
    /// <param name="group">The report that it belongs to.</param>
    public static CodedEntry Result(Hl7Segment segment, string path, Hl7Group group)
    {
        var type = segment.Part(2);
        var values = type is "CE" or "CWE" or "CNE" or "CF" or "IS" or "ID" ? [.. segment.Repeats(5).Select(r => Concept(segment, r)).Where(c => !c.IsEmpty)] : ImmutableArray<CodedConcept>.Empty;
        return new()
        {
            Path = path,
            Kind = CodedEntryKind.Observation,
            SourceType = "OBX",
            Reference = path,
            Subject = group.Subject,
            Code = Concept(segment, 3),
            Values = values,
            Quantity = type switch { "NM" => Number(segment.Part(5), segment), "SN" => Structured(segment), _ => null },
            ValueText = values.IsEmpty && type is not ("NM" or "SN") ? segment.Text(5) is { Length: > 0 } text ? text : null : null,
            Interpretations = segment.Repeats(8).Length > 0 ? [new([new("HL70078", segment.Part(8), null)], null)] : [],
            Method = Concept(segment, 17),
            Status = Status(segment.Part(11)),
            Date = Hl7Time.Parse(segment.Part(14)) ?? group.Date,
            Issued = Hl7Time.Parse(segment.Part(19)) ?? group.Issued,
            Reasons = group.Reasons,
            Specimen = group.Specimen,
        };
    }

    /// <summary>A diagnosis (DG1), a procedure (PR1), a dose (RXA) or an order (RXE, RXO); null for other segments.</summary>
    /// <param name="segment">Segment.</param>
    /// <param name="path">Its path.</param>
    /// <param name="subject">Whose it is.</param>
    public static CodedEntry? Statement(Hl7Segment segment, string path, string? subject)
    {
        var entry = new CodedEntry { Path = path, Kind = CodedEntryKind.Other, SourceType = segment.Name, Reference = path, Subject = subject };
        return segment.Name switch
        {
            "DG1" => entry with
            {
                Kind = CodedEntryKind.Condition,
                Code = Concept(segment, 3) is { IsEmpty: false } code ? code : new([], segment.Part(4)),
                Date = Hl7Time.Parse(segment.Part(5)),
                // Table 0052: admitting and working diagnoses are provisional.
                Verification = segment.Part(6) is "A" or "W" ? "provisional" : null,
            },
            "PR1" => entry with { Kind = CodedEntryKind.Procedure, Code = Concept(segment, 3) is { IsEmpty: false } code ? code : new([], segment.Part(4)), Date = Hl7Time.Parse(segment.Part(5)), Status = "completed" },
            "RXA" => entry with
            {
                Kind = CodedEntryKind.Medication,
                Code = Concept(segment, 5),
                Date = Hl7Time.Parse(segment.Part(3)),
                End = Hl7Time.Parse(segment.Part(4)),
                Status = segment.Part(20) switch { "RE" => "declined", "NA" => "not-done", _ => "completed" },
                Negated = segment.Part(20) is "NA",
            },
            "RXE" or "RXO" => entry with { Kind = CodedEntryKind.Medication, SourceType = "MedicationRequest", Code = Concept(segment, segment.Name is "RXE" ? 2 : 1), Status = "active", Intent = "order" },
            _ => null,
        };
    }

    /// <summary>Table 0085 as the status words of the coded model.</summary>
    /// <param name="code">OBX-11 or OBR-25.</param>
    public static string? Status(string? code) => code?.ToUpperInvariant() switch
    {
        "F" or "U" or "V" => "final",
        "C" or "K" => "corrected",
        "A" or "B" => "amended",
        "P" or "R" or "S" => "preliminary",
        "I" or "O" or "N" => "registered",
        "X" => "cancelled",
        "D" or "W" => "entered-in-error",
        _ => null,
    };

    private static CodedQuantity? Number(string? value, Hl7Segment segment)
    {
        var text = value?.Trim() ?? string.Empty;
        var sign = text.StartsWith("<=", StringComparison.Ordinal) || text.StartsWith(">=", StringComparison.Ordinal) ? text[..2] : text.StartsWith('<') || text.StartsWith('>') ? text[..1] : null;
        return decimal.TryParse(text.AsSpan(sign?.Length ?? 0), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new(number, null, sign, segment.Part(6)) : null;
    }

    // SN: comparator ^ number ^ separator ^ number; "-" makes a range, ":" and "/" a ratio.
    private static CodedQuantity? Structured(Hl7Segment segment)
    {
        if (Number(segment.Part(5, 2), segment) is not { } first)
        {
            return null;
        }

        var second = Number(segment.Part(5, 4), segment)?.Value;
        return segment.Part(5, 3) switch
        {
            "-" => first with { High = second },
            ":" or "/" when second is > 0 => new(Math.Round(first.Value / second.Value, 6), null, null, "ratio"),
            _ => first with { Comparator = segment.Part(5) is "<" or "<=" or ">" or ">=" ? segment.Part(5) : null },
        };
    }
}

/// <summary>One report of a message (an OBR and what follows).</summary>
internal sealed class Hl7Group
{
    /// <summary>Path of the OBR.</summary>
    public required string Path { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Subject { get; init; }

    /// <summary>When the material was taken.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>When the report was made.</summary>
    public PartialDate? Issued { get; init; }

    /// <summary>Kind, where the service section settles it.</summary>
    public DocumentKind Kind { get; init; }

    /// <summary>Why the test was asked for.</summary>
    public ImmutableArray<CodedConcept> Reasons { get; init; } = [];

    /// <summary>Material, from OBR-15 or a following SPM.</summary>
    public CodedConcept Specimen { get; set; } = CodedConcept.Empty;

    /// <summary>The text lines of the report under their titles.</summary>
    public List<(string? Title, string Text)> Lines { get; } = [];

    /// <summary>Index of its first entry.</summary>
    public int FirstEntry { get; init; }
}
