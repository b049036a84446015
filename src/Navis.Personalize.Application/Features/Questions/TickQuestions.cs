using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Features.Questions;

/// <summary>Keeps which questions are to be taken along: exactly the keys given.</summary>
[Requires(Permission.Report)]
public sealed record TickQuestions(Guid CaseId, ImmutableArray<string> Keys) : ICommand<int>, ICaseMessage, IChecked
{
    private const int MaximumKeys = 500;
    private const int MaximumKey = 120;

    public string? Problem() => Keys.IsDefault || Keys.Length > MaximumKeys || Keys.Any(k => k.Length is 0 or > MaximumKey) ? "questions" : null;
}

internal sealed class TickQuestionsHandler(QuestionSheet sheet) : ICommandHandler<TickQuestions, int>
{
    public async ValueTask<int> Handle(TickQuestions command, CancellationToken cancellationToken)
    {
        var notes = await sheet.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        await sheet.KeepAsync(command.CaseId, notes with { Ticked = [.. command.Keys.Distinct(StringComparer.Ordinal)] }, cancellationToken).ConfigureAwait(false);
        return command.Keys.Length;
    }
}
