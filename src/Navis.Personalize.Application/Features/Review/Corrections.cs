using System.Collections.Frozen;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Review;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>What reviewers had to correct so far, by field of the profile: the worklist learns from it. Counts only; no word of a record.</summary>
internal static class Corrections
{
    /// <summary>Counts decisions: a look is any word on a fact, a correction one that changed or refused it.</summary>
    public static FrozenDictionary<string, FieldCorrections> Of(IEnumerable<Decision> decisions) => decisions
        .Where(d => d.Verb is Verb.Confirm or Verb.Correct or Verb.Reject && d.About.Statement.Length > 0)
        .GroupBy(d => FieldOf(d.About.Statement), StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => new FieldCorrections(g.Count(), g.Count(d => d.Verb is not Verb.Confirm)), StringComparer.Ordinal);

    /// <summary>Field of the profile that a fact bears on.</summary>
    public static string FieldOf(Fact fact) => fact.Kind is FactKind.Biomarker && fact.Qualifiers.Gene is { } gene ? $"biomarker.{gene}" : fact.Kind.Name();

    // A statement begins with kind and value; the qualifiers follow in the order of their names.
    private static string FieldOf(string statement)
    {
        var parts = statement.Split('|');
        var gene = QualifierNames.Of(FactKind.Biomarker).IndexOf("gene");
        return parts[0] == FactKind.Biomarker.Name() && parts.Length > gene + 2 && parts[gene + 2].Length > 0 ? $"biomarker.{parts[gene + 2]}" : parts[0];
    }
}
