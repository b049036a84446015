using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Reads TNM categories and stage groups from codes and displays: <c>cT3</c>, <c>pN0(i+)</c>, <c>cT3N2M0</c>, <c>3C</c>, <c>c3A</c>, <c>Stage 3A (qualifier value)</c>.
/// Only what lung cancer has: a T3c or a stage IVC is another cancer's.</summary>
internal static partial class StageCodes
{
    private static readonly FrozenSet<string> Categories = FrozenSet.Create(
        StringComparer.Ordinal,
        "TX", "T0", "Tis", "T1mi", "T1", "T1a", "T1b", "T1c", "T2", "T2a", "T2b", "T3", "T4",
        "NX", "N0", "N1", "N2", "N2a", "N2b", "N3",
        "MX", "M0", "M1", "M1a", "M1b", "M1c", "M1c1", "M1c2");

    private static readonly FrozenSet<string> Groups = FrozenSet.Create(
        StringComparer.Ordinal,
        "0", "I", "IA", "IA1", "IA2", "IA3", "IB", "II", "IIA", "IIB", "III", "IIIA", "IIIB", "IIIC", "IV", "IVA", "IVB");

    /// <summary>All values of a text, in order. Categories first; where there are none, at most one stage group.</summary>
    /// <param name="text">Code or display.</param>
    public static ImmutableArray<StageCode> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 300)
        {
            return [];
        }

        var found = ReadCategories(text);
        return !found.IsEmpty ? found : ReadGroup(text) is { } group ? [group] : [];
    }

    /// <summary>The stage group of a text, or null.</summary>
    /// <param name="text">Code or display.</param>
    public static StageCode? ReadGroup(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 300)
        {
            return null;
        }

        var match = BareGroup().Match(text.Trim());
        if (!match.Success)
        {
            match = NamedGroup().Match(text);
        }

        if (!match.Success)
        {
            return null;
        }

        var number = match.Groups["number"].Value.ToUpper(CultureInfo.InvariantCulture) switch
        {
            "1" => "I",
            "2" => "II",
            "3" => "III",
            "4" => "IV",
            var roman => roman,
        };
        var value = number + match.Groups["letter"].Value.ToUpper(CultureInfo.InvariantCulture) + match.Groups["digit"].Value;
        return Groups.Contains(value) ? new(FactKind.StageGroup, value, Basis(match.Groups["basis"].Value), Prefix(match.Groups["prefix"].Value)) : null;
    }

    private static ImmutableArray<StageCode> ReadCategories(string text)
    {
        var found = ImmutableArray.CreateBuilder<StageCode>();
        for (var at = 0; at < text.Length; at++)
        {
            if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            // The letter is one for the categories that follow in the string, until another letter ("cT3N2M0").
            string? basis = null, prefix = null;
            while (Next(text, at, out var end) is { } category)
            {
                (basis, prefix) = (category.Basis ?? basis, category.Prefix ?? prefix);
                if (Categories.Contains(category.Value))
                {
                    found.Add(category with { Basis = basis, Prefix = prefix });
                }

                at = end < text.Length && text[end] is ' ' or ',' ? end + 1 : end;
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>The category that begins here; it must end the word, or another one must follow at once.</summary>
    private static StageCode? Next(string text, int start, out int end)
    {
        end = start;
        var at = start;
        string? prefix = null, basis = null;
        if (at < text.Length && text[at] is 'y' or 'r' or 'a')
        {
            prefix = text[at++..][..1];
        }

        if (at < text.Length && text[at] is 'c' or 'p')
        {
            basis = text[at++] == 'c' ? "clinical" : "pathologic";
        }

        if (at + 1 >= text.Length || text[at] is not ('T' or 'N' or 'M'))
        {
            return null;
        }

        var kind = text[at++];
        var length = ValueLength(text.AsSpan(at));
        if (length == 0)
        {
            return null;
        }

        var value = kind + (text[at] is 'x' ? "X" : text.Substring(at, length));
        at += length;
        if (at < text.Length && text[at] == '(' && text.IndexOf(')', at) is var close && close > at && close - at <= 8)
        {
            // "N0(i+)", "M1b(1)": what was found besides; the category stands.
            at = close + 1;
        }

        end = at;
        return at < text.Length && char.IsLetterOrDigit(text[at]) && Next(text, at, out _) is null ? null
            : new(kind switch { 'T' => FactKind.T, 'N' => FactKind.N, _ => FactKind.M }, value, basis, prefix);
    }

    private static int ValueLength(ReadOnlySpan<char> text)
    {
        if (text[0] is 'X' or 'x')
        {
            return 1;
        }

        if (text.StartsWith("is", StringComparison.Ordinal))
        {
            return 2;
        }

        if (!char.IsAsciiDigit(text[0]))
        {
            return 0;
        }

        if (text.Length > 2 && text[1..].StartsWith("mi", StringComparison.Ordinal))
        {
            return 3;
        }

        return text.Length > 1 && text[1] is >= 'a' and <= 'e' ? text.Length > 2 && char.IsAsciiDigit(text[2]) ? 3 : 2 : 1;
    }

    private static string? Basis(string letter) => letter.ToLowerInvariant() switch
    {
        "c" or "clinical" => "clinical",
        "p" or "pathologic" or "pathological" => "pathologic",
        _ => null,
    };

    private static string? Prefix(string letters) => letters.Length == 0 ? null : letters[..1];

    // 3C, IIIC, c3A, 4, p IIB
    [GeneratedRegex(@"^(?<prefix>[yra]?)(?<basis>[cp]?)\s?(?<number>0|IV|I{1,3}|[1-4])\s?(?<letter>[A-Ca-c]?)(?<digit>[1-3]?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BareGroup();

    // Stage 3A (qualifier value), TNM stage 1, Clinical stage I B, AJCC Stage IIIC
    [GeneratedRegex(@"((?<basis>clinical|pathologic(al)?)\s+)?(stage|stadium|estadio|stadio)\s*(group\s*)?:?\s*(?<prefix>)(?<number>0|IV|I{1,3}|[1-4])\s?-?(?<letter>[A-C]?)(?<digit>[1-3]?)(?![A-Za-z0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NamedGroup();
}

/// <summary>A category or group.</summary>
/// <param name="Kind">T, N, M or stage group.</param>
/// <param name="Value">Value of the contract.</param>
/// <param name="Basis"><c>clinical</c>, <c>pathologic</c>, or null when the value does not say.</param>
/// <param name="Prefix"><c>y r a</c> or null.</param>
internal readonly record struct StageCode(FactKind Kind, string Value, string? Basis, string? Prefix);
