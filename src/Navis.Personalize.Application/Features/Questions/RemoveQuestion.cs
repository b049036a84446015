using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Features.Questions;

/// <summary>Takes away a question of one's own; nothing when it is not there any more.</summary>
[Requires(Permission.Report)]
public sealed record RemoveQuestion(Guid CaseId, string Key) : ICommand<bool>, ICaseMessage;

internal sealed class RemoveQuestionHandler(QuestionSheet sheet) : ICommandHandler<RemoveQuestion, bool>
{
    public async ValueTask<bool> Handle(RemoveQuestion command, CancellationToken cancellationToken)
    {
        var notes = await sheet.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        await sheet.KeepAsync(command.CaseId, new(notes.Ticked.Remove(command.Key, StringComparer.Ordinal), notes.Own.RemoveAll(o => o.Key == command.Key)), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
