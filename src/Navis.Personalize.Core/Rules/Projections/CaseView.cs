using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Projections;

/// <summary>What projections look at: the profile's fields, the facts that hold, the courses of treatment, and the day of the answer.</summary>
internal sealed class CaseView
{
    private readonly ILookup<FactKind, Fact> holding;
    private readonly Dictionary<string, Fact> byId;

    public CaseView(ReconciledCase value, DateOnly asOf)
    {
        (Case, AsOf) = (value, asOf);
        holding = value.Facts.Where(f => f.Holds).ToLookup(f => f.Kind);
        byId = value.Facts.Where(f => f.Holds).DistinctBy(f => f.Id, StringComparer.Ordinal).ToDictionary(f => f.Id, StringComparer.Ordinal);
    }

    public ReconciledCase Case { get; }

    public DateOnly AsOf { get; }

    /// <summary>Disease state and intent as the reconciliation derived them, or null.</summary>
    public string? State => Case.Profile[FactKind.DiseaseState.Name()].Value;

    public string? Intent => Case.Profile[FactKind.Intent.Name()].Value;

    public IReadOnlyList<Fact> Holding(FactKind kind) => [.. holding[kind]];

    public IEnumerable<Fact> Facts(ImmutableArray<string> ids) => ids.Select(id => byId.GetValueOrDefault(id)).OfType<Fact>();

    /// <summary>Sets a closed fact from the profile's field of its kind.</summary>
    public void SetFromField(RuleProfileBuilder profile, ChoiceSlot slot, FactKind kind, Func<string, ulong>? setOf = null)
    {
        var field = Case.Profile[kind.Name()];
        if (field.State is FieldState.Conflicting)
        {
            profile.SetConflict(slot, field.Facts.AsSpan());
        }
        else if (field is { State: FieldState.Known, Value: { } value } && (setOf ?? slot.SetOf)(value) is var set and not 0)
        {
            profile.SetChoice(slot, set, field.Facts.AsSpan());
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
