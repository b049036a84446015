using System.Globalization;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>What reading one file may cost. The defaults are safe for a desk machine; each can be set by an environment variable.</summary>
/// <remarks>The variables: <c>NAVIS_READ_PAGE_SECONDS</c>, <c>NAVIS_READ_FILE_SECONDS</c>, <c>NAVIS_READ_HEAP_MB</c>, <c>NAVIS_READ_MEMORY_MB</c>, <c>NAVIS_READ_PAGES</c>,
/// <c>NAVIS_READ_MEGAPIXELS</c>, <c>NAVIS_READ_WORKERS</c>, <c>NAVIS_READ_FILE_MB</c>, <c>NAVIS_READ_MEMBERS</c>, <c>NAVIS_READ_ARCHIVE_MB</c>, <c>NAVIS_READ_RATIO</c>, <c>NAVIS_READ_DEPTH</c>, <c>NAVIS_READ_CHARACTERS</c>.</remarks>
public sealed record ReadingLimits
{
    private const string Prefix = "NAVIS_READ_";

    /// <summary>Longest time without a finished page, seconds; then the page is given up.</summary>
    public int PageSeconds { get; init; } = 90;

    /// <summary>Longest time for one run of a program that draws or recognises a page, seconds; a page may need three.</summary>
    public int ToolSeconds => Math.Max(5, PageSeconds / 3);

    /// <summary>Longest time for one file, seconds.</summary>
    public int FileSeconds { get; init; } = 1800;

    /// <summary>Managed heap of a reading process, MiB.</summary>
    public int HeapMegabytes { get; init; } = 384;

    /// <summary>All memory of a reading process, MiB.</summary>
    public int MemoryMegabytes { get; init; } = 1200;

    /// <summary>Most pages that are read of one file.</summary>
    public int Pages { get; init; } = 2000;

    /// <summary>Largest picture that is opened, millions of pixels: a letter page at 600 dpi has 34.</summary>
    public int Megapixels { get; init; } = 80;

    /// <summary>Most reading processes at a time.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Largest file, or member of an archive, MiB; never more than <see cref="Door.DocumentDoor.MaximumBytes"/>.</summary>
    public int FileMegabytes { get; init; } = Door.DocumentDoor.MaximumBytes / 1024 / 1024;

    /// <summary>Most members that are read of one archive, those of archives inside it included.</summary>
    public int Members { get; init; } = 2000;

    /// <summary>Most that is unpacked of one archive, archives inside it included, MiB.</summary>
    public int ArchiveMegabytes { get; init; } = 512;

    /// <summary>Most bytes unpacked for one packed byte, over a mebibyte; text packs 20 to 1, a bomb 1000 to 1.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>How deep archives inside archives are opened; 1 opens the outermost alone.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Most characters of text that are kept of one document: some 2,500 pages.</summary>
    public int Characters { get; init; } = 8_000_000;

    /// <summary>Largest file, bytes.</summary>
    internal int FileBytes => (int)Math.Min(Door.DocumentDoor.MaximumBytes, FileMegabytes * 1024L * 1024);

    /// <summary>The defaults, changed by what the environment says; a value that is no positive number changes nothing.</summary>
    /// <param name="variable">Gives the value of an environment variable, or null.</param>
    public static ReadingLimits From(Func<string, string?> variable)
    {
        var limits = new ReadingLimits();
        return limits with
        {
            PageSeconds = Number("PAGE_SECONDS", limits.PageSeconds),
            FileSeconds = Number("FILE_SECONDS", limits.FileSeconds),
            HeapMegabytes = Number("HEAP_MB", limits.HeapMegabytes),
            MemoryMegabytes = Number("MEMORY_MB", limits.MemoryMegabytes),
            Pages = Number("PAGES", limits.Pages),
            Megapixels = Number("MEGAPIXELS", limits.Megapixels),
            Workers = Number("WORKERS", limits.Workers),
            FileMegabytes = Number("FILE_MB", limits.FileMegabytes),
            Members = Number("MEMBERS", limits.Members),
            ArchiveMegabytes = Number("ARCHIVE_MB", limits.ArchiveMegabytes),
            Ratio = Number("RATIO", limits.Ratio),
            Depth = Number("DEPTH", limits.Depth),
            Characters = Number("CHARACTERS", limits.Characters),
        };

        int Number(string name, int otherwise) => int.TryParse(variable(Prefix + name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : otherwise;
    }

    /// <summary>The limits as environment variables, for a reading process.</summary>
    public IEnumerable<(string Name, string Value)> Variables()
    {
        yield return (Prefix + "PAGE_SECONDS", PageSeconds.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "FILE_SECONDS", FileSeconds.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "HEAP_MB", HeapMegabytes.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "MEMORY_MB", MemoryMegabytes.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "PAGES", Pages.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "MEGAPIXELS", Megapixels.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "WORKERS", Workers.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "FILE_MB", FileMegabytes.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "MEMBERS", Members.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "ARCHIVE_MB", ArchiveMegabytes.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "RATIO", Ratio.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "DEPTH", Depth.ToString(CultureInfo.InvariantCulture));
        yield return (Prefix + "CHARACTERS", Characters.ToString(CultureInfo.InvariantCulture));
    }
}
