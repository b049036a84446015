using System.Text.Json;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>"This is not right": kept beside the fact for the navigator. It changes nothing by itself.</summary>
[Requires(Permission.Report)]
public sealed record ReportFact(Guid CaseId, string FactId, string Words) : ICommand<Guid>, ICaseMessage, IChecked
{
    public const int MaximumWords = 1000;

    public string? Problem() => string.IsNullOrWhiteSpace(Words) ? "words-missing" : Words.Length > MaximumWords ? "words-too-long" : null;
}

internal sealed class ReportFactHandler(NavisDb db, CaseVault vault, CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<ReportFact, Guid>
{
    public async ValueTask<Guid> Handle(ReportFact command, CancellationToken cancellationToken)
    {
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (opened.Reviewed?.Facts.Any(f => f.Id == command.FactId) != true)
        {
            throw new NotAcceptedException("no-such-fact");
        }

        var id = Guid.NewGuid();
        var seal = await vault.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        db.Reports.Add(new()
        {
            Id = id,
            CaseId = command.CaseId,
            ActorId = actor.Known.Id,
            At = clock.GetUtcNow(),
            Words = seal.Seal(Purpose.Report(id), JsonSerializer.SerializeToUtf8Bytes(new ReportWords(command.FactId, command.Words.Trim()))),
        });
        return id;
    }
}
