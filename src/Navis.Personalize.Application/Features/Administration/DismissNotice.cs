using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>The patient or a caregiver has read a notice and puts it away.</summary>
[Requires(Permission.Report)]
public sealed record DismissNotice(Guid CaseId, Guid Notice) : ICommand<bool>, ICaseMessage;

internal sealed class DismissNoticeHandler(NavisDb db, TimeProvider clock) : ICommandHandler<DismissNotice, bool>
{
    public async ValueTask<bool> Handle(DismissNotice command, CancellationToken cancellationToken)
    {
        var notice = await db.Notices.SingleOrDefaultAsync(n => n.CaseId == command.CaseId && n.Id == command.Notice, cancellationToken).ConfigureAwait(false) ?? throw new RefusedException(Refusal.NoSuchCase);
        notice.DismissedAt ??= clock.GetUtcNow();
        return true;
    }
}
