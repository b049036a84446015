using System.Text.Json;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>The patient or a caregiver adds in own words what the records do not show. Kept apart from the records; it holds nothing until a navigator has checked it (<see cref="Review.AddToldFact"/>).</summary>
/// <param name="CaseId">Case.</param>
/// <param name="About">One of <see cref="ToldTopics"/>.</param>
/// <param name="Words">Own words.</param>
[Requires(Permission.Report)]
public sealed record TellMissing(Guid CaseId, string About, string Words) : ICommand<Guid>, ICaseMessage, IChecked
{
    public string? Problem() =>
        !ToldTopics.All.Contains(About, StringComparer.Ordinal) ? "topic"
        : string.IsNullOrWhiteSpace(Words) ? "words-missing"
        : Words.Length > ReportFact.MaximumWords ? "words-too-long"
        : null;
}

internal sealed class TellMissingHandler(NavisDb db, CaseVault vault, CurrentActor actor, TimeProvider clock) : ICommandHandler<TellMissing, Guid>
{
    public async ValueTask<Guid> Handle(TellMissing command, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var seal = await vault.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        db.Reports.Add(new()
        {
            Id = id,
            CaseId = command.CaseId,
            ActorId = actor.Known.Id,
            At = clock.GetUtcNow(),
            Words = seal.Seal(Purpose.Report(id), JsonSerializer.SerializeToUtf8Bytes(new ReportWords("", command.Words.Trim()) { About = command.About, By = actor.Known.Name })),
        });
        return id;
    }
}

/// <summary>What something told may be about.</summary>
public static class ToldTopics
{
    public static IReadOnlyList<string> All { get; } = ["test", "treatment", "stage", "health", "other"];
}
