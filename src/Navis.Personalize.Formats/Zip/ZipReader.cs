using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Formats.Zip;

/// <summary>Reads zip archives (a portal's export): each member through the door, in name order. Nothing is unpacked to disk, so paths can't escape.</summary>
public sealed class ZipReader(IDocumentDoor door) : IDocumentReader
{
    /// <summary>Most members that are read.</summary>
    public const int MaximumMembers = 2000;

    /// <summary>Most bytes that are unpacked of one archive.</summary>
    public const long MaximumBytes = 512L * 1024 * 1024;

    /// <summary>Most bytes unpacked for one packed byte, over a mebibyte; text packs 20 to 1, a bomb 1000 to 1.</summary>
    public const int MaximumRatio = 200;

    /// <inheritdoc/>
    public bool CanRead(SourceFile file) => file.Content.Span.StartsWith("PK\u0003\u0004"u8) || file.Content.Span.StartsWith("PK\u0005\u0006"u8);

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        if (documentId.Contains('.', StringComparison.Ordinal))
        {
            return [DocumentDoor.Unread(file, documentId, "ZIP-NESTED", "An archive inside an archive is not opened. Unpack it and add its files.")];
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.Content.ToArray(), writable: false));
            return ReadMembers(zip, file, documentId);
        }
        catch (InvalidDataException)
        {
            return [DocumentDoor.Unread(file, documentId, "ZIP-BROKEN", "The archive is damaged. Download it again, or unpack it and add its files.")];
        }
    }

    private ImmutableArray<SourceDocument> ReadMembers(ZipArchive zip, SourceFile file, string documentId)
    {
        var members = zip.Entries.Where(e => e.Name.Length > 0 && !IsSystemFile(e.FullName)).OrderBy(e => e.FullName, StringComparer.Ordinal).ToList();
        var issues = ImmutableArray.CreateBuilder<DocumentIssue>();
        var documents = ImmutableArray.CreateBuilder<SourceDocument>();
        long unpacked = 0;
        foreach (var (member, index) in members.Take(MaximumMembers).Select((m, i) => (m, i)))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{documentId}.{index + 1}");
            var part = new SourceFile($"{file.Name}/{member.FullName}", ReadOnlyMemory<byte>.Empty);
            if (member.IsEncrypted)
            {
                documents.Add(DocumentDoor.Unread(part, id, "ZIP-ENCRYPTED", "This part of the archive is locked with a password. Unpack it and add the file."));
                continue;
            }

            if (Unpack(member, MaximumBytes - unpacked) is not { } content)
            {
                documents.Add(DocumentDoor.Unread(part, id, "ZIP-TOO-LARGE", "This part of the archive is damaged or unpacks to far too much. Unpack it by hand and add the file that you need."));
                continue;
            }

            unpacked += content.Length;
            documents.AddRange(door.Read(part with { Content = content }, id));
        }

        if (members.Count > MaximumMembers)
        {
            issues.Add(new("ZIP-TOO-MANY", IssueSeverity.Warning, $"{file.Name}: only the first {MaximumMembers} of {members.Count} files were read. Add the rest in a second archive."));
        }

        issues.Add(members.Count == 0
            ? new("ZIP-EMPTY", IssueSeverity.Error, $"{file.Name}: the archive holds no files. Download it again.")
            : new("ZIP-INDEX", IssueSeverity.Info, $"{file.Name}: {documents.Count(d => !d.Pages.IsEmpty || !d.Entries.IsEmpty)} of {members.Count} files could be read; those that could not are listed with the reason."));
        return [new SourceDocument { Id = documentId, Name = file.Name, Issues = issues.ToImmutable() }, .. documents];
    }

    /// <summary>The member's bytes, or null when it is damaged or larger than a bomb may be. The size in the header is not trusted.</summary>
    private static byte[]? Unpack(ZipArchiveEntry member, long room)
    {
        var limit = Math.Min(Math.Min(room, DocumentDoor.MaximumBytes), Math.Max(1024 * 1024, member.CompressedLength * MaximumRatio));
        try
        {
            using var source = member.Open();
            using var target = new MemoryStream();
            var buffer = new byte[81920];
            for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
            {
                if (target.Length + read > limit)
                {
                    return null;
                }

                target.Write(buffer, 0, read);
            }

            return target.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsSystemFile(string path) =>
        path.StartsWith("__MACOSX/", StringComparison.Ordinal) || Path.GetFileName(path) is ".DS_Store" or "Thumbs.db" or "desktop.ini";
}
