using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;

namespace Navis.Personalize.Application.Features.SignOff;

/// <summary>A clinician gives the case back to the navigator, and says why.</summary>
[Requires(Permission.SignOff)]
public sealed record ReturnCase(Guid CaseId, string Note) : ICommand<bool>, ICaseMessage, IChecked
{
    public string? Problem() => string.IsNullOrWhiteSpace(Note) ? "words-missing" : Note.Length > 1000 ? "words-too-long" : null;
}

internal sealed class ReturnCaseHandler(CaseBook book, CurrentActor actor) : ICommandHandler<ReturnCase, bool>
{
    public async ValueTask<bool> Handle(ReturnCase command, CancellationToken cancellationToken)
    {
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (opened.Binding is null)
        {
            throw new NotAcceptedException("not-read");
        }

        await book.SignAsync(actor.Known, opened, SignatureKind.Returned, command.Note.Trim(), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
