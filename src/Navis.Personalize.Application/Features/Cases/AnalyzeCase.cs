using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>The whole corridor: from files to the tailored answer.</summary>
[Requires(Permission.None)]
public sealed record AnalyzeCase(string Name, ImmutableArray<CaseFile> Files, CaseWish Wish) : IQuery<CaseResult>;

/// <summary>How the answer is wanted.</summary>
public sealed record CaseWish(Audience Audience, DateOnly AsOf, bool ShowSurvival, string? SubjectName, string Language = GeneralAnswer.DefaultLanguage, Site? Site = null);

/// <summary>Profile and answer; <see cref="ReconciledCase.Outcome"/> says what the case amounts to.</summary>
public sealed record CaseResult(ReconciledCase Case, TailoredAnswer Answer);

internal sealed class AnalyzeCaseHandler(IMediator mediator, Tailors tailors) : IQueryHandler<AnalyzeCase, CaseResult>
{
    public async ValueTask<CaseResult> Handle(AnalyzeCase query, CancellationToken cancellationToken)
    {
        var wish = query.Wish;
        var asOf = PartialDate.Of(wish.AsOf.Year, wish.AsOf.Month, wish.AsOf.Day);
        var value = await mediator.Send(new ProfileCase(query.Name, query.Files, new ReconcileOptions(asOf, wish.SubjectName)), cancellationToken).ConfigureAwait(false);
        var composed = tailors.For(wish.Language).Answer(value, new AnswerOptions(wish.AsOf) { Audience = wish.Audience, ShowSurvival = wish.ShowSurvival, Site = wish.Site ?? Site.None });
        return new(value, composed.Answer);
    }
}
