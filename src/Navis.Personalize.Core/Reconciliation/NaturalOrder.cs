namespace Navis.Personalize.Core.Reconciliation;

/// <summary>Ordinal order in which runs of digits count as numbers: <c>entry[3]</c> before <c>entry[10]</c>, <c>d2</c> before <c>d10</c>.</summary>
internal static class NaturalOrder
{
    public static int Compare(string? left, string? right)
    {
        if (ReferenceEquals(left, right))
        {
            return 0;
        }

        if (left is null || right is null)
        {
            return left is null ? -1 : 1;
        }

        var (i, j) = (0, 0);
        while (i < left.Length && j < right.Length)
        {
            if (char.IsAsciiDigit(left[i]) && char.IsAsciiDigit(right[j]))
            {
                var a = Digits(left, ref i);
                var b = Digits(right, ref j);
                var byNumber = a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
                if (byNumber != 0)
                {
                    return byNumber;
                }
            }
            else if (left[i] != right[j])
            {
                return left[i].CompareTo(right[j]);
            }
            else
            {
                i++;
                j++;
            }
        }

        var byRest = (left.Length - i).CompareTo(right.Length - j);
        return byRest != 0 ? byRest : string.CompareOrdinal(left, right);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
