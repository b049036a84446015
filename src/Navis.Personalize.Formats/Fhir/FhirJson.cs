using System.Globalization;
using System.Text.Json;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Walks FHIR JSON without holding it all as a tree: the entries of a bundle, the items of an array, the lines of NDJSON come one by one.</summary>
internal static class FhirJson
{
    /// <summary>Deeper nesting is refused: real resources stay below twenty levels.</summary>
    private const int MaximumDepth = 64;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaximumDepth, AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Takes every resource of the file into the record.</summary>
    /// <param name="content">JSON in UTF-8, without byte order mark.</param>
    /// <param name="record">Where to add.</param>
    /// <exception cref="JsonException">The content is no JSON, is cut off, or is nested too deeply.</exception>
    public static void Read(ReadOnlyMemory<byte> content, FhirRecord record)
    {
        var reader = new Utf8JsonReader(content.Span, Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            ReadItems(ref reader, content, "Resource", record);
        }
        else
        {
            ReadRoot(ref reader, content, null, record);
        }

        var rest = content.Span[(int)reader.BytesConsumed..];
        if (rest.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return;
        }

        // NDJSON: each resource on a line of its own, so that a broken line costs itself only.
        var next = rest.TrimStart(" \t\r"u8);
        if (content.Span[..(int)reader.BytesConsumed].IndexOf((byte)'\n') < 0 && next[0] == (byte)'\n' && next.TrimStart(" \t\r\n"u8)[0] == (byte)'{')
        {
            ReadLines(rest, record);
            return;
        }

        for (var number = 1; reader.Read(); number++)
        {
            ReadRoot(ref reader, content, number, record);
        }
    }

    private static void ReadRoot(ref Utf8JsonReader reader, ReadOnlyMemory<byte> content, int? number, FhirRecord record)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        var type = TypeAt(content.Span[(int)reader.TokenStartIndex..]);
        var path = number is { } n ? string.Create(CultureInfo.InvariantCulture, $"Resource[{n}]") : type ?? "Resource";
        if (type is "Bundle")
        {
            ReadBundle(ref reader, content, path, record);
            return;
        }

        using var document = Parse(ref reader, content);
        record.Add(document.RootElement, path, null);
    }

    private static void ReadBundle(ref Utf8JsonReader reader, ReadOnlyMemory<byte> content, string path, FhirRecord record)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isEntries = reader.ValueTextEquals("entry"u8);
            var isLinks = reader.ValueTextEquals("link"u8);
            var isMeta = reader.ValueTextEquals("meta"u8);
            reader.Read();
            if (isEntries && reader.TokenType == JsonTokenType.StartArray)
            {
                for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    if (PassedOver(reader) is { } type)
                    {
                        reader.Skip();
                        record.PassOver(type);
                        continue;
                    }

                    using var entry = Parse(ref reader, content);
                    record.AddEntry(entry.RootElement, string.Create(CultureInfo.InvariantCulture, $"{path}.entry[{index}]"), 0);
                }
            }
            else if (isLinks)
            {
                using var links = Parse(ref reader, content);
                TellOfNextPage(links.RootElement, record);
            }
            else if (isMeta)
            {
                using var meta = Parse(ref reader, content);
                record.ObserveBundle(meta.RootElement);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>The type of the resource in the entry that begins here, when nothing of it is read: half of a large export is claims and their like.</summary>
    /// <param name="reader">A copy, so that the caller's own place stays.</param>
    private static string? PassedOver(Utf8JsonReader reader)
    {
        while (reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("resourceType"u8))
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.String && reader.GetString() is { } type && !ResourceMapper.IsRead(type) ? type : null;
            }

            if (reader.ValueTextEquals("resource"u8))
            {
                // Down into the resource; elsewhere only its first member is looked at.
                reader.Read();
                continue;
            }

            if (!reader.ValueTextEquals("fullUrl"u8))
            {
                return null;
            }

            reader.Read();
            reader.Read();
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("resource"u8))
            {
                return null;
            }

            reader.Read();
        }

        return null;
    }

    /// <summary>The value that begins here, over the bytes of the file themselves: the reader's own way copies them first.</summary>
    private static JsonDocument Parse(ref Utf8JsonReader reader, ReadOnlyMemory<byte> content)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return JsonDocument.Parse(content[start..(int)reader.BytesConsumed], new JsonDocumentOptions { MaxDepth = MaximumDepth });
    }

    private static void TellOfNextPage(JsonElement links, FhirRecord record)
    {
        foreach (var link in links.ValueKind == JsonValueKind.Array ? links.EnumerateArray().ToArray() : [])
        {
            if (link.Text("relation") is "next")
            {
                record.TellIncomplete();
                return;
            }
        }
    }

    private static void ReadItems(ref Utf8JsonReader reader, ReadOnlyMemory<byte> content, string path, FhirRecord record)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            using var item = Parse(ref reader, content);
            record.Add(item.RootElement, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), null);
        }
    }

    private static void ReadLines(ReadOnlySpan<byte> rest, FhirRecord record)
    {
        int number = 0, broken = 0;
        foreach (var range in rest.Split((byte)'\n'))
        {
            var line = rest[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }

            number++;
            try
            {
                var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = MaximumDepth });
                using var document = JsonDocument.ParseValue(ref reader);
                record.Add(document.RootElement, string.Create(CultureInfo.InvariantCulture, $"Resource[{number}]"), null);
            }
            catch (JsonException)
            {
                broken++;
            }
        }

        if (broken > 0)
        {
            record.Tell("FHIR-LINES-BROKEN", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{broken} of its {number + 1} lines are damaged or cut off and were not read. Download the file again."));
        }
    }

    /// <summary>The resource type of the object that begins here, wherever among its members it stands.</summary>
    private static string? TypeAt(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("resourceType"u8);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
