using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>A navigator names words of a page that say something which was missed, and what they say. Taken back with its number.</summary>
[Requires(Permission.Verify)]
public sealed record AddMissedFact(Guid CaseId, string DocumentId, int Page, string Words, FactKind Kind, string? Gene, string Value, string? Note) : ICommand<int>, ICaseMessage, IChecked
{
    public string? Problem() =>
        string.IsNullOrWhiteSpace(Words) ? "words-missing"
        : Words.Length > 1000 || Note?.Length > 1000 ? "words-too-long"
        : !CorrectionValues.Allows(Kind, Value) || (Kind is FactKind.Biomarker) != (Gene is not null) || (Gene is not null && !CorrectionValues.Genes.Contains(Gene, StringComparer.Ordinal)) ? "value-not-allowed"
        : null;
}

internal sealed class AddMissedFactHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<AddMissedFact, int>
{
    public async ValueTask<int> Handle(AddMissedFact command, CancellationToken cancellationToken)
    {
        var (who, now) = (actor.Known, clock.GetUtcNow());
        (await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).Take(who, now);
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        var page = opened.Machine?.Documents.FirstOrDefault(d => d.Id == command.DocumentId)?.Pages.FirstOrDefault(p => p.Number == command.Page)
            ?? throw new NotAcceptedException("no-such-page");
        var (start, length) = Find(page, command.Words.Trim());
        var missed = new MissedFact(opened.Names!.Of(command.DocumentId), command.Page, start, start + length, command.Kind, command.Gene, command.Value);
        var number = opened.Decisions.Length + 1;
        var decision = new Decision(number, who.Id, who.Name, now, Verb.Add, new("", []), command.Value, string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(), page.Text.Substring(start, length)) { Missed = missed };
        await book.DecideAsync(decision, command.CaseId, cancellationToken).ConfigureAwait(false);
        return number;
    }

    // The words must stand on the page once: what can't be pointed to is no evidence.
    private static (int Start, int Length) Find(DocumentPage page, string words)
    {
        var at = page.Text.IndexOf(words, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new NotAcceptedException("words-not-there");
        }

        return page.Text.IndexOf(words, at + 1, StringComparison.Ordinal) < 0 ? (at, words.Length) : throw new NotAcceptedException("words-twice");
    }
}
