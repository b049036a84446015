using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>A navigator has checked what the patient told in own words and adds what it says. The fact has the origin <c>reported</c>, and the patient's words as its evidence.
/// It is taken back with <see cref="RemoveMissedFact"/>, and goes when the patient takes the words back.</summary>
[Requires(Permission.Verify)]
public sealed record AddToldFact(Guid CaseId, Guid ToldId, FactKind Kind, string? Gene, string Value, string? Note) : ICommand<int>, ICaseMessage, IChecked
{
    public string? Problem() =>
        Note?.Length > 1000 ? "words-too-long"
        : !CorrectionValues.Allows(Kind, Value) || (Kind is FactKind.Biomarker) != (Gene is not null) || (Gene is not null && !CorrectionValues.Genes.Contains(Gene, StringComparer.Ordinal)) ? "value-not-allowed"
        : null;
}

internal sealed class AddToldFactHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<AddToldFact, int>
{
    public async ValueTask<int> Handle(AddToldFact command, CancellationToken cancellationToken)
    {
        var (who, now) = (actor.Known, clock.GetUtcNow());
        (await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).Take(who, now);
        var told = (await book.ToldAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).FirstOrDefault(t => t.Id == command.ToldId) ?? throw new RefusedException(Refusal.NoSuchCase);
        var decisions = await book.DecisionsAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        var missed = new MissedFact(told.Document, 1, 0, told.Words.Length, command.Kind, command.Gene, command.Value);

        // Without the words: when the patient takes them back, no copy may stay here.
        var decision = new Decision(decisions.Length + 1, who.Id, who.Name, now, Verb.Add, new("", []), command.Value, string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(), "") { Missed = missed };
        await book.DecideAsync(decision, command.CaseId, cancellationToken).ConfigureAwait(false);
        return decision.Number;
    }
}
