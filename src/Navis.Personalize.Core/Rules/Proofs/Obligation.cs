using System.Collections.Immutable;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>Something to be proved over all profiles.</summary>
/// <param name="Code">Stable code such as <c>excluded-together</c>.</param>
/// <param name="Rule">Rule that a failure is about; null for the answer as a whole.</param>
/// <param name="Says">What is proved, in words.</param>
/// <param name="Term">Term that no profile may satisfy, or, for <paramref name="IsWitness"/>, that one must.</param>
/// <param name="IsWitness">True when a profile must exist.</param>
/// <param name="Shows">Whether the engine's trace of a profile shows what the term says.</param>
/// <param name="NextStep">What to do when it fails.</param>
internal sealed record Obligation(string Code, Rule? Rule, string Says, string Term, bool IsWitness, Func<RuleTrace, bool> Shows, string NextStep)
{
    /// <summary>A second rule that it is about, or null.</summary>
    public Rule? Other { get; init; }
}

/// <summary>What a proof came to.</summary>
/// <param name="Proved">Obligations that hold, by code.</param>
/// <param name="Problems">Those that do not, each with the smallest profile that breaks it.</param>
public sealed record ProofReport(ImmutableSortedDictionary<string, int> Proved, ImmutableArray<RuleProblem> Problems)
{
    /// <summary>True when everything holds.</summary>
    public bool Passed => Problems.All(p => p.IsWarning);

    /// <summary>Number of obligations that hold.</summary>
    public int Count => Proved.Values.Sum();
}
