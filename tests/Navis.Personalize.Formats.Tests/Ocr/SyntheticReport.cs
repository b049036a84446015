using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;
using Navis.Personalize.Formats.Tests.Pdf;

namespace Navis.Personalize.Formats.Tests.Ocr;

/// <summary>A report that we made up, as a page and as pictures of all the sorts that people bring.</summary>
internal static class SyntheticReport
{
    private static readonly double[] Columns = [0, 110, 330, 430];

    /// <summary>The page as a PDF with text.</summary>
    public static byte[] Pdf(ReportText report)
    {
        var content = new StringBuilder("BT");
        var y = 735.0;
        foreach (var line in report.Lines)
        {
            var cells = line.Split('|');
            for (var i = 0; i < cells.Length; i++)
            {
                var bold = i == 0 && line.Length > 0 && line.All(c => char.IsUpper(c) || " ()-,".Contains(c, StringComparison.Ordinal));
                content.Append(CultureInfo.InvariantCulture, $" /F{(bold ? 2 : 1)} {report.Size} Tf 1 0 0 1 {60 + (cells.Length > 1 ? Columns[i] + (cells.Length < 4 && i > 0 ? 120 : 0) : 0):0.#} {y:0.#} Tm {SmallPdf.Show(cells[i], bold ? 2 : 1, report.Size)}");
            }

            y -= line.Length == 0 ? 9 : 18;
        }

        return SmallPdf.Of(content.Append(" ET").ToString()).Replace("/BaseFont/Helvetica/", $"/BaseFont/{report.Font}/").Replace("/BaseFont/Helvetica-Bold/", $"/BaseFont/{report.Font.Replace("-Roman", "", StringComparison.Ordinal)}-Bold/");
    }

    /// <summary>The page as a clean picture.</summary>
    public static MagickImage Draw(int dpi, ReportText? report = null)
    {
        using var renderer = new PdfRenderer(Pdf(report ?? ReportText.Pathology));
        var image = renderer.Render(1, 612 * 300.0 / dpi, 792 * 300.0 / dpi, 60)!.Image;
        var page = new MagickImage(image.Pixels, new MagickReadSettings { Width = (uint)image.Width, Height = (uint)image.Height, Depth = 8, Format = MagickFormat.Gray });
        if (dpi < 300)
        {
            page.Resize((uint)(8.5 * dpi), (uint)(11 * dpi));
        }

        page.Density = new Density(dpi);
        return page;
    }

    /// <summary>The sorts of picture, by name.</summary>
    public static ImmutableArray<string> Sorts { get; } =
        ["clean 300 dpi", "clean 150 dpi", "scan 200 dpi, skewed", "scan 150 dpi, skewed, noise", "fax", "phone", "phone, small", "phone, dark", "phone, small and dark", "phone, sideways", "phone, upside down", "sideways", "upside down"];

    /// <summary>A picture of one sort, as a file.</summary>
    /// <param name="sort">One of <see cref="Sorts"/>.</param>
    /// <param name="seed">0 for the picture of the tests; another draws text, angle, noise, light and place of the camera anew.</param>
    public static SourceFile Picture(string sort, int seed = 0)
    {
        ResourceLimits.Thread = 1;
        MagickNET.SetRandomSeed((ulong)seed + 1);
        var shot = new Shot(ReportText.Of(seed), seed == 0 ? null : new Random(seed + (1000 * Sorts.IndexOf(sort))));
        using var page = sort switch
        {
            "clean 150 dpi" => Draw(150, shot.Report),
            "scan 200 dpi, skewed" => Scan(shot, 200, shot.Around(-1.2, 0.7), 55),
            "scan 150 dpi, skewed, noise" => Scan(shot, 150, shot.Around(2, 0.6), 40),
            "fax" => Fax(shot),
            "phone" => Phone(shot, 2400, 100),
            "phone, small" => Phone(shot, 1400, 100),
            "phone, dark" => Phone(shot, 2000, 35),
            "phone, small and dark" => Phone(shot, 1400, 35),
            "phone, sideways" => Phone(shot, 2400, 100, 90),
            "phone, upside down" => Phone(shot, 2400, 100, 180),
            "sideways" => Turned(shot, 90),
            "upside down" => Turned(shot, 180),
            _ => Draw(300, shot.Report),
        };
        var format = sort.StartsWith("clean", StringComparison.Ordinal) ? MagickFormat.Png : sort is "fax" ? MagickFormat.Tiff : MagickFormat.Jpeg;
        return new SourceFile($"{sort}.{format.ToString().ToLowerInvariant()}", page.ToByteArray(format));
    }

    private static MagickImage Turned(Shot shot, double degrees)
    {
        var page = Draw(200, shot.Report);
        page.Rotate(degrees);
        page.Quality = 80;
        return page;
    }

    private static MagickImage Scan(Shot shot, int dpi, double degrees, uint quality)
    {
        var page = Draw(dpi, shot.Report);
        page.BackgroundColor = MagickColors.White;
        page.Rotate(degrees);
        page.ResetPage();
        page.SetAttenuate(dpi < 200 ? 0.5 : 0.3);
        page.AddNoise(NoiseType.Gaussian);
        page.Quality = quality;
        return page;
    }

    private static MagickImage Fax(Shot shot)
    {
        var page = Draw(200, shot.Report);
        page.Resize(new MagickGeometry(1700, 1078) { IgnoreAspectRatio = true });
        page.Threshold(new Percentage(shot.Around(62, 3)));
        page.Resize(new MagickGeometry(1700, 2156) { IgnoreAspectRatio = true });
        page.Density = new Density(200);
        return page;
    }

    private static MagickImage Phone(Shot shot, int width, double brightness, double turn = 0)
    {
        var page = Draw(300, shot.Report);
        page.BackgroundColor = new MagickColor("#6b5d4a");
        page.VirtualPixelMethod = VirtualPixelMethod.Background;
        page.Extent(2950, 3700, Gravity.Center);
        page.Distort(DistortMethod.Perspective, 0, 0, shot.Around(120, 60), shot.Around(40, 40), 2950, 0, shot.Around(2860, 60), shot.Around(110, 60), 2950, 3700, shot.Around(2800, 60), shot.Around(3640, 40), 0, 3700, shot.Around(60, 60), shot.Around(3560, 60));
        page.Rotate(shot.Around(-1.5, 2));
        page.ResetPage();
        page.Resize((uint)width, 0);
        using var shadow = new MagickImage("gradient:white-gray45", new MagickReadSettings { Width = page.Width, Height = page.Height });
        if (shot.Around(0, 1) > 0)
        {
            shadow.Flop();
            shadow.Flip();
        }

        page.Composite(shadow, CompositeOperator.Multiply);
        page.Modulate(new Percentage(brightness));
        page.Blur(0, 0.7);
        page.SetAttenuate(0.15);
        page.AddNoise(NoiseType.Gaussian);
        page.Rotate(turn);
        page.Quality = 75;
        page.Density = new Density(72);
        return page;
    }

    /// <summary>What one picture is drawn with.</summary>
    /// <param name="Report">Report.</param>
    /// <param name="Draws">Where numbers come from; null for the middle of each range.</param>
    private sealed record Shot(ReportText Report, Random? Draws)
    {
        public double Around(double middle, double reach) => Draws is null ? middle : middle + (((2 * Draws.NextDouble()) - 1) * reach);
    }
}
