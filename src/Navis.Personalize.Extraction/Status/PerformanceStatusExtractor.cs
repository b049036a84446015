using System.Buffers;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Status;

/// <summary>Reads the performance status 0..5 of ECOG (Oken et al., Am J Clin Oncol 1982; the WHO scale is the same). A range or a Karnofsky percentage gives nothing.</summary>
/// <param name="context">Context engine.</param>
internal sealed partial class PerformanceStatusExtractor(IContextEngine context) : INarrativeExtractor
{
    private static readonly SearchValues<string> Anchors = SearchValues.Create(["ECOG", "PS", "WHO", "OMS", "Zubrod", "erformance", "estado funcional"], StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        Dictionary<string, Finding> seen = new(StringComparer.Ordinal);
        var whole = text.Text;
        for (var at = whole.AsSpan().IndexOfAny(Anchors); at >= 0;)
        {
            var match = Grade().Match(whole, Math.Max(0, at - 1), Math.Min(90, whole.Length - Math.Max(0, at - 1)));
            if (match.Success && Stated(match))
            {
                Add(text, match, seen);
                at = match.Index + match.Length;
            }
            else
            {
                at++;
            }

            var next = whole.AsSpan(at).IndexOfAny(Anchors);
            at = next < 0 ? -1 : at + next;
        }

        foreach (var finding in seen.Values)
        {
            findings.Add(finding);
        }
    }

    private void Add(NarrativeText text, Match match, Dictionary<string, Finding> seen)
    {
        var judgement = context.Judge(text, match.Index, match.Index + match.Length);
        var evidence = text.Document.EvidenceAt(match.Index, match.Length);
        var key = $"{match.Groups["n"].Value} {judgement.Assertion}";
        seen[key] = seen.TryGetValue(key, out var known)
            ? known with { MoreEvidence = known.MoreEvidence.Add(evidence) }
            : new(FactKind.PerformanceStatus, match.Groups["n"].Value, evidence, "narrative/performance-status") { Assertion = judgement.Assertion is Assertion.Negated ? Assertion.Affirmed : judgement.Assertion, Certainty = 0.95 };
    }

    // "WHO 1" may be a grade or a classification: it needs a colon or the words performance status.
    private static bool Stated(Match match) =>
        match.Groups["who"].Value is not ("WHO" or "OMS") || match.Groups["fill"].Value is var fill && (fill.Contains(':', StringComparison.Ordinal) || fill.Contains("PS", StringComparison.Ordinal) || fill.Contains("erformance", StringComparison.Ordinal));

    // "ECOG 1", "ECOG performance status of 1", "PS0", "PS ECOG: 2", "WHO: 1", "ECOG-3"; not "ECOG 0-1", not "ECOG 4599"
    [GeneratedRegex(@"\b(?<who>ECOG|Zubrod|PS|WHO|OMS|[Pp]erformance [Ss]tatus|PERFORMANCE STATUS|estado funcional)(?<fill>([\s:=(),*–-]|[Pp]erformance|PERFORMANCE|[Ss]tatus|STATUS|[Ss]core|scale|[Gg]rade|PS|ECOG|WHO|OMS|is|was|of|de|estimated|at|currently|remains|now|Zubrod){0,10}?)(?<n>[0-5])(?![\d%²]|[.,]\d|\s?[-–/]\s?[0-5]|\s(to|a|or|o)\s[0-5]|th|st\b|nd|rd)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Grade();
}
