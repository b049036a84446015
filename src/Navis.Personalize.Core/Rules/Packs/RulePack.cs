using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Evidence;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>All rules with their evidence, compiled. Immutable and thread safe. Cases are not part of it.</summary>
public sealed class RulePack
{
    internal const string RuleFolder = "rules/tailoring";
    internal const string EvidenceFolder = "rules/evidence";
    internal const string RuleSuffix = ".rule.yaml";
    internal const string CasesSuffix = ".cases.yaml";

    private readonly FrozenDictionary<string, int> byId;

    private RulePack(RuleVocabulary vocabulary, ImmutableArray<Rule> rules, FrozenDictionary<string, EvidenceItem> evidence, ImmutableArray<RuleProblem> problems)
    {
        (Vocabulary, Rules, Evidence, Problems) = (vocabulary, rules, evidence, problems);
        byId = rules.Select((r, i) => (r.Id, i)).ToFrozenDictionary(r => r.Id, r => r.i, StringComparer.Ordinal);
        Conditions = [.. rules.Select(r => CompiledCondition.Compile(r.Condition, Atoms))];
        LastDays = [.. rules.Select(LastDay)];
        Speaks = [.. rules.Select(MaySpeak)];
        Atoms.Freeze();
    }

    /// <summary>Facts that rules ask for.</summary>
    public RuleVocabulary Vocabulary { get; }

    /// <summary>Rules, by id.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>Evidence by id.</summary>
    public FrozenDictionary<string, EvidenceItem> Evidence { get; }

    /// <summary>Mistakes found while reading; the files that hold them are left out.</summary>
    public ImmutableArray<RuleProblem> Problems { get; }

    internal AtomTable Atoms { get; } = new();

    internal ImmutableArray<CompiledCondition> Conditions { get; }

    /// <summary>The last day on which each rule speaks; <see cref="DateOnly.MaxValue"/> when it has none.</summary>
    internal ImmutableArray<DateOnly> LastDays { get; }

    /// <summary>Whether each rule may speak at all: in review or approved, on verified evidence.</summary>
    internal ImmutableArray<bool> Speaks { get; }

    /// <summary>Reads vocabulary, evidence and rules. A file with a mistake is left out and named in <see cref="Problems"/>.</summary>
    /// <param name="content">Content.</param>
    /// <param name="words">The words of another language, or null for English.</param>
    /// <exception cref="ContentException">The vocabulary is missing or not of its form: nothing can be read without it.</exception>
    public static RulePack Load(IContentSource content, PackWords? words = null)
    {
        var vocabulary = RuleVocabulary.Load(content);
        vocabulary = words?.Apply(vocabulary) ?? vocabulary;
        var problems = new List<RuleProblem>();
        var evidence = ReadEvidence(content, problems);
        var reader = new RuleReader(vocabulary);
        var rules = new SortedDictionary<string, Rule>(StringComparer.Ordinal);
        foreach (var path in content.List(RuleFolder).Where(p => p.EndsWith(RuleSuffix, StringComparison.Ordinal)))
        {
            Try(problems, path, () =>
            {
                var rule = reader.Read(ContentNode.Parse(path, content.Read(path)));
                rule = words?.Apply(rule, vocabulary) ?? rule;
                if (!rules.TryAdd(rule.Id, rule))
                {
                    throw new ContentException(path, rule.Source["id"]!.Line, $"'{rule.Id}' is also the id of {rules[rule.Id].Source.Path}.");
                }
            });
        }

        var items = words is null ? evidence : evidence.Values.Select(words.Apply).ToFrozenDictionary(e => e.Id, StringComparer.Ordinal);
        return new(vocabulary, [.. rules.Values], items, [.. problems]);
    }

    /// <summary>A rule by id, or null.</summary>
    /// <param name="id">Id.</param>
    public Rule? Find(string id) => byId.TryGetValue(id, out var at) ? Rules[at] : null;

    internal int IndexOf(string id) => byId.TryGetValue(id, out var at) ? at : -1;

    private static FrozenDictionary<string, EvidenceItem> ReadEvidence(IContentSource content, List<RuleProblem> problems)
    {
        var items = new Dictionary<string, EvidenceItem>(StringComparer.Ordinal);
        foreach (var path in content.List(EvidenceFolder).Where(p => p.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            Try(problems, path, () =>
            {
                // A map is no list of items: must-not-say.yaml holds patterns for tests.
                foreach (var node in ContentNode.Parse(path, content.Read(path)).Items)
                {
                    Try(problems, path, () =>
                    {
                        var item = EvidenceItem.Read(node);
                        if (!items.TryAdd(item.Id, item))
                        {
                            throw new ContentException(path, node.Line, $"'{item.Id}' is there twice.");
                        }
                    });
                }
            });
        }

        return items.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void Try(List<RuleProblem> problems, string path, Action read)
    {
        try
        {
            read();
        }
        catch (ContentException mistake)
        {
            problems.Add(RuleProblem.Of(mistake));
        }
    }

    private DateOnly LastDay(Rule rule)
    {
        var day = rule.Expires ?? DateOnly.MaxValue;
        foreach (var id in rule.Evidence)
        {
            if (Evidence.TryGetValue(id, out var item) && item.Expires is { } end && end < day)
            {
                day = end;
            }
        }

        return day;
    }

    private bool MaySpeak(Rule rule) =>
        rule.Status is RuleStatus.InReview or RuleStatus.Approved
        && (rule.Status is not RuleStatus.Approved || rule.Approval is not null)
        && rule.Evidence.All(id => Evidence.TryGetValue(id, out var item) && item.Verified && item.Display is not EvidenceDisplay.Blocked);
}
