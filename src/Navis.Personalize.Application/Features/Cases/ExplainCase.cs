using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>The answer of a case with the truth of every rule, and the answer as it would be if other facts stood in the record.</summary>
[Requires(Permission.None)]
public sealed record ExplainCase(string Name, ImmutableArray<CaseFile> Files, CaseWish Wish, WhatIf? WhatIf) : IQuery<CaseExplanation>;

/// <summary>What is, and what would be; <see cref="Instead"/> is null without a what-if.</summary>
public sealed record CaseExplanation(ReconciledCase Case, ComposedAnswer Now, ComposedAnswer? Instead);

internal sealed class ExplainCaseHandler(IMediator mediator, Tailors tailors) : IQueryHandler<ExplainCase, CaseExplanation>
{
    public async ValueTask<CaseExplanation> Handle(ExplainCase query, CancellationToken cancellationToken)
    {
        var wish = query.Wish;
        var asOf = PartialDate.Of(wish.AsOf.Year, wish.AsOf.Month, wish.AsOf.Day);
        var value = await mediator.Send(new ProfileCase(query.Name, query.Files, new ReconcileOptions(asOf, wish.SubjectName)), cancellationToken).ConfigureAwait(false);
        var options = new AnswerOptions(wish.AsOf) { Audience = wish.Audience, ShowSurvival = wish.ShowSurvival };
        var tailor = tailors.For(wish.Language);
        return new(value, tailor.Answer(value, options), query.WhatIf is { } instead ? tailor.Answer(value, options, instead) : null);
    }
}
