using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Formats.Door;

/// <summary>The one door: asks each reader in turn whether the content is its own. Always answers with at least one document.</summary>
public sealed class DocumentDoor : IDocumentDoor
{
    /// <summary>The largest file that can be read whatever the limits say, in bytes: 256 MiB.</summary>
    public const int MaximumBytes = 256 * 1024 * 1024;

    private readonly ImmutableArray<IDocumentReader> readers;
    private readonly ReadingLimits limits;

    /// <summary>A door with readers, most specific first.</summary>
    /// <param name="limits">Limits.</param>
    /// <param name="readers">Given the door itself, so that attachments can go back through it.</param>
    public DocumentDoor(ReadingLimits limits, Func<IDocumentDoor, ImmutableArray<IDocumentReader>> readers) => (this.limits, this.readers) = (limits, readers(this));

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        if (file.Content.IsEmpty)
        {
            return [Unread(file, documentId, "FILE-EMPTY", "The file is empty. Download or copy it again, then add it once more.")];
        }

        if (PackageParts.Told(file, documentId) is { } part)
        {
            return [part];
        }

        if (file.Content.Length > limits.FileBytes)
        {
            return [Unread(file, documentId, "FILE-TOO-LARGE", TooLarge(limits))];
        }

        foreach (var reader in readers)
        {
            if (reader.CanRead(file))
            {
                return [.. reader.Read(file, documentId).Select(d => NeverSilent(Bounded(d)))];
            }
        }

        return [Unread(file, documentId, "FILE-UNKNOWN-TYPE", "The file is of a kind that can't be read here. Export it as PDF, text or FHIR and add that instead.")];
    }

    /// <summary>What is said of a file that is too large.</summary>
    /// <param name="limits">Limits.</param>
    public static string TooLarge(ReadingLimits limits) => string.Create(CultureInfo.InvariantCulture, $"The file is larger than {limits?.FileBytes / 1024 / 1024} MB. Split it into parts, or ask for the report alone.");

    /// <summary>Text without end is cut, since what follows reads every word of it.</summary>
    private SourceDocument Bounded(SourceDocument document)
    {
        long room = limits.Characters;
        var kept = 0;
        foreach (var page in document.Pages)
        {
            room -= page.Text.Length;
            if (room < 0)
            {
                var issue = new DocumentIssue("TEXT-TOO-LONG", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{document.Name}: The document holds more text than is read at once, so pages from number {page.Number} on were left out. Split it and add the rest."), page.Number);
                return document with { Pages = document.Pages[..kept], Issues = document.Issues.Add(issue) };
            }

            kept++;
        }

        return document;
    }

    /// <summary>A document of which nothing came says so, whatever its format.</summary>
    private static SourceDocument NeverSilent(SourceDocument document) => document is { Pages.IsEmpty: true, Entries.IsEmpty: true, Subjects.IsEmpty: true, Issues.IsEmpty: true }
        ? document with { Issues = [new("FILE-NOTHING-USED", IssueSeverity.Warning, $"{document.Name}: The file says nothing that is used here. If it should, look at it by eye, and export or download it again.")] }
        : document;

    /// <summary>A document of which nothing could be read.</summary>
    /// <param name="file">File.</param>
    /// <param name="documentId">Document id.</param>
    /// <param name="code">Issue code.</param>
    /// <param name="problem">What is wrong and the next step.</param>
    public static SourceDocument Unread(SourceFile file, string documentId, string code, string problem) => new()
    {
        Id = documentId,
        Name = file.Name,
        Issues = [new(code, IssueSeverity.Error, $"{file.Name}: {problem}")],
    };
}
