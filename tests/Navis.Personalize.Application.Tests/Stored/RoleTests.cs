using System.Reflection;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Administration;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Features.Jobs;
using Navis.Personalize.Application.Features.Questions;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Tests.Shared;

namespace Navis.Personalize.Application.Tests.Stored;

/// <summary>Each role on each use case: allowed and refused.</summary>
public class RoleTests
{
    private const string Patient = "owner";
    private const string PatientAndHelper = "owner helper";
    private const string Everybody = "owner helper navigator clinician";

    private static readonly Dictionary<string, Actor> Actors = new(StringComparer.Ordinal)
    {
        ["other"] = StoredRooms.OtherPatient,
        ["helper"] = StoredRooms.Helper,
        ["ended"] = StoredRooms.EndedHelper,
        ["navigator"] = StoredRooms.Navigator,
        ["clinician"] = StoredRooms.Clinician,
        ["admin"] = StoredRooms.Administrator,

        // Last: who may delete the case does.
        ["owner"] = StoredRooms.Owner,
    };

    /// <summary>For a case that is shared with the team: who gets in. Everybody else must see nothing.</summary>
    private static readonly Dictionary<string, (string Allowed, Func<Guid, IMessage> Make)> Cases = new(StringComparer.Ordinal)
    {
        [nameof(OpenCase)] = ("owner other", _ => new OpenCase("Mine")),
        [nameof(ListMyCases)] = ("owner other helper ended", _ => new ListMyCases()),
        [nameof(ViewCase)] = (Everybody, id => new ViewCase(id)),
        [nameof(ViewReading)] = (Everybody, id => new ViewReading(id)),
        [nameof(AddRecords)] = (PatientAndHelper, id => new AddRecords(id, [StoredRooms.File("a.txt", "a")])),
        [nameof(RemoveRecord)] = (PatientAndHelper, id => new RemoveRecord(id, Guid.Empty)),
        [nameof(DownloadRecord)] = (Everybody, id => new DownloadRecord(id, Guid.Empty)),
        [nameof(ViewPage)] = (Everybody, id => new ViewPage(id, "d1", 1)),
        [nameof(ReportFact)] = (PatientAndHelper, id => new ReportFact(id, "f-0", "no")),
        [nameof(TellMissing)] = (PatientAndHelper, id => new TellMissing(id, "test", "I had a scan")),
        [nameof(TakeBackTold)] = (PatientAndHelper, id => new TakeBackTold(id, Guid.Empty)),
        [nameof(ListTold)] = (Everybody, id => new ListTold(id)),
        [nameof(ListQuestions)] = (PatientAndHelper, id => new ListQuestions(id)),
        [nameof(TickQuestions)] = (PatientAndHelper, id => new TickQuestions(id, ["q-1"])),
        [nameof(AddQuestion)] = (PatientAndHelper, id => new AddQuestion(id, "May I fly?")),
        [nameof(RemoveQuestion)] = (PatientAndHelper, id => new RemoveQuestion(id, "own-1")),
        [nameof(RenameCase)] = (Patient, id => new RenameCase(id, "Mine")),
        [nameof(ShareCase)] = (Patient, id => new ShareCase(id, true)),
        [nameof(SetConsent)] = (Patient, id => new SetConsent(id, "nobody", true, null)),
        [nameof(ListConsents)] = (Patient, id => new ListConsents(id)),
        [nameof(DeleteCase)] = (Patient, id => new DeleteCase(id)),
        [nameof(ViewWorklist)] = ("navigator clinician", _ => new ViewWorklist()),
        [nameof(ClaimCase)] = ("navigator", id => new ClaimCase(id, true)),
        [nameof(HandOver)] = ("navigator", id => new HandOver(id, StoredRooms.SecondNavigator.Id)),
        [nameof(ConfirmCertain)] = ("navigator", id => new ConfirmCertain(id, "")),
        [nameof(FindWords)] = ("navigator", id => new FindWords(id, "d1", 1, new(1, 1, 1, 1))),
        [nameof(ChooseFact)] = ("navigator clinician", id => new ChooseFact(id, "f-0", null)),
        [nameof(UndoLast)] = ("navigator clinician", id => new UndoLast(id)),
        [nameof(SpendTime)] = ("navigator clinician", id => new SpendTime(id)),
        [nameof(WithholdStatement)] = ("clinician", id => new WithholdStatement(id, "NP-1", true, "not for this patient")),
        [nameof(DecideFact)] = ("navigator clinician", id => new DecideFact(id, "f-0", Verb.Confirm, null, null)),
        [nameof(AddMissedFact)] = ("navigator", id => new AddMissedFact(id, "d1", 1, "never smoked", Core.Findings.FactKind.Smoking, null, "never", null)),
        [nameof(AddToldFact)] = ("navigator", id => new AddToldFact(id, Guid.Empty, Core.Findings.FactKind.Smoking, null, "never", null)),
        [nameof(RemoveMissedFact)] = ("navigator", id => new RemoveMissedFact(id, 1)),
        [nameof(FinishChecking)] = ("navigator", id => new FinishChecking(id, "")),
        [nameof(AnswerReport)] = ("navigator", id => new AnswerReport(id, Guid.Empty, "we looked")),
        [nameof(SignCase)] = ("clinician", id => new SignCase(id, "", null)),
        [nameof(ReturnCase)] = ("clinician", id => new ReturnCase(id, "please look again")),
        [nameof(ListJobs)] = ("admin", _ => new ListJobs()),
        [nameof(RetryJob)] = ("admin", _ => new RetryJob(Guid.Empty)),
        [nameof(SearchAudit)] = ("admin", _ => new SearchAudit(1)),
        [nameof(ExportAudit)] = ("admin", _ => new ExportAudit(new())),
        [nameof(ListCaseAccess)] = (Patient, id => new ListCaseAccess(id)),
        [nameof(ViewSite)] = ("admin", _ => new ViewSite()),
        [nameof(ChangeSite)] = ("admin", _ => new ChangeSite("112", [])),
        [nameof(SetOutsideReader)] = ("admin", _ => new SetOutsideReader(false, false)),
        [nameof(ViewHealth)] = ("admin", _ => new ViewHealth()),
        [nameof(CompareContent)] = ("admin", _ => new CompareContent(Rooms.Content)),
        [nameof(ListTouchedPeople)] = ("admin", _ => new ListTouchedPeople()),
        [nameof(ListNotices)] = (Everybody, id => new ListNotices(id)),
        [nameof(DismissNotice)] = (PatientAndHelper, id => new DismissNotice(id, Guid.Empty)),
    };

    public static TheoryData<string> Messages => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Only_who_may_gets_in_and_everybody_else_finds_nothing(string message)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var (allowed, make) = Cases[message];
        var id = await rooms.CaseAsync();
        Assert.False(await IsLetIn(rooms, null, make(id)));
        foreach (var (name, actor) in Actors)
        {
            Assert.Equal((name, allowed.Split(' ').Contains(name)), (name, await IsLetIn(rooms, actor, make(id))));
        }

    }

    [Theory]
    [InlineData("navigator", false)]
    [InlineData("clinician", false)]
    [InlineData("helper", true)]
    [InlineData("owner", true)]
    public async Task The_team_sees_a_case_only_while_it_is_shared(string name, bool seen)
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync();
        await rooms.As(StoredRooms.Owner, new ShareCase(id, false));
        Assert.Equal(seen, await IsLetIn(rooms, Actors[name], new ViewCase(id)));
    }

    [Fact]
    public async Task A_consent_ends_on_its_day()
    {
        await using var rooms = await StoredRooms.CreateAsync();
        var id = await rooms.CaseAsync();
        await rooms.As(StoredRooms.Owner, new SetConsent(id, StoredRooms.EndedHelper.Id, true, TimeProvider.System.GetUtcNow().AddDays(1)));
        Assert.True(await IsLetIn(rooms, StoredRooms.EndedHelper, new ViewCase(id)));
        await rooms.As(StoredRooms.Owner, new SetConsent(id, StoredRooms.EndedHelper.Id, true, TimeProvider.System.GetUtcNow().AddSeconds(-1)));
        Assert.False(await IsLetIn(rooms, StoredRooms.EndedHelper, new ViewCase(id)));
    }

    [Fact]
    public void Every_message_names_its_permission_and_every_guarded_one_is_tested_above()
    {
        var messages = typeof(OpenCase).Assembly.GetTypes().Where(t => typeof(IMessage).IsAssignableFrom(t) && t is { IsClass: true, IsAbstract: false }).ToList();
        Assert.Equal([], messages.Where(t => t.GetCustomAttribute<RequiresAttribute>() is null).Select(t => t.Name));
        Assert.Equal(messages.Where(t => typeof(IGuarded).IsAssignableFrom(t)).Select(t => t.Name).Order(), Cases.Keys.Order());
        Assert.All(messages.Where(t => !typeof(IGuarded).IsAssignableFrom(t)), t => Assert.Equal(Permission.None, t.GetCustomAttribute<RequiresAttribute>()!.Permission));
    }

    // Let in means that the message reached its own checks: these may still say that it is not of its form.
    private static async Task<bool> IsLetIn(StoredRooms rooms, Actor? actor, IMessage message)
    {
        try
        {
            await rooms.As(actor, async m => await m.Send(message, TestContext.Current.CancellationToken));
            return true;
        }
        catch (RefusedException e)
        {
            // A file or report that is not in the case is told of only inside it.
            return e.Reason is Refusal.NoSuchCase;
        }
        catch (NotAcceptedException)
        {
            return true;
        }
    }
}

public sealed class RoleOnPostgresTests : RoleTests, IOnPostgres;
