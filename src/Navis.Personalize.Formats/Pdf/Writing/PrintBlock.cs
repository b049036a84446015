using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace Navis.Personalize.Formats.Pdf.Writing;

/// <summary>How a run of text looks and what it is in the structure of the document.</summary>
/// <param name="Tag">Structure element.</param>
/// <param name="Size">Points.</param>
/// <param name="IsBold">Bold.</param>
/// <param name="Color">Colour.</param>
/// <param name="Indent">From the left margin, points.</param>
/// <param name="Before">Space above, points.</param>
internal sealed record PrintStyle(PdfBlockLevelElementTag Tag, double Size, bool IsBold, XColor Color, double Indent, double Before)
{
    private static readonly XColor Ink = XColor.FromArgb(0x1C, 0x2B, 0x33);
    private static readonly XColor Soft = XColor.FromArgb(0x4A, 0x5A, 0x64);
    private static readonly XColor You = XColor.FromArgb(0x0B, 0x5D, 0x6B);

    /// <summary>Title of the document.</summary>
    public static readonly PrintStyle Title = new(PdfBlockLevelElementTag.Heading1, 20, true, Ink, 0, 0);

    /// <summary>What it is and is not.</summary>
    public static readonly PrintStyle Subtitle = new(PdfBlockLevelElementTag.Paragraph, 10.5, false, Soft, 0, 6);

    /// <summary>Heading of a section.</summary>
    public static readonly PrintStyle Heading = new(PdfBlockLevelElementTag.Heading2, 14, true, Ink, 0, 20);

    /// <summary>Heading of the section that is set apart.</summary>
    public static readonly PrintStyle UrgentHeading = Heading with { Color = XColor.FromArgb(0x8A, 0x2B, 0x12), Indent = 12 };

    /// <summary>Running text.</summary>
    public static readonly PrintStyle Body = new(PdfBlockLevelElementTag.Paragraph, 11, false, Ink, 0, 6);

    /// <summary>An item of a list.</summary>
    public static readonly PrintStyle Item = Body with { Indent = 14 };

    /// <summary>The mark before a statement about the reader.</summary>
    public static readonly PrintStyle Mark = new(PdfBlockLevelElementTag.Paragraph, 9, true, You, 14, 8);

    /// <summary>The basis of a statement.</summary>
    public static readonly PrintStyle Basis = new(PdfBlockLevelElementTag.Paragraph, 9, false, Soft, 26, 2);

    /// <summary>Height of a line, points.</summary>
    public double LineHeight => Size * 1.4;
}

/// <summary>Text that is laid out together.</summary>
/// <param name="Style">Style.</param>
/// <param name="Text">Words.</param>
internal sealed record PrintRun(PrintStyle Style, string Text)
{
    /// <summary>Words in bold before the text, or null.</summary>
    public string? Lead { get; init; }

    /// <summary>Drawn in the margin before the first line, or null: decoration, not content.</summary>
    public string? Bullet { get; init; }
}

/// <summary>Runs that never stand on two pages, unless they are longer than a page.</summary>
/// <param name="Runs">Runs.</param>
internal sealed record PrintBlock(IReadOnlyList<PrintRun> Runs)
{
    /// <summary>Drawn with a bar at its left: what is urgent.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Stays with the block after it: a heading.</summary>
    public bool KeepsWithNext { get; init; }
}
