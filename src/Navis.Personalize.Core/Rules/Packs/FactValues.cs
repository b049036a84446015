using System.Globalization;
using System.Numerics;
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
        NumberSlot number => profile.Number(number.Ref.Index) is var range && range.Low.Equals(range.High) ? range.Low.ToString("0.##", CultureInfo.InvariantCulture) : null,
        TreatmentSlot treatment => Join([.. profile.GivenOf(treatment)]),
        _ => null,
    };

    // "IIIA"; "III" for the letters that nobody stated; "IB or IIA" where the record leaves it open. Nothing where it leaves everything open.
    private static string? Words(ChoiceSlot choice, ulong set)
    {
        if (set == choice.All)
        {
            return null;
        }

        var names = new List<(int Place, string Name)>();
        var rest = set;
        foreach (var (name, group) in choice.Groups.OrderByDescending(g => BitOperations.PopCount(g.Value)))
        {
            if (group != 0 && (group & rest) == group)
            {
                names.Add((BitOperations.TrailingZeroCount(group), name));
                rest &= ~group;
            }
        }

        names.AddRange(choice.ValuesOf(rest).Select(v => (choice.Values.IndexOf(v), v)));
        return Join([.. names.OrderBy(n => n.Place).Select(n => n.Name)], "or");
    }

    private static string? Join(IReadOnlyList<string> names, string word = "and") => names.Count switch
    {
        0 => null,
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} {word} {names[^1]}",
    };
}
