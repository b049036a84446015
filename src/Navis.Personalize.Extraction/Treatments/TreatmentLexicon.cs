using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>Drugs, regimens, procedures and cues in one lexicon, so that a text is read once.</summary>
internal sealed class TreatmentLexicon
{
    private readonly Dictionary<TermEntry, TreatmentTerm> meanings = new(ReferenceEqualityComparer.Instance);
    private readonly TermLexicon lexicon;

    /// <summary>Loads the files.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public TreatmentLexicon(IContentSource content)
    {
        var drugs = TermFiles.Load(content, "drugs").Entries;
        var targets = drugs.ToDictionary(d => d.Id, DrugTarget, StringComparer.Ordinal);
        foreach (var sort in new[] { "chemotherapy", "immunotherapy", "targeted-therapy" })
        {
            targets[sort] = new Target(sort, "systemic", null, sort);
        }

        foreach (var drug in drugs)
        {
            AddDrug(drug, targets[drug.Id]);
        }

        foreach (var regimen in TermFiles.Load(content, "regimens").Entries)
        {
            meanings[regimen] = new() { Targets = [.. List(regimen, "drugs").Select(d => targets[d])], Needs = NeedsOf(regimen) };
        }

        foreach (var procedure in TermFiles.Load(content, "procedures").Entries)
        {
            meanings[procedure] = Procedure(procedure);
        }

        foreach (var cue in TermFiles.LoadAll(content, "treatment-cues").SelectMany(f => f.Entries))
        {
            meanings[cue] = Cue(cue);
        }

        lexicon = new TermLexicon(meanings.Keys);
    }

    /// <summary>All words of the vocabulary in text order, look-alikes left out.</summary>
    /// <param name="text">Text.</param>
    public List<TreatmentWord> Find(ReadOnlySpan<char> text)
    {
        var found = lexicon.Find(text);
        var words = new List<TreatmentWord>(found.Count);
        foreach (var match in found)
        {
            var meaning = meanings[match.Entry];
            if (!meaning.IsLookAlike)
            {
                words.Add(new(meaning, match.Start, match.End));
            }
        }

        return words;
    }

    private void AddDrug(TermEntry drug, Target target)
    {
        // A supportive drug is matched and then ignored: it is no treatment of the cancer.
        meanings[drug] = drug.Attributes.ContainsKey("supportive") ? new() : new() { Targets = [target], NotWith = List(drug, "not-with") };
        if (List(drug, "short") is { IsEmpty: false } names)
        {
            meanings[new TermEntry(drug.Id, names, [], drug.Attributes)] = new() { Targets = [target], Needs = Needs.Company };
        }
    }

    private static TreatmentTerm Procedure(TermEntry entry)
    {
        var value = entry.Attributes.GetValueOrDefault("value") ?? entry.Id;
        if (value == "none")
        {
            return new();
        }

        var type = entry.Attributes["type"];
        var sort = entry.Attributes.GetValueOrDefault("sort") ?? "";
        ImmutableArray<Target> targets = [new(value, type, null, sort), .. List(entry, "also").Select(Also)];
        return new() { Targets = targets, Needs = NeedsOf(entry), NotWith = List(entry, "not-with"), Setting = entry.Attributes.GetValueOrDefault("setting"), Intent = entry.Attributes.GetValueOrDefault("intent") };

        Target Also(string also) => also is "chemotherapy" or "immunotherapy" ? new(also, "systemic", null, also) : new(also, type, null, sort);
    }

    private static TreatmentTerm Cue(TermEntry entry) => new()
    {
        Role = Enum.Parse<CueRole>(entry.Attributes["role"].Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
        Scope = entry.Attributes.TryGetValue("scope", out var scope) ? Enum.Parse<CueScope>(scope, ignoreCase: true) : CueScope.Both,
        Value = entry.Attributes.GetValueOrDefault("value") ?? entry.Id,
    };

    private static Target DrugTarget(TermEntry drug) => new(drug.Id, "systemic", drug.Attributes["class"], drug.Attributes["sort"]);

    private static Needs NeedsOf(TermEntry entry) =>
        entry.Attributes.TryGetValue("needs", out var needs) ? Enum.Parse<Needs>(needs, ignoreCase: true) : Needs.Nothing;

    private static ImmutableArray<string> List(TermEntry entry, string attribute) =>
        entry.Attributes.TryGetValue(attribute, out var list) ? [.. list.Split(',')] : [];
}

/// <summary>A word of the treatment vocabulary in a text.</summary>
/// <param name="Term">What it is.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct TreatmentWord(TreatmentTerm Term, int Start, int End)
{
    /// <summary>Role of a cue, or null.</summary>
    public CueRole? Role => Term.Role;
}
