using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Deletes a case now and for good: its key and its rows. Only the audit remembers that it was there.</summary>
[Requires(Permission.DeleteCase)]
public sealed record DeleteCase(Guid CaseId) : ICommand<bool>, ICaseMessage;

internal sealed class DeleteCaseHandler(CaseVault vault, CaseCache cache, PictureCache pictures) : ICommandHandler<DeleteCase, bool>
{
    public async ValueTask<bool> Handle(DeleteCase command, CancellationToken cancellationToken)
    {
        await vault.DestroyAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        cache.Forget(command.CaseId);
        pictures.Forget(command.CaseId);
        return true;
    }
}
