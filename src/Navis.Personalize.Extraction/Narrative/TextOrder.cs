using System.Collections.Immutable;

namespace Navis.Personalize.Extraction.Narrative;

/// <summary>Looks into lists that stand in text order without walking through all of them: a text of many mentions stays linear.</summary>
internal static class TextOrder
{
    /// <summary>The place of the first item that starts at or behind an offset; the count when there is none.</summary>
    /// <param name="items">Items in text order.</param>
    /// <param name="offset">Offset.</param>
    /// <param name="startOf">Where an item starts.</param>
    public static int FirstFrom<T>(ImmutableArray<T> items, int offset, Func<T, int> startOf)
    {
        int first = 0, end = items.Length;
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = startOf(items[middle]) >= offset ? (first, middle) : (middle + 1, end);
        }

        return first;
    }
}
