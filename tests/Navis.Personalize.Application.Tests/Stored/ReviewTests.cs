using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

public class ReviewTests
{
    [Fact]
    public async Task What_a_navigator_rejects_no_longer_holds_and_an_undo_brings_back_the_same_profile()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var before = await View(rooms, id);
        var egfr = Egfr(before);
        Assert.True(egfr.Holds);

        await Decide(rooms, id, egfr, Verb.Reject, note: "another patient's report");
        var rejected = await View(rooms, id);
        Assert.False(Egfr(rejected).Holds);
        Assert.NotEqual(before.Case.Binding, rejected.Case.Binding);
        var kept = Assert.Single(rejected.Case.Decisions);
        Assert.Equal((StoredRooms.Navigator.Id, StoredRooms.Navigator.Name, Verb.Reject, "another patient's report", egfr.Evidence[0].Quote), (kept.ActorId, kept.By, kept.Verb, kept.Note, kept.Quote));

        await Decide(rooms, id, egfr, Verb.Undo);
        var undone = await View(rooms, id);
        Assert.Equal(before.Case.Binding, undone.Case.Binding);
        Assert.Equal(2, undone.Case.Decisions.Length);
    }

    [Fact]
    public async Task A_correction_holds_instead_on_the_same_words_and_changes_the_answer()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var before = await View(rooms, id);
        await Decide(rooms, id, Egfr(before), Verb.Correct, "not-detected");
        var after = await View(rooms, id);
        var corrected = Assert.Single(after.Case.Reviewed!.Facts, f => f.Origin is FactOrigin.Corrected);
        Assert.Equal(("not-detected", true, Egfr(before).Evidence[0]), (corrected.Value, corrected.Holds, corrected.Evidence[0]));
        Assert.False(Egfr(after).Holds);
        Assert.Equal("detected", before.Case.Reviewed!.Profile["biomarker.EGFR"].Value);
        Assert.NotEqual("detected", after.Case.Reviewed.Profile["biomarker.EGFR"].Value);
        Assert.NotEqual(before.Case.Binding!.Trace, after.Case.Binding!.Trace);
    }

    [Theory]
    [InlineData("perhaps")]
    [InlineData("")]
    [InlineData("IIB")]
    public async Task A_correction_takes_only_a_value_of_that_kind(string value)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var egfr = Egfr(await View(rooms, id));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Decide(rooms, id, egfr, Verb.Correct, value));
        Assert.Empty((await View(rooms, id)).Case.Decisions);
    }

    [Fact]
    public async Task The_last_word_counts_and_confirming_changes_no_fact()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var before = await View(rooms, id);
        var egfr = Egfr(before);
        await Decide(rooms, id, egfr, Verb.Reject);
        await Decide(rooms, id, egfr, Verb.Confirm);
        var after = await View(rooms, id);
        Assert.True(Egfr(after).Holds);
        Assert.Equal(before.Case.Binding, after.Case.Binding);
        Assert.DoesNotContain(after.Case.Open, f => f.Id == egfr.Id);
    }

    [Fact]
    public async Task A_decision_stays_with_its_words_when_records_are_removed_or_added_around_them()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("surgery.txt", StoredRooms.Surgery), ("molecular.txt", StoredRooms.Molecular));
        await Decide(rooms, id, Egfr(await View(rooms, id)), Verb.Reject, note: "another patient's report");
        var first = (await View(rooms, id)).Case.Records[0].Id;
        await rooms.As(StoredRooms.Owner, new RemoveRecord(id, first));
        await rooms.ReadAllAsync();
        var alone = await View(rooms, id);
        Assert.False(Egfr(alone).Holds);
        Assert.Contains(Egfr(alone).Id, alone.Case.Decided.Keys);
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("older.txt", StoredRooms.Surgery.Replace("2024", "2023", StringComparison.Ordinal))]));
        await rooms.ReadAllAsync();
        Assert.False(Egfr(await View(rooms, id)).Holds);
    }

    [Fact]
    public async Task A_rejection_does_not_reach_the_same_statement_in_a_record_that_nobody_has_looked_at()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await Decide(rooms, id, Egfr(await View(rooms, id)), Verb.Reject);
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("second.txt", StoredRooms.Molecular.Replace("MOLECULAR", "SECOND MOLECULAR", StringComparison.Ordinal))]));
        await rooms.ReadAllAsync();
        var view = await View(rooms, id);
        Assert.Contains(view.Case.Reviewed!.Facts, f => f.Qualifiers.Gene == "EGFR" && f.Holds);
        Assert.Contains(view.Case.Open, f => f.Qualifiers.Gene == "EGFR");
    }

    [Fact]
    public async Task Records_of_two_people_can_not_be_checked_off()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("a.txt", StoredRooms.Surgery), ("b.txt", StoredRooms.Molecular.Replace("Ada Miller   DOB: 01/02/1950", "Bert Example   DOB: 05/06/1941", StringComparison.Ordinal)));
        var view = await View(rooms, id);
        Assert.True(view.Case.IsMixed);
        Assert.Equal("mixed", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, new FinishChecking(id, view.Case.Binding!.Hash)))).Problem);
    }

    [Fact]
    public async Task What_was_missed_is_added_on_its_words_and_taken_back()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("surgery.txt", StoredRooms.Surgery), ("leaflet.txt", "Patient: Ada Miller   DOB: 01/02/1950\nThe marker on the second line of the gene panel came back as a hit for KRAS.\n"));
        var before = await View(rooms, id);
        var add = new AddMissedFact(id, "d2", 1, "a hit for KRAS", FactKind.Biomarker, "KRAS", "detected", "odd wording");
        var number = await rooms.As(StoredRooms.Navigator, add);
        var after = await View(rooms, id);
        var fact = Assert.Single(after.Case.Reviewed!.Facts, f => f.Origin is FactOrigin.Corrected);
        Assert.Equal(("KRAS", "detected", true, "a hit for KRAS", "d2"), (fact.Qualifiers.Gene, fact.Value, fact.Holds, fact.Evidence[0].Quote, fact.Evidence[0].Document));

        // It stays with its record when another one goes, and goes with its own.
        await rooms.As(StoredRooms.Owner, new RemoveRecord(id, before.Case.Records[0].Id));
        await rooms.ReadAllAsync();
        Assert.Contains((await View(rooms, id)).Case.Reviewed!.Facts, f => f.Origin is FactOrigin.Corrected && f.Evidence[0].Document == "d1");
        await rooms.As(StoredRooms.Navigator, new RemoveMissedFact(id, number));
        Assert.DoesNotContain((await View(rooms, id)).Case.Reviewed!.Facts, f => f.Origin is FactOrigin.Corrected);
    }

    [Theory]
    [InlineData("words that are not there", "words-not-there")]
    [InlineData("e", "words-twice")]
    [InlineData(" ", "words-missing")]
    public async Task Nothing_is_added_without_words_that_can_be_pointed_to(string words, string problem)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, new AddMissedFact(id, "d1", 1, words, FactKind.Smoking, null, "never", null)));
        Assert.Equal(problem, refused.Problem);
        Assert.Empty((await View(rooms, id)).Case.Decisions);
    }

    [Theory]
    [InlineData(FactKind.Biomarker, null, "detected")]
    [InlineData(FactKind.Biomarker, "ABC9", "detected")]
    [InlineData(FactKind.Smoking, "EGFR", "never")]
    [InlineData(FactKind.Smoking, null, "a pack a day")]
    [InlineData(FactKind.Treatment, null, "osimertinib")]
    public async Task Only_a_value_of_the_contract_is_added(FactKind kind, string? gene, string value)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync();
        await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, new AddMissedFact(id, "d1", 1, "words", kind, gene, value, null)));
    }

    [Fact]
    public async Task Two_navigators_do_not_work_on_one_case()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var fact = (await View(rooms, id)).Case.Open[0];
        await Decide(rooms, id, fact, Verb.Confirm);
        var late = await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.SecondNavigator, new DecideFact(id, fact.Id, Verb.Reject, null, null)));
        Assert.Equal("claimed-by-other", late.Problem);
        await rooms.As(StoredRooms.Navigator, new ClaimCase(id, false));
        await rooms.As(StoredRooms.SecondNavigator, new DecideFact(id, fact.Id, Verb.Reject, null, null));
    }

    [Fact]
    public async Task A_case_is_checked_only_when_every_item_has_a_word_and_signed_only_when_checked()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var view = await View(rooms, id);
        Assert.Equal("facts-open", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Navigator, new FinishChecking(id, view.Case.Binding!.Hash)))).Problem);
        Assert.Equal("not-checked", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Clinician, new SignCase(id, view.Case.Binding!.Hash, null)))).Problem);

        await CheckAsync(rooms, id);
        Assert.Equal("checked", (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Answer!.Review.State);
        await SignAsync(rooms, id);
        var signed = (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Answer!.Review;
        Assert.Equal(("signed", StoredRooms.Clinician.Name), (signed.State, signed.By));
    }

    [Fact]
    public async Task A_signature_is_put_only_under_what_the_clinician_saw()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await CheckAsync(rooms, id);
        var seen = (await View(rooms, id)).Case.Binding!.Hash;
        await Decide(rooms, id, Egfr(await View(rooms, id)), Verb.Reject);
        Assert.Equal("changed-meanwhile", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Clinician, new SignCase(id, seen, null)))).Problem);
    }

    [Fact]
    public async Task A_new_record_expires_the_signature_and_the_difference_is_told()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync(("surgery.txt", StoredRooms.Surgery));
        await CheckAsync(rooms, id);
        await SignAsync(rooms, id);
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [StoredRooms.File("molecular.txt", StoredRooms.Molecular)]));
        await rooms.ReadAllAsync();
        var standing = (await View(rooms, id)).Case.Standing;
        Assert.Null(standing.Valid);
        Assert.Equal(SignatureKind.SignedOff, standing.Expired!.Kind);
        Assert.Contains("records", standing.Changed);
        Assert.Contains(standing.Facts.Come, l => l.Contains("EGFR", StringComparison.Ordinal));
        Assert.Equal("unchecked", (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Answer!.Review.State);
    }

    [Fact]
    public async Task A_later_decision_expires_the_signature_and_its_undo_makes_it_hold_again()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await CheckAsync(rooms, id);
        await SignAsync(rooms, id);
        var egfr = Egfr(await View(rooms, id));
        await Decide(rooms, id, egfr, Verb.Unknown);
        var standing = (await View(rooms, id)).Case.Standing;
        Assert.Contains("profile", standing.Changed);
        Assert.DoesNotContain("records", standing.Changed);
        Assert.Contains(standing.Facts.Gone, l => l.Contains("EGFR", StringComparison.Ordinal));
        await Decide(rooms, id, egfr, Verb.Undo);
        Assert.Equal(SignatureKind.SignedOff, (await View(rooms, id)).Case.Standing.Valid!.Kind);
    }

    [Fact]
    public async Task A_returned_case_waits_for_the_navigator_with_the_note()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await CheckAsync(rooms, id);
        await rooms.As(StoredRooms.Clinician, new ReturnCase(id, "N stage?"));
        var standing = (await View(rooms, id)).Case.Standing;
        Assert.Null(standing.Valid);
        Assert.Equal("N stage?", standing.Returned!.Note);
        await rooms.As(StoredRooms.Navigator, new FinishChecking(id, (await View(rooms, id)).Case.Binding!.Hash));
        Assert.Equal(SignatureKind.Checked, (await View(rooms, id)).Case.Standing.Valid!.Kind);
    }

    [Fact]
    public async Task The_patients_objection_changes_nothing_reaches_the_navigator_and_is_answered()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var before = await View(rooms, id);
        await rooms.As(StoredRooms.Helper, new ReportFact(id, Egfr(before).Id, "That is my sister's"));
        var told = await View(rooms, id);
        Assert.Equal(before.Case.Binding, told.Case.Binding);
        var report = Assert.Single(told.Case.Reports);
        Assert.Equal(1, (await rooms.As(StoredRooms.Navigator, new ViewWorklist())).Single().OpenReports);
        await rooms.As(StoredRooms.Navigator, new AnswerReport(id, report.Id, "We asked the laboratory"));
        Assert.Equal("We asked the laboratory", (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Reports.Single().Answer);
    }

    [Fact]
    public async Task Patients_read_patient_words_whoever_asks_for_others()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        Assert.Equal(Core.Answers.Audience.Patient, (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Answer!.Audience);
        Assert.Equal(Core.Answers.Audience.Clinician, (await rooms.As(StoredRooms.Clinician, new ViewCase(id))).Answer!.Audience);
        Assert.Equal(Core.Answers.Audience.Patient, (await rooms.As(StoredRooms.Clinician, new ViewCase(id, InPatientWords: true))).Answer!.Audience);
    }

    private static Task<CaseView> View(StoredRooms rooms, Guid id) => rooms.As(StoredRooms.Navigator, new ViewCase(id));

    // The fact that speaks of the EGFR result in the words of the report, whatever was decided on it.
    private static Fact Egfr(CaseView view)
    {
        var id = view.Case.Machine!.Facts.First(f => f.Qualifiers.Gene == "EGFR").Id;
        return view.Case.Reviewed!.Facts.Single(f => f.Id == id);
    }

    private static Task<int> Decide(StoredRooms rooms, Guid id, Fact fact, Verb verb, string? value = null, string? note = null) =>
        rooms.As(StoredRooms.Navigator, new DecideFact(id, fact.Id, verb, value, note));

    private static async Task CheckAsync(StoredRooms rooms, Guid id)
    {
        foreach (var fact in (await View(rooms, id)).Case.Open)
        {
            await Decide(rooms, id, fact, Verb.Confirm);
        }

        await rooms.As(StoredRooms.Navigator, new FinishChecking(id, (await View(rooms, id)).Case.Binding!.Hash));
    }

    private static async Task SignAsync(StoredRooms rooms, Guid id) =>
        await rooms.As(StoredRooms.Clinician, new SignCase(id, (await rooms.As(StoredRooms.Clinician, new ViewCase(id))).Case.Binding!.Hash, null));
}

public sealed class ReviewOnPostgresTests : ReviewTests, IOnPostgres;
