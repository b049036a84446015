using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Navis.Personalize.Formats.Xml;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>The XML form of FHIR, entry by entry. Each is turned into its JSON form without a schema, so that one mapping serves both: a primitive becomes
/// its <c>value</c>, a repeated element a list, an element around a resource that resource (R4 2.6.1).</summary>
internal static class FhirXml
{
    /// <summary>The namespace of every release.</summary>
    public const string Namespace = "http://hl7.org/fhir";

    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>Takes every resource of the file into the record.</summary>
    /// <param name="content">XML.</param>
    /// <param name="record">Where to add.</param>
    /// <exception cref="XmlException">Not well formed, cut off, with a document type, or nested too deeply.</exception>
    public static void Read(ReadOnlyMemory<byte> content, FhirRecord record)
    {
        SafeXml.RefuseDepth(content);
        using var reader = SafeXml.Open(content);
        reader.MoveToContent();
        if (reader.LocalName is not "Bundle" || reader.IsEmptyElement)
        {
            var root = (XElement)XNode.ReadFrom(reader);
            using var json = ToJson(root, isResource: true);
            record.Add(json.RootElement, root.Name.LocalName, null);
            return;
        }

        ReadBundle(reader, record);
    }

    private static void ReadBundle(XmlReader reader, FhirRecord record)
    {
        var index = 0;
        reader.Read();
        while (!reader.EOF && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
            }
            else if (reader.LocalName is "entry")
            {
                using var entry = ToJson((XElement)XNode.ReadFrom(reader), isResource: false);
                record.AddEntry(entry.RootElement, string.Create(CultureInfo.InvariantCulture, $"Bundle.entry[{index++}]"), 0);
            }
            else if (reader.LocalName is "meta")
            {
                using var meta = ToJson((XElement)XNode.ReadFrom(reader), isResource: false);
                record.ObserveBundle(meta.RootElement);
            }
            else if (reader.LocalName is "link")
            {
                using var link = ToJson((XElement)XNode.ReadFrom(reader), isResource: false);
                if (link.RootElement.Text("relation") is "next")
                {
                    record.TellIncomplete();
                }
            }
            else
            {
                reader.Skip();
            }
        }

        // What follows must be well formed too: a cut file is refused as a whole.
        while (reader.Read())
        {
        }
    }

    private static JsonDocument ToJson(XElement element, bool isResource)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            Write(json, element, isResource, 0);
        }

        return JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = SafeXml.MaximumDepth + 8 });
    }

    private static void Write(Utf8JsonWriter json, XElement element, bool isResource, int depth)
    {
        if (depth > SafeXml.MaximumDepth)
        {
            throw new XmlException("Nested too deeply.");
        }

        if (element.Name.Namespace == Xhtml)
        {
            json.WriteStringValue(element.ToString(SaveOptions.DisableFormatting));
            return;
        }

        if (!isResource && element.Elements().SingleOrDefaultResource() is { } resource)
        {
            Write(json, resource, isResource: true, depth + 1);
            return;
        }

        if (!isResource && element.Attribute("value") is { } value)
        {
            json.WriteStringValue(value.Value);
            return;
        }

        json.WriteStartObject();
        if (isResource)
        {
            json.WriteString("resourceType", element.Name.LocalName);
        }

        foreach (var attribute in element.Attributes().Where(a => a.Name.LocalName is "url" or "id"))
        {
            json.WriteString(attribute.Name.LocalName, attribute.Value);
        }

        foreach (var group in element.Elements().GroupBy(e => e.Name.LocalName, StringComparer.Ordinal))
        {
            json.WritePropertyName(group.Key);
            var items = group.ToList();
            if (items.Count > 1)
            {
                json.WriteStartArray();
            }

            items.ForEach(item => Write(json, item, isResource: false, depth + 1));
            if (items.Count > 1)
            {
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    // Elements are written small, resources with a capital: <resource><Patient>, <contained><Medication>.
    private static XElement? SingleOrDefaultResource(this IEnumerable<XElement> elements)
    {
        XElement? only = null;
        foreach (var element in elements)
        {
            if (only is not null || !char.IsAsciiLetterUpper(element.Name.LocalName[0]))
            {
                return null;
            }

            only = element;
        }

        return only;
    }
}
