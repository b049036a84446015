using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Formats.Zip;

/// <summary>Reads zip archives (a portal's export, an XDM package, a phone's health export): each member through the door, in name order, and the archive itself as the index
/// of what was read. Nothing is unpacked to disk, so paths can't escape. Archives inside share the limits of the outermost.</summary>
/// <param name="door">The door for the members.</param>
/// <param name="limits">Limits.</param>
public sealed class ZipReader(IDocumentDoor door, ReadingLimits limits) : IDocumentReader
{
    /// <summary>Code of the issue by which an archive's document says how much of it was read.</summary>
    public const string Index = "ZIP-INDEX";

    /// <summary>Entries of a directory from which the archive is made to fill the memory, for each member that may be read.</summary>
    private const int DirectoryFactor = 20;

    /// <summary>What may still be unpacked of the archive around; the door reads on one thread.</summary>
    [ThreadStatic]
    private static ZipBudget? around;

    /// <inheritdoc/>
    public bool CanRead(SourceFile file) => file.Content.Span.StartsWith("PK\u0003\u0004"u8) || file.Content.Span.StartsWith("PK\u0005\u0006"u8);

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        var outer = around;
        if (outer?.Depth >= limits.Depth)
        {
            return [DocumentDoor.Unread(file, documentId, "ZIP-NESTED", "Archives inside archives are not opened as deep as this. Unpack it and add its files.")];
        }

        if (file.Content.Span.Count("PK\u0001\u0002"u8) > (long)limits.Members * DirectoryFactor)
        {
            return [DocumentDoor.Unread(file, documentId, "ZIP-TOO-MANY", "The archive lists far too many files. Add the records themselves.")];
        }

        around = outer is null ? new(limits) : outer with { Depth = outer.Depth + 1 };
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.Content.ToArray(), writable: false), ZipArchiveMode.Read, leaveOpen: false, MemberNames.Encoding);
            return ReadMembers(zip, file, documentId, around.Spent);
        }
        catch (InvalidDataException)
        {
            return [DocumentDoor.Unread(file, documentId, "ZIP-BROKEN", "The archive is damaged. Download it again, or unpack it and add its files.")];
        }
        finally
        {
            around = outer;
        }
    }

    private ImmutableArray<SourceDocument> ReadMembers(ZipArchive zip, SourceFile file, string documentId, ZipSpending spent)
    {
        var files = zip.Entries.Where(static e => e.Name.Length > 0).OrderBy(static e => e.FullName, StringComparer.Ordinal).ToList();
        var members = files.FindAll(static e => !MemberNames.IsSystemFile(e.FullName));
        var package = members.Find(static e => e.FullName.Contains("IHE_XDM/", StringComparison.OrdinalIgnoreCase)) is { } inside ? inside.FullName[..inside.FullName.IndexOf("IHE_XDM/", StringComparison.OrdinalIgnoreCase)] : null;
        var documents = ImmutableArray.CreateBuilder<SourceDocument>();
        int read = 0, left = 0;
        for (var i = 0; i < members.Count; i++)
        {
            if (spent.Members >= limits.Members)
            {
                left = members.Count - i;
                break;
            }

            spent.Members++;
            var part = new SourceFile($"{file.Name}/{MemberNames.Shown(members[i].FullName)}", ReadOnlyMemory<byte>.Empty);
            var from = Member(members[i], part, string.Create(CultureInfo.InvariantCulture, $"{documentId}.{i + 1}"), package, spent);
            read += from.Any(static d => !d.Pages.IsEmpty || !d.Entries.IsEmpty) ? 1 : 0;
            documents.AddRange(from.Select((d, at) => at == 0 ? d with { Issues = [.. d.Issues, .. NameIssues(members, i, part.Name)] } : d));
        }

        var issues = ImmutableArray.CreateBuilder<DocumentIssue>();
        if (left > 0)
        {
            issues.Add(new("ZIP-TOO-MANY", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: only the first {members.Count - left} of {members.Count} files were read. Add the rest in a second archive.")));
        }

        if (files.Count > members.Count)
        {
            issues.Add(new("ZIP-SYSTEM-FILES", IssueSeverity.Info, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {files.Count - members.Count} files that an operating system left in the archive hold no record and were passed over.")));
        }

        issues.Add(members.Count == 0
            ? new("ZIP-EMPTY", IssueSeverity.Error, $"{file.Name}: the archive holds no files. Download it again.")
            : new(Index, IssueSeverity.Info, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {read} of {members.Count} files could be read; those that could not, or hold no record, are listed with the reason.")));
        return [new SourceDocument { Id = documentId, Name = file.Name, Issues = issues.DrainToImmutable() }, .. documents];
    }

    /// <summary>One member through the door.</summary>
    private ImmutableArray<SourceDocument> Member(ZipArchiveEntry member, SourceFile part, string id, string? package, ZipSpending spent)
    {
        if (member.IsEncrypted)
        {
            return [DocumentDoor.Unread(part, id, "ZIP-ENCRYPTED", "This part of the archive is locked with a password. Unpack it and add the file.")];
        }

        if (package is not null && MemberNames.IsInstruction(member.FullName, package))
        {
            return [PackageParts.Instructions(part, id)];
        }

        // A phone's measurements run to gigabytes: they are told by their beginning.
        if (Unpack(member, PackageParts.HeadBytes, isHead: true) is { } head && PackageParts.Told(part with { Content = head }, id) is { } known)
        {
            return [known];
        }

        var limit = Math.Min(Math.Min(spent.Room, limits.FileBytes), Math.Max(1024 * 1024, member.CompressedLength * limits.Ratio));
        if (Unpack(member, limit, isHead: false) is not { } content)
        {
            return [DocumentDoor.Unread(part, id, "ZIP-TOO-LARGE", "This part of the archive is damaged or unpacks to far too much. Unpack it by hand and add the file that you need.")];
        }

        spent.Room -= content.Length;
        return door.Read(part with { Content = content }, id);
    }

    /// <summary>The member's bytes, or null when it is damaged or larger than it may be. The size in the header is not trusted.</summary>
    private static byte[]? Unpack(ZipArchiveEntry member, long limit, bool isHead)
    {
        try
        {
            using var source = member.Open();
            using var target = new MemoryStream();
            var buffer = new byte[isHead ? (int)limit : 81920];
            for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
            {
                if (target.Length + read > limit)
                {
                    return isHead ? target.ToArray() : null;
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

    private static IEnumerable<DocumentIssue> NameIssues(List<ZipArchiveEntry> members, int index, string name)
    {
        if (MemberNames.LeadsOut(members[index].FullName))
        {
            yield return new("ZIP-PATH", IssueSeverity.Info, $"{name}: the name of this part leads out of the archive. It was taken as a name only; nothing was written anywhere.");
        }

        if (index > 0 && string.Equals(members[index].FullName, members[index - 1].FullName, StringComparison.Ordinal))
        {
            yield return new("ZIP-SAME-NAME", IssueSeverity.Info, $"{name}: the archive holds several files of this name; each was read.");
        }
    }
}

/// <summary>What may be unpacked of an archive with all that is inside it.</summary>
/// <param name="Depth">Archives around the members, 1 for the outermost.</param>
/// <param name="Spent">What was spent so far, shared by all depths.</param>
internal sealed record ZipBudget(int Depth, ZipSpending Spent)
{
    public ZipBudget(ReadingLimits limits)
        : this(1, new ZipSpending { Room = limits.ArchiveMegabytes * 1024L * 1024 })
    {
    }
}

/// <summary>Members read and bytes left.</summary>
internal sealed class ZipSpending
{
    public int Members { get; set; }

    public long Room { get; set; }
}
