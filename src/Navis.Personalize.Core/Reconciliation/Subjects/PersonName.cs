using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Navis.Personalize.Core.Reconciliation.Subjects;

/// <summary>How two names of a person relate.</summary>
internal enum NameMatch
{
    /// <summary>One is missing or says too little.</summary>
    Unknown,

    /// <summary>They can be the same person's.</summary>
    Compatible,

    /// <summary>They share a first name only: a name changed by marriage, or another person.</summary>
    SameFirstName,

    /// <summary>They are different persons' names.</summary>
    Different,
}

/// <summary>A person's name for comparison: without accents, case, titles and order.</summary>
/// <remarks>"Tanaka, Rosalind M.", "Dr. Rosalind Tanaka" and "R. TANAKA" are compatible; "Tanaka, Robert" and "Rosalind Tanaka" are not.</remarks>
internal sealed class PersonName
{
    private const string Marked = "ÀÁÂÃÄÅàáâãäåĀāĂăĄąÇçĆćČčĎďÈÉÊËèéêëĒēĖėĘęĚěĞğÌÍÎÏìíîïĪīĮįİŁłĹĺĽľÑñŃńŇňÒÓÔÕÖØòóôõöøŌōŐőŔŕŘřŚśŞşŠšȘșŤťŢţȚțÙÚÛÜùúûüŪūŮůŰűŲųÝýÿŹźŻżŽž";
    private const string Plain = "AAAAAAaaaaaaAaAaAaCcCcCcDdEEEEeeeeEeEeEeEeGgIIIIiiiiIiIiILlLlLlNnNnNnOOOOOOooooooOoOoRrRrSsSsSsSsTtTtTtUUUUuuuuUuUuUuUuYyyZzZzZz";

    private static readonly ImmutableArray<string> Titles =
        ["mr", "mrs", "ms", "miss", "dr", "prof", "md", "phd", "sr", "sra", "srta", "don", "dona", "herr", "frau", "mme", "mlle", "dhr", "mw", "mevr"];

    private static readonly ImmutableArray<string> Generations = ["jr", "junior", "senior", "ii", "iii", "iv"];

    // Particles bind a family name and are often left out: "de Graaf" and "Graaf".
    private static readonly ImmutableArray<string> Particles = ["de", "del", "della", "der", "den", "di", "da", "do", "dos", "van", "von", "la", "le", "el", "al", "ten", "ter", "y", "bin", "ibn"];

    private readonly ImmutableArray<string> parts;
    private readonly string? generation;

    private PersonName(ImmutableArray<string> parts, string? generation, string first) => (this.parts, this.generation, First) = (parts, generation, first);

    /// <summary>The first given name.</summary>
    public string First { get; }

    /// <summary>How much it says: the number of letters in its parts.</summary>
    public int Weight => parts.Sum(static p => p.Length);

    /// <summary>Reads a name, or null when it holds no letters.</summary>
    public static PersonName? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var before = comma >= 0 ? Split(text[..comma]) : [];
        var after = Split(comma >= 0 ? text[(comma + 1)..] : text);

        // "Rosalind Tanaka, MD": what follows the comma is a title, not a first name.
        var given = after.Where(IsName).ToImmutableArray();
        var family = before.Where(IsName).ToImmutableArray();
        var all = given.AddRange(family);
        var first = given.IsEmpty ? family.FirstOrDefault() : given[0];
        if (first is null)
        {
            return null;
        }

        // Short family names such as Le or Do are no particles.
        var bound = all.Length < 3 ? all : all.RemoveAll(p => Particles.Contains(p, StringComparer.Ordinal));
        return new(bound, Generation(after) ?? Generation(before), first);
    }

    /// <summary>Relation of two names.</summary>
    public static NameMatch Match(PersonName? a, PersonName? b)
    {
        if (a is null || b is null || a.parts.IsEmpty || b.parts.IsEmpty)
        {
            return NameMatch.Unknown;
        }

        if (a.generation is { } older && b.generation is { } younger && !string.Equals(older, younger, StringComparison.Ordinal))
        {
            return NameMatch.Different;
        }

        var (few, many) = a.parts.Length <= b.parts.Length ? (a.parts, b.parts) : (b.parts, a.parts);
        if (Covers(few, many))
        {
            return NameMatch.Compatible;
        }

        return a.First.Length >= 3 && Alike(a.First, b.First) ? NameMatch.SameFirstName : NameMatch.Different;
    }

    // Each part of the shorter name has its own partner in the longer one; initials may stand for any part, one full word must agree.
    private static bool Covers(ImmutableArray<string> few, ImmutableArray<string> many)
    {
        var free = many.ToList();
        var words = 0;
        foreach (var part in few.OrderByDescending(static p => p.Length))
        {
            var at = free.FindIndex(p => part.Length > 1 && p.Length > 1 && Alike(part, p));
            words += at >= 0 ? 1 : 0;
            at = at >= 0 ? at : free.FindIndex(p => (part.Length == 1 || p.Length == 1) && part[0] == p[0]);
            if (at < 0)
            {
                // A middle name that the other record leaves out is no difference, as long as two words agree.
                if (words >= 2)
                {
                    continue;
                }

                return false;
            }

            free.RemoveAt(at);
        }

        return words > 0;
    }

    // Equal, or one letter off in a long word (a slip of the keyboard or of character recognition).
    private static bool Alike(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.Ordinal))
        {
            return true;
        }

        if (Math.Min(a.Length, b.Length) < 6 || Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }

        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        var (i, j) = (a.Length - 1, b.Length - 1);
        while (i >= start && j >= start && a[i] == b[j])
        {
            i--;
            j--;
        }

        return i - start <= 0 && j - start <= 0;
    }

    // "Sr" is a generation at the end of a name, and the Spanish title before one.
    private static string? Generation(List<string> words) => words.Find(w => Generations.Contains(w, StringComparer.Ordinal)) switch
    {
        "jr" or "junior" => "junior",
        null => words.Count > 1 && words[^1] is "sr" ? "senior" : null,
        var other => other,
    };

    private static bool IsName(string part) => !Titles.Contains(part, StringComparer.Ordinal) && !Generations.Contains(part, StringComparer.Ordinal);

    /// <summary>A Latin letter without its accent. By hand: the platform's own normalization does nothing where the program runs without culture data.</summary>
    private static char WithoutMark(char c)
    {
        var at = c < '\u00C0' ? -1 : Marked.IndexOf(c, StringComparison.Ordinal);
        return at < 0 ? c : Plain[at];
    }

    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var part = new StringBuilder();
        foreach (var written in text)
        {
            var c = WithoutMark(written);
            if (char.IsLetter(c))
            {
                part.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’' or '´') && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && part.Length > 0)
            {
                words.Add(part.ToString());
                part.Clear();
            }
        }

        if (part.Length > 0)
        {
            words.Add(part.ToString());
        }

        return words;
    }
}
