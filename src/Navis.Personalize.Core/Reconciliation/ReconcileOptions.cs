using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>What a reconciliation is asked beside the records.</summary>
/// <param name="AsOf">The day on which the profile is to be true, or null: statements dated later do not hold.</param>
/// <param name="SubjectName">The person to go on with when records of several people were added together, or null.</param>
public sealed record ReconcileOptions(PartialDate? AsOf = null, string? SubjectName = null)
{
    /// <summary>No wish.</summary>
    public static readonly ReconcileOptions Default = new();
}
