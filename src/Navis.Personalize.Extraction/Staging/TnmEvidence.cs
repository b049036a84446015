using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Staging;

/// <summary>Decides whether a string of the scanner is this patient's staging: words beside a lone category, legends, tick boxes, MRI and vertebrae.</summary>
internal static class TnmEvidence
{
    private const int LegendSpan = 400;

    /// <summary>True when the string is staging.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="tnm">String.</param>
    public static bool Accept(NarrativeText text, TnmString tnm)
    {
        var all = text.Text.AsSpan();
        if (IsUnticked(all, tnm.Start) || IsDefined(all, tnm.End))
        {
            return false;
        }

        if (tnm.StandsAlone)
        {
            return true;
        }

        var before = all[Math.Max(0, tnm.Start - 28)..tnm.Start].TrimEnd();
        var after = all[tnm.End..Math.Min(all.Length, tnm.End + 24)];
        if (Ends(before, "station") || Ends(before, "level") || Ends(before, "nivel de") || Ends(before, "nivel") || Ends(before, "stations") || Ends(before, "estación"))
        {
            return false;
        }

        return Says(before) || BehindGroup(before) || Follows(after) || (before.EndsWith("(") && after.StartsWith(")") && HasStage(before));
    }

    /// <summary>Removes the lines of a legend: three or more categories of one letter, close together, each followed by its definition.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="strings">Strings, changed in place.</param>
    public static void RemoveLegends(NarrativeText text, List<TnmString> strings)
    {
        for (var i = 0; i + 2 < strings.Count;)
        {
            var last = i;
            while (last + 1 < strings.Count && strings[last + 1].Start - strings[last].End < LegendSpan && IsLine(text.Text, strings[last]) && IsLine(text.Text, strings[last + 1])
                && strings[last + 1].Categories[0].Kind == strings[i].Categories[0].Kind && strings[last + 1].Categories[0].Value != strings[last].Categories[0].Value)
            {
                last++;
            }

            if (last - i >= 2)
            {
                strings.RemoveRange(i, last - i + 1);
            }
            else
            {
                i = last + 1;
            }
        }
    }

    // One category, then ":", "=" or "-", then words.
    private static bool IsLine(string text, TnmString tnm)
    {
        var after = text.AsSpan(tnm.End, Math.Min(6, text.Length - tnm.End)).TrimStart();
        return tnm.Categories.Length == 1 && after.Length > 1 && after[0] is ':' or '=' or '-' or '–' or '.';
    }

    // "[ ] pT1", "( ) pN0", "☐ pT2" are choices not taken; "[x]" and "☒" are taken.
    private static bool IsUnticked(ReadOnlySpan<char> text, int start)
    {
        var before = text[Math.Max(0, start - 6)..start].TrimEnd();
        return before.EndsWith("[ ]") || before.EndsWith("[]") || before.EndsWith("( )") || before.EndsWith("☐") || before.EndsWith("___");
    }

    private static bool IsDefined(ReadOnlySpan<char> text, int end)
    {
        var after = text[end..Math.Min(text.Length, end + 24)].TrimStart();
        return Starts(after, "is defined") || Starts(after, "refers to") || Starts(after, "denotes") || Starts(after, "means ") || Starts(after, "se define") || Starts(after, "was defined");
    }

    private static bool Says(ReadOnlySpan<char> before) =>
        Ends(before, "stage") || Ends(before, "stage:") || Ends(before, "staged as") || Ends(before, "staged") || Ends(before, "staging") || Ends(before, "staging:") || Ends(before, "TNM") || Ends(before, "TNM:")
        || Ends(before, "TNM stage:") || Ends(before, "category") || Ends(before, "category:") || Ends(before, "classified as") || Ends(before, "clinical") || Ends(before, "pathologic") || Ends(before, "pathological")
        || Ends(before, "estadio") || Ends(before, "estadio:") || Ends(before, "estadio clínico") || Ends(before, "Stadium") || Ends(before, "clasificado como") || Ends(before, "tumor:") || Ends(before, "tumour:")
        || Ends(before, "nodes:") || Ends(before, "(pT):") || Ends(before, "(pN):") || Ends(before, "(pM):") || Ends(before, "(T):") || Ends(before, "(N):") || Ends(before, "(M):") || Ends(before, "metastasis:");

    // "Stage IV M1c": a category right behind a group.
    private static bool BehindGroup(ReadOnlySpan<char> before)
    {
        var word = before.LastIndexOf(' ') + 1;
        return word > 0 && HasStage(before[..word]) && before.Length - word <= 4 && StageGroupScanner.Value(before, word, out var end) is not null && end == before.Length;
    }

    private static bool Follows(ReadOnlySpan<char> after)
    {
        after = after.TrimStart();
        return Starts(after, "disease") || Starts(after, "tumor") || Starts(after, "tumour") || Starts(after, "primary") || Starts(after, "NSCLC") || Starts(after, "lung") || Starts(after, "adenocarcinoma")
            || Starts(after, "squamous") || Starts(after, "carcinoma") || Starts(after, "involvement") || Starts(after, "positive disease") || Starts(after, "category") || Starts(after, "enfermedad");
    }

    private static bool HasStage(ReadOnlySpan<char> before) => before.Contains("stage", StringComparison.OrdinalIgnoreCase) || before.Contains("estadio", StringComparison.OrdinalIgnoreCase) || before.Contains("stadium", StringComparison.OrdinalIgnoreCase);

    private static bool Ends(ReadOnlySpan<char> text, ReadOnlySpan<char> word) => text.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetterOrDigit(text[^(word.Length + 1)]));

    private static bool Starts(ReadOnlySpan<char> text, ReadOnlySpan<char> word) => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetter(text[word.Length]) || word[^1] == ' ');
}
