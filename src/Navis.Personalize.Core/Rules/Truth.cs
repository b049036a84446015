namespace Navis.Personalize.Core.Rules;

/// <summary>Truth in Kleene's strong three-valued logic, ordered: and is the least, or the greatest.</summary>
public enum Truth
{
    /// <summary>Not so.</summary>
    False = 0,

    /// <summary>The record leaves it open.</summary>
    Unknown = 1,

    /// <summary>So.</summary>
    True = 2,
}
