using System.Text.RegularExpressions;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>What an observation asks about the stage: by its code, else by its name ("cT category", "Clinical TNM stage grouping").</summary>
/// <param name="States"><c>t n m stage-group tnm</c>.</param>
/// <param name="Basis"><c>clinical pathologic unspecified</c>.</param>
internal sealed partial record StagingQuestion(string States, string Basis)
{
    /// <summary>The question, or null when it is another one.</summary>
    /// <param name="table">Codes.</param>
    /// <param name="concept">Code of an observation or component.</param>
    public static StagingQuestion? Of(CodeTable table, CodedConcept concept)
    {
        if (table.Find(concept) is { } known)
        {
            return known["states"] is { } states ? new(states, BasisOf(known["basis"]!, concept)) : null;
        }

        foreach (var text in concept.Codes.Select(c => c.Display).Prepend(concept.Text))
        {
            if (text is { Length: < 120 } && ByName(text) is { } named)
            {
                return named;
            }
        }

        return null;
    }

    private static StagingQuestion? ByName(string text)
    {
        var category = CategoryName().Match(text);
        if (category.Success)
        {
            var letter = category.Groups["letter"].Value;
            var states = letter.Length > 0 ? letter.ToLowerInvariant() : category.Groups["node"].Success ? "n" : category.Groups["spread"].Success ? "m" : "t";
            return new(states, category.Groups["basis"].Value is "c" ? "clinical" : category.Groups["basis"].Value is "p" ? "pathologic" : InWords(text) ?? "unspecified");
        }

        return GroupName().IsMatch(text) ? new("stage-group", InWords(text) ?? "unspecified") : null;
    }

    // A code that says pathologic under a display that says clinical leaves the basis open.
    private static string BasisOf(string byCode, CodedConcept question)
    {
        var says = InWords(question.Display ?? string.Empty);
        return says is null || byCode is "unspecified" || string.Equals(says, byCode, StringComparison.Ordinal) ? says ?? byCode : "unspecified";
    }

    private static string? InWords(string text) =>
        text.Contains("clinical", StringComparison.OrdinalIgnoreCase) ? "clinical" : text.Contains("pathologic", StringComparison.OrdinalIgnoreCase) ? "pathologic" : null;

    // cT category; TNM clinical primary tumor (T) category; Regional lymph nodes.clinical [Class] Cancer; Distant metastases category
    [GeneratedRegex(@"\b(?<basis>[cp]?)(?<letter>[TNM])[\s-]+(?i:category|stage)\b|(?i:\b((?<tumor>primary tumou?r)|(?<node>regional (lymph )?nodes?)|(?<spread>distant metastas[ei]s))\b.{0,24}\b(category|class|clinical|pathologic|stage))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CategoryName();

    // Stage group.clinical Cancer; Clinical TNM stage grouping; AJCC stage; Cancer stage; Overall stage
    [GeneratedRegex(@"^\s*((clinical|pathologic(al)?|tnm|ajcc|uicc|cancer|tumou?r|lung cancer|overall|final|combined)\s+)*stage(\s+group(ing)?)?([. ]+(clinical|pathologic(al)?|cancer|other))*(\s*\(.*\))?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5000)]
    private static partial Regex GroupName();
}
