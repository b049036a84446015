using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Comparison;

/// <summary>How one rule changes for one person.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Before">Truth under the old pack; null: no such rule.</param>
/// <param name="After">Truth under the new pack; null: no such rule.</param>
/// <param name="Words">True when it speaks under both, in other words.</param>
public sealed record ReplayChange(string Rule, Truth? Before, Truth? After, bool Words);

/// <summary>Evaluates kept profiles under an old and a new pack: who changes, and how. Immutable and thread safe.</summary>
public sealed class PackReplay
{
    private readonly RulePack old;
    private readonly RulePack now;
    private readonly RuleOptions options;
    private readonly ImmutableArray<(string Id, int Before, int After, bool Words)> rules;

    /// <summary>A replay.</summary>
    /// <param name="old">Old pack.</param>
    /// <param name="now">New pack.</param>
    /// <param name="asOf">Day of evaluation.</param>
    public PackReplay(RulePack old, RulePack now, DateOnly asOf)
    {
        (this.old, this.now, options) = (old, now, new(asOf, ShowSurvival: true));
        rules =
        [
            .. old.Rules.Concat(now.Rules).Select(r => r.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(id => (id, old.IndexOf(id), now.IndexOf(id), old.Find(id) is { } a && now.Find(id) is { } b && (a.Patient?.Source != b.Patient?.Source || a.Clinician?.Source != b.Clinician?.Source || a.Key?.Source != b.Key?.Source))),
        ];
    }

    /// <summary>What changes for a profile, by rule; empty when nothing does.</summary>
    /// <param name="profile">Profile as a case writes it.</param>
    /// <exception cref="ContentException">The profile names what one of the packs does not know.</exception>
    public IReadOnlyList<ReplayChange> Changes(ContentNode profile)
    {
        var before = RuleEngine.Evaluate(old, new CaseProfileReader(old.Vocabulary).Read(profile), options);
        var after = RuleEngine.Evaluate(now, new CaseProfileReader(now.Vocabulary).Read(profile), options);
        var changes = new List<ReplayChange>();
        foreach (var (id, one, other, words) in rules)
        {
            Truth? was = one < 0 ? null : before.Outcomes[one].Truth;
            Truth? becomes = other < 0 ? null : after.Outcomes[other].Truth;
            var same = (was ?? Truth.False) == (becomes ?? Truth.False);
            if (!same || (words && was is Truth.True))
            {
                changes.Add(new(id, was, becomes, same));
            }
        }

        return changes;
    }
}
