using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Audit;

/// <summary>What happens to an account, for the audit.</summary>
public enum AccountEvent
{
    SignedIn,
    SignInFailed,
    SignedOut,
    AccountMade,
    Invited,
    SecondStepOn,
    SecondStepOff,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
    PasswordChanged,
    ProofFailed,
    SessionsEnded,
    ResetLinkMade,
    PasswordReset,
    RoleChanged,
    SwitchedOff,
    SwitchedOn,
    Unlocked,
    DirectoryLinked,
    DirectoryUnlinked,
    DirectoryRefused,
    PeopleSeen,
    TokenMade,
    TokenRevoked,
}

/// <summary>Writes account events into the same chain as everything else. Ids only: an e-mail that belongs to nobody is not kept.</summary>
public sealed class AccountAudit
{
    private readonly AuditTrail trail;
    private readonly CurrentActor current;

    internal AccountAudit(AuditTrail trail, CurrentActor current) => (this.trail, this.current) = (trail, current);

    /// <summary>Notes an event of the person who acts, or of the one named.</summary>
    /// <param name="what">Event.</param>
    /// <param name="who">Who acted, or null: the person of this request.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="about">Id of the person whose account it was done to, where that is another; stands in the line's outcome.</param>
    public async Task NoteAsync(AccountEvent what, Actor? who, CancellationToken cancellation, string? about = null)
    {
        var before = current.Value;
        current.Value = who ?? before;
        try
        {
            await trail.AppendAsync(what.ToString(), null, about is null ? AuditOutcome.Done : AuditOutcome.DoneTo(about), cancellation).ConfigureAwait(false);
        }
        finally
        {
            current.Value = before;
        }
    }
}
