using System.Collections.Immutable;

namespace Navis.Personalize.Core.Staging;

/// <summary>Collects the cells met on a walk through a table and the words that say how they were met.</summary>
internal sealed class StageWalk
{
    private readonly ImmutableArray<string>.Builder path = ImmutableArray.CreateBuilder<string>();
    private readonly List<string> groups = [];
    private bool open;

    public void Note(string step)
    {
        if (!path.Contains(step))
        {
            path.Add(step);
        }
    }

    public void Found(string step, string group)
    {
        Note(step);
        groups.Add(group);
    }

    public void Open(string step)
    {
        Note(step);
        open = true;
    }

    public StageAnswer Answer()
    {
        if (open || groups.Count == 0)
        {
            return new(StageOutcome.Unknown, null, path.ToImmutable());
        }

        var common = StageGroups.CommonPart(groups);
        if (common is null)
        {
            Note("These have no group in common.");
            return new(StageOutcome.Unknown, null, path.ToImmutable());
        }

        return common is StageWords.Occult ? new(StageOutcome.Occult, null, path.ToImmutable()) : new(StageOutcome.Group, common, path.ToImmutable());
    }
}
