using System.Runtime.InteropServices;
using System.Text.Json;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>The concepts of the file that this thread reads, by their JSON: an export says the same few hundred thousands of times, and holds each once so.</summary>
internal static class ConceptCache
{
    private const int MaximumConcepts = 4096;
    private const int MaximumBytes = 2048;

    [ThreadStatic]
    private static Dictionary<ulong, (byte[] Json, CodedConcept Concept)>? known;

    /// <summary>The concept of an element.</summary>
    /// <param name="element">Object.</param>
    /// <param name="read">Reads it when it is new.</param>
    public static CodedConcept Of(JsonElement element, Func<JsonElement, CodedConcept> read)
    {
        var json = JsonMarshal.GetRawUtf8Value(element);
        if (json.Length > MaximumBytes)
        {
            return read(element);
        }

        known ??= [];
        var key = Hash(json);
        if (known.TryGetValue(key, out var seen) && json.SequenceEqual(seen.Json))
        {
            return seen.Concept;
        }

        var concept = read(element);
        if (known.Count < MaximumConcepts)
        {
            known.TryAdd(key, (json.ToArray(), concept));
        }

        return concept;
    }

    /// <summary>Forgets them; called when a file is read, so that no record's words stay behind.</summary>
    public static void Clear() => known = null;

    // FNV-1a over words of eight bytes; equality is checked all the same.
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL ^ (uint)bytes.Length;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            hash = (hash ^ word) * 1099511628211UL;
            hash ^= hash >> 29;
        }

        foreach (var value in bytes[(bytes.Length & ~7)..])
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        return hash;
    }
}
