using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>One word for several facts, claims and time.</summary>
public class DecisionTests
{
    private const string Other = "Patient: Ada Miller   DOB: 01/02/1950\nReport date: 04/20/2024\n\nMOLECULAR PATHOLOGY\nSpecimen: lung, right upper lobe\nEGFR: no mutation detected.\n";

    [Fact]
    public async Task What_is_certain_is_confirmed_with_one_word_and_taken_back_with_one()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var before = await View(rooms, id);
        Assert.NotEmpty(before.Case.Certain);
        Assert.Equal(before.Case.Open, [.. before.Case.Doubtful, .. before.Case.Certain]);
        var count = await rooms.As(StoredRooms.Navigator, new ConfirmCertain(id, before.Case.Binding!.Hash));
        Assert.Equal(before.Case.Certain.Length, count);
        var after = await View(rooms, id);
        Assert.Equal(before.Case.Doubtful.Select(f => f.Id), after.Case.Open.Select(f => f.Id));
        Assert.Equal(before.Case.Binding, after.Case.Binding);
        Assert.All(after.Case.Decisions, d => Assert.Equal((Verb.Confirm, 1), (d.Verb, d.Batch)));
        Assert.Equal(count, await rooms.As(StoredRooms.Navigator, new UndoLast(id)));
        Assert.Equal(before.Case.Open.Select(f => f.Id), (await View(rooms, id)).Case.Open.Select(f => f.Id));
        Assert.Equal("nothing-to-undo", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, new UndoLast(id)))).Problem);
    }

    [Fact]
    public async Task What_came_after_the_look_is_not_confirmed_with_it()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("surgery.txt", StoredRooms.Surgery));
        var seen = (await View(rooms, id)).Case.Binding!.Hash;
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("molecular.txt", StoredRooms.Molecular)]));
        await rooms.ReadAllAsync();
        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, new ConfirmCertain(id, seen)))).Problem);
        Assert.Empty((await View(rooms, id)).Case.Decisions);
    }

    [Fact]
    public async Task A_conflict_needs_a_look_first_and_one_side_is_chosen_with_one_word()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("one.txt", StoredRooms.Molecular), ("two.txt", Other));
        var view = await View(rooms, id);
        var conflict = Assert.Single(view.Case.Machine!.Conflicts, c => c.Field == "biomarker.EGFR");
        Assert.Subset(view.Case.Doubtful.Select(f => f.Id).ToHashSet(), conflict.Facts.ToHashSet());
        Assert.Contains(view.Case.Doubtful[0].Id, conflict.Facts);
        var chosen = view.Case.Machine.Facts.Single(f => conflict.Facts.Contains(f.Id) && f.Value == "not-detected");
        await rooms.As(StoredRooms.Navigator, new ChooseFact(id, chosen.Id, "the amended report"));
        var after = await View(rooms, id);
        Assert.Equal("not-detected", after.Case.Reviewed!.Profile["biomarker.EGFR"].Value);
        Assert.DoesNotContain(after.Case.Reviewed.Conflicts, c => c.Field == "biomarker.EGFR");
        Assert.All(after.Case.Decisions, d => Assert.Equal("the amended report", d.Note));
        Assert.Contains(after.Case.Decisions, d => d.Verb is Verb.Reject);
        await rooms.As(StoredRooms.Navigator, new UndoLast(id));
        Assert.Contains((await View(rooms, id)).Case.Reviewed!.Conflicts, c => c.Field == "biomarker.EGFR");
    }

    [Fact]
    public async Task Of_the_same_words_in_two_places_the_one_that_is_meant_is_taken_and_a_place_goes_before_words()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("note.txt", "Patient: Ada Miller   DOB: 01/02/1950\nThe sample was a hit.\nThe second was a hit.\n"));
        var add = new AddMissedFact(id, "d1", 1, "a hit", FactKind.Biomarker, "KRAS", "detected", null);
        await rooms.As(StoredRooms.Navigator, add with { Nth = 1 });
        var page = (await View(rooms, id)).Case.Machine!.Documents[0].Pages[0];
        var added = Assert.Single((await View(rooms, id)).Case.Added);
        Assert.Equal(page.Text.LastIndexOf("a hit", StringComparison.Ordinal), added.Missed!.Start);
        Assert.Equal("words-not-there", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, add with { Nth = 2 }))).Problem);
        var start = page.Text.IndexOf("The sample", StringComparison.Ordinal);
        await rooms.As(StoredRooms.Navigator, add with { Words = "", Start = start, End = start + 21, Gene = "BRAF" });
        Assert.Equal("The sample was a hit.", (await View(rooms, id)).Case.Added[^1].Quote);
        Assert.Equal("words-not-there", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, add with { Words = "", Start = 0, End = page.Text.Length + 1 }))).Problem);
    }

    [Fact]
    public async Task The_words_in_a_rectangle_are_those_whose_middle_lies_in_it()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync();
        var path = Path.Combine(Rooms.Content.Root, "samples", "stage-ib-egfr-adjuvant-osimertinib", "2-molecular-report.pdf");
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [new SourceFile("report.pdf", await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))]));
        await rooms.ReadAllAsync();
        var page = (await View(rooms, id)).Case.Machine!.Documents[0].Pages[0];
        var word = page.Words.First(w => page.Text.Substring(w.Start, w.Length) == "ALK");
        var found = await rooms.As(StoredRooms.Navigator, new FindWords(id, "d1", 1, new(word.Box.X - 1, word.Box.Y - 1, word.Box.Width + 2, word.Box.Height + 2)));
        Assert.Equal(new(word.Start, word.Start + 3, "ALK"), found);
        Assert.Equal("", (await rooms.As(StoredRooms.Navigator, new FindWords(id, "d1", 1, new(1, 1, 2, 2)))).Words);
        await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, new FindWords(id, "d1", 1, new(1, 1, 0, double.NaN))));
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Navigator, new FindWords(id, "d9", 1, new(1, 1, 2, 2))));
    }

    [Fact]
    public async Task A_case_that_is_handed_over_is_the_colleagues_and_a_claim_ends_when_nothing_happens()
    {
        var clock = new Clock();
        await using var rooms = await StoredRooms.CreateAsync(clock.Put);
        var id = await rooms.ReadCaseAsync();
        await rooms.As(StoredRooms.Navigator, new ClaimCase(id, true));
        await rooms.As(StoredRooms.Navigator, new HandOver(id, StoredRooms.SecondNavigator.Id));
        var fact = (await View(rooms, id)).Case.Open[0];
        Assert.Equal("claimed-by-other", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, new DecideFact(id, fact.Id, Verb.Confirm, null, null)))).Problem);
        Assert.True((await rooms.As(StoredRooms.Navigator, new ViewWorklist())).Single().ClaimedByOther);
        clock.Now += TimeSpan.FromMinutes(31);
        Assert.False((await rooms.As(StoredRooms.Navigator, new ViewWorklist())).Single().ClaimedByOther);
        await rooms.As(StoredRooms.Navigator, new DecideFact(id, fact.Id, Verb.Confirm, null, null));
    }

    [Fact]
    public async Task Time_with_a_case_adds_up_over_people_and_leaves_out_when_they_were_away()
    {
        var clock = new Clock();
        await using var rooms = await StoredRooms.CreateAsync(clock.Put);
        var id = await rooms.ReadCaseAsync();
        Assert.Equal(0, await rooms.As(StoredRooms.Navigator, new SpendTime(id)));
        foreach (var (seconds, actor, sum) in ((int, Actor, int)[])[(20, StoredRooms.Navigator, 20), (3600, StoredRooms.Navigator, 20), (15, StoredRooms.Clinician, 20), (30, StoredRooms.Clinician, 50)])
        {
            clock.Now += TimeSpan.FromSeconds(seconds);
            Assert.Equal(sum, await rooms.As(actor, new SpendTime(id)));
        }

        Assert.Equal(TimeSpan.FromSeconds(50), (await View(rooms, id)).Case.TimeSpent);
        Assert.Equal(TimeSpan.FromSeconds(50), (await rooms.As(StoredRooms.Navigator, new ViewWorklist())).Single().TimeSpent);
    }

    [Fact]
    public async Task The_worklist_puts_harm_times_uncertainty_times_waiting_first_and_learns_from_corrections()
    {
        var clock = new Clock();
        await using var rooms = await StoredRooms.CreateAsync(clock.Put);
        var quiet = await rooms.CaseAsync(("surgery.txt", StoredRooms.Surgery));
        var conflict = await rooms.CaseAsync(("one.txt", StoredRooms.Molecular), ("two.txt", Other));
        Assert.Equal([conflict, quiet], (await rooms.As(StoredRooms.Navigator, new ViewWorklist())).Select(e => e.Id));
        var before = Urgency(await rooms.As(StoredRooms.Navigator, new ViewWorklist()), quiet);

        // Every look at a field of another case ended in a correction: here it is trusted less.
        var learned = await rooms.CaseAsync(("again.txt", StoredRooms.Surgery.Replace("Ada Miller", "Ada Millers", StringComparison.Ordinal)));
        foreach (var fact in (await View(rooms, learned)).Case.Open)
        {
            await rooms.As(StoredRooms.Navigator, new DecideFact(learned, fact.Id, Verb.Reject, null, null));
        }

        Assert.True(Urgency(await rooms.As(StoredRooms.Navigator, new ViewWorklist()), quiet) > before);
        before = Urgency(await rooms.As(StoredRooms.Navigator, new ViewWorklist()), quiet);
        clock.Now += TimeSpan.FromDays(3);
        Assert.Equal(2, Urgency(await rooms.As(StoredRooms.Navigator, new ViewWorklist()), quiet) / before, 0.01);

        static double Urgency(IEnumerable<WorkEntry> list, Guid id) => list.Single(e => e.Id == id).Urgency;
    }

    private static Task<CaseView> View(StoredRooms rooms, Guid id) => rooms.As(StoredRooms.Navigator, new ViewCase(id));
}

public sealed class DecisionOnPostgresTests : DecisionTests, IOnPostgres;
