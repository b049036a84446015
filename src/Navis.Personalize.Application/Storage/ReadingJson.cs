using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Storage;

/// <summary>Documents and findings as compressed JSON, for the seal. The form is our own and may change: a reading can be made again from the files.</summary>
internal static class ReadingJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new PartialDateConverter() },
    };

    public static byte[] Write(ExtractedCase value)
    {
        using var target = new MemoryStream();
        using (var packed = new BrotliStream(target, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(packed, value, Options);
        }

        return target.ToArray();
    }

    public static ExtractedCase Read(byte[] bytes)
    {
        using var packed = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<ExtractedCase>(packed, Options) ?? throw new InvalidDataException("The reading is empty.");
    }

    private sealed class PartialDateConverter : JsonConverter<PartialDate>
    {
        public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            PartialDate.Parse(reader.GetString()) ?? throw new JsonException("No date.");

        public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
