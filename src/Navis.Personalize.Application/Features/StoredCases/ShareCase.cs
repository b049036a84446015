using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Lets the team of navigators and clinicians see the case, or no longer.</summary>
[Requires(Permission.ShareCase)]
public sealed record ShareCase(Guid CaseId, bool Shared) : ICommand<bool>, ICaseMessage;

internal sealed class ShareCaseHandler(CaseBook book, TimeProvider clock) : ICommandHandler<ShareCase, bool>
{
    public async ValueTask<bool> Handle(ShareCase command, CancellationToken cancellationToken)
    {
        var row = await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        row.SharedAt = command.Shared ? row.SharedAt ?? clock.GetUtcNow() : null;
        if (!command.Shared)
        {
            (row.ClaimedBy, row.ClaimedAt) = (null, null);
        }

        return command.Shared;
    }
}
