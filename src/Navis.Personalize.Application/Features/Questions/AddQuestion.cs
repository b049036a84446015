using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Features.Questions;

/// <summary>Adds a question of one's own, ticked.</summary>
[Requires(Permission.Report)]
public sealed record AddQuestion(Guid CaseId, string Text) : ICommand<string>, ICaseMessage, IChecked
{
    public const int MaximumText = 300;

    public string? Problem() => string.IsNullOrWhiteSpace(Text) ? "words-missing" : Text.Length > MaximumText ? "question-too-long" : null;
}

internal sealed class AddQuestionHandler(QuestionSheet sheet) : ICommandHandler<AddQuestion, string>
{
    private const int MaximumOwn = 100;

    public async ValueTask<string> Handle(AddQuestion command, CancellationToken cancellationToken)
    {
        var notes = await sheet.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (notes.Own.Length >= MaximumOwn)
        {
            throw new NotAcceptedException("too-many-questions");
        }

        var question = new OwnQuestion($"own-{Guid.NewGuid():N}", command.Text.Trim());
        await sheet.KeepAsync(command.CaseId, new(notes.Ticked.Add(question.Key), notes.Own.Add(question)), cancellationToken).ConfigureAwait(false);
        return question.Key;
    }
}
