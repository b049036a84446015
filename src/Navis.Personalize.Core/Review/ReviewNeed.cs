using System.Collections.Immutable;

namespace Navis.Personalize.Core.Review;

/// <summary>Why a person must look at a field.</summary>
public enum ReviewReason
{
    /// <summary>The records disagree and no rule may choose.</summary>
    Conflicting,

    /// <summary>It was read with less certainty than is accepted without a look.</summary>
    Uncertain,
}

/// <summary>A field of the profile that a person must look at.</summary>
/// <param name="Field">Field: <c>stage-group</c>, <c>biomarker.EGFR</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Harm">How much harm a mistake in it would do; 1..10, from <c>rules/reconciliation/harm.yaml</c>.</param>
/// <param name="Uncertainty">How likely it is wrong; 0..1, 1 when conflicting.</param>
/// <param name="Facts">Facts to look at, in the order of the case.</param>
public sealed record ReviewNeed(string Field, ReviewReason Reason, double Harm, double Uncertainty, ImmutableArray<string> Facts)
{
    /// <summary>Harm times uncertainty: what a look at it is worth.</summary>
    public double Worth => Harm * Uncertainty;
}
