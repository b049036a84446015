using Navis.Personalize.Core.Documents;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Navis.Personalize.Formats.Pdf;

/// <summary>Tells whether the characters of a PDF page can be believed, or whether its picture should be read.</summary>
internal static class TextLayer
{
    /// <summary>Share of the page from which a picture on it is the page.</summary>
    private const double PagePicture = 0.5;

    /// <summary>Words below which a page with a picture is a picture with a stamp.</summary>
    private const int FewWords = 25;

    /// <summary>Share of plausible characters below which the font's own table is broken.</summary>
    private const double Broken = 0.55;

    /// <summary>How far the recognised text may be less plausible and still be taken, since it carries its doubts and the hidden text does not.</summary>
    private const double Benefit = 0.02;

    /// <summary>Whether the page should be read from its picture: it has no words, hidden words over a scan, few words on a scan, or words that are none.</summary>
    /// <param name="page">Page.</param>
    /// <param name="text">Its text.</param>
    public static bool IsDoubtful(Page page, DocumentPage text)
    {
        if (text.Words.IsEmpty || (text.Words.Length > 5 && Plausible(text.Text) < Broken))
        {
            return true;
        }

        var area = page.Width * page.Height;
        var isPicture = page.NumberOfImages > 0 && page.GetImages().Any(i => Math.Abs(i.BoundingBox.Width * i.BoundingBox.Height) > PagePicture * area);
        return isPicture && (text.Words.Length < FewWords || page.Letters.Count(static l => l.RenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip) > page.Letters.Count / 2);
    }

    /// <summary>The better of the stored and the recognised page.</summary>
    /// <param name="stored">Page from the characters.</param>
    /// <param name="recognised">Page from the picture.</param>
    public static DocumentPage Better(DocumentPage stored, DocumentPage recognised)
    {
        if (stored.Words.IsEmpty || recognised.Words.IsEmpty)
        {
            return stored.Words.IsEmpty ? recognised : stored;
        }

        // Recognition that found half of the page is no improvement, however plausible.
        var enough = recognised.Text.Length > 0.7 * stored.Text.Length;
        return enough && Plausible(recognised.Text) + Benefit >= Plausible(stored.Text) ? recognised : stored;
    }

    /// <summary>0..1: the share of characters in tokens that look like words, numbers or codes of a report.</summary>
    /// <param name="text">Text.</param>
    internal static double Plausible(string text)
    {
        int good = 0, all = 0;
        foreach (var range in text.AsSpan().SplitAny(" \n\t\f"))
        {
            var token = text.AsSpan(range).Trim("()[]{}.,;:!?\"'*/\u2022\u201C\u201D\u2018\u2019-\u2013\u2014");
            if (text.AsSpan(range).IsWhiteSpace())
            {
                continue;
            }

            all += range.End.Value - range.Start.Value;
            good += IsPlausible(token) ? range.End.Value - range.Start.Value : 0;
        }

        return all == 0 ? 0 : (double)good / all;
    }

    private static bool IsPlausible(ReadOnlySpan<char> token)
    {
        int letters = 0, digits = 0, vowels = 0, ups = 0, others = 0;
        foreach (var c in token)
        {
            if (char.IsLetter(c))
            {
                letters++;
                ups += char.IsUpper(c) ? 1 : 0;
                vowels += "aeiouyAEIOUY".Contains(c, StringComparison.Ordinal) || c > '\u00C0' ? 1 : 0;
            }
            else if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (!"-/.,:%()+<>=_'&#*\u2019\u2265\u2264".Contains(c, StringComparison.Ordinal))
            {
                others++;
            }
        }

        if (others > 0 || letters + digits == 0)
        {
            return false;
        }

        // A word: small, capitalised or all capitals, with a vowel when it is longer; a number; or a short code of both.
        return digits > 0 ? letters == 0 || token.Length <= 14 : (vowels > 0 || letters <= 4) && (ups <= 1 || ups == letters || letters <= 6);
    }
}
