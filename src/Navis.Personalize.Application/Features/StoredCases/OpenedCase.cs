using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>How far the records of a case are read.</summary>
public enum ReadingState
{
    /// <summary>There are no records yet.</summary>
    NoRecords,

    /// <summary>They are being read.</summary>
    Underway,

    /// <summary>They are read.</summary>
    Done,

    /// <summary>Reading failed several times; a person must look.</summary>
    Failed,
}

/// <summary>A file of a case.</summary>
public sealed record RecordInfo(Guid Id, string Name, long Size, DateTimeOffset AddedAt);

/// <summary>"This is not right", said by the patient or a caregiver.</summary>
public sealed record PatientReport(Guid Id, string FactId, string Words, DateTimeOffset At, string? Answer, DateTimeOffset? AnsweredAt);

/// <summary>A case with its key turned.</summary>
public sealed record OpenedCase(Guid Id, string Title, DateTimeOffset CreatedAt, DateTimeOffset? SharedAt, ImmutableArray<RecordInfo> Records, ReadingState Reading)
{
    /// <summary>Who works on it, while the claim counts.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Time that the team has spent with it open.</summary>
    public TimeSpan TimeSpent { get; init; }

    /// <summary>As the machine read it, or null while nothing is read.</summary>
    public ReconciledCase? Machine { get; init; }

    /// <summary>With the decisions of the reviewers laid over it.</summary>
    public ReconciledCase? Reviewed { get; init; }

    public ImmutableArray<Decision> Decisions { get; init; } = [];

    /// <summary>The decision that stands on each fact of the machine, by its id.</summary>
    public ImmutableDictionary<string, Decision> Decided { get; init; } = ImmutableDictionary<string, Decision>.Empty;

    /// <summary>Facts that a navigator has added and not taken back.</summary>
    public ImmutableArray<Decision> Added => [.. DecisionRules.InForce(Decisions).Where(d => d.Verb is Verb.Add)];

    internal RecordNames? Names { get; init; }

    /// <summary>Whom to call in this region.</summary>
    internal Core.Answers.Site Site { get; init; } = Core.Answers.Site.None;

    public ImmutableArray<PatientReport> Reports { get; init; } = [];

    /// <summary>What the patient or a caregiver told in own words; no part of the records.</summary>
    public ImmutableArray<ToldItem> Told { get; init; } = [];

    public Binding? Binding { get; init; }

    public Standing Standing { get; init; } = Standing.Nothing;

    internal SignedState? Stands { get; init; }

    /// <summary>Statements that a clinician keeps from the answer, with the reason in the note and the words in the quote.</summary>
    public ImmutableArray<Decision> Withheld => [.. DecisionRules.InForce(Decisions).Where(d => d.Verb is Verb.Withhold)];

    /// <summary>Whether a clinician's own words are all that has changed since the case was last checked or signed, and no fact waits for one: then they may sign with changes.</summary>
    public bool IsChangedOnlyBy(string actorId) => Standing is { Valid: null, Expired: { } old } && Open.IsEmpty && !IsMixed
        && !Standing.Changed.Any(c => c is "records" or "content") && Decisions.Where(d => d.At > old.At).All(d => d.ActorId == actorId);

    /// <summary>True when the records are about several people: nothing of them is used.</summary>
    public bool IsMixed => Machine?.Subject.Mixed == true;

    /// <summary>Facts of which the words are shown on the pages: what the records say, as read and as corrected.</summary>
    public IEnumerable<Fact> Marked => Reviewed is null ? [] : Machine!.Facts.Concat(Reviewed.Facts).Where(f => f.Origin is FactOrigin.Stated or FactOrigin.Coded or FactOrigin.Corrected).DistinctBy(f => f.Id, StringComparer.Ordinal);

    /// <summary>Facts that wait for a person's word: first those that need one (in conflict or uncertain), the most worth a look first, then the others in the order of their harm.</summary>
    public ImmutableArray<Fact> Open => open ??= Waiting();

    /// <summary>Of these, the facts that need a look one by one.</summary>
    public ImmutableArray<Fact> Doubtful => [.. Open.Where(f => NeedsLook.Contains(f.Id))];

    /// <summary>The others: read with the certainty that is accepted, and contradicted by nothing.</summary>
    public ImmutableArray<Fact> Certain => [.. Open.Where(f => !NeedsLook.Contains(f.Id))];

    /// <summary>Ids of the facts that the profile says a person must look at.</summary>
    public FrozenSet<string> NeedsLook => needsLook ??= Machine is null ? [] : Harm.InConflict(Machine).Concat(Machine.Needs.SelectMany(n => n.Facts)).ToFrozenSet(StringComparer.Ordinal);

    private ImmutableArray<Fact>? open;
    private FrozenSet<string>? needsLook;

    private ImmutableArray<Fact> Waiting()
    {
        if (Machine is null)
        {
            return [];
        }

        var conflicts = Harm.InConflict(Machine);
        var worth = Machine.Needs.SelectMany((n, i) => n.Facts.Select(f => (Fact: f, Place: i))).ToLookup(p => p.Fact, p => p.Place, StringComparer.Ordinal);
        return
        [
            .. Machine.Facts.Where(f => Harm.NeedsPerson(f, conflicts.Contains(f.Id)) && !Decided.ContainsKey(f.Id))
                .OrderByDescending(f => NeedsLook.Contains(f.Id))
                .ThenBy(f => worth[f.Id].DefaultIfEmpty(int.MaxValue).Min())
                .ThenByDescending(f => Harm.Weight(f, conflicts.Contains(f.Id))),
        ];
    }
}
