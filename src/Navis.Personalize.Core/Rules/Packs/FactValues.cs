using System.Globalization;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>The reader's own value of a fact, in words.</summary>
internal static class FactValues
{
    /// <summary>The value, or null when it is not settled: a stage's common name where it has one ("III"), a number, the names of the drugs given.</summary>
    public static string? Words(RuleProfile profile, FactSlot fact) => fact switch
    {
        ChoiceSlot choice => Words(choice, profile.Choice(choice.Ref.Index)),
        NumberSlot number => profile.Number(number.Ref.Index) is var range && range.Low.Equals(range.High) ? range.Low.ToString("0.##", CultureInfo.InvariantCulture) : null,
        TreatmentSlot treatment => Join([.. profile.GivenOf(treatment)]),
        _ => null,
    };

    private static string? Words(ChoiceSlot choice, ulong set)
    {
        if (System.Numerics.BitOperations.IsPow2(set))
        {
            return choice.ValuesOf(set).First();
        }

        foreach (var (name, group) in choice.Groups)
        {
            if (group == set)
            {
                return name;
            }
        }

        return null;
    }

    private static string? Join(IReadOnlyList<string> names) => names.Count switch
    {
        0 => null,
        1 => names[0],
        _ => string.Join(", ", names.Take(names.Count - 1)) + " and " + names[^1],
    };
}
