using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;

namespace Navis.Personalize.Application.Features.SignOff;

/// <summary>A clinician signs exactly what stood on the page: as it was checked, or with changes of their own, about which the patient gets a note.</summary>
[Requires(Permission.SignOff)]
public sealed record SignCase(Guid CaseId, string SeenHash, string? Note) : ICommand<bool>, ICaseMessage, IChecked
{
    public string? Problem() => Note?.Length > 1000 ? "words-too-long" : null;
}

internal sealed class SignCaseHandler(CaseBook book, CurrentActor actor) : ICommandHandler<SignCase, bool>
{
    public async ValueTask<bool> Handle(SignCase command, CancellationToken cancellationToken)
    {
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (opened.Binding?.Hash != command.SeenHash)
        {
            throw new NotAcceptedException("changed-meanwhile");
        }

        if (opened.Standing.Valid is null && !opened.IsChangedOnlyBy(actor.Known.Id))
        {
            throw new NotAcceptedException("not-checked");
        }

        if (opened.Standing.Valid is null && Words.OrNull(command.Note) is null)
        {
            throw new NotAcceptedException("changes-need-note");
        }

        await book.SignAsync(actor.Known, opened, SignatureKind.SignedOff, Words.OrNull(command.Note), cancellationToken).ConfigureAwait(false);
        return true;
    }
}

/// <summary>Optional words.</summary>
internal static class Words
{
    public static string? OrNull(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
