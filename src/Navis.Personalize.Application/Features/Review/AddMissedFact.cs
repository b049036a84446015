using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>A navigator names words of a page that say something which was missed, and what they say. Taken back with its number.
/// The words are given as they stand on the page, or by <see cref="Start"/> and <see cref="End"/>, and are empty then.</summary>
[Requires(Permission.Verify)]
public sealed record AddMissedFact(Guid CaseId, string DocumentId, int Page, string Words, FactKind Kind, string? Gene, string Value, string? Note) : ICommand<int>, ICaseMessage, IChecked
{
    /// <summary>Which of several places with the same words, from 0; null where they stand once.</summary>
    public int? Nth { get; init; }

    /// <summary>Where the words begin in the page's text, for words that were chosen from it.</summary>
    public int? Start { get; init; }

    /// <summary>Where they end, exclusive.</summary>
    public int? End { get; init; }

    public string? Problem() =>
        string.IsNullOrWhiteSpace(Words) && (Start is null || End is null || Start < 0 || End <= Start || End - Start > 1000) ? "words-missing"
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
        var (start, length) = string.IsNullOrWhiteSpace(command.Words) ? Chosen(page, command.Start!.Value, command.End!.Value) : Find(page, command.Words.Trim(), command.Nth);
        var missed = new MissedFact(opened.Names!.Of(command.DocumentId), command.Page, start, start + length, command.Kind, command.Gene, command.Value);
        var number = opened.Decisions.Length + 1;
        var decision = new Decision(number, who.Id, who.Name, now, Verb.Add, new("", []), command.Value, string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(), page.Text.Substring(start, length)) { Missed = missed };
        await book.DecideAsync(decision, command.CaseId, cancellationToken).ConfigureAwait(false);
        return number;
    }

    private static (int Start, int Length) Chosen(DocumentPage page, int start, int end) =>
        end <= page.Text.Length && !string.IsNullOrWhiteSpace(page.Text[start..end]) ? (start, end - start) : throw new NotAcceptedException("words-not-there");

    // The words must stand on the page once, or it must be said which of them: what can't be pointed to is no evidence.
    private static (int Start, int Length) Find(DocumentPage page, string words, int? nth)
    {
        // A browser gives every line end as one sign.
        words = page.Text.Contains('\r', StringComparison.Ordinal) ? words.ReplaceLineEndings("\r\n") : words;
        var places = new List<int>();
        for (var at = page.Text.IndexOf(words, StringComparison.Ordinal); at >= 0 && places.Count < 1000; at = page.Text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            places.Add(at);
        }

        return places.Count == 0 || nth >= places.Count || nth < 0 ? throw new NotAcceptedException("words-not-there")
            : nth is { } which ? (places[which], words.Length)
            : places.Count == 1 ? (places[0], words.Length)
            : throw new NotAcceptedException("words-twice");
    }
}
