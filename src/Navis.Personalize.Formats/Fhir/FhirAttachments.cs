using System.Text.Json;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Formats.Html;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Texts and files inside resources: conclusions, narrative, <c>presentedForm</c>, documents, binaries.</summary>
internal sealed class FhirAttachments
{
    /// <summary>The most attachments that are opened of one file.</summary>
    public const int Maximum = 2000;

    /// <summary>From this length on a text value of an Observation is a report, not a result.</summary>
    private const int ReportLength = 160;

    private readonly List<FhirAttachment> items = [];
    private readonly HashSet<string> binaries = new(StringComparer.Ordinal);

    /// <summary>What was found, in source order.</summary>
    public IReadOnlyList<FhirAttachment> Items => items;

    /// <summary>Attachments named by address only, whose content is not in the file.</summary>
    public int Elsewhere { get; private set; }

    /// <summary>Collects the texts and files of a resource. What is withdrawn (entered in error, superseded) is left alone.</summary>
    public void Collect(ResourceContext context)
    {
        var resource = context.Resource;
        if (items.Count >= Maximum || resource.Text("status") is "entered-in-error" or "superseded" or "cancelled" || (resource.Text("docStatus") ?? resource.Get("docStatus").First("coding").Text("code")) is "entered-in-error")
        {
            return;
        }

        switch (context.Type)
        {
            case "DiagnosticReport":
                Text(context, "conclusion", resource.Text("conclusion"));
                foreach (var (form, index) in resource.Each("presentedForm"))
                {
                    File(context, $"{context.Path}.presentedForm[{index}]", form);
                }

                if (!resource.Has("result") && !resource.Has("conclusion") && !resource.Has("presentedForm"))
                {
                    Text(context, "text", Narrative(resource.Get("text").Text("div")));
                }

                break;
            case "DocumentReference":
                foreach (var (content, index) in resource.Each("content"))
                {
                    File(context, $"{context.Path}.content[{index}].attachment", content.Get("attachment"));
                }

                break;
            case "Binary":
                File(context, context.Path, resource.Element);
                binaries.Add(context.Key);
                break;
            case "Media":
                File(context, $"{context.Path}.content", resource.Get("content"));
                break;
            case "Observation":
                if (resource.Text("valueString") is { Length: >= ReportLength } report)
                {
                    Text(context, "valueString", report);
                }

                break;
            case "Composition":
                Sections(context, resource, context.Path, 0);
                break;
            default:
                break;
        }
    }

    private void Sections(ResourceContext context, FhirObject parent, string path, int depth)
    {
        foreach (var (section, index) in parent.Each("section"))
        {
            var here = $"{path}.section[{index}]";
            // Where a section lists entries, they say it; its narrative is their copy.
            if (!section.Has("entry") && Narrative(section.Get("text").Text("div")) is { } text)
            {
                Add(context, $"{here}.text", section.Text("title") is { } title ? $"{title}:\n{text}" : text);
            }

            if (depth < 8)
            {
                Sections(context, section, here, depth + 1);
            }
        }
    }

    private static string? Narrative(string? div) => div is not null && HtmlReader.TextOf(div).Text is { Length: > 0 } text ? text : null;

    private void Text(ResourceContext context, string member, string? text)
    {
        if (text is not null)
        {
            Add(context, $"{context.Path}.{member}", text);
        }
    }

    private void Add(ResourceContext context, string path, string text) =>
        items.Add(new(path, context.Key, DateOf(context.Resource), KindOf(context.Resource), text, default) { Subject = SubjectOf(context.Resource) });

    private void File(ResourceContext context, string path, JsonElement attachment)
    {
        var data = attachment.Get("data");
        if (data.ValueKind != JsonValueKind.String)
        {
            data = attachment.Get("content");
        }

        if (data.ValueKind == JsonValueKind.String)
        {
            if (!data.TryGetBytesFromBase64(out var bytes) && !LooseBase64(data.GetString()!, out bytes))
            {
                bytes = [];
            }

            items.Add(new(path, context.Key, DateOf(context.Resource), KindOf(context.Resource), null, bytes) { Subject = SubjectOf(context.Resource) });
        }
        else if (attachment.Text("url") is { } url && !url.StartsWith('#') && !binaries.Contains(url))
        {
            Elsewhere++;
        }
    }

    // R4 2.24.0.1.3: white space is allowed in base64Binary.
    private static bool LooseBase64(string text, out byte[] bytes)
    {
        try
        {
            bytes = Convert.FromBase64String(text);
            return true;
        }
        catch (FormatException)
        {
            bytes = [];
            return false;
        }
    }

    private static string? SubjectOf(FhirObject resource) => resource.Get("subject").Text("reference");

    private static PartialDate? DateOf(FhirObject resource) => FhirValues.Date(resource, "effectiveDateTime", "effectivePeriod", "date", "created", "indexed", "issued");

    /// <summary>What a category or a report code settles; everything else is left to the describer.</summary>
    private static DocumentKind KindOf(FhirObject resource)
    {
        foreach (var (category, _) in resource.Each("category"))
        {
            foreach (var (coding, _) in category.Each("coding"))
            {
                // HL7 table 0074, diagnostic service sections.
                switch (coding.Text("code"))
                {
                    case "GE":
                        return DocumentKind.Molecular;
                    case "RAD" or "CT" or "MRI" or "NMR" or "RUS" or "imaging":
                        return DocumentKind.Imaging;
                    case "CY" or "CP":
                        return DocumentKind.Cytology;
                    default:
                        break;
                }
            }
        }

        return DocumentKind.Other;
    }
}

/// <summary>A text or a file inside a resource.</summary>
/// <param name="Path">Element path.</param>
/// <param name="Key">Key of the resource that holds it.</param>
/// <param name="Date">Clinical date of that resource.</param>
/// <param name="Kind">Kind, where the resource settles it.</param>
/// <param name="Text">Text, or null for a file.</param>
/// <param name="Content">Bytes of a file; empty when they could not be decoded.</param>
internal sealed record FhirAttachment(string Path, string Key, PartialDate? Date, DocumentKind Kind, string? Text, ReadOnlyMemory<byte> Content)
{
    /// <summary>Reference of the person as written, or null.</summary>
    public string? Subject { get; init; }
}
