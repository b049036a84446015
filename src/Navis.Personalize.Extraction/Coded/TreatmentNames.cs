using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Names treatments by their words and codes. Words win where both are given and differ: the codes of public fixtures are often another product's.</summary>
internal sealed class TreatmentNames
{
    private static readonly FrozenSet<string> LungTargets = FrozenSet.Create(StringComparer.Ordinal, "EGFR", "ALK", "ROS1", "RET", "MET", "KRAS");

    private readonly CodeTables tables;
    private readonly CodeTable products;
    private readonly TermLexicon drugNames;
    private readonly TermLexicon procedureNames;
    private readonly TermLexicon regimenNames;
    private readonly FrozenDictionary<string, TermEntry> drugs;
    private readonly FrozenDictionary<(string System, string Code), TermEntry> drugCodes;
    private readonly CodeSystems systems;
    private readonly ConceptMemo<ImmutableArray<NamedTreatment>> knownDrugs;
    private readonly ConceptMemo<ImmutableArray<NamedTreatment>> knownProcedures;

    public TreatmentNames(IContentSource content, CodeTables tables)
    {
        this.tables = tables;
        (knownDrugs, knownProcedures) = (new(FindDrugs), new(FindProcedures));
        systems = new(content);
        products = new(content, systems, "drug-products");
        var entries = TermFiles.Load(content, "drugs").Entries;
        drugNames = new(entries);
        drugs = entries.GroupBy(e => e.Id, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        procedureNames = new(TermFiles.Load(content, "procedures").Entries);
        regimenNames = new(TermFiles.Load(content, "regimens").Entries.Where(e => e.Attributes.GetValueOrDefault("needs") is null));
        drugCodes = entries.SelectMany(e => (IEnumerable<string>)["rxnorm", "atc", "ncit", "snomed"], (e, s) => (Entry: e, System: s))
            .SelectMany(p => (p.Entry.Attributes.GetValueOrDefault(p.System) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), (p, code) => (p.Entry, p.System, Code: code))
            .GroupBy(p => (p.System, p.Code)).ToFrozenDictionary(g => g.Key, g => g.First().Entry);
    }

    /// <summary>Anticancer drugs of a medication concept, each once.</summary>
    /// <param name="concept">Medication.</param>
    public ImmutableArray<NamedTreatment> Drugs(CodedConcept concept) => knownDrugs[concept];

    /// <summary>Surgery, radiation, ablation or unnamed systemic treatment that a procedure is; empty when it is none.</summary>
    /// <param name="concept">Procedure.</param>
    public ImmutableArray<NamedTreatment> Procedures(CodedConcept concept) => knownProcedures[concept];

    private ImmutableArray<NamedTreatment> FindDrugs(CodedConcept concept)
    {
        var found = new List<NamedTreatment>();
        foreach (var code in concept.Codes)
        {
            // Several codings may be several drugs of one infusion (German oBDS exports), so each coding speaks for itself.
            var named = Named(code.Display);
            found.AddRange(named.Count > 0 ? named : Coded(code));
        }

        // The text repeats the codings, or is all there is.
        foreach (var drug in Named(concept.Text))
        {
            found.Add(drug);
        }

        return [.. found.DistinctBy(d => d.Value, StringComparer.Ordinal)];
    }

    private ImmutableArray<NamedTreatment> FindProcedures(CodedConcept concept)
    {
        var words = concept.Codes.Select(c => c.Display).Append(concept.Text).OfType<string>().SelectMany(ProceduresIn).DistinctBy(t => t.Value, StringComparer.Ordinal).ToList();
        var coded = tables.Treatments.All(concept).Where(e => e["value"] is not null).SelectMany(Values).DistinctBy(t => t.Value, StringComparer.Ordinal).ToList();
        if (coded.Count == 0)
        {
            return [.. words];
        }

        // "33195004 Chemotherapy": the code is radiation, the words are not.
        var contradict = words.Count > 0 && !words.Exists(w => coded.Exists(c => string.Equals(c.Type, w.Type, StringComparison.Ordinal)));
        return contradict ? [.. words] : [.. coded.Where(c => c.Value is not "none")];
    }

    private List<NamedTreatment> Named(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var found = drugNames.Find(text).Select(m => Treatment(m.Entry)).OfType<NamedTreatment>().ToList();
        foreach (var match in regimenNames.Find(text))
        {
            foreach (var id in (match.Entry.Attributes.GetValueOrDefault("drugs") ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (drugs.TryGetValue(id, out var drug) && Treatment(drug) is { } treatment)
                {
                    found.Add(treatment);
                }
            }
        }

        return found;
    }

    private IEnumerable<NamedTreatment> Coded(CodedConceptCode code)
    {
        if (code.Code is not { } written)
        {
            return [];
        }

        var entry = systems.Find(code.System) is { } system ? drugCodes.GetValueOrDefault((system, written)) : CodeSystems.ByShape(written) is "atc" ? drugCodes.GetValueOrDefault(("atc", written)) : null;
        entry ??= products.Find(code) is { } product ? drugs.GetValueOrDefault(product.Id) : null;
        return entry is not null && Treatment(entry) is { } drug ? [drug] : [];
    }

    private static NamedTreatment? Treatment(TermEntry drug) => drug.Attributes.ContainsKey("supportive") ? null : new(drug.Id, "systemic")
    {
        Class = drug.Attributes.GetValueOrDefault("class"),
        IsLungDrug = (drug.Attributes.GetValueOrDefault("targets") ?? string.Empty).Split(',').Any(LungTargets.Contains) && drug.Attributes.GetValueOrDefault("sort") is "targeted-therapy",
    };

    private static IEnumerable<NamedTreatment> Values(CodeEntry entry)
    {
        yield return new(entry["value"]!, entry["type"]!) { IsLungProcedure = entry["lung"] is "yes" };
        if (entry["also"] is { } also)
        {
            yield return new(also, also is "radiotherapy" ? "radiation" : "systemic");
        }
    }

    private IEnumerable<NamedTreatment> ProceduresIn(string text)
    {
        foreach (var match in procedureNames.Find(text))
        {
            var attributes = match.Entry.Attributes;
            var value = attributes.GetValueOrDefault("value") ?? match.Entry.Id;
            if (value is "none" || attributes.GetValueOrDefault("type") is not { } type || attributes.ContainsKey("needs") && type is "surgery"
                || (attributes.GetValueOrDefault("not-with") ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            yield return new(value, type);
            if (attributes.GetValueOrDefault("also") is { } also)
            {
                yield return new(also, also is "radiotherapy" ? "radiation" : type);
            }
        }
    }
}

/// <summary>A treatment by its value of the contract.</summary>
/// <param name="Value">Value.</param>
/// <param name="Type"><c>systemic surgery radiation ablation</c>.</param>
internal sealed record NamedTreatment(string Value, string Type)
{
    /// <summary>Class of a drug, or null.</summary>
    public string? Class { get; init; }

    /// <summary>A drug against a driver of lung cancer.</summary>
    public bool IsLungDrug { get; init; }

    /// <summary>An operation on the lung.</summary>
    public bool IsLungProcedure { get; init; }
}
