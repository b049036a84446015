using System.Collections.Immutable;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>The last cases in memory, so that a page does not unseal and reconcile anew. Forgets the oldest; forgets a deleted case at once.</summary>
internal sealed class CaseCache
{
    private const int MaximumCases = 1000;

    // In characters: what a case weighs in memory grows with its text. About five records of 500 pages, or hundreds of ten.
    private const long MaximumText = 8 << 20;

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, (Key Key, ReadCaseState State, long Used)> entries = [];
    private long text;
    private long clock;

    public ReadCaseState? Find(Guid caseId, Key key)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(caseId, out var entry) || entry.Key != key)
            {
                return null;
            }

            entries[caseId] = entry with { Used = ++clock };
            return entry.State;
        }
    }

    /// <summary>What was last kept of a case when only its decisions have changed since: the machine's part of it still holds.</summary>
    public ReadCaseState? FindMachine(Guid caseId, Key key)
    {
        lock (gate)
        {
            return entries.TryGetValue(caseId, out var entry) && (entry.Key with { Decisions = key.Decisions }) == key ? entry.State : null;
        }
    }

    public void Keep(Guid caseId, Key key, ReadCaseState state)
    {
        lock (gate)
        {
            Drop(caseId);
            entries[caseId] = (key, state, ++clock);
            text += state.TextLength;

            // The last one stays however long it is: somebody works on it.
            while (entries.Count > 1 && (entries.Count > MaximumCases || text > MaximumText))
            {
                Drop(entries.MinBy(e => e.Value.Used).Key);
            }
        }
    }

    public void Forget(Guid caseId)
    {
        lock (gate)
        {
            Drop(caseId);
        }
    }

    private void Drop(Guid caseId)
    {
        if (entries.Remove(caseId, out var entry))
        {
            text -= entry.State.TextLength;
        }
    }

    /// <summary>What a state depends on.</summary>
    internal readonly record struct Key(int RecordVersion, string ContentHash, int Decisions, int Told, DateOnly AsOf);
}

/// <summary>What was read, the profile of the machine, the reviewed one, the decision on each fact, and the patient's answer before a person withholds any of it.</summary>
internal sealed record ReadCaseState(ExtractedCase Extracted, ReconciledCase Machine, ReconciledCase Reviewed, ImmutableDictionary<string, Decision> Decided, ComposedAnswer Patient)
{
    /// <summary>Characters of all pages that were read.</summary>
    public long TextLength { get; } = Extracted.Documents.Sum(d => d.Pages.Sum(p => (long)p.Text.Length));
}
