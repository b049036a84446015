using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Evidence;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>The words of a pack in another language than English: the same rules, facts and evidence under other words. What has no words in that
/// language keeps its English ones, so that nothing is lost; <c>navis rules check</c> names it.</summary>
/// <remarks>
/// <c>rules/words/vocabulary.es.yaml</c> name of a fact, gene, class or word → <c>label ask request</c>, and <c>drug</c> with <c>{drug}</c> for every drug;
/// <c>rules/words/evidence.es.yaml</c> evidence id → patient wording; <c>rules/words/reconciliation.es.yaml</c> reconciliation rule → text;
/// <c>rules/tailoring/&lt;section&gt;/&lt;slug&gt;.es.yaml</c> beside the rule: <c>rule patient clinician key missing</c>.
/// </remarks>
public sealed class PackWords
{
    private const string Folder = "rules/words/";

    private readonly FrozenDictionary<string, FactWords> facts;
    private readonly FrozenDictionary<string, string> evidence;
    private readonly FrozenDictionary<string, string> reconciliation;
    private readonly FrozenDictionary<string, ContentNode> rules;

    private PackWords(FrozenDictionary<string, FactWords> facts, FrozenDictionary<string, string> evidence, FrozenDictionary<string, string> reconciliation, FrozenDictionary<string, ContentNode> rules) =>
        (this.facts, this.evidence, this.reconciliation, this.rules) = (facts, evidence, reconciliation, rules);

    /// <summary>Ids of the rules that have words in this language.</summary>
    public IEnumerable<string> Rules => rules.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads the words of a language.</summary>
    /// <param name="content">Content.</param>
    /// <param name="language">BCP 47, for example <c>es</c>; of English there are none here.</param>
    /// <exception cref="ContentException">A file is not of its form.</exception>
    public static PackWords Load(IContentSource content, string language)
    {
        var suffix = string.Concat(".", language, ".yaml");
        var words = content.List(Folder.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        ContentNode? Parse(string name) => words.Contains(Folder + name + suffix) ? ContentNode.Parse(Folder + name + suffix, content.Read(Folder + name + suffix)) : null;
        static FrozenDictionary<string, string> Texts(ContentNode? node) => (node?.Members ?? []).ToFrozenDictionary(m => m.Key, m => Fold(m.Value.Scalar ?? ""), StringComparer.Ordinal);

        var found = new Dictionary<string, ContentNode>(StringComparer.Ordinal);
        foreach (var path in content.List(RulePack.RuleFolder).Where(p => p.EndsWith(suffix, StringComparison.Ordinal)))
        {
            var node = ContentNode.Parse(path, content.Read(path));
            if (!found.TryAdd(node.Required("rule"), node))
            {
                throw new ContentException(path, node.Line, $"The words of '{node.Required("rule")}' are there twice.");
            }
        }

        return new(
            (Parse("vocabulary")?.Members ?? []).ToFrozenDictionary(m => m.Key, m => new FactWords(m.Value.Required("label"), m.Value.Optional("ask"), m.Value.Optional("request")), StringComparer.Ordinal),
            Texts(Parse("evidence")),
            Texts(Parse("reconciliation")),
            found.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The text of a reconciliation rule, or null.</summary>
    /// <param name="rule">Rule id.</param>
    public string? Reconciliation(string rule) => reconciliation.GetValueOrDefault(rule);

    /// <summary>The label of a fact, or null.</summary>
    /// <param name="name">Name.</param>
    public string? Label(string name) => facts.GetValueOrDefault(name)?.Label;

    internal RuleVocabulary Apply(RuleVocabulary vocabulary) => new(
        [.. vocabulary.Choices.Select(c => c with { Words = Of(c.Gene ?? c.Name, c.Words) })],
        [.. vocabulary.Numbers.Select(n => n with { Words = Of(n.Name, n.Words) })],
        [.. vocabulary.Treatments.Select(t => t with { Words = t.IsClass ? Of(t.Name, t.Words) : OfDrug(t) })],
        [.. vocabulary.Genes.Select(g => g with { Any = g.Any with { Words = Of(g.Gene, g.Any.Words) }, Changes = [.. g.Changes.Select(c => c with { Words = Of(g.Gene, c.Words) })] })],
        vocabulary.Words.ToFrozenDictionary(w => w.Key, w => Of(w.Key, w.Value), StringComparer.Ordinal));

    internal EvidenceItem Apply(EvidenceItem item) => evidence.TryGetValue(item.Id, out var plain) ? item with { Plain = plain } : item;

    internal Rule Apply(Rule rule, RuleVocabulary vocabulary)
    {
        if (!rules.TryGetValue(rule.Id, out var node))
        {
            return rule;
        }

        TextTemplate? Text(string key, TextTemplate? english)
        {
            if (english is null || node.Optional(key) is not { } text)
            {
                return english;
            }

            var (template, unknown) = TextTemplate.Parse(text, vocabulary);
            return template ?? throw new ContentException(node.Path, node[key]!.Line, $"'{{{unknown}}}' is no fact of the vocabulary.");
        }

        var missing = rule.Missing;
        foreach (var (fact, text) in node["missing"]?.Members ?? [])
        {
            missing = missing.ContainsKey(fact)
                ? missing.SetItem(fact, Fold(text.Scalar ?? ""))
                : throw new ContentException(node.Path, text.Line, $"{rule.Id} has no words for a missing '{fact}'.");
        }

        return rule with { Patient = Text("patient", rule.Patient), Clinician = Text("clinician", rule.Clinician), Key = Text("key", rule.Key), Missing = missing };
    }

    private FactWords Of(string name, FactWords english) => facts.TryGetValue(name, out var words)
        ? new(words.Label, english.Ask is null ? null : words.Ask ?? english.Ask, english.Request is null ? null : words.Request ?? english.Request)
        : english;

    private FactWords OfDrug(TreatmentSlot drug) => facts.ContainsKey(drug.Name) ? Of(drug.Name, drug.Words)
        : facts.TryGetValue("drug", out var words) ? new(drug.Words.Label, words.Ask?.Replace("{drug}", drug.Name, StringComparison.Ordinal), words.Request)
        : drug.Words;

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
