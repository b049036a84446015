using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Navis.Personalize.Cli.Tests;

/// <summary>Files made to hang, crash or fill a reader. Made here, so that none lies in the checkout.</summary>
internal static class HostileFiles
{
    /// <summary>A PDF whose one page unpacks to a number of mebibytes.</summary>
    public static byte[] FlateBomb(int megabytes) => Pdf("<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>", Stream("/Filter/FlateDecode", Zeros(megabytes)));

    /// <summary>A PDF whose page tree leads back to itself.</summary>
    public static byte[] PageTreeLoop() => Pdf("<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>");

    /// <summary>A PDF with pages of text.</summary>
    public static byte[] Report(params string[] pages)
    {
        var objects = new List<string> { $"<</Type/Pages/Kids[{string.Join(' ', pages.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"{4 + (2 * i)} 0 R")))}]/Count {pages.Length.ToString(CultureInfo.InvariantCulture)}>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>" };
        foreach (var page in pages)
        {
            objects.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents {objects.Count + 3} 0 R>>"));
            var text = new StringBuilder("BT /F1 11 Tf 14 TL 72 720 Td");
            foreach (var line in page.Split('\n'))
            {
                text.Append(CultureInfo.InvariantCulture, $" ({line.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj T*");
            }

            objects.Add(Encoding.Latin1.GetString(Stream("", Encoding.ASCII.GetBytes(text.Append(" ET").ToString()))));
        }

        return Pdf([.. objects.Select(o => (object)o)]);
    }

    private static byte[] Stream(string entries, byte[] content) => [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<</Length {content.Length}{entries}>>stream\n")), .. content, .. "\nendstream"u8];

    /// <summary>Zeros, deflated: after the first, each mebibyte packs to the same bytes.</summary>
    private static byte[] Zeros(int megabytes)
    {
        using var packed = new MemoryStream();
        using var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        var chunk = new byte[1024 * 1024];
        deflate.Write(chunk);
        deflate.Flush();
        var first = (int)packed.Length;
        deflate.Write(chunk);
        deflate.Flush();
        var again = packed.ToArray().AsSpan(first).ToArray();
        using var all = new MemoryStream();
        all.Write([0x78, 0x9C]);
        all.Write(packed.ToArray().AsSpan(0, first));
        for (var i = 1; i < megabytes; i++)
        {
            all.Write(again);
        }

        all.Write([0x03, 0x00]);
        return all.ToArray();
    }

    /// <summary>A PDF of objects from number 2 on; object 1 is the catalog that points to 2.</summary>
    private static byte[] Pdf(params object[] objects)
    {
        using var file = new MemoryStream();
        var offsets = new List<long>();
        file.Write("%PDF-1.7\n"u8);
        foreach (var (body, index) in objects.Prepend("<</Type/Catalog/Pages 2 0 R>>").Select((o, i) => (o as byte[] ?? Encoding.Latin1.GetBytes((string)o), i)))
        {
            offsets.Add(file.Length);
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n")));
            file.Write(body);
            file.Write("\nendobj\n"u8);
        }

        var start = file.Length;
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n")));
        offsets.ForEach(o => file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{o:D10} 00000 n \n"))));
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"trailer<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n")));
        return file.ToArray();
    }
}
