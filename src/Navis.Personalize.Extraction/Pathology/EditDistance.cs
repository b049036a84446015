namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Letters to change, insert or drop between two short words, whatever their case (Levenshtein).</summary>
internal static class EditDistance
{
    private const int Longest = 24;

    /// <summary>The distance; <see cref="int.MaxValue"/> when a word is longer than 23 letters.</summary>
    /// <param name="a">A word.</param>
    /// <param name="b">Another.</param>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length >= Longest || b.Length >= Longest)
        {
            return int.MaxValue;
        }

        Span<int> row = stackalloc int[Longest];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
