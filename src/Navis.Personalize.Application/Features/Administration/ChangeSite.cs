using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Application.Access;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>Sets the emergency number and the lines of support of the region. Answers have them at once; a signature stays, since nothing that was signed depends on them.</summary>
[Requires(Permission.Administer)]
public sealed record ChangeSite(string? Emergency, ImmutableArray<string> Support) : ICommand<bool>, IGuarded, IChecked
{
    public string? Problem() => Core.Answers.Site.ProblemOf(Emergency, Support);
}

internal sealed class ChangeSiteHandler(SiteSettings settings, SiteNow now, CurrentActor actor) : ICommandHandler<ChangeSite, bool>
{
    public async ValueTask<bool> Handle(ChangeSite command, CancellationToken cancellationToken)
    {
        var who = actor.Known.Id;
        await settings.SetAsync(SiteSettings.Emergency, command.Emergency ?? "", who, cancellationToken).ConfigureAwait(false);
        await settings.SetAsync(SiteSettings.Support, string.Join('\n', command.Support), who, cancellationToken).ConfigureAwait(false);
        now.Forget();
        return true;
    }
}
