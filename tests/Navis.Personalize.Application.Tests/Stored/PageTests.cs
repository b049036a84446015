using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>Pictures of pages: who looked is written once a record, and nothing of them is stored.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task A_look_at_a_record_is_one_line_of_the_audit_and_no_picture_is_stored()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await ReportAsync(rooms);
        var first = await rooms.As(StoredRooms.Navigator, new ViewPage(id, "d1", 1));
        var again = await rooms.As(StoredRooms.Navigator, new ViewPage(id, "d1", 1));
        Assert.Same(first, again);
        await rooms.As(StoredRooms.Clinician, new ViewPage(id, "d1", 1));
        var lines = await rooms.As(StoredRooms.Administrator, new SearchAudit(1));
        Assert.Equal([StoredRooms.Clinician.Id, StoredRooms.Navigator.Id], lines.Lines.Where(l => l.Action == nameof(ViewPage)).Select(l => l.ActorId));
        Assert.Empty(await rooms.FilesWithAsync(first.Content.ToArray()[..64]));
        Assert.Empty(await rooms.FilesWithAsync("%PDF-"));
    }

    [Fact]
    public async Task With_its_record_or_its_case_a_picture_is_gone()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await ReportAsync(rooms);
        await rooms.As(StoredRooms.Navigator, new ViewPage(id, "d1", 1));
        var record = (await rooms.As(StoredRooms.Owner, new ViewCase(id))).Case.Records[0].Id;
        await rooms.As(StoredRooms.Owner, new RemoveRecord(id, record));
        await rooms.ReadAllAsync();
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Navigator, new ViewPage(id, "d1", 1)));
        await rooms.As(StoredRooms.Owner, new DeleteCase(id));
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Navigator, new ViewPage(id, "d1", 1)));
    }

    [Fact]
    public async Task A_page_without_places_has_no_picture()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.ReadCaseAsync();
        await Assert.ThrowsAsync<RefusedException>(() => rooms.As(StoredRooms.Navigator, new ViewPage(id, "d1", 1)));
    }

    private static async Task<Guid> ReportAsync(StoredRooms rooms)
    {
        var id = await rooms.CaseAsync();
        var path = Path.Combine(Rooms.Content.Root, "samples", "stage-ib-egfr-adjuvant-osimertinib", "2-molecular-report.pdf");
        await rooms.As(StoredRooms.Owner, new AddRecords(id, [new SourceFile("report.pdf", await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))]));
        await rooms.ReadAllAsync();
        return id;
    }
}
