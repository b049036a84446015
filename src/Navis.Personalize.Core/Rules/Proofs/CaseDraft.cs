using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>One fact of a drafted case: a key of the case language, for a gene with its change.</summary>
/// <param name="Key">Fact, gene or treatment.</param>
/// <param name="Change">Change of a gene, <c>any</c> for the gene as a whole; null for other facts.</param>
/// <param name="Value">Value as a case writes it.</param>
internal sealed record DraftEntry(string Key, string? Change, string Value);

/// <summary>A profile as the author of a case would write it, one fact at a time, so that facts can be taken out until only those are left that matter.</summary>
/// <param name="Entries">Facts.</param>
internal sealed record CaseDraft(ImmutableArray<DraftEntry> Entries)
{
    /// <summary>The profile in one line, ready to paste after <c>profile:</c>.</summary>
    public string Text => Entries.IsEmpty ? "{}" : $"{{ {string.Join(", ", Entries.GroupBy(e => e.Key, StringComparer.Ordinal).Select(Line))} }}";

    /// <summary>The profile that the text stands for.</summary>
    /// <exception cref="ContentException">Never for a draft made from a vocabulary and read with it.</exception>
    public RuleProfile Profile(RuleVocabulary vocabulary) => new CaseProfileReader(vocabulary).Read(ContentNode.Parse("case", Text));

    /// <summary>Takes facts out, one after the other, as long as what is shown stays so.</summary>
    public CaseDraft Smallest(Func<CaseDraft, bool> shows)
    {
        var draft = this;
        for (var again = true; again;)
        {
            again = false;
            foreach (var entry in draft.Entries)
            {
                var less = new CaseDraft(draft.Entries.Remove(entry));
                if (shows(less))
                {
                    (draft, again) = (less, true);
                }
            }
        }

        return draft;
    }

    /// <summary>The case of a solver's model; null when its courses cannot be written in the case language.</summary>
    public static CaseDraft? Of(ProfileSpace space, IReadOnlyDictionary<string, ulong> model)
    {
        var entries = ImmutableArray.CreateBuilder<DraftEntry>();
        foreach (var slot in space.Vocabulary.Choices)
        {
            var set = model[ProfileSpace.Name(slot)];
            if (slot.Gene is { } gene)
            {
                if (slot.ValuesOf(set).Single() is var state and not (GeneStates.NotInRecord or GeneStates.OtherDriver) && !Follows(space, slot, model))
                {
                    entries.Add(new(gene, slot.Alteration, state));
                }
            }
            else if (set != slot.Silence && set != slot.All && (slot.Name is not "driver" || set == slot.SetOf("conflicting")))
            {
                entries.Add(new(slot.Name, null, List([.. slot.ValuesOf(set)])));
            }
        }

        foreach (var slot in space.Vocabulary.Numbers)
        {
            var number = space.Number(slot.Ref.Index);
            if (number.Words(model[number.Low], model[number.High]) is { } words)
            {
                entries.Add(new(slot.Name, null, words));
            }
        }

        foreach (var cell in space.Courses.Cells)
        {
            if (cell.CoursesOf(model) is not { } courses)
            {
                return null;
            }

            if (courses.Count > 0)
            {
                var words = courses.Select(c => $"{{ now: {List(c.Now)}{(c.Setting.Length == Courses.Settings.Length ? "" : $", setting: {List(c.Setting)}")} }}").ToList();
                entries.Add(new(cell.Names[0], null, words.Count == 1 ? words[0] : $"[{string.Join(", ", words)}]"));
            }
        }

        return new(entries.ToImmutable());
    }

    // "The gene is found" follows from a change of it; written, it would say more than that.
    private static bool Follows(ProfileSpace space, ChoiceSlot slot, IReadOnlyDictionary<string, ulong> model) => slot.Alteration is "any" && model[ProfileSpace.Name(slot)] == GeneStates.FoundSet
        && space.Vocabulary.Genes.First(g => g.Gene == slot.Gene).Changes.Any(c => c.Alteration is not ("amplification" or "overexpression") && model[ProfileSpace.Name(c)] == GeneStates.FoundSet);

    private static string Line(IGrouping<string, DraftEntry> group) => group.First().Change is null
        ? $"{group.Key}: {group.First().Value}"
        : $"{group.Key}: {{ {string.Join(", ", group.Select(e => $"{e.Change}: {e.Value}"))} }}";

    private static string List(ImmutableArray<string> values) => values.Length == 1 ? values[0] : $"[{string.Join(", ", values)}]";
}
