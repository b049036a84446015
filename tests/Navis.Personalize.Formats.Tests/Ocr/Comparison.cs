using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Tests.Ocr;

/// <summary>How a recognised page compares with the truth.</summary>
/// <param name="CharacterErrors">Edits a hundred characters of the truth, each line against its best place.</param>
/// <param name="Right">Key strings found, white space ignored.</param>
/// <param name="All">How many key strings the truth has.</param>
/// <param name="Marked">Key strings wrong, where the words are marked to be checked.</param>
/// <param name="Silent">Key strings wrong and not marked; numbers, codes and categories of the page that the truth does not have and that are not marked.</param>
internal sealed record Comparison(double CharacterErrors, int Right, int All, ImmutableArray<string> Marked, ImmutableArray<string> Silent)
{
    private const double ToBeChecked = 0.7;

    public static Comparison Of(DocumentPage page, ReportText? of = null, bool isPoor = false)
    {
        var report = of ?? ReportText.Pathology;
        if (page.Text.Length == 0)
        {
            return new(100, 0, report.Keys.Length, [], [.. report.Keys]);
        }

        var whole = Plain(page.Text, out _);
        int errors = 0, length = 0;
        foreach (var cell in report.Lines.SelectMany(l => l.Split('|')).Select(l => Plain(l, out _)).Where(l => l.Length > 0))
        {
            errors += Best(cell, whole).Errors;
            length += cell.Length;
        }

        var packed = Packed(page.Text, out var places);
        var right = 0;
        var marked = ImmutableArray.CreateBuilder<string>();
        var silent = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in report.Keys)
        {
            var key = entry[(entry.IndexOf('|', StringComparison.Ordinal) + 1)..];
            var context = Packed(entry[..^key.Length].TrimEnd('|'), out _);
            var wanted = Packed(key, out _);

            // Size of letters is lost in some fonts (x and X, c and C) and means nothing in these.
            if (packed.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            {
                right++;
                continue;
            }

            var (from, to) = Place(report, context, wanted, packed, places);
            var read = from < 0 ? "nothing" : page.Text[from..to].ReplaceLineEndings(" ");
            var isMarked = from >= 0 && page.Words.Any(w => w.Start < to && w.Start + w.Length > from && w.Confidence < ToBeChecked);
            (isMarked || isPoor ? marked : silent).Add($"{key} as {read}");
        }

        var truth = Packed(string.Join(' ', report.Lines), out _);
        silent.AddRange(page.Words.Where(static w => w.Confidence >= ToBeChecked).Select(w => page.Text.Substring(w.Start, w.Length)).Where(w => DoubtfulValue.IsValue(w) && !truth.Contains(Packed(w.Trim('.', ',', ';', ':', '(', ')'), out _), StringComparison.OrdinalIgnoreCase)).Select(static w => w + " is not on the page"));
        return new(100.0 * errors / length, right, report.Keys.Length, marked.ToImmutable(), silent.ToImmutable());
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"CER {CharacterErrors,5:0.00} %  right {Right}/{All}  marked {Marked.Length}  silent {Silent.Length}{(Marked.IsEmpty ? "" : "\n      marked: " + string.Join("; ", Marked))}{(Silent.IsEmpty ? "" : "\n      SILENT: " + string.Join("; ", Silent))}");

    /// <summary>One space for each run of white space; signs that look and mean the same made one.</summary>
    private static string Plain(string text, out int[] places)
    {
        var kept = new System.Text.StringBuilder();
        var at = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i] switch { '\u2014' or '\u2013' => '-', '\u201C' or '\u201D' => '"', '\u2019' or '\u2018' => '\'', _ => text[i] };
            if (char.IsWhiteSpace(c) && (kept.Length == 0 || kept[^1] == ' '))
            {
                continue;
            }

            kept.Append(char.IsWhiteSpace(c) ? ' ' : c);
            at.Add(i);
        }

        places = [.. at];
        return kept.ToString().TrimEnd();
    }

    private static string Packed(string text, out int[] places)
    {
        var plain = Plain(text, out var at);
        var kept = Enumerable.Range(0, plain.Length).Where(i => plain[i] != ' ').ToArray();
        places = [.. kept.Select(i => at[i])];
        return string.Concat(kept.Select(i => plain[i]));
    }

    /// <summary>Where a key stands in what was read, offsets of the page's text: its line is sought, and in the line's place the key. -1 when the line was not read.</summary>
    private static (int From, int To) Place(ReportText report, string context, string wanted, string packed, int[] places)
    {
        var line = report.Lines.Select(static l => Packed(l.Replace('|', ' '), out _)).First(l => l.Contains(context + wanted, StringComparison.Ordinal));
        var (errors, end) = Best(line, packed);
        if (errors > 0.6 * line.Length)
        {
            return (-1, -1);
        }

        var (_, length) = Best(string.Concat(line.Reverse()), string.Concat(packed[..end].Reverse()));
        var read = packed[(end - length)..end];
        var aligned = Confirmation.Align(line, read);
        var at = line.IndexOf(context + wanted, StringComparison.Ordinal) + context.Length;
        var start = Math.Min(end - length + aligned[at], packed.Length - 1);
        var stop = Math.Max(start + 1, end - length + aligned[at + wanted.Length]);
        return (places[start], places[Math.Min(stop, packed.Length) - 1] + 1);
    }

    /// <summary>Fewest edits that make the pattern out of some part of the text, and where that part ends.</summary>
    private static (int Errors, int End) Best(string pattern, string text)
    {
        var previous = new int[text.Length + 1];
        var current = new int[text.Length + 1];
        for (var i = 1; i <= pattern.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= text.Length; j++)
            {
                current[j] = Math.Min(previous[j - 1] + (pattern[i - 1] == text[j - 1] ? 0 : 1), Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        var best = previous.Min();
        return (best, Math.Max(1, Array.IndexOf(previous, best)));
    }
}
