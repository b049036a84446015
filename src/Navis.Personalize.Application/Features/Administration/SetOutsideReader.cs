using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>Lets pages that are pictures be read outside of this machine, or ends it. It can be switched on only by somebody who says that the site has agreed.</summary>
[Requires(Permission.Administer)]
public sealed record SetOutsideReader(bool On, bool Agreed) : ICommand<bool>, IGuarded, IChecked
{
    public string? Problem() => On && !Agreed ? "not-agreed" : null;
}

internal sealed class SetOutsideReaderHandler(SiteSettings settings, CurrentActor actor, SiteNow now) : ICommandHandler<SetOutsideReader, bool>
{
    public async ValueTask<bool> Handle(SetOutsideReader command, CancellationToken cancellationToken)
    {
        await settings.SetAsync(SiteSettings.OutsideReader, command.On ? "on" : "off", actor.Known.Id, cancellationToken).ConfigureAwait(false);

        now.Forget();
        return command.On;
    }
}
