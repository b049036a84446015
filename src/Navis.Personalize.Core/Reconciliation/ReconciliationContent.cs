using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>The data of reconciliation: explanations of its rules, the table of what holds, ranks of records. Read from <c>rules/reconciliation</c>.</summary>
public sealed class ReconciliationContent
{
    private const string HoldingPath = "rules/reconciliation/holding.yaml";
    private const string DrugsPath = "rules/terminology/drugs.yaml";
    private const string RulesPath = "rules/reconciliation/rules.yaml";
    private readonly FrozenDictionary<string, ReconciliationRule> rules;
    private readonly string[] assertions;
    private readonly string?[,] gate;
    private readonly int[] ranks;
    private readonly bool[,] datedByRecord;
    private Lazy<FrozenDictionary<string, string>> sorts = new(FrozenDictionary<string, string>.Empty);

    private ReconciliationContent(ContentNode holding, FrozenDictionary<string, ReconciliationRule> rules)
    {
        this.rules = rules;
        assertions = [.. Enum.GetValues<Assertion>().Select(a => holding["assertions"]!.Required(a.Name()))];
        OpenValues = holding.Texts("open-values").ToFrozenSet(StringComparer.Ordinal);
        NsclcTypes = holding.Texts("nsclc-types").ToFrozenSet(StringComparer.Ordinal);
        AmendedTitles = holding.Texts("amended-titles");
        AccessionLabels = holding.Texts("accession-labels");
        SameEventMonths = (int)(holding.Number("same-event-months") ?? 6);
        gate = ReadGate(holding);
        ranks = [.. Enum.GetValues<DocumentKind>().Select(k => (int)(holding["source-rank"]!.Number(DocumentKinds.Name(k)) ?? holding["source-rank"]!.Number("any-other") ?? 3))];
        datedByRecord = ReadDating(holding);
    }

    /// <summary>Rules in the order of the file.</summary>
    public ImmutableArray<ReconciliationRule> Rules { get; private init; } = [];

    internal FrozenSet<string> OpenValues { get; }

    internal FrozenSet<string> NsclcTypes { get; }

    internal ImmutableArray<string> AmendedTitles { get; }

    internal ImmutableArray<string> AccessionLabels { get; }

    internal int SameEventMonths { get; }

    /// <summary>Loads the files of <c>rules/reconciliation</c>.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A rule that code decides has no explanation, or a word of a table is none.</exception>
    public static ReconciliationContent Load(IContentSource content)
    {
        var root = ContentNode.Parse(RulesPath, content.Read(RulesPath));
        var all = root.List("rules")
            .Select(r => new ReconciliationRule(r.Required("id"), r.Required("does"), r.Optional("shown") is not "false", r.Required("text"), r.Optional("undo") ?? "")).ToImmutableArray();
        var byId = all.ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);
        if (RuleIds.All.FirstOrDefault(id => !byId.ContainsKey(id)) is { } missing)
        {
            throw new ContentException(RulesPath, 1, $"The rule '{missing}' is not explained.");
        }

        return new(ContentNode.Parse(HoldingPath, content.Read(HoldingPath)), byId)
        {
            Rules = all,
            sorts = new(() => ContentNode.Parse(DrugsPath, content.Read(DrugsPath)).List("entries").Where(static e => e.Optional("sort") is not null)
                .DistinctBy(static e => e.Required("id"), StringComparer.Ordinal).ToFrozenDictionary(static e => e.Required("id"), static e => e.Required("sort"), StringComparer.Ordinal)),
        };
    }

    /// <summary>A rule, or null.</summary>
    /// <param name="id">Id.</param>
    public ReconciliationRule? Rule(string id) => rules.GetValueOrDefault(id);

    /// <summary>The unnamed treatment that a drug falls under (<c>chemotherapy immunotherapy targeted-therapy</c>), or null.</summary>
    internal string? SortOf(string drug) => sorts.Value.GetValueOrDefault(drug);

    internal string TextOf(string id) => rules.TryGetValue(id, out var rule) ? rule.Text : "";

    internal string UndoOf(string id) => rules.TryGetValue(id, out var rule) ? rule.Undo : "";

    internal bool IsShown(string id) => !rules.TryGetValue(id, out var rule) || rule.Shown;

    internal string HoldingOf(Assertion assertion) => assertions[(int)assertion];

    /// <summary>The rule that withholds a kind in a case of this disease, or null when it holds.</summary>
    internal string? WithheldBy(GateState state, FactKind kind) => gate[(int)state, (int)kind];

    internal int RankOf(DocumentKind kind) => ranks[(int)kind];

    internal bool IsDatedByRecord(DocumentKind record, FactKind kind) => datedByRecord[(int)record, (int)kind];

    private static string?[,] ReadGate(ContentNode holding)
    {
        var kinds = Enum.GetValues<FactKind>();
        var table = new string?[Enum.GetValues<GateState>().Length, kinds.Length];
        foreach (var state in Enum.GetValues<GateState>())
        {
            var row = holding["diseases"]?[GateStates.Name(state)] ?? throw new ContentException(holding.Path, holding.Line, $"The disease '{GateStates.Name(state)}' is missing.");
            foreach (var (group, members) in holding["groups"]!.Members)
            {
                var word = row.Required(group);
                foreach (var kind in members.AsTexts())
                {
                    var index = FactKinds.Parse(kind) ?? throw new ContentException(holding.Path, members.Line, $"'{kind}' is no kind of fact.");
                    table[(int)state, (int)index] = word is "holds" ? null : word;
                }
            }
        }

        return table;
    }

    private static bool[,] ReadDating(ContentNode holding)
    {
        var table = new bool[Enum.GetValues<DocumentKind>().Length, Enum.GetValues<FactKind>().Length];
        foreach (var entry in holding.List("dated-by-record"))
        {
            foreach (var (record, kind) in from record in entry.Texts("records") from kind in entry.Texts("kinds") select (record, kind))
            {
                var document = DocumentKinds.Parse(record) ?? throw new ContentException(holding.Path, entry.Line, $"'{record}' is no kind of record.");
                table[(int)document, (int)(FactKinds.Parse(kind) ?? throw new ContentException(holding.Path, entry.Line, $"'{kind}' is no kind of fact."))] = true;
            }
        }

        return table;
    }
}

/// <summary>The rows of the disease table of <c>holding.yaml</c>.</summary>
internal enum GateState
{
    Nsclc,
    Transformed,
    NsclcOrSclc,
    Suspected,
    Sclc,
    OtherCancer,
    NoCancer,
    Silent,
    SilentLobe,
}

internal static class GateStates
{
    public static string Name(GateState state) => state switch
    {
        GateState.Nsclc => "nsclc",
        GateState.Transformed => "transformed",
        GateState.NsclcOrSclc => "nsclc-or-sclc",
        GateState.Suspected => "suspected",
        GateState.Sclc => "sclc",
        GateState.OtherCancer => "other-cancer",
        GateState.NoCancer => "no-cancer",
        GateState.Silent => "silent",
        GateState.SilentLobe => "silent-lobe",
    };

    public static CaseDisease Disease(GateState state) => state switch
    {
        GateState.Nsclc => CaseDisease.Nsclc,
        GateState.Transformed => CaseDisease.Transformed,
        GateState.NsclcOrSclc => CaseDisease.NsclcOrSclc,
        GateState.Suspected => CaseDisease.Suspected,
        GateState.Sclc => CaseDisease.Sclc,
        GateState.OtherCancer => CaseDisease.OtherCancer,
        GateState.NoCancer => CaseDisease.NoCancer,
        GateState.Silent or GateState.SilentLobe => CaseDisease.Silent,
    };
}
