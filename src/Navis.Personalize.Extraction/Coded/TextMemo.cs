using System.Collections.Concurrent;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Remembers what short texts mean: an export says the same few hundred names thousands of times. Bounded; thread safe.</summary>
/// <typeparam name="T">Meaning.</typeparam>
/// <param name="meaning">Finds the meaning; pure.</param>
internal sealed class TextMemo<T>(Func<string, T> meaning)
{
    private const int MaximumTexts = 8192;
    private const int MaximumLength = 200;

    private readonly ConcurrentDictionary<string, T> known = new(StringComparer.Ordinal);
    private int count;

    /// <summary>The meaning of a text.</summary>
    /// <param name="text">Text.</param>
    public T this[string text]
    {
        get
        {
            if (known.TryGetValue(text, out var remembered))
            {
                return remembered;
            }

            var found = meaning(text);
            if (text.Length <= MaximumLength && count < MaximumTexts && known.TryAdd(text, found))
            {
                Interlocked.Increment(ref count);
            }

            return found;
        }
    }
}
