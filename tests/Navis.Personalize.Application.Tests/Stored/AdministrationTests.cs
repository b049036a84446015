using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Features.Administration;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>What an administrator sets, what another content would change, and who is told.</summary>
public sealed class AdministrationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_number_of_the_site_stands_in_the_answer_at_once_and_a_signature_stays()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        var view = await rooms.As(StoredRooms.Navigator, new ViewCase(id));
        foreach (var fact in view.Case.Open)
        {
            await rooms.As(StoredRooms.Navigator, new DecideFact(id, fact.Id, Verb.Confirm, null, null));
        }

        view = await rooms.As(StoredRooms.Navigator, new ViewCase(id));
        await rooms.As(StoredRooms.Navigator, new FinishChecking(id, view.Case.Binding!.Hash));
        Assert.DoesNotContain("0-555", Words(await rooms.As(StoredRooms.Owner, new ViewCase(id))), StringComparison.Ordinal);

        await rooms.As(StoredRooms.Administrator, new ChangeSite("0-555", ["Quiet line, day and night"]));
        var after = await rooms.As(StoredRooms.Owner, new ViewCase(id));
        Assert.Contains("0-555", Words(after), StringComparison.Ordinal);
        Assert.Contains("Quiet line, day and night", Words(after), StringComparison.Ordinal);
        Assert.Equal(SignatureKind.Checked, after.Case.Standing.Valid!.Kind);

        await rooms.As(StoredRooms.Administrator, new ChangeSite(null, []));
        Assert.DoesNotContain("0-555", Words(await rooms.As(StoredRooms.Owner, new ViewCase(id))), StringComparison.Ordinal);
        var site = await rooms.As(StoredRooms.Administrator, new ViewSite());
        Assert.Equal(["emergency", "emergency", "support", "support"], site.Changes.Select(c => c.What).Order(StringComparer.Ordinal));
        Assert.All(site.Changes, c => Assert.Equal(StoredRooms.Administrator.Id, c.ActorId));
    }

    [Theory]
    [InlineData("", "site-emergency")]
    [InlineData("1\n2", "site-emergency")]
    [InlineData("a number that is far too long to stand in a sentence of an answer", "site-emergency")]
    public async Task A_number_that_could_not_stand_in_a_sentence_is_refused(string number, string problem)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        Assert.Equal(problem, (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Administrator, new ChangeSite(number, [])))).Problem);
        Assert.Equal("site-support", (await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Administrator, new ChangeSite("112", [.. Enumerable.Repeat("line", 11)])))).Problem);
    }

    [Fact]
    public async Task The_outside_reader_is_off_until_somebody_says_that_the_site_has_agreed()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var now = rooms.Services.GetRequiredService<SiteNow>();
        Assert.False(await now.MayReadOutsideAsync(Stop));
        await Assert.ThrowsAsync<NotAcceptedException>(() => rooms.As(StoredRooms.Administrator, new SetOutsideReader(true, false)));
        Assert.False(await now.MayReadOutsideAsync(Stop));
        await rooms.As(StoredRooms.Administrator, new SetOutsideReader(true, true));
        now.Forget();
        Assert.True(await now.MayReadOutsideAsync(Stop));
        await rooms.As(StoredRooms.Administrator, new SetOutsideReader(false, false));
        now.Forget();
        Assert.False(await now.MayReadOutsideAsync(Stop));
    }

    [Fact]
    public async Task A_withdrawn_or_changed_statement_is_told_at_the_next_visit_until_it_is_put_away()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        Assert.Equal(0, await rooms.Services.NoteContentChangeAsync(Stop));
        var id = await ToldCaseAsync(rooms);
        await rooms.As(StoredRooms.Owner, new ViewCase(id));
        Assert.Equal(0, await rooms.Services.NoteContentChangeAsync(Stop));
        Assert.Empty(await rooms.As(StoredRooms.Owner, new ListNotices(id)));

        // As a program with an earlier content has left it: a rule that is gone now, one that spoke otherwise, one that was another and says the same.
        var mark = await KeptAsync(rooms, id);
        Assert.True(mark.Rules.Length >= 2, "The case has too few statements about the person for this test.");
        var rest = mark.Rules.RemoveRange(0, 2);
        await KeepAsync(rooms, id, mark with { Rules = [new("NP-0000", "old", "A statement of long ago."), mark.Rules[0] with { Fingerprint = "old", Text = "It was said otherwise." }, mark.Rules[1] with { Fingerprint = "old" }, .. rest] });
        await EarlierContentAsync(rooms, "1999.1 aaaa");

        Assert.Equal(1, await rooms.Services.NoteContentChangeAsync(Stop));
        var notice = Assert.Single(await rooms.As(StoredRooms.Owner, new ListNotices(id)));
        Assert.Equal([("withdrawn", "A statement of long ago."), ("changed", "It was said otherwise.")], notice.Lines.Select(l => (l.Kind, l.Text)));

        var touched = Assert.Single(await rooms.As(StoredRooms.Administrator, new ListTouchedPeople()));
        Assert.Equal([new TouchedPerson(StoredRooms.Owner.Id, false)], touched.People);
        Assert.Equal(2, touched.Rules.Length);
        Assert.All(touched.Rules, r => Assert.Equal(1, r.People));

        // Told once, also when the content changes again.
        await EarlierContentAsync(rooms, "1999.2 bbbb");
        Assert.Equal(0, await rooms.Services.NoteContentChangeAsync(Stop));
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Owner, new DismissNotice(id, Guid.NewGuid())));
        await rooms.As(StoredRooms.Helper, new DismissNotice(id, notice.Id));
        Assert.Empty(await rooms.As(StoredRooms.Owner, new ListNotices(id)));
        Assert.True(Assert.Single((await rooms.As(StoredRooms.Administrator, new ListTouchedPeople()))[0].People).Seen);

        await rooms.As(StoredRooms.Owner, new DeleteCase(id));
        Assert.Equal(0, await rooms.InDb(db => db.Notices.CountAsync(Stop)));
        Assert.Equal(0, await rooms.InDb(db => db.AnswerMarks.CountAsync(Stop)));
    }

    [Fact]
    public async Task What_the_team_sees_is_not_what_the_patient_was_told()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await rooms.As(StoredRooms.Clinician, new ViewCase(id, InPatientWords: true));
        Assert.Equal(0, await rooms.InDb(db => db.AnswerMarks.CountAsync(Stop)));
    }

    [Fact]
    public async Task Another_content_is_compared_rule_by_rule_and_in_kept_answers()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await ToldCaseAsync(rooms);
        var same = await rooms.As(StoredRooms.Administrator, new CompareContent(Rooms.Content));
        Assert.Equal((1, 0, 0), (same.Cases, same.Changed, same.Rules.Length));
        Assert.Empty(same.Effects);

        var view = await rooms.As(StoredRooms.Owner, new ViewCase(id));
        var spoken = view.Answer!.Sections.SelectMany(s => s.Items).First(i => i.Kind is AnswerItemKind.Tailored).Rule;
        var without = await rooms.As(StoredRooms.Administrator, new CompareContent(new Without(Rooms.Content, spoken)));
        Assert.Null(without.Problem);
        Assert.Equal(["removed"], without.Rules.Where(r => r.Id == spoken).Select(r => r.Kind));
        Assert.Equal((1, 1), (without.Cases, without.Changed));
        Assert.Equal(1, without.Effects.Single(e => e.Rule == spoken).Goes);

        var broken = await rooms.As(StoredRooms.Administrator, new CompareContent(ZipContentSource.Read(Zip(("rules/content.yaml", "version: 1\n")))));
        Assert.NotNull(broken.Problem);
        Assert.Null(broken.Other);
    }

    [Fact]
    public void An_archive_gives_its_rules_and_seeds_and_nothing_else()
    {
        var source = ZipContentSource.Read(Zip(("navis/rules/a.yaml", "a: 1"), ("navis/seeds/b.yaml", "b: 2"), ("navis/secret.txt", "x"), ("navis/rules/../../c.yaml", "c: 3")));
        Assert.Equal(["rules/a.yaml"], source.List("rules"));
        Assert.Equal("b: 2", source.Read("seeds/b.yaml"));
        Assert.Throws<ContentException>(() => source.Read("secret.txt"));
        Assert.Throws<InvalidDataException>(() => ZipContentSource.Read(Zip(("readme.txt", "no rules"))));
        Assert.ThrowsAny<InvalidDataException>(() => ZipContentSource.Read(new MemoryStream([1, 2, 3])));
        Assert.Throws<InvalidDataException>(() => ZipContentSource.Read(Zip(("rules/bomb.yaml", new string('a', (8 << 20) + 1)))));
    }

    [Fact]
    public async Task The_audit_is_found_by_person_case_action_and_day()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var mine = await rooms.As(StoredRooms.Owner, new OpenCase("Mine"));
        await rooms.As(StoredRooms.OtherPatient, new OpenCase("Theirs"));
        await rooms.As(StoredRooms.Owner, new ViewCase(mine));
        async Task<string[]> Found(AuditFilter filter) => [.. (await rooms.As(StoredRooms.Administrator, new ExportAudit(filter))).Select(l => $"{l.ActorId} {l.Action}")];
        Assert.Equal(["owner OpenCase", "owner ViewCase"], await Found(new(Person: "owner")));
        Assert.Equal(["owner OpenCase", "other OpenCase"], await Found(new(Action: "OpenCase")));
        Assert.Equal(["owner ViewCase"], await Found(new(About: mine)));
        Assert.Equal(["owner ViewCase"], await Found(new(Person: "owner", Action: "ViewCase", From: TimeProvider.System.GetUtcNow().AddDays(-1), Until: TimeProvider.System.GetUtcNow().AddDays(1))));
        Assert.Empty(await Found(new(Until: TimeProvider.System.GetUtcNow().AddDays(-1))));
        Assert.Empty(await Found(new(Person: "nobody")));
        Assert.Equal(6, (await rooms.As(StoredRooms.Administrator, new SearchAudit(1) { Filter = new(Action: "ExportAudit") })).Total);
    }

    [Fact]
    public async Task A_patient_sees_who_has_opened_the_case_and_who_was_refused()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await rooms.As(StoredRooms.Navigator, new ViewCase(id));
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.OtherPatient, new ViewCase(id)));
        var lines = await rooms.As(StoredRooms.Owner, new ListCaseAccess(id));
        Assert.Contains(lines, l => (l.ActorId, l.Action, l.Outcome) == (StoredRooms.Navigator.Id, "ViewCase", "done"));
        Assert.Contains(lines, l => l.ActorId == StoredRooms.OtherPatient.Id && l.Outcome.StartsWith("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_counts_what_is_there_and_sees_a_clock_that_was_set_back()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        await rooms.ReadCaseAsync();
        var view = await rooms.As(StoredRooms.Administrator, new ViewHealth());
        Assert.Equal((1, 2, 0), (view.Cases, view.Files, view.KeysOfOlderVersion));
        Assert.False(view.ClockWentBack);
        Assert.True((view with { Now = view.Now.AddHours(-1) }).ClockWentBack);
    }

    // A sample of which the answer says much about the person.
    private static Task<Guid> ToldCaseAsync(StoredRooms rooms) => rooms.CaseAsync(
        [.. Directory.GetFiles(Path.Combine(Rooms.Content.Root, "samples", "stage-ib-egfr-adjuvant-osimertinib"), "*.txt").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllText(f)))]);

    private static string Words(CaseView view) => string.Join('\n', view.Answer!.Sections.SelectMany(s => s.Items).Select(i => i.Text));

    private static MemoryStream Zip(params (string Name, string Text)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static async Task<AnswerMark> KeptAsync(StoredRooms rooms, Guid id)
    {
        await using var scope = rooms.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AnswerMarks>().FindAsync(id, Stop))!;
    }

    private static async Task KeepAsync(StoredRooms rooms, Guid id, AnswerMark mark)
    {
        await using var scope = rooms.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AnswerMarks>().KeepAsync(id, mark, Stop);
    }

    private static Task<int> EarlierContentAsync(StoredRooms rooms, string state) => rooms.InDb(async db =>
    {
        db.Settings.Add(new() { Key = "content", Number = await db.Settings.CountAsync(s => s.Key == "content", Stop) + 1, Value = state, ActorId = "-", At = TimeProvider.System.GetUtcNow() });
        return await db.SaveChangesAsync(Stop);
    });

    // The content of a later release that has withdrawn a rule.
    private sealed class Without(IContentSource all, string rule) : IContentSource
    {
        public IReadOnlyList<string> List(string folder) => [.. all.List(folder).Where(p => !p.EndsWith(".rule.yaml", StringComparison.Ordinal) || !all.Read(p).Contains($"id: {rule}", StringComparison.Ordinal))];

        public string Read(string path) => all.Read(path);
    }
}
