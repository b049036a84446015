namespace Navis.Personalize.Extraction.Terminology;

/// <summary>Numbers for words, found without allocation and whatever their case or accents (<c>mutación</c> = <c>MUTACION</c>).</summary>
internal sealed class Vocabulary
{
    private readonly List<string> words = ["", "{n}", "{year}"];
    private int[] slots = new int[1024];

    /// <summary>Id of any number.</summary>
    public const int Number = 1;

    /// <summary>Id of a number that looks like a year, 1900..2099.</summary>
    public const int Year = 2;

    /// <summary>How many ids there are, 0 included.</summary>
    public int Count => words.Count;

    /// <summary>The id of a word, given to it when it is new.</summary>
    /// <param name="word">Word.</param>
    public int Add(ReadOnlySpan<char> word)
    {
        var known = IdOf(word);
        if (known > 0)
        {
            return known;
        }

        if (words.Count * 2 > slots.Length)
        {
            slots = new int[slots.Length * 2];
            for (var id = Year + 1; id < words.Count; id++)
            {
                Put(words[id], id);
            }
        }

        words.Add(string.Create(word.Length, word, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = Fold(from[i]);
            }
        }));
        Put(word, words.Count - 1);
        return words.Count - 1;
    }

    /// <summary>The id of a word, <see cref="Number"/> or <see cref="Year"/> for digits, 0 when unknown.</summary>
    /// <param name="word">Word.</param>
    public int IdOf(ReadOnlySpan<char> word)
    {
        if (char.IsAsciiDigit(word[0]))
        {
            if (!word.ContainsAnyExceptInRange('0', '9'))
            {
                return word.Length == 4 && word[..2] is "19" or "20" ? Year : Number;
            }
        }

        for (var slot = Hash(word) & (uint)(slots.Length - 1); slots[slot] > 0; slot = (slot + 1) & (uint)(slots.Length - 1))
        {
            if (Same(words[slots[slot]], word))
            {
                return slots[slot];
            }
        }

        return 0;
    }

    private void Put(ReadOnlySpan<char> word, int id)
    {
        var slot = Hash(word) & (uint)(slots.Length - 1);
        while (slots[slot] > 0)
        {
            slot = (slot + 1) & (uint)(slots.Length - 1);
        }

        slots[slot] = id;
    }

    // FNV-1a over folded characters.
    private static uint Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var c in word)
        {
            hash = (hash ^ Fold(c)) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }

    private static bool Same(string folded, ReadOnlySpan<char> word)
    {
        if (folded.Length != word.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (folded[i] != Fold(word[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static char Fold(char c) => c < 128
        ? (c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c)
        : char.ToLowerInvariant(c) switch
        {
            'á' or 'à' or 'â' or 'ä' or 'ã' => 'a',
            'é' or 'è' or 'ê' or 'ë' => 'e',
            'í' or 'ì' or 'î' or 'ï' => 'i',
            'ó' or 'ò' or 'ô' or 'ö' or 'õ' => 'o',
            'ú' or 'ù' or 'û' or 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            '’' => '\'',
            var lower => lower,
        };
}
