using System.Globalization;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>The reader's own value of a fact, in words.</summary>
internal static class FactValues
{
    /// <summary>The value, or null when the record does not tell it: a stage's common name where it has one ("III"), what it can be ("IB or IIA"), a number, the names of the drugs given.</summary>
    public static string? Words(RuleProfile profile, FactSlot fact) => fact switch
    {
        ChoiceSlot choice => Words(choice, profile.Choice(choice.Ref.Index)),
        NumberSlot number => Words(profile.Number(number.Ref.Index), number.Range),
        TreatmentSlot treatment => Join([.. profile.GivenOf(treatment)]),
        _ => null,
    };

    // "IIIA"; "III" for the letters that nobody stated; "IB or IIA" where the record leaves it open. Nothing where it leaves everything open.
    private static string? Words(ChoiceSlot choice, ulong set) => set == choice.All ? null : Join([.. choice.NamesOf(set)], "or");

    // "4.2"; "4 to 5"; "at least 4", "less than 3" where the other end is open.
    private static string? Words(Interval range, Interval domain)
    {
        var (low, high) = (Plain(range.Low), Plain(range.High));
        return range == domain ? null
            : range.Low.Equals(range.High) ? Text(low)
            : range.High.Equals(domain.High) ? $"{(range.Low > low ? "more than" : "at least")} {Text(low)}"
            : range.Low.Equals(domain.Low) ? $"{(range.High < high ? "less than" : "at most")} {Text(high)}"
            : $"{Text(low)} to {Text(high)}";

        static double Plain(double number) => Math.Round(number, 6);
        static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static string? Join(IReadOnlyList<string> names, string word = "and") => names.Count switch
    {
        0 => null,
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} {word} {names[^1]}",
    };
}
