using System.Collections.Immutable;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>What a reviewer may say of a fact.</summary>
public enum Verb
{
    /// <summary>The words say so.</summary>
    Confirm,

    /// <summary>The words say something else: see the value.</summary>
    Correct,

    /// <summary>The words do not say so.</summary>
    Reject,

    /// <summary>It can't be told from the words.</summary>
    Unknown,

    /// <summary>Takes back an earlier decision.</summary>
    Undo,
}

/// <summary>One decision: who, when, on which fact of the machine, why, and the words it was made on.</summary>
public sealed record Decision(int Number, string ActorId, string By, DateTimeOffset At, Verb Verb, string FactId, string? Value, string? Note, string Quote)
{
    /// <summary>Number of the decision taken back.</summary>
    public int? Undoes { get; init; }
}

/// <summary>Decisions in order, and what stands after the last.</summary>
public static class Decisions
{
    /// <summary>The decision that stands for each fact.</summary>
    public static ImmutableDictionary<string, Decision> Standing(this ImmutableArray<Decision> decisions)
    {
        var undone = decisions.Where(d => d.Undoes is not null).Select(d => d.Undoes!.Value).ToHashSet();
        var standing = ImmutableDictionary.CreateBuilder<string, Decision>(StringComparer.Ordinal);
        foreach (var decision in decisions.Where(d => d.Verb is not Verb.Undo && !undone.Contains(d.Number)))
        {
            standing[decision.FactId] = decision;
        }

        return standing.ToImmutable();
    }
}
