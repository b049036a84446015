using System.Text.RegularExpressions;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Answers;

/// <summary>The last door before a patient: a sentence that names a gene or drug that is not the reader's, a forbidden word, or the wrong noun for the
/// aim of treatment is left out and reported. The check of the content should have found it; a patient must not depend on that.</summary>
public sealed partial class PatientTextGuard
{
    private readonly NameLexicon names;
    private readonly List<ContentBug> bugs = [];

    /// <summary>A guard.</summary>
    /// <param name="names">Names of genes and drugs.</param>
    public PatientTextGuard(NameLexicon names) => this.names = names;

    /// <summary>What was left out.</summary>
    public IReadOnlyList<ContentBug> Bugs => bugs;

    /// <summary>The forbidden word in a text, or null. They do not stand in patient text at all, not even denied.</summary>
    /// <param name="text">Text.</param>
    public static string? ForbiddenWord(string text) => Forbidden().Match(text) is { Success: true } match ? match.Value : null;

    /// <summary>True when a text speaks of the cancer coming back.</summary>
    /// <param name="text">Text.</param>
    public static bool SpeaksOfReturn(string text) => Return().IsMatch(text);

    /// <summary>A name in the text that the reader may not read, or null.</summary>
    /// <param name="text">Text.</param>
    /// <param name="mayName">Whether a gene, change or drug is the reader's.</param>
    public string? ForeignName(string text, Func<NamedThing, bool> mayName) => names.Find(text).FirstOrDefault(n => !mayName(n.Thing)).Name;

    /// <summary>The text without its sentences at fault, or null when none is left.</summary>
    /// <param name="rule">Rule or statement, for the report.</param>
    /// <param name="text">Text.</param>
    /// <param name="profile">Profile, or null for the general answer.</param>
    /// <param name="mayName">Whether a gene, change or drug is the reader's.</param>
    public string? Clean(string rule, string text, RuleProfile? profile, Func<NamedThing, bool> mayName)
    {
        var fault = false;
        var kept = new List<string>();
        foreach (var sentence in Sentences.Of(text))
        {
            if (FaultOf(sentence, profile, mayName) is var (code, detail))
            {
                bugs.Add(new(rule, code, detail));
                fault = true;
            }
            else
            {
                kept.Add(sentence);
            }
        }

        return !fault ? text : kept.Count == 0 ? null : string.Join(' ', kept);
    }

    /// <summary>Reports a mistake that was found elsewhere.</summary>
    /// <param name="bug">Mistake.</param>
    public void Report(ContentBug bug) => bugs.Add(bug);

    /// <summary>Whether a true rule may name something: a gene or change that carries its truth or was found, a drug of the record, or one that it asks about.</summary>
    /// <param name="trace">Trace.</param>
    /// <param name="outcome">Outcome of the rule.</param>
    public static Func<NamedThing, bool> NamesOf(RuleTrace trace, RuleOutcome outcome)
    {
        var slots = trace.AtomsOf(outcome).Where(a => a.Form is AtomForm.Recorded).Select(a => trace.Pack.Vocabulary.At(a.Test.Place)).ToList();
        var rule = trace.Pack.Rules[outcome.Rule];
        return thing => thing switch
        {
            { Drug: { } drug } => rule.Names.Contains(drug, StringComparer.Ordinal) || HasDrug(trace.Profile, drug),
            { Gene: { } gene } => slots.Exists(s => s is ChoiceSlot { Gene: { } g } c && g == gene && (thing.Alteration is null || c.Alteration == thing.Alteration))
                || slots.Exists(s => s.Field == string.Concat("biomarker.", gene)) || IsFound(trace.Profile, gene, thing.Alteration),
            _ => false,
        };
    }

    /// <summary>Whether the record names something: a gene that was found, a drug of the record.</summary>
    /// <param name="profile">Profile.</param>
    public static Func<NamedThing, bool> NamesOf(RuleProfile profile) => thing => thing switch
    {
        { Drug: { } drug } => HasDrug(profile, drug),
        { Gene: { } gene } => IsFound(profile, gene, thing.Alteration),
        _ => false,
    };

    private (string Code, string Detail)? FaultOf(string sentence, RuleProfile? profile, Func<NamedThing, bool> mayName) =>
        ForbiddenWord(sentence) is { } word ? ("forbidden-word", word)
        : ForeignName(sentence, mayName) is { } name ? ("foreign-name", name)
        : profile is not null && IsOnlyGrowth(profile) && SpeaksOfReturn(sentence) ? ("noun-of-intent", Return().Match(sentence).Value)
        : null;

    // Advanced from the start and treated to control it: the cancer never went, so it cannot come back.
    private static bool IsOnlyGrowth(RuleProfile profile) => profile.ValueOf("intent") is "control" && profile.ValueOf("disease-state") is "advanced-at-diagnosis";

    private static bool HasDrug(RuleProfile profile, string drug) => profile.Vocabulary.Find(drug) is TreatmentSlot slot && profile.CoursesOf(slot.Ref.Index).Length > 0 && profile.FactsOf(slot.Ref).Length > 0;

    private static bool IsFound(RuleProfile profile, string gene, string? alteration) => gene switch
    {
        "CD274" => Shows(profile, "pd-l1"),
        "TMB" => Shows(profile, "tmb"),
        "MSI" => Shows(profile, "msi"),
        _ => profile.Vocabulary.Genes.FirstOrDefault(g => g.Gene == gene) is { } definition
            && (alteration is null ? definition.Changes.Append(definition.Any) : definition.Changes.Where(c => c.Alteration == alteration)).Any(c => profile.Choice(c.Ref.Index) == GeneStates.SetOf(GeneStates.Found)),
    };

    private static bool Shows(RuleProfile profile, string fact) => profile.Vocabulary.Find(fact) is { } slot && profile.FactsOf(slot.Ref).Length > 0;

    // "cured", "beat it", "median survival", "your fault"; the same in Spanish
    [GeneratedRegex(@"\b(cures?|cured|curing|curable|beats?|beaten|beating|median survival|faults?|blame[ds]?|aggressive|death sentence|cura|curas|curar(se)?|curad[oa]s?|curación|vencer|vence|derrotar|mediana de supervivencia|supervivencia mediana|culpas?|culpables?|agresiv[oa]s?|sentencia de muerte)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Forbidden();

    // "come back", "a return", "had returned", "recurrence"; the same in Spanish ("puede volver a crecer" is growth)
    [GeneratedRegex(@"\b(com(e|es|ing) back|came back|returns?|returned|recur(s|red|rence|rences)?|(volver|vuelva|vuelvan|vuelve|vuelven|volvió|volvería|vuelto)(?! a (crecer|empezar|analizar|medir|mirar|hacer))|regres(ar|a|ó|e)|reaparec\w+|recurrencias?|recaídas?|recidivas?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Return();
}
