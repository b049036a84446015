using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Answers;

namespace Navis.Personalize.Application.Features.SignOff;

/// <summary>A clinician keeps a tailored statement from the patient's answer, with the reason, or lets it be shown again. Its words can't be changed: they are reviewed, and the reason is kept.</summary>
[Requires(Permission.SignOff)]
public sealed record WithholdStatement(Guid CaseId, string Rule, bool Withheld, string? Reason) : ICommand<int>, ICaseMessage, IChecked
{
    public string? Problem() => Withheld && string.IsNullOrWhiteSpace(Reason) ? "words-missing" : Reason?.Length > 1000 ? "words-too-long" : null;
}

internal sealed class WithholdStatementHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<WithholdStatement, int>
{
    public async ValueTask<int> Handle(WithholdStatement command, CancellationToken cancellationToken)
    {
        var (who, now) = (actor.Known, clock.GetUtcNow());
        (await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false)).Take(who, now);
        var opened = await book.OpenAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        var number = opened.Decisions.Length + 1;
        var standing = DecisionRules.InForce(opened.Decisions).LastOrDefault(d => d.Verb is Verb.Withhold && d.Rule == command.Rule);
        var next = new Decision(number, who.Id, who.Name, now, command.Withheld ? Verb.Withhold : Verb.Undo, new("", []), null, Words.OrNull(command.Reason), "") { Rule = command.Rule };
        if (!command.Withheld)
        {
            next = next with { Undoes = standing?.Number ?? throw new NotAcceptedException("nothing-to-undo") };
        }
        else
        {
            var item = opened.Reviewed is null ? null : book.AnswerFor(opened, Audience.Patient, showSurvival: true, GeneralAnswer.DefaultLanguage).Sections.SelectMany(s => s.Items).FirstOrDefault(i => Withheld.Can(i, command.Rule));
            next = next with { Quote = item?.Text ?? throw new NotAcceptedException("no-such-statement") };
        }

        await book.DecideAsync(next, command.CaseId, cancellationToken).ConfigureAwait(false);
        return number;
    }
}

/// <summary>Statements that a clinician keeps from the answer.</summary>
internal static class Withheld
{
    /// <summary>Whether a statement is of a rule and may be withheld: what is tailored to the person, never what everybody must know.</summary>
    public static bool Can(AnswerItem item, string rule) => item.Kind is AnswerItemKind.Tailored && item.Rule == rule;

    /// <summary>The answer without what is withheld.</summary>
    public static TailoredAnswer From(TailoredAnswer answer, IEnumerable<Decision> force)
    {
        var rules = force.Where(d => d.Verb is Verb.Withhold).Select(d => d.Rule!).ToHashSet(StringComparer.Ordinal);
        return rules.Count == 0 ? answer : answer with { Sections = [.. answer.Sections.Select(s => s with { Items = [.. s.Items.Where(i => !rules.Any(r => Can(i, r)))] })] };
    }
}
