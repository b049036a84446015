namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>What stands between two places of a sentence; bracketed words do not count.</summary>
internal readonly record struct Gap
{
    /// <summary>Words that say nothing to us.</summary>
    public int Unknown { get; private init; }

    /// <summary>A comma.</summary>
    public bool Comma { get; private init; }

    /// <summary>A conjunction, slash, ampersand or plus.</summary>
    public bool And { get; private init; }

    /// <summary>A colon or equals sign, or the wall of a table cell.</summary>
    public bool Label { get; private init; }

    /// <summary>A semicolon, a full stop, or a word like "but".</summary>
    public bool Break { get; private init; }

    /// <summary>A result word.</summary>
    public bool Cue { get; private init; }

    /// <summary>A gene.</summary>
    public bool Gene { get; private init; }

    /// <summary>A change.</summary>
    public bool Change { get; private init; }

    /// <summary>A number.</summary>
    public bool Number { get; private init; }

    /// <summary>A preposition.</summary>
    public bool Preposition { get; private init; }

    /// <summary>All units, bracketed ones and those that say nothing included.</summary>
    public int Count { get; private init; }

    /// <summary>Measures the gap.</summary>
    /// <param name="text">Sentence.</param>
    /// <param name="units">Units.</param>
    /// <param name="from">End of the first.</param>
    /// <param name="to">Start of the second.</param>
    public static Gap Of(string text, List<Unit> units, int from, int to)
    {
        if (to <= from)
        {
            return default;
        }

        bool comma = false, and = false, label = false, stop = false, cue = false, gene = false, change = false, preposition = false, number = false;
        int unknown = 0, count = 0, at = from;
        foreach (var unit in units)
        {
            if (unit.Start >= to)
            {
                break;
            }

            if (unit.Start < from || unit.End > to)
            {
                continue;
            }

            count++;
            if (Signs(text, from, ref at, unit.Start, ref comma, ref and, ref label, ref stop))
            {
                at = unit.End;
                continue; // in brackets
            }

            at = unit.End;
            switch (unit.Role)
            {
                case Role.Unknown:
                    unknown++;
                    break;
                case Role.And:
                    and = true;
                    break;
                case Role.Break:
                    stop = true;
                    break;
                case Role.Cue:
                    cue = true;
                    break;
                case Role.Gene or Role.MsiValue:
                    gene = true;
                    break;
                case Role.Change:
                    change = true;
                    break;
                case Role.Number:
                    number = true;
                    break;
                case Role.Preposition or Role.Del:
                    preposition = true;
                    and |= unit.Term?.Value == "and"; // Dutch "en" is "and", Spanish "en" is "in"
                    break;
                default:
                    break;
            }
        }

        Signs(text, from, ref at, to, ref comma, ref and, ref label, ref stop);
        return new() { Unknown = unknown, Comma = comma, And = and, Label = label, Break = stop, Cue = cue, Gene = gene, Change = change, Preposition = preposition, Number = number, Count = count };
    }

    // Reads the signs up to a place; true when that place stands inside brackets that were opened in the gap.
    private static bool Signs(string text, int from, ref int at, int to, ref bool comma, ref bool and, ref bool label, ref bool stop)
    {
        var depth = 0;
        for (var i = from; i < to; i++)
        {
            depth = text[i] switch { '(' or '[' => depth + 1, ')' or ']' when depth > 0 => depth - 1, _ => depth };
        }

        if (depth > 0 && text.IndexOfAny([')', ']'], to) < 0)
        {
            depth = 0;
        }

        for (; at < to; at++)
        {
            if (depth > 0)
            {
                continue;
            }

            switch (text[at])
            {
                case ',':
                    comma = true;
                    break;
                case '/' or '&' or '+':
                    and = true;
                    break;
                case ':' or '=' or '|' or '\t':
                    label = true;
                    break;
                case ';' or '\u2022':
                    stop = true;
                    break;
                case ' ' when at + 2 < to && text[at + 1] == ' ' && text[at + 2] == ' ':
                    label = true; // columns of aligned text
                    break;
                case '.' when at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]):
                    stop = true;
                    break;
                default:
                    break;
            }
        }

        return depth > 0;
    }
}
