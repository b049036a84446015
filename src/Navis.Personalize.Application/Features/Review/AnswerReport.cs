using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>The navigator's reply to "this is not right".</summary>
[Requires(Permission.Verify)]
public sealed record AnswerReport(Guid CaseId, Guid ReportId, string Words) : ICommand<bool>, ICaseMessage, IChecked
{
    public string? Problem() => string.IsNullOrWhiteSpace(Words) ? "words-missing" : Words.Length > 1000 ? "words-too-long" : null;
}

internal sealed class AnswerReportHandler(NavisDb db, CaseVault vault, TimeProvider clock) : ICommandHandler<AnswerReport, bool>
{
    public async ValueTask<bool> Handle(AnswerReport command, CancellationToken cancellationToken)
    {
        var row = await db.Reports.SingleOrDefaultAsync(r => r.CaseId == command.CaseId && r.Id == command.ReportId, cancellationToken).ConfigureAwait(false)
            ?? throw new RefusedException(Refusal.NoSuchCase);
        var seal = await vault.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        row.Answer = seal.Seal(Purpose.ReportAnswer(row.Id), command.Words.Trim());
        row.AnsweredAt = clock.GetUtcNow();
        return true;
    }
}
