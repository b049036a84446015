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
    PasswordAgainFailed,
    PeopleSeen,
}

/// <summary>Writes account events into the same chain as everything else. Ids only: an e-mail that belongs to nobody is not kept.</summary>
public sealed class AccountAudit
{
    private readonly AuditTrail trail;
    private readonly CurrentActor current;

    internal AccountAudit(AuditTrail trail, CurrentActor current) => (this.trail, this.current) = (trail, current);

    /// <summary>Notes an event of the person who acts, or of the one named.</summary>
    public async Task NoteAsync(AccountEvent what, Actor? who, CancellationToken cancellation)
    {
        var before = current.Value;
        current.Value = who ?? before;
        try
        {
            await trail.AppendAsync(what.ToString(), null, AuditOutcome.Done, cancellation).ConfigureAwait(false);
        }
        finally
        {
            current.Value = before;
        }
    }
}
