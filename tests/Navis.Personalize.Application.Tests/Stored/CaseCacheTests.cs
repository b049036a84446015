using System.Collections.Immutable;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>A worklist opens every case: as many as a site has must stay in memory, and a few very long ones must not fill it.</summary>
public sealed class CaseCacheTests
{
    private static readonly CaseCache.Key Key = new(1, "content", 0, 0, new(2026, 11, 28));

    private static readonly ReconciledCase Machine = Reconciler.Load(Rooms.Content).Reconcile("case", [], [], new(PartialDate.Of(2026, 11, 28)));
    private static readonly ComposedAnswer Patient = Tailor.Load(Rooms.Content).Answer(Machine, new(Key.AsOf));

    [Fact]
    public void Hundreds_of_ordinary_cases_stay()
    {
        var (cache, state) = (new CaseCache(), Of(10_000));
        var ids = Keep(cache, state, 300);
        Assert.All(ids, id => Assert.Same(state, cache.Find(id, Key)));
    }

    [Fact]
    public void Of_very_long_ones_the_longest_unused_go()
    {
        var (cache, state) = (new CaseCache(), Of(2_500_000));
        var ids = Keep(cache, state, 3);
        Assert.Same(state, cache.Find(ids[0], Key));
        var last = Keep(cache, state, 1);
        Assert.Equal([true, false, true, true], ids.Concat(last).Select(id => cache.Find(id, Key) is not null));
        cache.Forget(ids[0]);
        Keep(cache, state, 1);
        Assert.Equal([false, false, true, true], ids.Concat(last).Select(id => cache.Find(id, Key) is not null));
    }

    [Fact]
    public void One_that_is_longer_than_the_room_stays_until_the_next()
    {
        var (cache, state) = (new CaseCache(), Of(40_000_000));
        var first = Keep(cache, state, 1)[0];
        Assert.Same(state, cache.Find(first, Key));
        Keep(cache, state, 1);
        Assert.Null(cache.Find(first, Key));
    }

    [Fact]
    public void What_changed_is_not_found()
    {
        var (cache, state) = (new CaseCache(), Of(10));
        var id = Keep(cache, state, 1)[0];
        Assert.Null(cache.Find(id, Key with { RecordVersion = 2 }));
        Assert.Null(cache.Find(id, Key with { Decisions = 1 }));
        Assert.Null(cache.FindMachine(id, Key with { RecordVersion = 2, Decisions = 1 }));
        Assert.Same(state, cache.FindMachine(id, Key with { Decisions = 1 }));
    }

    private static List<Guid> Keep(CaseCache cache, ReadCaseState state, int times)
    {
        var ids = Enumerable.Range(0, times).Select(_ => Guid.NewGuid()).ToList();
        ids.ForEach(id => cache.Keep(id, Key, state));
        return ids;
    }

    private static ReadCaseState Of(int characters)
    {
        var document = new SourceDocument { Id = "d1", Name = "long.txt", Pages = [new(1, new string('x', characters))] };
        return new(new([document], []), Machine, Machine, ImmutableDictionary<string, Decision>.Empty, Patient);
    }
}
