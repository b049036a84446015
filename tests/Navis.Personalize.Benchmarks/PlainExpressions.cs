using System.Text.RegularExpressions;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Benchmarks;

/// <summary>The baseline: the same words and forms that the extraction looks for, each as an expression of its own, run over the text one after the other without any prefilter.</summary>
internal sealed partial class PlainExpressions
{
    private static readonly string[] Concepts = ["drugs", "regimens", "procedures", "histology", "diagnosis", "lobes", "other-cancers", "metastasis-sites", "smoking", "pathology-fields", "pathology-states", "treatment-cues", "cues-negation", "cues-hypothetical", "cues-people", "cues-time", "cues-uncertainty", "disease-status"];
    private readonly Regex[] expressions =
    [
        .. Concepts.SelectMany(c => TermFiles.Load(BenchmarkContent.Content, c).Entries).Select(e => e.Terms.Concat(e.Exact).ToList()).Where(t => t.Count > 0)
            .Select(t => new Regex($@"\b(?:{string.Join('|', t.Select(Regex.Escape))})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(30))),
        Category(), Size(), Change(), Day(),
    ];

    /// <summary>How many expressions there are.</summary>
    public int Count => expressions.Length;

    /// <summary>Matches of all.</summary>
    public int Matches(string text) => expressions.Sum(e => e.Count(text));

    // pT2a, cN1, M0
    [GeneratedRegex(@"\b[cpyra]{0,3}[TNM](?:is|mi|[0-4X])[a-c]?\d?\b", RegexOptions.None, matchTimeoutMilliseconds: 30000)]
    private static partial Regex Category();

    // 2.1 x 1.8 cm
    [GeneratedRegex(@"\d+(?:[.,]\d+)?(?:\s*x\s*\d+(?:[.,]\d+)?){0,2}\s*(?:cm|mm)\b", RegexOptions.None, matchTimeoutMilliseconds: 30000)]
    private static partial Regex Size();

    // L858R, p.E746_A750del
    [GeneratedRegex(@"\b(?:p\.)?[A-Z]\d{2,4}(?:_[A-Z]\d{2,4}(?:del|ins)\w*|[A-Z])\b", RegexOptions.None, matchTimeoutMilliseconds: 30000)]
    private static partial Regex Change();

    // 2024-03-01, March 2024
    [GeneratedRegex(@"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4})\b", RegexOptions.None, matchTimeoutMilliseconds: 30000)]
    private static partial Regex Day();
}
