using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>What projections look at: the facts that hold, the profile's fields, and the day of the answer.</summary>
internal sealed class CaseView
{
    private readonly ILookup<FactKind, Fact> holding;

    public CaseView(ReconciledCase value, DateOnly asOf)
    {
        (Case, AsOf) = (value, asOf);
        holding = value.Facts.Where(f => f.Holds).ToLookup(f => f.Kind);
    }

    public ReconciledCase Case { get; }

    public DateOnly AsOf { get; }

    public IReadOnlyList<Fact> Holding(FactKind kind) => [.. holding[kind]];

    public ProfileField? Field(string name) => Case.Profile.Fields.GetValueOrDefault(name);

    /// <summary>Sets a closed fact from the profile's field, or, where the profile has no such field, from the facts that hold.</summary>
    public void SetFromField(RuleProfileBuilder profile, ChoiceSlot slot, FactKind kind, Func<string, ulong>? setOf = null)
    {
        setOf ??= slot.SetOf;
        switch (Field(kind.Name()))
        {
            case { State: FieldState.Conflicting } field:
                profile.SetConflict(slot, field.Facts.AsSpan());
                break;
            case { State: FieldState.Known, Value: { } value } field when setOf(value) is var set and not 0:
                profile.SetChoice(slot, set, field.Facts.AsSpan());
                break;
            case { }:
                break;
            default:
                foreach (var fact in holding[kind].Where(f => setOf(f.Value) != 0))
                {
                    profile.SetChoice(slot, setOf(fact.Value), fact.Id);
                }

                break;
        }
    }

    public static double? Number(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>First and last day that a date as stated can mean.</summary>
    public static (DateOnly First, DateOnly Last) Days(PartialDate date)
    {
        var first = new DateOnly(date.Year, Math.Max(date.Month, 1), Math.Max(date.Day, 1));
        var last = date.Month == 0 ? new DateOnly(date.Year, 12, 31) : date.Day == 0 ? first.AddMonths(1).AddDays(-1) : first;
        return (first, last);
    }

    /// <summary>Ids of facts, in the order of the case.</summary>
    public static ImmutableArray<string> Ids(IEnumerable<Fact> facts) => [.. facts.Select(f => f.Id).Distinct(StringComparer.Ordinal)];
}
