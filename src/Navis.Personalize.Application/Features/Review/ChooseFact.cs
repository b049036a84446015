using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>Settles a conflict: one source is right, and what contradicts it is not so. Undone together.</summary>
[Requires(Permission.Decide)]
public sealed record ChooseFact(Guid CaseId, string FactId, string? Note) : ICommand<int>, ICaseMessage, IChecked
{
    public string? Problem() => Note?.Length > 1000 ? "words-too-long" : null;
}

internal sealed class ChooseFactHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<ChooseFact, int>
{
    public async ValueTask<int> Handle(ChooseFact command, CancellationToken cancellationToken)
    {
        var (who, now) = (actor.Known, clock.GetUtcNow());
        (await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).Take(who, now);
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        var facts = opened.Machine?.Facts.Where(f => f.Origin is FactOrigin.Stated or FactOrigin.Coded).ToDictionary(f => f.Id, StringComparer.Ordinal) ?? [];
        var chosen = facts.GetValueOrDefault(command.FactId) ?? throw new NotAcceptedException("no-such-fact");
        var rivals = opened.Machine!.Conflicts.Where(c => c.Facts.Contains(chosen.Id, StringComparer.Ordinal)).SelectMany(c => c.Facts).Where(id => id != chosen.Id).Distinct(StringComparer.Ordinal)
            .Select(id => facts.GetValueOrDefault(id)).OfType<Fact>().Where(f => f.Value != chosen.Value || f.Kind != chosen.Kind).ToList();
        var first = opened.Decisions.Length + 1;
        var number = first;
        foreach (var fact in rivals.Prepend(chosen))
        {
            var verb = fact.Id == chosen.Id ? Verb.Confirm : Verb.Reject;
            await book.DecideAsync(new(number++, who.Id, who.Name, now, verb, StatementPlaces.Of(fact, opened.Names!), null, Words.OrNull(command.Note), fact.Evidence[0].Quote) { Batch = first }, command.CaseId, cancellationToken).ConfigureAwait(false);
        }

        return number - first;
    }
}
