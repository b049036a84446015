using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Ocr;

/// <summary>How a recognised page compares with the truth.</summary>
/// <param name="CharacterErrors">Edits a hundred characters of the truth, each line against its best place.</param>
/// <param name="Right">Key strings found, white space ignored.</param>
/// <param name="Marked">Key strings wrong, where the words are marked to be checked.</param>
/// <param name="Silent">Key strings wrong and not marked.</param>
internal sealed record Comparison(double CharacterErrors, int Right, ImmutableArray<string> Marked, ImmutableArray<string> Silent)
{
    private const double ToBeChecked = 0.7;

    public static Comparison Of(DocumentPage page)
    {
        if (page.Text.Length == 0)
        {
            return new(100, 0, [], [.. SyntheticReport.Keys]);
        }

        var whole = Plain(page.Text, out _);
        int errors = 0, length = 0;
        foreach (var cell in SyntheticReport.Lines.SelectMany(l => l.Split('|')).Select(l => Plain(l, out _)).Where(l => l.Length > 0))
        {
            errors += Best(cell, whole).Errors;
            length += cell.Length;
        }

        var packed = Packed(page.Text, out var places);
        var right = 0;
        var marked = ImmutableArray.CreateBuilder<string>();
        var silent = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in SyntheticReport.Keys)
        {
            var key = entry[(entry.IndexOf('|', StringComparison.Ordinal) + 1)..];
            var context = Packed(entry[..^key.Length].TrimEnd('|'), out _);
            var wanted = Packed(key, out _);
            if (packed.Contains(wanted, StringComparison.Ordinal))
            {
                right++;
                continue;
            }

            // Where it should stand.
            var (_, end) = Best(context + wanted, packed);
            var start = Math.Max(0, end - wanted.Length);
            int from = places[Math.Min(start, places.Length - 1)], to = places[Math.Min(end, places.Length) - 1] + 1;
            var read = page.Text[from..to].ReplaceLineEndings(" ");
            var isMarked = page.Words.Any(w => w.Start < to && w.Start + w.Length > from && w.Confidence < ToBeChecked);
            (isMarked ? marked : silent).Add($"{key} as {read}");
        }

        return new(100.0 * errors / length, right, marked.ToImmutable(), silent.ToImmutable());
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"CER {CharacterErrors,5:0.00} %  right {Right}/{SyntheticReport.Keys.Length}  marked {Marked.Length}  silent {Silent.Length}{(Marked.IsEmpty ? "" : "\n      marked: " + string.Join("; ", Marked))}{(Silent.IsEmpty ? "" : "\n      SILENT: " + string.Join("; ", Silent))}");

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
