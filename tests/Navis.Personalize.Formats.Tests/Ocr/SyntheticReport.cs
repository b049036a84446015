using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Tests.Ocr;

/// <summary>A report that we made up, as a page, as pictures of all the sorts that people bring, and as the truth to compare with.</summary>
internal static class SyntheticReport
{
    /// <summary>Lines of the page: text, or cells at fixed columns.</summary>
    public static readonly ImmutableArray<string> Lines =
    [
        "NORTHSIDE REGIONAL PATHOLOGY",
        "Surgical pathology report|Accession S24-018273",
        "Patient: Ida Tessler|DOB 03/14/1961|MRN 00483921",
        "Collected 11/02/2024|Reported 11/08/2024",
        "",
        "CLINICAL HISTORY",
        "63-year-old former smoker (25 pack-years, quit 2009) with a spiculated nodule in the right",
        "upper lobe, found on CT of 10/21/2024. PET showed SUV 9.4 and no distant uptake.",
        "",
        "FINAL DIAGNOSIS",
        "Lung, right upper lobe, lobectomy: invasive adenocarcinoma, acinar predominant (60%), with",
        "lepidic (25%) and micropapillary (15%) components, grade 2.",
        "Greatest dimension 3.2 cm. Visceral pleural invasion present (PL1).",
        "Lymphovascular invasion: not identified. Spread through air spaces: present.",
        "Bronchial margin negative; distance to the nearest margin 1.8 cm.",
        "Lymph nodes: 2 of 14 positive (station 10R 1/3, station 11R 1/4, station 7 0/7).",
        "Pathologic stage (AJCC 8th edition): pT2a pN1 pM0, stage IIB.",
        "",
        "MOLECULAR RESULTS (next-generation sequencing, tissue)",
        "Gene|Result|Allele fraction|Reference",
        "EGFR|exon 19 deletion, p.E746_A750del|34.6%|none",
        "EGFR T790M|not detected|< 1%|none",
        "KRAS|not detected|-|none",
        "ALK|not detected|-|none",
        "TP53|p.R273H|28%|none",
        "PD-L1 (22C3)|TPS 40%|-|\u22651%",
        "TMB|6.3 mut/Mb|-|< 10",
        "",
        "IMMUNOHISTOCHEMISTRY",
        "TTF-1 positive, napsin A positive, p40 negative, CK7 positive. Ki-67 about 35%.",
        "",
        "MEDICATIONS",
        "osimertinib 80 mg daily planned from 12/03/2024; lisinopril 10 mg; metformin 500 mg twice daily.",
        "",
        "COMMENT",
        "Four cycles of cisplatin 75 mg/m2 with pemetrexed 500 mg/m2 were discussed. Brain MRI of",
        "10/28/2024 shows no metastasis. Laboratory values: hemoglobin 12.9, creatinine 0.82, eGFR 79.",
        "Signed by the pathologist on 11/08/2024 at 14:35.",
    ];

    /// <summary>What must be read right, or marked to be checked. Before a bar: what stands before it, to find its place.</summary>
    public static readonly ImmutableArray<string> Keys =
    [
        "S24-018273", "03/14/1961", "00483921", "11/02/2024", "11/08/2024", "25 pack-years", "10/21/2024", "adenocarcinoma", "60%", "15%", "grade 2", "3.2 cm", "PL1", "1.8 cm",
        "2 of 14", "1/3", "1/4", "0/7", "8th edition", "pT2a", "pN1", "pM0", "IIB", "EGFR", "exon 19 deletion", "p.E746_A750del", "34.6%", "T790M", "not detected", "< 1%", "KRAS", "ALK", "TP53", "p.R273H",
        "28%", "PD-L1 (22C3)", "TPS 40%", "TPS 40%-|\u22651%", "6.3 mut/Mb", "TTF-1 positive", "p40 negative", "35%", "osimertinib 80 mg", "12/03/2024", "lisinopril 10 mg", "metformin 500 mg", "cisplatin 75 mg/m2",
        "pemetrexed 500 mg/m2", "10/28/2024", "12.9", "0.82", "79",
    ];

    private static readonly double[] Columns = [0, 110, 330, 430];

    /// <summary>The page as a PDF with text.</summary>
    public static byte[] Pdf()
    {
        var content = new StringBuilder("BT /F1 10.5 Tf");
        var y = 735.0;
        foreach (var line in Lines)
        {
            var cells = line.Split('|');
            for (var i = 0; i < cells.Length; i++)
            {
                var bold = i == 0 && line.Length > 0 && line.All(c => char.IsUpper(c) || " ()-,".Contains(c, StringComparison.Ordinal));
                content.Append(CultureInfo.InvariantCulture, $" /F{(bold ? 2 : 1)} 10.5 Tf 1 0 0 1 {60 + (cells.Length > 1 ? Columns[i] + (cells.Length < 4 && i > 0 ? 120 : 0) : 0):0.#} {y:0.#} Tm {SmallPdf.Show(cells[i], bold ? 2 : 1, 10.5)}");
            }

            y -= line.Length == 0 ? 9 : 18;
        }

        return SmallPdf.Of(content.Append(" ET").ToString());
    }

    /// <summary>The page as a clean picture.</summary>
    public static MagickImage Draw(int dpi)
    {
        using var renderer = new PdfRenderer(Pdf());
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
    public static ImmutableArray<string> Sorts { get; } = ["clean 300 dpi", "clean 150 dpi", "scan 200 dpi, skewed", "scan 150 dpi, skewed, noise", "fax", "phone", "phone, small", "phone, dark", "sideways", "upside down"];

    /// <summary>A picture of one sort, as a file.</summary>
    public static SourceFile Picture(string sort)
    {
        using var page = sort switch
        {
            "clean 150 dpi" => Draw(150),
            "scan 200 dpi, skewed" => Scan(200, -1.2, 55),
            "scan 150 dpi, skewed, noise" => Scan(150, 2, 40),
            "fax" => Fax(),
            "phone" => Phone(2400, 100),
            "phone, small" => Phone(1400, 100),
            "phone, dark" => Phone(2000, 35),
            "sideways" => Turned(90),
            "upside down" => Turned(180),
            _ => Draw(300),
        };
        var format = sort.StartsWith("clean", StringComparison.Ordinal) ? MagickFormat.Png : sort is "fax" ? MagickFormat.Tiff : MagickFormat.Jpeg;
        return new SourceFile($"{sort}.{format.ToString().ToLowerInvariant()}", page.ToByteArray(format));
    }

    private static MagickImage Turned(double degrees)
    {
        var page = Draw(200);
        page.Rotate(degrees);
        page.Quality = 80;
        return page;
    }

    private static MagickImage Scan(int dpi, double degrees, uint quality)
    {
        var page = Draw(dpi);
        page.BackgroundColor = MagickColors.White;
        page.Rotate(degrees);
        page.ResetPage();
        page.SetAttenuate(dpi < 200 ? 0.5 : 0.3);
        page.AddNoise(NoiseType.Gaussian);
        page.Quality = quality;
        return page;
    }

    private static MagickImage Fax()
    {
        var page = Draw(200);
        page.Resize(new MagickGeometry(1700, 1078) { IgnoreAspectRatio = true });
        page.Threshold(new Percentage(62));
        page.Resize(new MagickGeometry(1700, 2156) { IgnoreAspectRatio = true });
        page.Density = new Density(200);
        return page;
    }

    private static MagickImage Phone(int width, double brightness)
    {
        var page = Draw(300);
        page.BackgroundColor = new MagickColor("#6b5d4a");
        page.VirtualPixelMethod = VirtualPixelMethod.Background;
        page.Extent(2950, 3700, Gravity.Center);
        page.Distort(DistortMethod.Perspective, 0, 0, 120, 40, 2950, 0, 2860, 110, 2950, 3700, 2800, 3640, 0, 3700, 60, 3560);
        page.Rotate(-1.5);
        page.ResetPage();
        page.Resize((uint)width, 0);
        using var shadow = new MagickImage("gradient:white-gray45", new MagickReadSettings { Width = page.Width, Height = page.Height });
        shadow.Rotate(0);
        page.Composite(shadow, CompositeOperator.Multiply);
        page.Modulate(new Percentage(brightness));
        page.Blur(0, 0.7);
        page.SetAttenuate(0.15);
        page.AddNoise(NoiseType.Gaussian);
        page.Quality = 75;
        page.Density = new Density(72);
        return page;
    }
}
