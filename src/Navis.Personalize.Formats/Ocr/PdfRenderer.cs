using System.Globalization;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Draws pages of a PDF as pictures, with poppler's <c>pdftoppm</c> in a process of its own.</summary>
internal sealed class PdfRenderer : IDisposable
{
    private const string Program = "pdftoppm";

    /// <summary>Largest picture, pixels: a page larger than this at full resolution is drawn smaller.</summary>
    private const double MaximumPixels = 20_000_000;

    private static readonly Lazy<bool> Installed = new(() => ToolProcess.IsInstalled(Program));

    private readonly string file;

    /// <summary>A renderer of one file, which it keeps in a private folder until it is disposed of.</summary>
    public PdfRenderer(ReadOnlySpan<byte> content)
    {
        Folder = Directory.CreateTempSubdirectory("navis-pdf-").FullName;
        file = Path.Combine(Folder, "file.pdf");
        using var stream = File.Create(file);
        stream.Write(content);
    }

    /// <summary>Whether it is on this machine.</summary>
    public static bool IsInstalled => Installed.Value;

    private string Folder { get; }

    /// <summary>Draws a page; null when that fails or takes too long.</summary>
    /// <param name="page">1-based.</param>
    /// <param name="width">Page width, points.</param>
    /// <param name="height">Page height, points.</param>
    /// <param name="seconds">Longest time.</param>
    public Picture? Render(int page, double width, double height, int seconds)
    {
        var dpi = (int)Math.Min(300, Math.Sqrt(MaximumPixels / Math.Max(1, width * height)) * 72);
        var number = page.ToString(CultureInfo.InvariantCulture);
        var output = ToolProcess.Run(Program, ["-gray", "-cropbox", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-f", number, "-l", number, "-singlefile", file], null, seconds);
        return output is not null && GrayImage.FromPgm(output) is { } image ? new(image, dpi) : null;
    }

    /// <summary>Deletes the file.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A program that was ended may still hold it; the system's own cleaning takes it.
        }
    }
}
