using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>Takes a case to work on, so that no two work on one; or lets it go. A claim that was left lying ends by itself.</summary>
[Requires(Permission.Verify)]
public sealed record ClaimCase(Guid CaseId, bool Claimed) : ICommand<bool>, ICaseMessage;

/// <summary>When a claim counts.</summary>
internal static class Claim
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(30);

    /// <summary>Who works on the case, while that counts: half an hour after the last word.</summary>
    public static string? Holder(this CaseRow row, DateTimeOffset now) => row.ClaimedAt > now - Lasting ? row.ClaimedBy : null;

    public static bool IsOfOther(this CaseRow row, Actor actor, DateTimeOffset now) => row.Holder(now) is { } by && by != actor.Id;

    /// <summary>Takes the case for the actor, or stops.</summary>
    public static void Take(this CaseRow row, Actor actor, DateTimeOffset now)
    {
        if (row.IsOfOther(actor, now))
        {
            throw new NotAcceptedException("claimed-by-other");
        }

        (row.ClaimedBy, row.ClaimedAt) = (actor.Id, now);
    }
}

internal sealed class ClaimCaseHandler(CaseBook book, CurrentActor actor, TimeProvider clock) : ICommandHandler<ClaimCase, bool>
{
    public async ValueTask<bool> Handle(ClaimCase command, CancellationToken cancellationToken)
    {
        var row = await book.RowAsync(command.CaseId, cancellationToken).ConfigureAwait(false);
        if (command.Claimed)
        {
            row.Take(actor.Known, clock.GetUtcNow());
        }
        else if (row.ClaimedBy == actor.Known.Id)
        {
            (row.ClaimedBy, row.ClaimedAt) = (null, null);
        }

        return command.Claimed;
    }
}
