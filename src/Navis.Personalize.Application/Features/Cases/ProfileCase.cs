using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>Reads, extracts and reconciles: the clinical profile of a case.</summary>
[Requires(Permission.None)]
public sealed record ProfileCase(string Name, ImmutableArray<CaseFile> Files, ReconcileOptions Options) : IQuery<ReconciledCase>;

internal sealed class ProfileCaseHandler(IMediator mediator, Reconciler reconciler) : IQueryHandler<ProfileCase, ReconciledCase>
{
    public async ValueTask<ReconciledCase> Handle(ProfileCase query, CancellationToken cancellationToken)
    {
        var extracted = await mediator.Send(new ExtractCase(query.Files), cancellationToken).ConfigureAwait(false);
        return reconciler.Reconcile(query.Name, extracted.Documents, extracted.Findings, query.Options);
    }
}
