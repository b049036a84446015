using System.Collections.Concurrent;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Remembers what texts or concepts mean: an export says the same few hundred thousands of times. Bounded; thread safe.</summary>
/// <typeparam name="TKey">What is asked.</typeparam>
/// <typeparam name="TValue">Meaning.</typeparam>
/// <param name="meaning">Finds the meaning; pure.</param>
/// <param name="isShort">Whether a key is worth keeping: a report in a display is said once.</param>
internal class Memo<TKey, TValue>(Func<TKey, TValue> meaning, Func<TKey, bool> isShort)
    where TKey : notnull
{
    private const int MaximumKeys = 8192;

    private readonly ConcurrentDictionary<TKey, TValue> known = new();
    private int count;

    /// <summary>The meaning of a key.</summary>
    /// <param name="key">Key.</param>
    public TValue this[TKey key]
    {
        get
        {
            if (known.TryGetValue(key, out var remembered))
            {
                return remembered;
            }

            var found = meaning(key);
            if (!isShort(key))
            {
                return found;
            }

            // Full of what other records said: begin anew rather than stop to learn.
            if (Volatile.Read(ref count) >= MaximumKeys)
            {
                known.Clear();
                Volatile.Write(ref count, 0);
            }

            if (known.TryAdd(key, found))
            {
                Interlocked.Increment(ref count);
            }

            return found;
        }
    }
}

/// <summary>Remembers what short texts mean.</summary>
/// <typeparam name="T">Meaning.</typeparam>
/// <param name="meaning">Finds the meaning; pure.</param>
internal sealed class TextMemo<T>(Func<string, T> meaning) : Memo<string, T>(meaning, text => text.Length <= MaximumLength)
{
    /// <summary>Longer texts are not kept.</summary>
    public const int MaximumLength = 200;
}

/// <summary>Remembers what concepts mean.</summary>
/// <typeparam name="T">Meaning.</typeparam>
/// <param name="meaning">Finds the meaning; pure.</param>
internal sealed class ConceptMemo<T>(Func<CodedConcept, T> meaning) : Memo<CodedConcept, T>(meaning, IsShort)
{
    /// <summary>Whether a concept is worth keeping.</summary>
    /// <param name="concept">Concept.</param>
    public static bool IsShort(CodedConcept concept)
    {
        var length = concept.Text?.Length ?? 0;
        foreach (var code in concept.Codes)
        {
            length += (code.Display?.Length ?? 0) + (code.Code?.Length ?? 0);
        }

        return length <= 2 * TextMemo<T>.MaximumLength;
    }
}
