using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>A patient opens a case of their own.</summary>
[Requires(Permission.OpenCase)]
public sealed record OpenCase(string Title) : ICommand<Guid>, IGuarded, IChecked
{
    public const int MaximumTitle = 80;

    public string? Problem() => string.IsNullOrWhiteSpace(Title) ? "title-missing" : Title.Length > MaximumTitle ? "title-too-long" : null;
}

internal sealed class OpenCaseHandler(NavisDb db, CaseVault vault, CurrentActor actor, TimeProvider clock) : ICommandHandler<OpenCase, Guid>
{
    public ValueTask<Guid> Handle(OpenCase command, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var seal = vault.Create(id);
        db.Cases.Add(new() { Id = id, OwnerId = actor.Known.Id, Title = seal.Seal(Purpose.Title, command.Title.Trim()), CreatedAt = clock.GetUtcNow() });
        return ValueTask.FromResult(id);
    }
}
