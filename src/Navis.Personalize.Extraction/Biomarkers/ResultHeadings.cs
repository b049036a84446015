using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>A heading that says a result of all that is listed below it: <c>NOT DETECTED</c>, <c>Variants identified</c>, <c>Pertinent negatives</c>.</summary>
/// <param name="Start">Start of the heading in the document.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Status">The result, in the words of the contract.</param>
internal sealed record ResultHeading(int Start, int End, string Status);

/// <summary>Follows the result headings of a narrative from sentence to sentence.</summary>
/// <remarks>A heading is a line of its own that holds a result and nothing but words of laboratories. It governs lists, rows and bullets, over blank lines and pages,
/// until another heading or a sentence of prose. A line with an allele fraction of its own is never governed.</remarks>
internal sealed class ResultHeadings(BiomarkerVocabulary vocabulary, NarrativeText text)
{
    private const int LongestHeading = 90;
    private const int MostProseWords = 3;
    private const int PageMargin = 400;
    private const int ShortWord = 4;

    private readonly UnitReader units = new(vocabulary);
    private ResultHeading? current;
    private bool capitals;
    private bool inline;

    /// <summary>The heading that governs a sentence, or null. Sentences are asked for in text order, each once.</summary>
    /// <param name="index">Index of the sentence.</param>
    public ResultHeading? Of(int index)
    {
        var sentence = text.Sentences[index];
        var lineEnd = LineEnd(sentence);
        var first = text.Text.AsSpan(sentence.Start, lineEnd - sentence.Start);
        if (Heading(index, lineEnd) is { } heading)
        {
            (current, capitals, inline) = (heading, IsCapitals(first), false);
            return null;
        }

        if (Label(sentence, lineEnd) is { } label)
        {
            (current, capitals, inline) = (label, false, true);
            return null;
        }

        if (current is null)
        {
            return null;
        }

        if (EndsAt(sentence, first) || (inline && !IsNextItem(index, first)))
        {
            current = null;
            return null;
        }

        return Governs(sentence);
    }

    /// <summary>Gives the result of a heading or column to whatever is listed under it without one of its own.</summary>
    /// <param name="status">Result, or null for none.</param>
    /// <param name="statements">Statements of one sentence.</param>
    public static void Apply(string? status, List<Statement> statements)
    {
        for (var i = 0; status is not null && i < statements.Count; i++)
        {
            if (statements[i] is { Status: null, NotTumor: false, Hypothetical: false, Gene: not "TMB" } open)
            {
                statements[i] = open with { Status = status, Bare = false };
            }
        }
    }

    /// <summary>True when a sentence is a result alone, written below the thing that it is said of ("ALK fusion" over "Not detected").</summary>
    /// <param name="index">Index of the sentence.</param>
    public bool IsValueBelow(int index)
    {
        if (index == 0 || current is not null)
        {
            return false;
        }

        var (above, sentence) = (text.Sentences[index - 1], text.Sentences[index]);
        if (sentence.End - sentence.Start > LongestHeading || above.End - above.Start > LongestHeading || text.Slice(above.End, sentence.Start).Count('\n') != 1)
        {
            return false;
        }

        return Status(sentence.Start, sentence.End) is not null && IsOpenTarget(above);
    }

    private ResultHeading? Heading(int index, int lineEnd)
    {
        var sentence = text.Sentences[index];
        var length = lineEnd - sentence.Start;
        if (length > LongestHeading || length < 3 || text.Text[lineEnd - 1] == '.' || !BeginsAsTitle(sentence.Start, lineEnd) || !EndsSentence(index, lineEnd)
            || text.Slice(sentence.Start, lineEnd - 1).Contains(':'))
        {
            return null;
        }

        return IsValueBelow(index) || AnswersItsLabel(sentence.Start, lineEnd) ? null : Status(sentence.Start, lineEnd) is { } status ? new(sentence.Start, lineEnd, status) : null;
    }

    // "Copy number alterations: none", "Amplified genes   None": nothing is listed below it, and what stands there was not looked for by it.
    private bool AnswersItsLabel(int start, int end)
    {
        var line = text.Text.AsSpan(start, end - start);
        var colon = Math.Max(line.LastIndexOf(':'), Math.Max(line.LastIndexOf("   "), line.LastIndexOf('\t')));
        var answer = line[(colon + 1)..].Trim();
        return colon > 0 && !answer.IsEmpty && vocabulary.Find(answer.ToString()) is [{ } only] && vocabulary.Term(only.Entry).Id == "none" && only.End - only.Start == answer.Length;
    }

    // "Not detected: EGFR L858R" over lines that only name more: the label governs them too.
    private ResultHeading? Label(Sentence sentence, int lineEnd)
    {
        var colon = lineEnd - sentence.Start > LongestHeading || text.Text[lineEnd - 1] is '.' ? -1 : text.Slice(sentence.Start, lineEnd).IndexOf(':');
        return colon > 2 && sentence.Start + colon + 1 < lineEnd && BeginsAsTitle(sentence.Start, sentence.Start + colon) && Status(sentence.Start, sentence.Start + colon) is { } status
            && NamesTarget(text.Slice(sentence.Start + colon + 1, lineEnd)) ? new(sentence.Start, sentence.Start + colon, status) : null;
    }

    private bool IsNextItem(int index, ReadOnlySpan<char> line) =>
        text.Slice(text.Sentences[index - 1].End, text.Sentences[index].Start).Count('\n') == 1 && !line.Contains(':') && line[^1] != '.';

    // A heading line is a sentence of its own, or a label that was joined with what stands under it.
    private bool EndsSentence(int index, int lineEnd)
    {
        var sentence = text.Sentences[index];
        return lineEnd == sentence.End || text.Text[lineEnd - 1] == ':';
    }

    private bool BeginsAsTitle(int start, int end)
    {
        while (start < end && !char.IsLetter(text.Text[start]))
        {
            start++;
        }

        return start < end && char.IsUpper(text.Text[start]);
    }

    // The result that a line says when it names no gene and no word that is strange to laboratories.
    private string? Status(int start, int end)
    {
        var line = text.Text[start..end];
        var found = units.Read(line, vocabulary.Find(line));
        string? status = null;
        var strange = false;
        foreach (var unit in found)
        {
            switch (unit.Role)
            {
                case Role.Cue when unit.Term!.Weight == CueWeight.Determiner || unit.Term.Status == BiomarkerStatus.NotDetected:
                    status = BiomarkerStatus.NotDetected;
                    break;
                case Role.Cue when unit.Term!.Weight != CueWeight.Weak:
                    status ??= unit.Term.Weight == CueWeight.Vus ? BiomarkerStatus.Indeterminate : unit.Term.Status;
                    break;
                case Role.Unknown when unit.End - unit.Start <= ShortWord && !strange:
                    strange = true; // "mutations that were …"
                    break;
                case Role.Hypothetical when unit.Term!.Id == "purpose":
                case Role.Foreign when unit.Term!.Id == "other-drivers":
                case Role.Hypothetical when unit.Term!.Id == "following-genes":
                    break;
                case Role.Unknown or Role.Gene or Role.MsiValue or Role.Change or Role.Foreign or Role.Kidney or Role.Hypothetical or Role.OtherTumor or Role.TumorCells or Role.Break or Role.Drug or Role.Anti or Role.Score:
                    return null;
                default:
                    break;
            }
        }

        return status;
    }

    private bool EndsAt(Sentence sentence, ReadOnlySpan<char> first)
    {
        var section = text.SectionOf(sentence);
        var line = first.Trim(" \t#*_-=:|•");
        if (section.Body > section.Start && section.Start > current!.Start && section.Start == sentence.Start)
        {
            return !IsSubHeading(line) && !(section.Concept is "header" or "signature" && IsAtPageBreak(sentence));
        }

        var isTitle = first.Length <= LongestHeading && !line.IsEmpty && first[^1] is not '.' and not ',' and not ';' && (first[0] == '#' || first[^1] == ':' || first.StartsWith("**", StringComparison.Ordinal) || IsCapitals(line));
        return isTitle && !NamesTarget(line) && !IsSubHeading(line) && !IsAtPageBreak(sentence);
    }

    // "Fusions" under "NOT DETECTED": a kind of change in a style below the heading's own.
    private bool IsSubHeading(ReadOnlySpan<char> line)
    {
        if (capitals && IsCapitals(line))
        {
            return false;
        }

        var found = units.Read(line.ToString(), vocabulary.Find(line));
        return found.Count > 0 && found.Exists(u => u.Role is Role.Mutation or Role.Fusion or Role.Amplification or Role.CopyNumber or Role.Deletion or Role.Insertion)
            && !found.Exists(u => u.Role is Role.Unknown or Role.Cue or Role.Gene or Role.Change);
    }

    private bool NamesTarget(ReadOnlySpan<char> line)
    {
        foreach (var unit in units.Read(line.ToString(), vocabulary.Find(line)))
        {
            if (unit.Role is Role.Gene or Role.Change or Role.MsiValue)
            {
                return true;
            }
        }

        return false;
    }

    // Running heads and feet stand near the break of a page; a list goes on behind them.
    private bool IsAtPageBreak(Sentence sentence)
    {
        var from = Math.Max(0, sentence.Start - PageMargin);
        var to = Math.Min(text.Text.Length, sentence.End + PageMargin);
        return text.Slice(from, to).Contains('\f');
    }

    private ResultHeading? Governs(Sentence sentence)
    {
        var own = text.Text[sentence.Start..sentence.End];
        var found = units.Read(own, vocabulary.Find(own));
        var unknown = found.Count(u => u.Role == Role.Unknown);
        var named = found.Count(u => u.Role is Role.Gene or Role.Change or Role.MsiValue);
        if (unknown > Math.Max(MostProseWords, named))
        {
            // Prose ends the list; a running head between two pages does not.
            current = IsAtPageBreak(sentence) && named == 0 ? current : null;
            return null;
        }

        return named > 0 && !(current!.Status == BiomarkerStatus.NotDetected && HasFraction(own, found)) ? current : null;
    }

    private static bool HasFraction(string own, List<Unit> found) =>
        own.Contains('%') && QuantityReader.Read(own, found).Exists(q => q is { Unit: "%", Comparator: null or "~", Low: > 0 });

    // A gene, with or without its change, and no result.
    private bool IsOpenTarget(Sentence sentence)
    {
        var own = text.Text[sentence.Start..sentence.End];
        var found = units.Read(own, vocabulary.Find(own));
        return found.Exists(u => u.Role is Role.Gene or Role.MsiValue) && !found.Exists(u => u.Role is Role.Cue or Role.Hypothetical || (u.Role == Role.Unknown && u.End - u.Start > 3)) && !own.Contains('%');
    }

    private int LineEnd(Sentence sentence)
    {
        var line = text.Slice(sentence.Start, sentence.End).IndexOf('\n');
        var end = line < 0 ? sentence.End : sentence.Start + line;
        while (end > sentence.Start && char.IsWhiteSpace(text.Text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static bool IsCapitals(ReadOnlySpan<char> line)
    {
        var letters = 0;
        foreach (var c in line)
        {
            if (char.IsLower(c))
            {
                return false;
            }

            letters += char.IsLetter(c) ? 1 : 0;
        }

        return letters > 3;
    }
}
