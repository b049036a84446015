using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Zip;

namespace Navis.Personalize.Formats.Answers;

/// <summary>The index of each archive: which of its files were read, and why the others were not. The files read of a folder are one line when they are many.</summary>
internal static class FilesSection
{
    /// <summary>Files read of one folder from which they are counted instead of named.</summary>
    private const int Many = 6;

    /// <summary>Writes the section, or nothing where no archive was added.</summary>
    /// <param name="documents">Documents of the case.</param>
    /// <param name="sink">Sink.</param>
    /// <param name="label">Gives a label.</param>
    public static void Write(IReadOnlyCollection<SourceDocument> documents, IAnswerSink sink, Func<string, string> label)
    {
        var archives = documents.Where(static d => d.Issues.Any(static i => i.Code is ZipReader.Index)).ToList();
        var members = documents.Where(d => archives.Exists(a => IsMember(d, a)) && !archives.Contains(d)).ToList();
        if (members.Count == 0)
        {
            return;
        }

        sink.Section("files", label("section.files"));
        foreach (var folder in members.Where(IsRead).GroupBy(static d => Folder(d.Name), StringComparer.Ordinal))
        {
            if (folder.Count() >= Many)
            {
                sink.Field($"{folder.Key}/ ({folder.Count().ToString(CultureInfo.InvariantCulture)})", label("files.read"), null);
                continue;
            }

            foreach (var document in folder)
            {
                sink.Field(document.Name, label("files.read"), null);
            }
        }

        foreach (var document in members.Where(static d => !IsRead(d)))
        {
            sink.Field(document.Name, label("files.not-read"), Reason(document));
        }
    }

    /// <summary>A member, not a text inside one.</summary>
    private static bool IsMember(SourceDocument document, SourceDocument archive) =>
        document.Id.StartsWith(archive.Id + ".", StringComparison.Ordinal) && !document.Id.AsSpan(archive.Id.Length + 1).Contains('.') && document.Name.StartsWith(archive.Name + "/", StringComparison.Ordinal);

    private static bool IsRead(SourceDocument document) => !document.Pages.IsEmpty || !document.Entries.IsEmpty || !document.Subjects.IsEmpty;

    private static string Folder(string name) => name.LastIndexOf('/') is > 0 and var end ? name[..end] : name;

    /// <summary>The worst that was said of the file itself; what is said of the whole case stands with every file.</summary>
    private static string? Reason(SourceDocument document)
    {
        var own = document.Name + ": ";
        return document.Issues.Where(i => i.Message.StartsWith(own, StringComparison.Ordinal)).MaxBy(static i => i.Severity)?.Message[own.Length..] ?? document.Issues.MaxBy(static i => i.Severity)?.Message;
    }
}
