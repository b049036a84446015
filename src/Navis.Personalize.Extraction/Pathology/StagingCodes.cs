using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Staging;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads the codes that follow a TNM string, <c>pT1 N0 MX G2 L1 V0 Pn0 R0</c> (UICC), and the pleural codes <c>PL0</c> to <c>PL3</c>.</summary>
internal static class StagingCodes
{
    private const int Reach = 48;

    /// <summary>All codes, in text order.</summary>
    /// <param name="text">Text.</param>
    public static List<StagingCode> Read(string text)
    {
        var found = new List<StagingCode>();
        foreach (var tnm in TnmScanner.Scan(text))
        {
            if (tnm.StandsAlone)
            {
                After(text, tnm.End, Math.Min(text.Length, tnm.End + Reach), found);
            }
        }

        for (var at = text.IndexOf("PL", StringComparison.Ordinal); at >= 0; at = text.IndexOf("PL", at + 2, StringComparison.Ordinal))
        {
            if (at + 2 < text.Length && text[at + 2] is >= '0' and <= '3' && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + 3 == text.Length || !char.IsLetterOrDigit(text[at + 3])))
            {
                found.Add(new(FactKind.VisceralPleuralInvasion, text[at + 2] == '0' ? "absent" : "present", at, at + 3, false));
                After(text, at + 3, Math.Min(text.Length, at + 3 + Reach), found);
            }
        }

        // "L1, V0, Pn0, R0, G2" without a TNM string: vessels and veins together are no vertebra.
        var taken = found.Select(c => c.Start).ToHashSet();
        for (var at = text.IndexOf(" L", StringComparison.Ordinal); at >= 0; at = text.IndexOf(" L", at + 2, StringComparison.Ordinal))
        {
            if (Code(text, at + 1) is { } first && text.AsSpan(first.End).TrimStart(" ,;/") is ['V', '0' or '1' or '2', ..] && taken.Add(first.Start))
            {
                After(text, at + 1, Math.Min(text.Length, at + Reach), found);
            }
        }

        return found;
    }

    private static void After(string text, int at, int end, List<StagingCode> found)
    {
        while (at < end)
        {
            while (at < end && text[at] is ' ' or ',' or ';' or '/' or '\n' or '(')
            {
                at++;
            }

            if (Code(text, at) is not { } code)
            {
                return;
            }

            found.Add(code);
            at = code.End;
        }
    }

    private static StagingCode? Code(string text, int at)
    {
        var length = at + 2 < text.Length && text[at] is 'P' or 'p' && text[at + 1] is 'n' or 'N' ? 2 : 1;
        if (at + length >= text.Length || (at + length + 1 < text.Length && char.IsLetterOrDigit(text[at + length + 1])))
        {
            return null;
        }

        var digit = text[at + length] is 'O' or 'o' ? '0' : text[at + length];
        return (length, text[at], digit) switch
        {
            (1, 'L', '0' or '1') => new(FactKind.LymphovascularInvasion, Said(digit), at, at + 2, true),
            (1, 'V', '0' or '1' or '2') => new(FactKind.LymphovascularInvasion, Said(digit), at, at + 2, true),
            (2, _, '0' or '1') => new(FactKind.PerineuralInvasion, Said(digit), at, at + 3, false),
            (1, 'R', '0' or '1' or '2') => new(FactKind.Margins, digit == '0' ? "negative" : "positive", at, at + 2, false),
            (1, 'G', >= '1' and <= '4') => new(FactKind.Grade, string.Concat("G", digit.ToString()), at, at + 2, false),
            _ => null,
        };
    }

    private static string Said(char digit) => digit == '0' ? "absent" : "present";
}

/// <summary>A code and what it says.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Value">Contract value.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="IsPart">Veins or lymph vessels alone.</param>
internal readonly record struct StagingCode(FactKind Kind, string Value, int Start, int End, bool IsPart);
