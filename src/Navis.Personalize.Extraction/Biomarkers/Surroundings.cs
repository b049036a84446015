using Navis.Personalize.Extraction.Dates;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>What the document around a statement adds: specimen of the report or of the labelled line above, date, and whether the tumour meant is another one.</summary>
internal sealed class Surroundings(BiomarkerVocabulary vocabulary, NarrativeText text, DiseaseScope scope)
{
    private const int MostLinesBack = 8;
    private const int LongestTitle = 70;
    private const int MostSentencesBack = 3;

    private readonly bool dayFirst = ClinicalDates.DayFirst(text.Document.Language);

    /// <summary>The specimen that the first line of the block, or a labelled line above ("Specimen: plasma"), names; null when none or more than one.</summary>
    /// <param name="sentence">Sentence.</param>
    /// <param name="index">Its index.</param>
    public string? Specimen(Sentence sentence, int index)
    {
        if (sentence.HeadingEnd > 0 && Only(text.Slice(sentence.HeadingStart, sentence.HeadingEnd)) is { } heading)
        {
            return heading;
        }

        var at = sentence.Start;
        for (var line = 0; line < MostLinesBack && at > 0; line++)
        {
            var end = text.Text.LastIndexOf('\n', at - 1);
            if (end < 0)
            {
                break;
            }

            var start = end == 0 ? 0 : text.Text.LastIndexOf('\n', end - 1) + 1;
            var body = text.Slice(start, end).Trim();
            if (body.IsEmpty)
            {
                // A blank line ends the block, unless it only sets off the heading.
                break;
            }

            if (body.Length <= LongestTitle && !body.EndsWith(".") && (start == 0 || IsBlankBefore(start) || IsSpecimenLabel(body)) && Only(body) is { } title)
            {
                return title;
            }

            at = start;
        }

        _ = index;
        return null;
    }

    /// <summary>The date of a statement: the only one of its sentence, or the nearest before it.</summary>
    /// <param name="sentence">Sentence.</param>
    /// <param name="start">Start of the statement in the document.</param>
    public Core.Findings.PartialDate? Date(Sentence sentence, int start)
    {
        var from = Math.Max(sentence.Start, start - 400);
        var dates = ClinicalDates.Find(text.Slice(from, Math.Min(sentence.End, start + 400)), from, dayFirst);
        return dates switch
        {
            [] => null,
            [var only] => only.Start < start + 60 ? only.Date : null,
            _ => dates.LastOrDefault(d => d.End <= start && start - d.End < 120) is { End: > 0 } near ? near.Date : null,
        };
    }

    /// <summary>True when the result belongs to a cancer of another organ rather than of the lung.</summary>
    /// <remarks>Where both are spoken of, a liver or brain biopsy is mostly the lung cancer's: for genes that are tested in lung cancer before all others only the words of the
    /// sentence itself give a result away.</remarks>
    /// <param name="gene">Gene; those tested in many cancers may belong to a specimen spoken of in an earlier sentence.</param>
    /// <param name="index">Index of the sentence.</param>
    /// <param name="start">Start of the statement in the document.</param>
    public bool IsOtherTumor(string gene, int index, int start)
    {
        if (scope is { Document: TumorScope.Other, HasLung: false })
        {
            return true;
        }

        var sentence = text.Sentences[index];
        if (Nearest(sentence, start) is { } own)
        {
            return own == Role.OtherTumor;
        }

        if (!scope.HasOther && scope.Document != TumorScope.Other)
        {
            return false;
        }

        if (gene is not ("CD274" or "MSI" or "TMB" or "ERBB2" or "NRAS" or "PIK3CA"))
        {
            return false;
        }

        if (scope.At(start) == TumorScope.Other)
        {
            return true;
        }

        for (var i = index - 1; i >= 0 && i >= index - MostSentencesBack && text.Sentences[i].Section == sentence.Section && !HasBlankLine(text.Sentences[i].End, sentence.Start); i--)
        {
            if (Nearest(text.Sentences[i], text.Sentences[i].End) is { } earlier)
            {
                return earlier == Role.OtherTumor;
            }
        }

        return false;
    }

    private Role? Nearest(Sentence sentence, int start)
    {
        Role? best = null;
        var distance = int.MaxValue;
        foreach (var match in vocabulary.Find(text.Slice(sentence.Start, sentence.End)))
        {
            // A semicolon sets two tumours apart: "the colon cancer is …; the lung cancer is …".
            var role = vocabulary.Term(match.Entry).Role;
            var at = match.Start + sentence.Start;
            var apart = role is Role.OtherTumor or Role.Lung && text.Slice(Math.Min(at, start), Math.Max(at, start)).Contains(';');
            var far = Math.Abs(at - start) + (apart ? sentence.End - sentence.Start : 0);
            if (role is Role.OtherTumor or Role.Lung && far < distance)
            {
                (best, distance) = (role, far);
            }
        }

        return best;
    }

    private bool HasBlankLine(int from, int to) => text.Text.AsSpan(from, Math.Max(0, to - from)).Contains("\n\n", StringComparison.Ordinal);

    private bool IsBlankBefore(int start) => start < 2 || text.Text.AsSpan(0, start - 1).TrimEnd(" \t\r").EndsWith("\n");

    private static bool IsSpecimenLabel(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        return colon is > 0 and < 30 && (line[..colon].Contains("specimen", StringComparison.OrdinalIgnoreCase) || line[..colon].Contains("sample", StringComparison.OrdinalIgnoreCase) || line[..colon].Contains("muestra", StringComparison.OrdinalIgnoreCase) || line[..colon].Contains("material", StringComparison.OrdinalIgnoreCase));
    }

    private string? Only(ReadOnlySpan<char> words)
    {
        string? found = null;
        foreach (var match in vocabulary.Find(words))
        {
            if (vocabulary.Term(match.Entry) is { Role: Role.Specimen } term)
            {
                if (found is not null && found != term.Id)
                {
                    return null;
                }

                found = term.Id;
            }
        }

        return found;
    }
}
