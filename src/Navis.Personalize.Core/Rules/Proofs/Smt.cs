using System.Globalization;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>A conversation with a solver that speaks SMT-LIB 2.</summary>
public interface ISmtSession
{
    /// <summary>Sends commands and returns everything that the solver answers to them.</summary>
    /// <param name="commands">Commands, one or many.</param>
    string Ask(string commands);
}

/// <summary>Terms of SMT-LIB 2 over truth values and bit vectors.</summary>
internal static class Smt
{
    public static string Bits(ulong set, int width) => string.Concat("#b", set.ToString("b64", CultureInfo.InvariantCulture).AsSpan(64 - width));

    public static string And(params IEnumerable<string> terms) => Join("and", terms, "true");

    public static string Or(params IEnumerable<string> terms) => Join("or", terms, "false");

    public static string Not(string term) => term switch
    {
        "true" => "false",
        "false" => "true",
        _ => $"(not {term})",
    };

    public static string Implies(string a, string b) => (a, b) switch
    {
        ("false", _) or (_, "true") => "true",
        ("true", _) => b,
        _ => $"(=> {a} {b})",
    };

    public static string Iff(string a, string b) => $"(= {a} {b})";

    /// <summary>Every member of the set is in the other.</summary>
    public static string Within(string bits, ulong set, int width) => $"(= (bvand {bits} (bvnot {Bits(set, width)})) {Bits(0, width)})";

    /// <summary>The sets have no member together.</summary>
    public static string Apart(string bits, ulong set, int width) => set == 0 ? "true" : $"(= (bvand {bits} {Bits(set, width)}) {Bits(0, width)})";

    public static string Touches(string bits, ulong set, int width) => Not(Apart(bits, set, width));

    public static string Is(string bits, ulong set, int width) => $"(= {bits} {Bits(set, width)})";

    /// <summary>The set has one member at most.</summary>
    public static string One(string bits, int width) => $"(= (bvand {bits} (bvsub {bits} {Bits(1, width)})) {Bits(0, width)})";

    /// <summary>The values of <c>(get-value …)</c>: truth values as 0 and 1, bit vectors as numbers.</summary>
    public static Dictionary<string, ulong> Values(string answer)
    {
        var values = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var words = answer.Split(['(', ')', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i += 2)
        {
            values[words[i]] = words[i + 1] switch
            {
                "true" => 1,
                "false" => 0,
                ['#', 'b', .. var bits] => ulong.Parse(bits, NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture),
                ['#', 'x', .. var hex] => ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var other => throw new FormatException($"The solver gave a value that is no bit vector: '{other}'."),
            };
        }

        return values;
    }

    private static string Join(string op, IEnumerable<string> terms, string neutral)
    {
        var absorbing = neutral == "true" ? "false" : "true";
        var list = new List<string>();
        foreach (var term in terms)
        {
            if (term == absorbing)
            {
                return absorbing;
            }

            if (term != neutral)
            {
                list.Add(term);
            }
        }

        return list.Count switch
        {
            0 => neutral,
            1 => list[0],
            _ => $"({op} {string.Join(' ', list)})",
        };
    }
}
