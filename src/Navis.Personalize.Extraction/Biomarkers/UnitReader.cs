using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Navis.Personalize.Extraction.Terminology;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Cuts a sentence into units: vocabulary words, changes in HGVS and legacy form, numbers, signs and the rest.</summary>
internal sealed partial class UnitReader(BiomarkerVocabulary vocabulary)
{
    private const int LongestStrength = 20;
    private static readonly FrozenSet<string> Denials = new[] { "no", "not", "non", "never", "nunca", "nicht", "niet", "não", "pas" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The units of a piece of text, in order.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="matches">Vocabulary words in it, positions in <paramref name="text"/>.</param>
    /// <param name="legend">What the document says of its abbreviations; null for nothing.</param>
    public List<Unit> Read(string text, IReadOnlyList<TermMatch> matches, Legend? legend = null)
    {
        var units = new List<Unit>(matches.Count * 2);
        int at = 0, next = 0;
        while (at < text.Length)
        {
            while (next < matches.Count && matches[next].Start < at)
            {
                next++;
            }

            if (!char.IsLetterOrDigit(text[at]))
            {
                at = Sign(text, at, units) ?? at + 1;
                continue;
            }

            if (Change(text, at) is { } change && !(char.IsAsciiLetterLower(text[at]) && CompactExon(text, at, WordEnd(text, at)) is not null))
            {
                units.Add(new(Role.Change, null, change.Start, change.End) { Change = change });
                at = change.End;
            }
            else if (next < matches.Count && matches[next].Start == at)
            {
                var match = matches[next];
                units.Add(new(vocabulary.Term(match.Entry).Role, vocabulary.Term(match.Entry), match.Start, match.End) { Tight = IsTight(text, at, units) });
                at = match.End;
                Misread(text, units);
                Deny(text, units);
            }
            else
            {
                at = Word(text, at, units, legend ?? Legend.None);
            }
        }

        return units;
    }

    // "N0T DETECTED": a recognition of characters took the "not" for another word.
    private static void Misread(string text, List<Unit> units)
    {
        if (units.Count > 1 && units[^1] is { Role: Role.Cue, Term: { Weight: CueWeight.Participle, Status: Core.Findings.BiomarkerStatus.Detected } } && units[^2] is { Role: Role.Unknown } word
            && word.End - word.Start == 3 && text[word.Start] is 'n' or 'N' && text[word.Start + 1] is 'o' or 'O' or '0' && units[^1].Start - word.End < 3)
        {
            units[^2] = new(Role.Cue, Signs.NotDetected, word.Start, units[^1].End);
            units.RemoveAt(units.Count - 1);
        }
    }

    // "No reordenados", "not positive", "never mutated": a word of denial right before a word for found, whatever its number or gender.
    private static void Deny(string text, List<Unit> units)
    {
        if (units.Count > 1 && units[^1] is { Role: Role.Cue, Term: { Status: Core.Findings.BiomarkerStatus.Detected, Side: CueSide.Either, Weight: CueWeight.Adjective or CueWeight.Participle } } && units[^2] is { Role: Role.Cue or Role.Unknown or Role.Filler } word
            && units[^1].Start - word.End == 1 && text[word.End] == ' ' && Denials.Contains(text[word.Start..word.End]))
        {
            units[^2] = new(Role.Cue, Signs.NotDetected, word.Start, units[^1].End);
            units.RemoveAt(units.Count - 1);
        }
    }

    private static bool IsTight(string text, int at, List<Unit> units) =>
        units.Count > 0 && at > 0 && text[at - 1] is '-' or '\u2010' or '\u2011' or '\u2013' && (units[^1].End == at - 1 || (at > 1 && text[at - 2] == ' ' && units[^1].End == at - 2));

    private static Alteration? Change(string text, int at)
    {
        var c = text[at];
        var follows = at + 1 < text.Length ? text[at + 1] : ' ';
        if (c is 'c' or 'C' && follows == '.' && CodingChangeReader.TryRead(text, at, out var coding, out var end))
        {
            return new(AlterationKind.Coding, at, end) { Coding = coding };
        }

        if (char.IsAsciiDigit(c))
        {
            return CodingChangeReader.TryRead(text, at, out coding, out end) ? new(AlterationKind.Coding, at, end) { Coding = coding }
                : ProteinChangeReader.TryRead(text, at, lower: false, out var splice, out end) ? new(AlterationKind.Protein, at, end) { Protein = splice }
                : null;
        }

        // One letter and a digit, three letters and a digit, "p.", "del": all else is a word.
        var mayBegin = (c == 'p' && follows == '.') || char.IsAsciiDigit(follows)
            || (at + 3 < text.Length && char.IsAsciiDigit(text[at + 3]) && char.IsAsciiLetter(c))
            || (c is 'd' or 'D' && text.AsSpan(at).StartsWith("del", StringComparison.OrdinalIgnoreCase));
        return mayBegin && ProteinChangeReader.TryRead(text, at, char.IsAsciiLetterLower(c) && char.IsAsciiDigit(follows), out var protein, out end)
            && (protein.Kind != ChangeKind.Position || protein is { From: 'G', Position: 719 })
            ? new(AlterationKind.Protein, at, end) { Protein = protein }
            : null;
    }

    private int Word(string text, int at, List<Unit> units, Legend legend)
    {
        var end = at + 1;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        var word = text.AsSpan(at, end - at);
        if (vocabulary.GluedGene(word) is { } gene)
        {
            var start = at + gene.Id.Length;
            units.Add(new(Role.Gene, gene, at, start));
            if (CompactExon(text, start, end) is { } glued)
            {
                units.Add(new(Role.Change, null, start, end) { Change = glued });
            }
            else if (vocabulary.Find(text.AsSpan(start, end - start)) is [var match] && match.End == end - start)
            {
                units.Add(new(vocabulary.Term(match.Entry).Role, vocabulary.Term(match.Entry), start, end) { Tight = true });
            }

            return end;
        }

        if (CompactExon(text, at, end) is { } exon)
        {
            units.Add(new(Role.Change, null, at, exon.End) { Change = exon });
            return exon.End;
        }

        if (legend.Of(word) is { } meant)
        {
            units.Add(new(meant.Role, meant, at, end));
        }
        else if (word is "mut" or "MUT" && units.Count > 0 && units[^1] is { Role: Role.Gene } named && at - named.End <= 1 && (end == text.Length || text[end] is not ('/' or '-' or 's')))
        {
            units.Add(new(Role.Cue, Signs.Plus, at, end)); // "TP53 mut"; "mut/Mb" is a unit
        }
        else if (RecognisedHotspot.Of(word) is { } hotspot)
        {
            units.Add(new(Role.Change, null, at, end) { Change = new(AlterationKind.Protein, at, end) { Protein = hotspot } });
        }
        else
        {
            units.Add(new(char.IsAsciiDigit(word[0]) ? Role.Number : Role.Unknown, null, at, end));
        }

        return end;
    }

    // del19, 19del, 19-del, del(19), del-19, delEx19, ex19del, exon19del, e20ins, ex14; the exon numbers that are written so.
    private static Alteration? CompactExon(string text, int start, int end)
    {
        var at = start;
        var kind = Event(text, ref at);
        var marked = kind is not null;
        if (marked && at == end && at + 1 < text.Length && text[at] is '(' or '-' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            end = WordEnd(text, at);
        }

        foreach (var exonWord in (ReadOnlySpan<string>)["exon", "exón", "ex", "e"])
        {
            if (text.AsSpan(at, end - at).StartsWith(exonWord, StringComparison.OrdinalIgnoreCase))
            {
                at += exonWord.Length;
                marked = true;
                break;
            }
        }

        var digits = at;
        while (at < end && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        if (at - digits != 2 || text.AsSpan(digits, 2) is not ("14" or "18" or "19" or "20" or "21"))
        {
            return null;
        }

        var exon = ((text[digits] - '0') * 10) + text[digits + 1] - '0';
        if (kind is null && ChineseEvent(text, at) is { } chinese)
        {
            return new(chinese.Kind, start, chinese.End) { Exon = exon };
        }

        if (kind is null)
        {
            // "19-del", "19 del": the second only after an exon word, for "19 del" is also Spanish for a date.
            var next = at == end && at + 1 < text.Length && text[at] == '-' ? at + 1 : at;
            var wordEnd = next > at ? WordEnd(text, next) : end;
            var eventEnd = next;
            kind = Event(text, ref eventEnd);
            if (kind is not null && eventEnd == wordEnd)
            {
                (at, end, marked) = (eventEnd, wordEnd, true);
            }
            else
            {
                kind = null;
            }
        }

        return marked && at == end && (kind is not null || digits - start >= 2)
            ? new(kind ?? AlterationKind.ExonChange, start, end) { Exon = exon }
            : null;
    }

    // "19号外显子缺失": the exon's name and its event are one word.
    private static (AlterationKind Kind, int End)? ChineseEvent(string text, int at)
    {
        at += at < text.Length && text[at] == '\u53f7' ? 1 : 0;
        if (string.CompareOrdinal(text, at, "\u5916\u663e\u5b50", 0, 3) != 0 || at + 5 > text.Length)
        {
            return null;
        }

        AlterationKind? kind = text.Substring(at + 3, 2) switch { "\u7f3a\u5931" => AlterationKind.ExonDeletion, "\u63d2\u5165" => AlterationKind.ExonInsertion, "\u8df3\u8dc3" => AlterationKind.ExonSkipping, _ => null };
        return kind is null ? null : (kind.Value, at + 5);
    }

    private static AlterationKind? Event(string text, ref int at)
    {
        foreach (var (word, kind) in (ReadOnlySpan<(string, AlterationKind)>)[("deletion", AlterationKind.ExonDeletion), ("dels", AlterationKind.ExonDeletion), ("del", AlterationKind.ExonDeletion), ("ins", AlterationKind.ExonInsertion), ("skipping", AlterationKind.ExonSkipping), ("skip", AlterationKind.ExonSkipping)])
        {
            if (text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                at += word.Length;
                return kind;
            }
        }

        return null;
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && char.IsLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    // "ALK+", "ALK (+)", "EGFR-,", "ALK (-)": a sign right behind a gene is its result.
    private static int? Sign(string text, int at, List<Unit> units)
    {
        if (units.Count == 0 || units[^1].Role != Role.Gene)
        {
            return units.Count > 0 ? BracketedSign(text, at, units) ?? Strength(text, at, units) : null;
        }

        if (text[at] == '-' && SharedNoun().IsMatch(text.AsSpan(at)))
        {
            return null;
        }

        var gap = text.AsSpan(units[^1].End, at - units[^1].End);
        var follows = at + 1 < text.Length ? text[at + 1] : ' ';
        if (text[at] == '(' && gap.Trim().IsEmpty && at + 2 < text.Length && text[at + 2] == ')' && IsSign(follows))
        {
            units.Add(new(Role.Cue, follows == '+' ? Signs.Plus : Signs.Minus, at, at + 3) { Tight = true });
            return at + 3;
        }

        if ((gap is " " || gap.Trim() is ":") && IsSign(text[at]) && (follows is ',' or ';' or ')' or '.' || at + 1 == text.Length))
        {
            units.Add(new(Role.Cue, text[at] == '+' ? Signs.Plus : Signs.Minus, at, at + 1) { Tight = true }); // "ALK -, ROS1 -", "ALK: -;"
            return at + 1;
        }

        if (!gap.IsEmpty || !IsSign(text[at]) || char.IsLetterOrDigit(follows) || follows == text[at])
        {
            return null;
        }

        // "EGFRm- ALK- ROS1-": signs in a row with nothing but spaces between.
        if (text[at] == '-' && SignRow().IsMatch(text.AsSpan(at)))
        {
            units.Add(new(Role.Cue, Signs.Minus, at, at + 1) { Tight = true });
            return at + 1;
        }

        // "ALK-" needs an end after it: "ALK- positive" and "ALK - negative" are dashes.
        if (text[at] != '+' && !(follows is ',' or ';' or '/' or ')' or '.' || at + 1 == text.Length || text[at] == '\u2212'))
        {
            return null;
        }

        units.Add(new(Role.Cue, text[at] == '+' ? Signs.Plus : Signs.Minus, at, at + 1) { Tight = true });
        return at + 1;
    }

    private static bool IsSign(char c) => c is '+' or '-' or '\u2212' or '\u2013';

    // "EGFR exon 19 del (+), T790M (-)": a sign in brackets right behind a change is its result.
    private static int? BracketedSign(string text, int at, List<Unit> units)
    {
        if (units[^1].Role is not (Role.Change or Role.Mutation or Role.Fusion or Role.Amplification or Role.Deletion or Role.Insertion or Role.Del or Role.Number or Role.Exon)
            || at + 2 >= text.Length || text[at] != '(' || !IsSign(text[at + 1]) || text[at + 2] != ')' || !text.AsSpan(units[^1].End, at - units[^1].End).IsWhiteSpace())
        {
            return null;
        }

        units.Add(new(Role.Cue, text[at + 1] == '+' ? Signs.Plus : Signs.Minus, at, at + 3) { Tight = true });
        return at + 3;
    }

    // "MET amplification high (+++)", "amplification (++)": how strong it is; what is not there has no strength.
    private static int? Strength(string text, int at, List<Unit> units)
    {
        if (text[at] != '(' || units.FindLast(u => u.Role is Role.Change or Role.Amplification) is not { } change || at - change.End > LongestStrength)
        {
            return null;
        }

        var end = text.AsSpan(at + 1).IndexOfAnyExcept('+') + at + 1;
        if (end - at is < 3 or > 4 || text[end] != ')')
        {
            return null;
        }

        units.Add(new(Role.Cue, Signs.Plus, at, end + 1) { Tight = true });
        return end + 1;
    }

    [GeneratedRegex(@"^- [A-Z][A-Z0-9-]{1,6}m?[+-]([ ,;.)]|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SignRow();

    // "ALK-, ROS1- or RET-rearrangement": hyphens that wait for the noun at the end of the list.
    [GeneratedRegex(@"^-(\s*[,/]\s*[A-Z][A-Z0-9]{1,5}-)*\s*,?\s*(and|or|of|en|und|oder|y|o|e|/)\s+[A-Z][A-Z0-9]{1,5}-\s?(fusi|rearr|transl|mut|amplif|herschik|gen|alter|reord)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SharedNoun();
}
