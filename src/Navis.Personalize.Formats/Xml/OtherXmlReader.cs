using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Formats.Xml;

/// <summary>Names XML that no other reader takes, so that its tags are not read as prose.</summary>
public sealed class OtherXmlReader : IDocumentReader
{
    /// <inheritdoc/>
    public bool CanRead(SourceFile file) => SafeXml.RootOf(file.Content) is not null || (SafeXml.HasDoctype(file.Content.Span) && file.Content.Span.TrimStart(" \t\r\n"u8).StartsWith("<?xml"u8));

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId) => [SafeXml.RootOf(file.Content) switch
    {
        { Name: "oBDS" or "ADT_GEKID" } => DocumentDoor.Unread(file, documentId, "XML-REGISTRY", "the file is a message to a German cancer registry (oBDS), which is not read here. Ask the clinic for the report as PDF, text or FHIR and add that instead."),
        { } root => DocumentDoor.Unread(file, documentId, "XML-UNKNOWN", $"the file is XML of a kind that is not read here (its first element is '{(root.Name.Length > 40 ? root.Name[..40] : root.Name)}'). Export the record as FHIR, C-CDA, PDF or text and add that instead."),
        null => DocumentDoor.Unread(file, documentId, "XML-DOCTYPE", "the file declares a document type, which records never need and which can do harm, so it was not opened. Export the record again."),
    }];
}
