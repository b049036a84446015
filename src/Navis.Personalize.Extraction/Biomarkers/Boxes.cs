namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Forms with boxes: <c>[ ] detected [X] not detected</c>. Only what is ticked is said.</summary>
internal static class Boxes
{
    /// <summary>Takes the result out of words that stand behind an empty box, when the sentence has a ticked one too.</summary>
    /// <param name="text">Sentence.</param>
    /// <param name="units">Units.</param>
    public static void DropUnticked(string text, List<Unit> units)
    {
        if (!text.Contains("[ ]", StringComparison.Ordinal) && !text.Contains('\u2610') && !text.Contains("( )", StringComparison.Ordinal) && !text.Contains("[]", StringComparison.Ordinal))
        {
            return;
        }

        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Role == Role.Cue && IsEmptyBox(text.AsSpan(0, units[i].Start).TrimEnd()))
            {
                units[i] = units[i] with { Role = Role.Filler, Term = null };
            }
        }

        // "[X]" and "(x)" are ticks, not words.
        units.RemoveAll(u => u is { Role: Role.Unknown } && u.End - u.Start == 1 && text[u.Start] is 'x' or 'X');
    }

    private static bool IsEmptyBox(ReadOnlySpan<char> before) =>
        before.EndsWith("[ ]") || before.EndsWith("( )") || before.EndsWith("[]") || before.EndsWith("\u2610");
}
