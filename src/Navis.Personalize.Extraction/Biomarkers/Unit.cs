using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>A word, or several that belong together, with its role.</summary>
/// <param name="Role">Role.</param>
/// <param name="Term">Its vocabulary entry, if it has one.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
internal sealed record Unit(Role Role, VocabularyTerm? Term, int Start, int End)
{
    /// <summary>The change, for <see cref="Role.Change"/>.</summary>
    public Alteration? Change { get; init; }

    /// <summary>True when the word stands tight on the word before it (<c>ALK-negative</c>, <c>ALK+</c>).</summary>
    public bool Tight { get; init; }
}
