using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>A sentence with the heading that governs it, or the gene of the line above, put in front; and the way back to the document's offsets.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Lead">Length of what was put in front.</param>
/// <param name="Offset">Offset in the document of the first character behind it.</param>
internal readonly record struct HeadedText(string Text, int Lead, int Offset)
{
    /// <summary>The longest heading that is taken as one.</summary>
    public const int LongestHeading = 120;

    /// <summary>Puts heading or gene in front of a piece of a sentence.</summary>
    /// <param name="vocabulary">Vocabulary.</param>
    /// <param name="text">Narrative.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="start">Start of the piece.</param>
    /// <param name="own">Its text.</param>
    /// <param name="gene">Gene of the line above, when this line goes on about it.</param>
    public static HeadedText Of(BiomarkerVocabulary vocabulary, NarrativeText text, Sentence sentence, int start, string own, string? gene)
    {
        if (start > sentence.Start)
        {
            return new(own, 0, start);
        }

        if (gene is not null && StartsWithChange(own) && !HasGene(vocabulary, own))
        {
            var carried = gene + ": ";
            return new(carried + own, carried.Length, start);
        }

        if (sentence.HeadingEnd == 0 || sentence.HeadingEnd - sentence.HeadingStart > LongestHeading)
        {
            return new(own, 0, start);
        }

        var heading = text.Text[sentence.HeadingStart..sentence.HeadingEnd].Replace('\n', ' ').Trim(' ', '#', '*', '=', '-', '_', ':');
        var matters = false;
        foreach (var match in vocabulary.Find(heading))
        {
            var role = vocabulary.Term(match.Entry).Role;
            matters |= role is Role.Cue or Role.Hypothetical || (role is Role.Gene && !HasGene(vocabulary, own));
        }

        if (!matters || heading.Length == 0)
        {
            return new(own, 0, start);
        }

        heading += ": ";
        return new(heading + own, heading.Length, start);
    }

    /// <summary>A statement in the document's offsets; null when it stands in the heading alone.</summary>
    /// <param name="statement">Statement, offsets of <see cref="Text"/>.</param>
    public Statement? Place(Statement statement)
    {
        if (statement.End <= Lead)
        {
            return null;
        }

        var start = Math.Max(statement.Start, Lead);
        while (start < statement.End - 1 && char.IsWhiteSpace(Text[start]))
        {
            start++;
        }

        return statement with { Start = start - Lead + Offset, End = statement.End - Lead + Offset };
    }

    private static bool HasGene(BiomarkerVocabulary vocabulary, string own) => vocabulary.Triggers(own).Any(m => vocabulary.Term(m.Entry).Role == Role.Gene);

    // "   Exon 21: c.2573T>G (p.L858R)", "- p.R248Q", "Variant: L858R"
    private static bool StartsWithChange(string own)
    {
        var line = own.AsSpan().TrimStart(" \t-*•·|");
        var colon = line.IndexOf(':');
        return line.StartsWith("exon", StringComparison.OrdinalIgnoreCase) || line.StartsWith("exón", StringComparison.OrdinalIgnoreCase) || line.StartsWith("c.", StringComparison.Ordinal) || line.StartsWith("p.", StringComparison.Ordinal)
            || (colon is > 0 and < 30 && (line[..colon].Contains("variant", StringComparison.OrdinalIgnoreCase) || line[..colon].Contains("mutation", StringComparison.OrdinalIgnoreCase) || line[..colon].Contains("alteration", StringComparison.OrdinalIgnoreCase)
                || line[..colon].Contains("change", StringComparison.OrdinalIgnoreCase) || line[..colon].StartsWith("result", StringComparison.OrdinalIgnoreCase) || line[..colon].Contains("protein", StringComparison.OrdinalIgnoreCase) || line[..colon].Contains("nucleotide", StringComparison.OrdinalIgnoreCase) || line[..colon].Contains("variante", StringComparison.OrdinalIgnoreCase)));
    }
}
