using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Navis.Personalize.Formats.Pdf.Writing;

/// <summary>Takes chance out of a written PDF: names of font subsets, ids of the document. All keep their length, so that the table of places stays right.</summary>
internal static partial class StablePdf
{
    /// <summary>The same document for the same content.</summary>
    /// <param name="pdf">As the library wrote it.</param>
    public static byte[] Of(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        text = SubsetName().Replace(text, match =>
        {
            var tag = match.Groups["tag"].Value;
            if (!tags.TryGetValue(tag, out var stable))
            {
                tags.Add(tag, stable = "AAAAA" + (char)('A' + tags.Count));
            }

            return stable + match.Value[6..];
        });
        text = Id().Replace(DocumentId().Replace(text, match => match.Value[..5] + new string('0', 36)), match => new string('0', match.Length));
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(text)))[..32];
        text = ZeroId().Replace(text, $"<{hash}><{hash}>");
        return Encoding.Latin1.GetBytes(text);
    }

    // /ABCDEF+Liberation#20Sans
    [GeneratedRegex(@"(?<=/)(?<tag>[A-Z]{6})\+Liberation#20Sans", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SubsetName();

    // uuid:9b6b811a-5629-497f-854f-a0758877eae6
    [GeneratedRegex("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DocumentId();

    // the two ids of /ID[<…><…>], in the trailer
    [GeneratedRegex(@"(?<=/ID\[<)[0-9A-F]{32}(?=><)|(?<=/ID\[<[0-9A-F]{32}><)[0-9A-F]{32}(?=>\])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Id();

    [GeneratedRegex("<0{32}><0{32}>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ZeroId();
}
