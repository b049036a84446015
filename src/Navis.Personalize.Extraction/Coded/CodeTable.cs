using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>One file of <c>rules/terminology/codes</c>: what codes mean, by system, and the plain words for the same.</summary>
internal sealed class CodeTable
{
    private static readonly FrozenSet<string> Hierarchical = FrozenSet.Create(StringComparer.Ordinal, "icd10", "icd9", "icdo", "ops", "icd10pcs");

    private readonly FrozenDictionary<(string System, string Code), CodeEntry> entries;
    private readonly FrozenDictionary<string, CodeEntry> byId;
    private readonly ImmutableArray<(string System, string From, string To, CodeEntry Entry)> ranges;
    private readonly CodeSystems systems;
    private readonly ConceptMemo<ImmutableArray<CodeEntry>> meanings;

    /// <summary>Loads a table.</summary>
    /// <param name="content">Content.</param>
    /// <param name="systems">Systems.</param>
    /// <param name="name">File name without folder and <c>.yaml</c>.</param>
    /// <exception cref="ContentException">The file is not in this form, or gives one code two meanings.</exception>
    public CodeTable(IContentSource content, CodeSystems systems, string name)
    {
        this.systems = systems;
        meanings = new(c => [.. c.Codes.SelectMany(AllOf).Distinct()]);
        var path = $"rules/terminology/codes/{name}.yaml";
        Root = ContentNode.Parse(path, content.Read(path));
        var table = new Dictionary<(string, string), CodeEntry>();
        var all = new List<CodeEntry>();
        var spans = ImmutableArray.CreateBuilder<(string, string, string, CodeEntry)>();
        foreach (var node in Root.List("entries"))
        {
            var attributes = node.Members.Where(m => m.Key != "id" && !systems.Ids.Contains(m.Key)).ToFrozenDictionary(m => m.Key, m => string.Join(',', m.Value.AsTexts()), StringComparer.Ordinal);
            var entry = new CodeEntry(node.Required("id"), attributes);
            all.Add(entry);
            foreach (var (system, codes) in node.Members.Where(m => systems.Ids.Contains(m.Key)))
            {
                foreach (var code in codes.AsTexts())
                {
                    if (code.IndexOf('-') is > 0 and var dash && Hierarchical.Contains(system) && system is not "ops")
                    {
                        spans.Add((system, code[..dash], code[(dash + 1)..], entry));
                    }
                    else
                    {
                        // The later entry is the more particular one; a second meaning of the very same code is an error of the file only where both say the same sort of thing.
                        table[(system, Normal(system, code))] = entry;
                    }
                }
            }
        }

        entries = table.ToFrozenDictionary();
        byId = all.DistinctBy(e => e.Id, StringComparer.Ordinal).ToFrozenDictionary(e => e.Id, StringComparer.Ordinal);
        ranges = spans.ToImmutable();
        Words = Root["words"] is { } words ? new PhraseTable(words) : PhraseTable.Empty;
    }

    /// <summary>The file.</summary>
    public ContentNode Root { get; }

    /// <summary>Plain words of the file, by id.</summary>
    public PhraseTable Words { get; }

    /// <summary>The entry of an id, or null.</summary>
    /// <param name="id">Id.</param>
    public CodeEntry? ById(string id) => byId.GetValueOrDefault(id);

    /// <summary>The meaning of a concept's first known code, or null.</summary>
    /// <param name="concept">Concept.</param>
    public CodeEntry? Find(CodedConcept concept) => All(concept) is [var first, ..] ? first : null;

    /// <summary>The meanings of all known codes of a concept, each once, in its order.</summary>
    /// <param name="concept">Concept.</param>
    public ImmutableArray<CodeEntry> All(CodedConcept concept) => concept.Codes.IsEmpty ? [] : meanings[concept];

    /// <summary>The meaning of a code, or null.</summary>
    /// <param name="code">Code.</param>
    public CodeEntry? Find(CodedConceptCode code) => AllOf(code).FirstOrDefault();

    private IEnumerable<CodeEntry> AllOf(CodedConceptCode code)
    {
        if (code.Code is not { } written)
        {
            yield break;
        }

        // "C34.9 8140/3": two codes in one field.
        foreach (var part in written.Contains(' ', StringComparison.Ordinal) ? written.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [written])
        {
            var system = systems.Find(code.System);
            var entry = system is null ? null : Find(system, part);
            if (entry is null && CodeSystems.ByShape(part) is { } shape && shape != system && (system is null || !LooksLike(system, part)))
            {
                entry = Find(shape, part);
            }

            entry ??= system is null ? Find("code", part) : null;
            if (entry is not null)
            {
                yield return entry;
            }
        }
    }

    // RxNorm and NCBI ids are bare numbers as well: the named system is believed where its codes may look so.
    private static bool LooksLike(string system, string code) => system switch
    {
        "snomed" or "rxnorm" or "ncbigene" => code.All(char.IsAsciiDigit),
        "loinc" => code.Contains('-', StringComparison.Ordinal),
        _ => true,
    };

    private CodeEntry? Find(string system, string written)
    {
        var code = Normal(system, written);
        if (entries.TryGetValue((system, code), out var entry))
        {
            return entry;
        }

        if (!Hierarchical.Contains(system))
        {
            return null;
        }

        for (var length = code.Length - 1; length >= 3; length--)
        {
            if (entries.TryGetValue((system, code[..length].TrimEnd('.')), out entry))
            {
                return entry;
            }
        }

        var category = code.Length > 3 ? code[..3] : code;
        foreach (var (of, from, to, found) in ranges)
        {
            if (string.Equals(of, system, StringComparison.Ordinal) && string.CompareOrdinal(category, from) >= 0 && string.CompareOrdinal(category, to) <= 0 && category.Length == from.Length)
            {
                return found;
            }
        }

        return null;
    }

    private static string Normal(string system, string code)
    {
        var text = code.Trim();
        switch (system)
        {
            case "hgnc":
                return text.StartsWith("HGNC:", StringComparison.OrdinalIgnoreCase) ? text[5..].Trim() : text;
            case "icd10":
                text = text.ToUpper(CultureInfo.InvariantCulture);
                return text.Length > 3 && text[3] != '.' && !text.Contains('-', StringComparison.Ordinal) ? $"{text[..3]}.{text[3..]}" : text;
            case "icdo":
                text = text.ToUpper(CultureInfo.InvariantCulture);
                // "8046/3", "80463/3" (a typing slip) and "80463" all mean morphology 8046.
                return text.Length >= 4 && text[..4].All(char.IsAsciiDigit) ? text[..4] : text;
            case "so":
                return text.Replace('_', ':');
            default:
                return text;
        }
    }
}

/// <summary>What a code means.</summary>
/// <param name="Id">Id in the file.</param>
/// <param name="Attributes">What is known of it.</param>
internal sealed record CodeEntry(string Id, FrozenDictionary<string, string> Attributes)
{
    /// <summary>An attribute, or null.</summary>
    public string? this[string name] => Attributes.GetValueOrDefault(name);
}
