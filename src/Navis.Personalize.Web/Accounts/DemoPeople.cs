using Mediator;
using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Web.Accounts;

/// <summary>The people and cases of a demo, from <c>seeds/demo/people.yaml</c> and <c>samples/</c>. Their password is public: a demo is never for real records.</summary>
internal static class DemoPeople
{
    public const string Password = "demo password only";
    private const string Path = "seeds/demo/people.yaml";

    /// <summary>E-mail, name and role of everybody, for the sign-in page.</summary>
    public static IReadOnlyList<DemoPerson> All(IContentSource content) =>
        [.. ContentNode.Parse(Path, content.Read(Path))["people"]!.Items.Select(n => new DemoPerson(
            n.Required("email"), n.Required("name"), Enum.Parse<Role>(n.Required("role"), ignoreCase: true), n.Optional("case"), n.Optional("sample"), n.Optional("shared") == "yes", n.Optional("caregiver")))];

    /// <summary>Adds whoever is not there yet.</summary>
    public static async Task AddAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var content = (FileContentSource)services.GetRequiredService<IContentSource>();
        var all = All(content);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var fresh = new HashSet<string>(StringComparer.Ordinal);
        foreach (var someone in all)
        {
            var (id, made) = await AccountAsync(services, someone).ConfigureAwait(false);
            ids[someone.Email] = id;
            if (made)
            {
                fresh.Add(someone.Email);
            }
        }

        foreach (var someone in all.Where(p => p.Case is not null && fresh.Contains(p.Email)))
        {
            await CaseAsync(services, content, someone, ids, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<(string Id, bool Made)> AccountAsync(IServiceProvider services, DemoPerson someone)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            if (await people.FindByNameAsync(someone.Email).ConfigureAwait(false) is { } there)
            {
                return (there.Id, false);
            }

            var person = new Person { UserName = someone.Email, Email = someone.Email, DisplayName = someone.Name, Role = someone.Role, CreatedAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime };
            var result = await people.CreateAsync(person, Password).ConfigureAwait(false);
            return result.Succeeded ? (person.Id, true) : throw new InvalidDataException($"The demo person {someone.Email} could not be made.");
        }
    }

    private static async Task CaseAsync(IServiceProvider services, FileContentSource content, DemoPerson someone, Dictionary<string, string> ids, CancellationToken cancellation)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            scope.ServiceProvider.GetRequiredService<CurrentActor>().Value = new(ids[someone.Email], someone.Name, someone.Role);
            var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            var id = await mediator.Send(new OpenCase(someone.Case!), cancellation).ConfigureAwait(false);
            var folder = System.IO.Path.Combine(content.Root, "samples", someone.Sample!);
            var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(f => new SourceFile(System.IO.Path.GetFileName(f), File.ReadAllBytes(f)));
            await mediator.Send(new AddRecords(id, [.. files]), cancellation).ConfigureAwait(false);
            if (someone.Shared)
            {
                await mediator.Send(new ShareCase(id, true), cancellation).ConfigureAwait(false);
            }

            if (someone.Caregiver is { } caregiver)
            {
                await mediator.Send(new SetConsent(id, ids[caregiver], true, null), cancellation).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>One of them.</summary>
internal sealed record DemoPerson(string Email, string Name, Role Role, string? Case, string? Sample, bool Shared, string? Caregiver);
