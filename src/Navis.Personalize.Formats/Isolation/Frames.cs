using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Cloud;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>What a frame holds.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the reader: format, file, whether pictures of pages are wanted, whether to be careful, pages that are not wanted.</summary>
    Request = 1,

    /// <summary>A page begins.</summary>
    Begin = 2,

    /// <summary>A page.</summary>
    Page = 3,

    /// <summary>An issue.</summary>
    Issue = 4,

    /// <summary>A file inside the file.</summary>
    File = 5,

    /// <summary>A page was recognised from a picture.</summary>
    Recognised = 6,

    /// <summary>The file is read; holds why it was not, or 0.</summary>
    Done = 7,

    /// <summary>The picture of a page, for the outside reader.</summary>
    Scan = 8,
}

/// <summary>What a reading process is asked for.</summary>
internal sealed record ReadRequest(string Format, SourceFile File, bool WantsScans, ReadAgain Again);

/// <summary>How a file is read again after its reader stopped.</summary>
/// <param name="Without">Pages that are there already, or that stop the reader.</param>
/// <param name="IsCareful">One page after the other, so that it is known which of them stops the reader.</param>
internal sealed record ReadAgain(ImmutableHashSet<int> Without, bool IsCareful)
{
    /// <summary>The first time: every page.</summary>
    public static ReadAgain No { get; } = new([], false);
}

/// <summary>The talk between the program and its reading processes: length, kind, payload, little endian. Nothing of it is trusted by the receiver.</summary>
internal static class Frames
{
    /// <summary>Largest frame, bytes.</summary>
    private const int Maximum = Door.DocumentDoor.MaximumBytes + 65536;

    /// <summary>Writes one frame and flushes.</summary>
    public static void Write(Stream stream, FrameKind kind, Action<BinaryWriter>? payload = null)
    {
        using var buffer = new MemoryStream();
        buffer.Write([0, 0, 0, 0, (byte)kind]);
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            payload?.Invoke(writer);
        }

        var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - 5);
        stream.Write(bytes);
        stream.Flush();
    }

    /// <summary>Reads one frame; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    public static (FrameKind Kind, BinaryReader Payload)? Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[5];
        var got = stream.ReadAtLeast(head, 5, throwOnEndOfStream: false);
        if (got < 5)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > Maximum || head[4] is < (byte)FrameKind.Request or > (byte)FrameKind.Scan)
        {
            throw new InvalidDataException("No frame.");
        }

        var bytes = new byte[length];
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length
            ? null
            : ((FrameKind)head[4], new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8));
    }

    public static void Write(this BinaryWriter writer, DocumentPage page)
    {
        writer.Write(page.Number);
        writer.Write(page.Text);
        writer.Write(page.Width);
        writer.Write(page.Height);
        writer.Write(page.Words.Length);
        foreach (var word in page.Words)
        {
            writer.Write(word.Start);
            writer.Write(word.Length);
            writer.Write(word.Box.X);
            writer.Write(word.Box.Y);
            writer.Write(word.Box.Width);
            writer.Write(word.Box.Height);
            writer.Write(word.Confidence);
        }
    }

    public static DocumentPage ReadPage(this BinaryReader reader)
    {
        var page = new DocumentPage(reader.ReadInt32(), reader.ReadString()) { Width = reader.ReadDouble(), Height = reader.ReadDouble() };
        var count = reader.ReadInt32();
        var words = ImmutableArray.CreateBuilder<PageWord>();
        for (var i = 0; i < count; i++)
        {
            var word = new PageWord(reader.ReadInt32(), reader.ReadInt32(), new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()), reader.ReadDouble());
            if (word.Start < 0 || word.Length < 0 || word.Start > page.Text.Length - word.Length)
            {
                throw new InvalidDataException("A word lies outside its page.");
            }

            words.Add(word);
        }

        return page with { Words = words.ToImmutable() };
    }

    public static void Write(this BinaryWriter writer, DocumentIssue issue)
    {
        writer.Write(issue.Code);
        writer.Write((byte)issue.Severity);
        writer.Write(issue.Message);
        writer.Write(issue.Page ?? 0);
    }

    public static DocumentIssue ReadIssue(this BinaryReader reader)
    {
        var (code, severity, message, page) = (reader.ReadString(), reader.ReadByte(), reader.ReadString(), reader.ReadInt32());
        return new(code, severity switch { 0 => IssueSeverity.Info, 1 => IssueSeverity.Warning, _ => IssueSeverity.Error }, message, page > 0 ? page : null);
    }

    public static void Write(this BinaryWriter writer, PageScan scan)
    {
        writer.Write(scan.Page);
        writer.Write(scan.Width);
        writer.Write(scan.Height);
        writer.Write(scan.Jpeg.Length);
        writer.Write(scan.Jpeg);
    }

    public static PageScan ReadScan(this BinaryReader reader) => new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadBytes(reader.ReadInt32()));

    public static void Write(this BinaryWriter writer, ReadRequest request)
    {
        writer.Write(request.Format);
        writer.Write(request.File);
        writer.Write(request.WantsScans);
        writer.Write(request.Again.IsCareful);
        writer.Write(request.Again.Without.Count);
        foreach (var page in request.Again.Without)
        {
            writer.Write(page);
        }
    }

    public static ReadRequest ReadRequest(this BinaryReader reader)
    {
        var (format, file, wantsScans, isCareful, count) = (reader.ReadString(), reader.ReadFile(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadInt32());
        var without = ImmutableHashSet.CreateBuilder<int>();
        for (var i = 0; i < count; i++)
        {
            without.Add(reader.ReadInt32());
        }

        return new(format, file, wantsScans, new(without.ToImmutable(), isCareful));
    }

    public static void Write(this BinaryWriter writer, SourceFile file)
    {
        writer.Write(file.Name);
        writer.Write(file.Content.Length);
        writer.Write(file.Content.Span);
    }

    public static SourceFile ReadFile(this BinaryReader reader)
    {
        var name = reader.ReadString();
        var content = reader.ReadBytes(reader.ReadInt32());
        return new(name, content);
    }
}
