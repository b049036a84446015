using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Results for genes and markers: which observations are results, whose they are, and which were replaced. What each states is read by its kind.</summary>
internal sealed class BiomarkerFindings
{
    private readonly CodeTables tables;
    private readonly VariantNames names;
    private readonly ResultReader results;
    private readonly VariantFindings variants;
    private readonly MarkerFindings markers;
    private readonly ImmutableArray<string> implications;

    /// <summary>An extractor.</summary>
    /// <param name="tables">Tables.</param>
    /// <param name="names">Names of variants.</param>
    public BiomarkerFindings(CodeTables tables, VariantNames names)
    {
        (this.tables, this.names, results) = (tables, names, new(tables));
        (variants, markers) = (new(tables, names, results), new(names, results));
        implications = tables.Biomarkers.Root.Texts("implications");
    }

    /// <summary>Adds what the entries state.</summary>
    /// <param name="findings">Where to add.</param>
    public void Add(CodedFindings findings)
    {
        var corrected = Superseded(findings.Case.Document);
        var words = new WordedFindings(names, results);
        foreach (var entry in findings.Case.Document.Entries)
        {
            if (entry.Kind != CodedEntryKind.Observation || entry.Code.Codes.Any(c => c.Code is not null && implications.Contains(c.Code, StringComparer.Ordinal)))
            {
                continue;
            }

            if (tables.Biomarkers.Find(entry.Code) is not { } test)
            {
                words.Add(findings, entry);
                continue;
            }

            if (test["asks"] is not { } asks || asks is "none")
            {
                continue;
            }

            var judgement = Judge(findings, entry, test["gene"]);
            if (corrected.Contains(entry) && judgement.Withheld is null)
            {
                judgement = judgement with { Withheld = "superseded" };
            }

            if (asks is "variant")
            {
                variants.Add(findings, entry, judgement);
            }
            else
            {
                markers.Add(findings, entry, test, asks, judgement);
            }
        }
    }

    /// <summary>How a result for a gene is asserted.</summary>
    /// <param name="findings">Case.</param>
    /// <param name="entry">Observation.</param>
    /// <param name="gene">Gene, or null when it is not told by the code.</param>
    public static Judgement Judge(CodedFindings findings, CodedEntry entry, string? gene)
    {
        var scope = findings.Case.ScopeOf(entry);
        var judgement = findings.Judge(entry, scope);
        // Two cancers and no link: what only lung cancer is tested for is the lung cancer's, the rest stays open.
        return scope == Scope.Either && judgement is { Assertion: Assertion.Affirmed, Withheld: null } && gene is not (null or "EGFR" or "ALK" or "ROS1" or "RET" or "MET" or "CD274")
            ? judgement with { Assertion = Assertion.Uncertain } : judgement;
    }

    /// <summary>Results that a corrected or amended one of the same test and the same day replaces.</summary>
    private static HashSet<CodedEntry> Superseded(SourceDocument document)
    {
        var old = new HashSet<CodedEntry>(ReferenceEqualityComparer.Instance);
        var tests = document.Entries.Where(e => e.Kind == CodedEntryKind.Observation && e.Code.Codes.Length > 0 && e.Date is not null).GroupBy(e => (e.Subject, e.Code.Codes[0].Code, e.Date));
        foreach (var test in tests.Where(t => t.Count() > 1))
        {
            foreach (var correction in test.Where(e => e.Status is "corrected" or "amended"))
            {
                old.UnionWith(test.Where(e => !ReferenceEquals(e, correction) && e.Status is not ("corrected" or "amended") && e.Parts.IsEmpty == correction.Parts.IsEmpty && (e.Issued is null || correction.Issued is null || e.Issued <= correction.Issued)));
            }
        }

        return old;
    }
}
