using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>Signing with changes, withheld statements, and what changed since.</summary>
public class SignOffTests
{
    private static readonly SourceFile[] Sample =
        [.. Directory.GetFiles(Path.Combine(Rooms.Content.Root, "samples", "stage-ib-egfr-adjuvant-osimertinib")).Order(StringComparer.Ordinal).Select(f => new SourceFile(Path.GetFileName(f), File.ReadAllBytes(f)))];

    [Fact]
    public async Task A_clinician_signs_with_changes_of_their_own_and_a_note_for_the_patient()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await CheckedAsync(rooms);
        var egfr = (await View(rooms, id)).Case.Machine!.Facts.First(f => f.Qualifiers.Gene == "EGFR");
        await rooms.As(StoredRooms.Clinician, new DecideFact(id, egfr.Id, Verb.Reject, null, "the sample was mixed up"));
        var view = await View(rooms, id);
        Assert.Null(view.Case.Standing.Valid);
        Assert.Equal("changes-need-note", (await Refused(rooms, new SignCase(id, view.Case.Binding!.Hash, " "))).Problem);
        await rooms.As(StoredRooms.Clinician, new SignCase(id, view.Case.Binding.Hash, "Your EGFR result has to be done again."));
        var signed = (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Standing.Valid!;
        Assert.Equal((SignatureKind.SignedOff, "Your EGFR result has to be done again."), (signed.Kind, signed.Note));
    }

    [Fact]
    public async Task With_changes_of_others_or_new_records_a_clinician_can_not_sign()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await CheckedAsync(rooms);
        var facts = (await View(rooms, id)).Case.Machine!.Facts;
        await rooms.As(StoredRooms.Navigator, new DecideFact(id, facts.First(f => f.Qualifiers.Gene == "EGFR").Id, Verb.Reject, null, null));
        await rooms.As(StoredRooms.Navigator, new ClaimCase(id, false));
        await rooms.As(StoredRooms.Clinician, new DecideFact(id, facts.First(f => f.Qualifiers.Gene == "ALK").Id, Verb.Reject, null, null));
        Assert.Equal("not-checked", (await Refused(rooms, new SignCase(id, (await View(rooms, id)).Case.Binding!.Hash, "note"))).Problem);

        var second = await CheckedAsync(rooms);
        await rooms.As(StoredRooms.Owner, new AddRecords(second, [StoredRooms.File("more.txt", StoredRooms.Molecular.Replace("MOLECULAR", "SECOND MOLECULAR", StringComparison.Ordinal))]));
        await rooms.ReadAllAsync();
        Assert.Equal("not-checked", (await Refused(rooms, new SignCase(second, (await View(rooms, second)).Case.Binding!.Hash, "note"))).Problem);
    }

    [Fact]
    public async Task A_withheld_statement_is_gone_from_every_answer_is_kept_with_its_reason_and_comes_back()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await CheckedAsync(rooms);
        var before = await View(rooms, id);
        var item = before.Answer!.Sections.SelectMany(s => s.Items).First(i => i.Kind is AnswerItemKind.Tailored);
        Assert.Equal("words-missing", (await Refused(rooms, new WithholdStatement(id, item.Rule, true, null))).Problem);
        await rooms.As(StoredRooms.Clinician, new WithholdStatement(id, item.Rule, true, "will be told in person"));
        var after = await View(rooms, id);
        Assert.DoesNotContain(after.Answer!.Sections.SelectMany(s => s.Items), i => i.Rule == item.Rule && i.Kind is AnswerItemKind.Tailored);
        Assert.DoesNotContain((await rooms.As(StoredRooms.Owner, new ViewCase(id, Language: "es"))).Answer!.Sections.SelectMany(s => s.Items), i => i.Rule == item.Rule && i.Kind is AnswerItemKind.Tailored);
        Assert.Equal(("will be told in person", item.Rule), (after.Case.Withheld.Single().Note, after.Case.Withheld.Single().Rule));
        Assert.NotEqual(before.Case.Binding!.Trace, after.Case.Binding!.Trace);
        Assert.Contains(after.Case.Standing.Statements.Gone, s => s == after.Case.Withheld.Single().Quote);
        await rooms.As(StoredRooms.Clinician, new WithholdStatement(id, item.Rule, false, null));
        Assert.Equal(before.Case.Binding, (await View(rooms, id)).Case.Binding);
    }

    [Fact]
    public async Task What_everybody_must_know_can_not_be_withheld()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await CheckedAsync(rooms);
        var safety = (await View(rooms, id)).Answer!.Sections.SelectMany(s => s.Items).First(i => i.Kind is AnswerItemKind.Safety);
        Assert.Equal("no-such-statement", (await Refused(rooms, new WithholdStatement(id, safety.Rule, true, "too long"))).Problem);
    }

    [Fact]
    public async Task What_changed_is_told_by_record_fact_and_statement()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync();
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [Sample[0]]));
        await rooms.ReadAllAsync();
        await CheckAsync(rooms, id);
        Assert.True((await View(rooms, id)).Case.Standing.Statements.IsEmpty);
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [Sample[2]]));
        await rooms.ReadAllAsync();
        var standing = (await View(rooms, id)).Case.Standing;
        Assert.Equal(["3-oncology-letter.txt"], standing.Records.Come);
        Assert.Empty(standing.Records.Gone);
        Assert.Contains(standing.Facts.Come, l => l.Contains("EGFR", StringComparison.Ordinal));
        Assert.NotEmpty(standing.Statements.Come);
    }

    private static Task<CaseView> View(StoredRooms rooms, Guid id) => rooms.As(StoredRooms.Clinician, new ViewCase(id, InPatientWords: true));

    private static Task<NotAcceptedException> Refused<T>(StoredRooms rooms, Mediator.ICommand<T> command) => Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Clinician, command));

    private static async Task<Guid> CheckedAsync(StoredRooms rooms)
    {
        var id = await rooms.CaseAsync();
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [.. Sample]));
        await rooms.ReadAllAsync();
        await CheckAsync(rooms, id);
        return id;
    }

    private static async Task CheckAsync(StoredRooms rooms, Guid id)
    {
        foreach (var fact in (await View(rooms, id)).Case.Doubtful)
        {
            await rooms.As(StoredRooms.Navigator, new DecideFact(id, fact.Id, Verb.Confirm, null, null));
        }

        await rooms.As(StoredRooms.Navigator, new ConfirmCertain(id, (await View(rooms, id)).Case.Binding!.Hash));
        await rooms.As(StoredRooms.Navigator, new FinishChecking(id, (await View(rooms, id)).Case.Binding!.Hash));
    }
}

public sealed class SignOffOnPostgresTests : SignOffTests, IOnPostgres;
