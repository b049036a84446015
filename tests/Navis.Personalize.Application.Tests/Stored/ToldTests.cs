using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Questions;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>What a patient adds in own words, and the questions to take along.</summary>
public class ToldTests
{
    private const string Words = "They found a KRAS change at the other hospital.";

    [Fact]
    public async Task What_is_told_holds_nothing_and_expires_nothing_until_a_navigator_has_checked_it()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await CheckAsync(rooms, id);
        var before = await rooms.As(StoredRooms.Owner, new ViewCase(id));
        Assert.Equal(SignatureKind.Checked, before.Case.Standing.Valid!.Kind);

        var told = await rooms.As(StoredRooms.Helper, new TellMissing(id, "test", Words));
        var after = await rooms.As(StoredRooms.Owner, new ViewCase(id));
        Assert.Equal(before.Case.Binding, after.Case.Binding);
        Assert.NotNull(after.Case.Standing.Valid);
        Assert.DoesNotContain(after.Case.Reviewed!.Facts, f => f.Origin is FactOrigin.Reported || f.Qualifiers.Gene == "KRAS");
        Assert.Empty(after.Case.Reports);
        var item = Assert.Single(await rooms.As(StoredRooms.Navigator, new ListTold(id)));
        Assert.Equal((told, "test", "Hedda Helper", Words, true, false), (item.Id, item.About, item.By, item.Words, item.Waits, item.Used));
        Assert.Equal(1, Assert.Single(await rooms.As(StoredRooms.Navigator, new ViewWorklist())).OpenReports);
    }

    [Fact]
    public async Task A_checked_one_holds_with_the_patients_words_as_its_evidence_and_expires_the_signature()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await CheckAsync(rooms, id);
        var told = await rooms.As(StoredRooms.Owner, new TellMissing(id, "test", Words));
        await rooms.As(StoredRooms.Navigator, new AddToldFact(id, told, FactKind.Biomarker, "KRAS", BiomarkerStatus.Detected, "seen on the paper"));
        await rooms.As(StoredRooms.Navigator, new AnswerReport(id, told, "We have it on paper now."));

        var view = await rooms.As(StoredRooms.Owner, new ViewCase(id));
        var fact = Assert.Single(view.Case.Reviewed!.Facts, f => f.Qualifiers.Gene == "KRAS");
        Assert.Equal((FactOrigin.Reported, true, Words), (fact.Origin, fact.Holds, fact.Evidence[0].Quote));
        Assert.Contains(view.Case.Reviewed.Documents, d => d.Id == fact.Evidence[0].Document && d.Date is null);
        Assert.DoesNotContain(view.Case.Machine!.Documents, d => d.Id == fact.Evidence[0].Document);
        Assert.NotNull(view.Case.Standing.Expired);
        var item = Assert.Single(view.Case.Told);
        Assert.Equal((true, false, "We have it on paper now."), (item.Used, item.Waits, item.Reply));
    }

    [Fact]
    public async Task Taken_back_words_are_gone_with_all_that_was_made_of_them()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var told = await rooms.As(StoredRooms.Owner, new TellMissing(id, "test", Words));
        await rooms.As(StoredRooms.Navigator, new AddToldFact(id, told, FactKind.Biomarker, "KRAS", BiomarkerStatus.Detected, null));
        Assert.Contains((await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reviewed!.Facts, f => f.Qualifiers.Gene == "KRAS");
        await rooms.As(StoredRooms.Owner, new TakeBackTold(id, told));

        var view = await rooms.As(StoredRooms.Owner, new ViewCase(id));
        Assert.Empty(view.Case.Told);
        Assert.DoesNotContain(view.Case.Reviewed!.Facts, f => f.Qualifiers.Gene == "KRAS");
        Assert.DoesNotContain(view.Case.Decisions, d => d.Quote.Length > 0);
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Owner, new TakeBackTold(id, told)));
    }

    [Fact]
    public async Task This_is_not_right_is_nothing_that_was_told()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var fact = (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reviewed!.Facts[0];
        var report = await rooms.As(StoredRooms.Owner, new ReportFact(id, fact.Id, "no"));
        Assert.Empty(await rooms.As(StoredRooms.Owner, new ListTold(id)));
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Owner, new TakeBackTold(id, report)));
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Navigator, new AddToldFact(id, report, FactKind.Smoking, null, "never", null)));
    }

    [Theory]
    [InlineData("test", "")]
    [InlineData("gossip", "I had a scan")]
    public async Task Something_told_needs_words_and_a_topic(string about, string words)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync();
        await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Owner, new TellMissing(id, about, words)));
    }

    [Fact]
    public async Task Questions_are_ticked_added_and_taken_away_in_either_language_and_go_with_the_case()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var listed = await rooms.As(StoredRooms.Owner, new ListQuestions(id));
        Assert.All(listed, q => Assert.False(q.Ticked));
        Assert.Equal(listed.Length, listed.Select(q => q.Key).Distinct().Count());
        Assert.Contains(listed, q => q.Source is QuestionSource.General);
        await rooms.As(StoredRooms.Owner, new TickQuestions(id, [listed[0].Key, listed[^1].Key]));
        var own = await rooms.As(StoredRooms.Helper, new AddQuestion(id, " May I fly to the lighthouse? "));

        var spanish = await rooms.As(StoredRooms.Helper, new ListQuestions(id, "es"));
        Assert.Equal((own, QuestionSource.Own, "May I fly to the lighthouse?", true), (spanish[0].Key, spanish[0].Source, spanish[0].Text, spanish[0].Ticked));
        Assert.Equal([listed[0].Key, listed[^1].Key], spanish.Skip(1).Where(q => q.Ticked).Select(q => q.Key));
        Assert.Equal(listed.Select(q => q.Key), spanish.Skip(1).Select(q => q.Key));
        Assert.Empty(listed.Select(q => q.Text).Intersect(spanish.Select(q => q.Text)));
        Assert.Empty(await rooms.FilesWithAsync("fly to the lighthouse"));

        await rooms.As(StoredRooms.Owner, new RemoveQuestion(id, own));
        Assert.DoesNotContain(await rooms.As(StoredRooms.Owner, new ListQuestions(id)), q => q.Source is QuestionSource.Own);
        await rooms.As(StoredRooms.Owner, new DeleteCase(id));
        Assert.Equal(0, await rooms.InDb(db => Task.FromResult(db.Notes.Count())));
    }

    [Fact]
    public async Task An_answer_comes_in_the_language_that_is_asked_for_and_in_no_other()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var english = (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Answer!;
        var spanish = await rooms.As(StoredRooms.Owner, new ViewCase(id, Language: "es"));
        Assert.Equal("es", spanish.Answer!.Language);
        Assert.NotEqual(english.Title, spanish.Answer.Title);
        Assert.Equal((await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Binding, spanish.Case.Binding);
        await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Owner, new ViewCase(id, Language: "fr")));
    }

    private static async Task CheckAsync(StoredRooms rooms, Guid id)
    {
        foreach (var fact in (await rooms.As(StoredRooms.Navigator, new ViewCase(id))).Case.Open)
        {
            await rooms.As(StoredRooms.Navigator, new DecideFact(id, fact.Id, Verb.Confirm, null, null));
        }

        var seen = (await rooms.As(StoredRooms.Navigator, new ViewCase(id))).Case.Binding!.Hash;
        await rooms.As(StoredRooms.Navigator, new FinishChecking(id, seen));
    }
}

/// <summary>The same in PostgreSQL.</summary>
public sealed class ToldOnPostgresTests : ToldTests, IOnPostgres;
