using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>A patient calls a case of their own by another name.</summary>
[Requires(Permission.OpenCase)]
public sealed record RenameCase(Guid CaseId, string Title) : ICommand<bool>, ICaseMessage, IChecked
{
    public string? Problem() => new OpenCase(Title).Problem();
}

internal sealed class RenameCaseHandler(CaseVault vault, CaseBook book, CaseCache cache) : ICommandHandler<RenameCase, bool>
{
    public async ValueTask<bool> Handle(RenameCase command, CancellationToken cancellationToken)
    {
        var row = await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        row.Title = (await vault.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).Seal(Purpose.Title, command.Title.Trim());

        // The profile carries the name.
        cache.Forget(command.CaseId);
        return true;
    }
}
