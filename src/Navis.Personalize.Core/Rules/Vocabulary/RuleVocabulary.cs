using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Rules.Vocabulary;

/// <summary>Everything that a rule may ask for, from <c>rules/vocabulary.yaml</c>: each fact with its domain and its place in a profile. Immutable.</summary>
public sealed class RuleVocabulary
{
    /// <summary>Path of the file below the content root.</summary>
    public const string Path = "rules/vocabulary.yaml";

    private readonly FrozenDictionary<string, FactSlot> byName;
    private readonly FrozenDictionary<string, Membership> memberships;

    internal RuleVocabulary(
        ImmutableArray<ChoiceSlot> choices,
        ImmutableArray<NumberSlot> numbers,
        ImmutableArray<TreatmentSlot> treatments,
        ImmutableArray<GeneDefinition> genes,
        FrozenDictionary<string, FactWords> words)
    {
        (Choices, Numbers, Treatments, Genes, Words) = (choices, numbers, treatments, genes, words);
        byName = choices.Concat<FactSlot>(numbers).Concat(treatments).ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);
        memberships = MembershipsOf(treatments);
    }

    /// <summary>Facts with a closed list of values, gene changes included.</summary>
    public ImmutableArray<ChoiceSlot> Choices { get; }

    /// <summary>Facts with a range.</summary>
    public ImmutableArray<NumberSlot> Numbers { get; }

    /// <summary>Treatments and classes.</summary>
    public ImmutableArray<TreatmentSlot> Treatments { get; }

    /// <summary>Genes with their changes.</summary>
    public ImmutableArray<GeneDefinition> Genes { get; }

    /// <summary>Words that belong to no single fact: <c>gene-retest</c>, <c>treatment-list</c>, <c>two-drivers</c>.</summary>
    public FrozenDictionary<string, FactWords> Words { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">Not as its form says; names file and line.</exception>
    public static RuleVocabulary Load(IContentSource content) => VocabularyReader.Read(ContentNode.Parse(Path, content.Read(Path)));

    /// <summary>A fact by its name, or null: <c>stage.group</c>, <c>EGFR</c>, <c>EGFR.L858R</c>, <c>osimertinib</c>, <c>egfr-tki</c>.</summary>
    /// <param name="name">Name.</param>
    public FactSlot? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The slot of a gene change, or null; <c>any</c> is the gene as a whole.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="alteration">Change.</param>
    public ChoiceSlot? FindGene(string gene, string alteration) =>
        Find(string.Equals(alteration, "any", StringComparison.Ordinal) ? gene : string.Concat(gene, ".", alteration)) as ChoiceSlot is { Gene: not null } slot ? slot : null;

    /// <summary>The fact at a place.</summary>
    /// <param name="place">Place.</param>
    public FactSlot At(SlotRef place) => place.Kind switch
    {
        SlotKind.Choice => Choices[place.Index],
        SlotKind.Number => Numbers[place.Index],
        SlotKind.Treatment => Treatments[place.Index],
    };

    /// <summary>In which slots a treatment of the record counts: as itself and in its classes, and where it may hide a member.</summary>
    /// <param name="treatment">Canonical name.</param>
    internal Membership MembershipOf(string treatment) => memberships.GetValueOrDefault(treatment, Membership.None);

    private static FrozenDictionary<string, Membership> MembershipsOf(ImmutableArray<TreatmentSlot> treatments)
    {
        var members = treatments.SelectMany(t => t.Members.Select(m => (Name: m, t.Ref.Index))).ToLookup(p => p.Name, p => p.Index, StringComparer.Ordinal);
        var maybe = treatments.SelectMany(t => t.Maybe.Select(m => (Name: m, t.Ref.Index))).ToLookup(p => p.Name, p => p.Index, StringComparer.Ordinal);
        return members.Select(g => g.Key).Concat(maybe.Select(g => g.Key)).Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(n => n, n => new Membership([.. members[n]], [.. maybe[n].Except(members[n])]), StringComparer.Ordinal);
    }
}

/// <summary>A gene with the changes that rules tell apart.</summary>
/// <param name="Gene">HGNC symbol or <c>NTRK</c>.</param>
/// <param name="Any">Slot of the gene as a whole.</param>
/// <param name="Changes">Slots of its changes.</param>
public sealed record GeneDefinition(string Gene, ChoiceSlot Any, ImmutableArray<ChoiceSlot> Changes);

/// <summary>Where a treatment counts.</summary>
/// <param name="Sure">Slots of which it is a member.</param>
/// <param name="Maybe">Slots of which it may hide a member.</param>
internal sealed record Membership(ImmutableArray<int> Sure, ImmutableArray<int> Maybe)
{
    public static readonly Membership None = new([], []);
}
