using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>What the patient or a caregiver told in own words, oldest first: for the patient's page and, as items to check, for the navigator's.</summary>
[Requires(Permission.ViewCase)]
public sealed record ListTold(Guid CaseId) : IQuery<ImmutableArray<ToldItem>>, ICaseMessage;

/// <summary>Something told.</summary>
/// <param name="Id">Id.</param>
/// <param name="About">One of <see cref="ToldTopics"/>.</param>
/// <param name="By">Name of who told it.</param>
/// <param name="Words">Own words.</param>
/// <param name="At">When.</param>
/// <param name="Reply">A navigator's reply, or null.</param>
/// <param name="RepliedAt">When it was given.</param>
/// <param name="Used">True when a navigator has checked it and added a fact on it that is in force.</param>
public sealed record ToldItem(Guid Id, string About, string By, string Words, DateTimeOffset At, string? Reply, DateTimeOffset? RepliedAt, bool Used)
{
    /// <summary>True until a navigator has replied or used it.</summary>
    public bool Waits => Reply is null && !Used;

    /// <summary>Its name as a document: what evidence in a fact made of it points to.</summary>
    public string Document => DocumentOf(Id);

    internal static string DocumentOf(Guid id) => $"told-{id:N}";
}

internal sealed class ListToldHandler(CaseBook book) : IQueryHandler<ListTold, ImmutableArray<ToldItem>>
{
    public async ValueTask<ImmutableArray<ToldItem>> Handle(ListTold query, CancellationToken cancellationToken) =>
        await book.ToldAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
}
