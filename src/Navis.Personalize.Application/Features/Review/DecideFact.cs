using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>A navigator's word on one fact, or a clinician's who signs with changes. The last word counts; every word is kept.</summary>
[Requires(Permission.Decide)]
public sealed record DecideFact(Guid CaseId, string FactId, Verb Verb, string? Value, string? Note) : ICommand<int>, ICaseMessage, IChecked
{
    public string? Problem() =>
        Verb is Verb.Add or Verb.Withhold ? "verb"
        : Verb is Verb.Correct && string.IsNullOrWhiteSpace(Value) ? "value-missing"
        : Note?.Length > 1000 ? "words-too-long"
        : null;
}

internal sealed class DecideFactHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<DecideFact, int>
{
    public async ValueTask<int> Handle(DecideFact command, CancellationToken cancellationToken)
    {
        var who = actor.Known;
        var row = await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        row.Take(who, clock.GetUtcNow());
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        var fact = opened.Machine?.Facts.FirstOrDefault(f => f.Id == command.FactId && f.Origin is (FactOrigin.Stated or FactOrigin.Coded))
            ?? throw new NotAcceptedException("no-such-fact");
        var about = StatementPlaces.Of(fact, opened.Names!);
        var decision = command.Verb is Verb.Undo
            ? Undo(command, fact, about, opened.Decided.GetValueOrDefault(fact.Id) ?? throw new NotAcceptedException("nothing-to-undo"))
            : Make(command, fact, about);
        await book.DecideAsync(decision with { Number = opened.Decisions.Length + 1, ActorId = who.Id, By = who.Name, At = clock.GetUtcNow() }, command.CaseId, cancellationToken).ConfigureAwait(false);
        return opened.Decisions.Length + 1;
    }

    private static Decision Make(DecideFact command, Fact fact, StatementPlaces about)
    {
        if (command.Verb is Verb.Correct && !CorrectionValues.Allows(fact.Kind, command.Value!.Trim()))
        {
            throw new NotAcceptedException("value-not-allowed");
        }

        var note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim();
        return new(0, "", "", default, command.Verb, about, command.Verb is Verb.Correct ? command.Value!.Trim() : null, note, fact.Evidence[0].Quote);
    }

    private static Decision Undo(DecideFact command, Fact fact, StatementPlaces about, Decision standing) =>
        new(0, "", "", default, Verb.Undo, about, null, command.Note, fact.Evidence[0].Quote) { Undoes = standing.Number };
}
