using System.Collections.Immutable;

namespace Navis.Personalize.Core.Rules.Vocabulary;

/// <summary>The states of a gene change in the record, which are never merged. Bit i of a set stands for state i.</summary>
public static class GeneStates
{
    /// <summary>Looked for and found.</summary>
    public const string Found = "found";

    /// <summary>Looked for in tissue or cells and not found.</summary>
    public const string NotFound = "not-found";

    /// <summary>Looked for in plasma or spinal fluid only and not found.</summary>
    public const string NotFoundInBlood = "not-found-in-blood";

    /// <summary>The record says that it was not tested.</summary>
    public const string NotTested = "not-tested";

    /// <summary>Sent, awaited, or in another report.</summary>
    public const string Pending = "pending";

    /// <summary>Too little material, not representative, of uncertain meaning, or looked for only in part.</summary>
    public const string Unclear = "unclear";

    /// <summary>The record does not mention it.</summary>
    public const string NotInRecord = "not-in-record";

    /// <summary>The record disagrees with itself.</summary>
    public const string Conflicting = "conflicting";

    /// <summary>Silent or untested while another main change is the driver: neither found nor not found.</summary>
    public const string OtherDriver = "other-driver";

    /// <summary>All states in domain order.</summary>
    public static readonly ImmutableArray<string> All = [Found, NotFound, NotFoundInBlood, NotTested, Pending, Unclear, NotInRecord, Conflicting, OtherDriver];

    /// <summary>States for which the tumor is not known to have or to lack the change.</summary>
    public static readonly ImmutableArray<string> Unknown = [NotFoundInBlood, NotTested, Pending, Unclear, NotInRecord, Conflicting];

    /// <summary>The set of one state.</summary>
    /// <param name="state">State.</param>
    /// <exception cref="ArgumentException">No such state.</exception>
    public static ulong SetOf(string state) => All.IndexOf(state) is >= 0 and var at ? 1UL << at : throw new ArgumentException($"No state is called '{state}'.", nameof(state));

    internal static readonly ulong FoundSet = SetOf(Found);
    internal static readonly ulong AbsentSet = SetOf(NotFound) | SetOf(OtherDriver);
    internal static readonly ulong SilentSet = SetOf(NotInRecord);
    internal static readonly ulong UntestedSet = SetOf(NotTested) | SilentSet;
    internal static readonly ulong UnknownSet = Unknown.Aggregate(0UL, (set, state) => set | SetOf(state));
}
