using System.CommandLine;
using System.Text;
using System.Text.Json;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Extraction.Variants;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis normalize-variant</c>: a report string a line in, one JSON a line out.</summary>
internal static class NormalizeVariantCommand
{
    public static Command Create()
    {
        var command = new Command("normalize-variant", "Reads a report string a line and answers with gene, kind, alteration, HGVS protein form, class and status as JSON.");
        command.SetAction(_ =>
        {
            var normalizer = new VariantNormalizer(FileContentSource.Locate());
            return Lines.Answer(line => Json(normalizer.Normalize(line)));
        });
        return command;
    }

    private static string Json(NormalizedVariant variant)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, CaseJsonWriter.Options(indented: false)))
        {
            json.WriteStartObject();
            json.WriteString("gene", variant.Gene);
            json.WriteString("kind", variant.Kind);
            json.WriteString("alteration", variant.Alteration);
            json.WriteString("hgvsP", variant.HgvsP);
            json.WriteString("class", variant.Class);
            json.WriteString("status", variant.Status);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
