namespace Navis.Personalize.Extraction.Learned;

/// <summary>A stream of draws that is the same on every machine and with every runtime (SplitMix64).</summary>
internal sealed class Draws(ulong seed)
{
    private ulong state = seed;

    public int Below(int count) => (int)(Next() % (ulong)count);

    public bool Chance(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    public T One<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>Some of the values, in their order.</summary>
    public List<T> Some<T>(IReadOnlyList<T> values, int count)
    {
        var chosen = new List<T>();
        for (var i = 0; i < values.Count; i++)
        {
            if (Below(values.Count - i) < count - chosen.Count)
            {
                chosen.Add(values[i]);
            }
        }

        return chosen;
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
