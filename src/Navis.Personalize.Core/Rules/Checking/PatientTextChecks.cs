using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>What a patient reads: easy, without words that hurt or promise, and without genes and drugs that are not the reader's.</summary>
internal static class PatientTextChecks
{
    private const double HighestGrade = 8;
    private const int LongestSentence = 20;

    public static void Run(CheckContext check, Rule rule)
    {
        if (rule.Patient is { } patient)
        {
            Text(check, rule, "patient", LineOf(rule, "patient"), patient.Source);
            if (rule.Section is "questions" && !(patient.Source.StartsWith('"') && patient.Source.EndsWith('"') && patient.Source.Contains('?', StringComparison.Ordinal)))
            {
                check.Report(rule, LineOf(rule, "patient"), "question", "A rule of section 'questions' speaks as a question of the reader.", "Write the question itself, in quotes: \"…?\"");
            }
        }

        if (rule.Key is { } key)
        {
            Text(check, rule, "key", LineOf(rule, "key"), key.Source);
        }

        foreach (var (fact, words) in rule.Missing)
        {
            Text(check, rule, "missing", rule.Source["missing"]![fact]!.Line, words);
        }

        foreach (var name in rule.Names)
        {
            Name(check, rule, name);
        }
    }

    private static void Name(CheckContext check, Rule rule, string name)
    {
        var gene = (check.Pack.Vocabulary.Find(name) as ChoiceSlot)?.Gene;
        if (!Texts(rule).Any(t => check.Names.Find(t).Any(f => IsListed(f.Thing, name))))
        {
            check.Report(rule, "names", "names", $"'{name}' is listed under 'names', but no text names it.", "Take it out of the list.");
        }
        else if (gene is null && !rule.Condition.Needs(l => l.Holds && IsFound(check, l, null)))
        {
            check.Report(rule, "names", "names", $"'{name}' need not be in the record, and no gene change is required as found.", "Ask for the gene change that the drug is for, or take the drug out of the text.");
        }
        else if (gene is not null && !rule.Condition.Needs(l => l.Holds && IsFound(check, l, gene)))
        {
            check.Report(rule, "names", "names", $"'{name}' is named, but {gene} need not be the reader's gene.", $"Ask for a main change of {gene} as found, or take the name out of the text.");
        }
    }

    private static bool IsListed(NamedThing thing, string name) => name == thing.Drug || (thing is { Gene: { } gene, Alteration: { } change } && name == string.Concat(gene, ".", change));

    private static IEnumerable<string> Texts(Rule rule) =>
        new[] { rule.Patient?.Source, rule.Clinician?.Source, rule.Key?.Source }.Concat(rule.Missing.Values).OfType<string>();

    private static int LineOf(Rule rule, string key) => (rule.Source["say"]?[key] ?? rule.Source[key] ?? rule.Source).Line;

    private static void Text(CheckContext check, Rule rule, string key, int line, string text)
    {
        var ease = Readability.Of(text, check.Names);
        if (ease.FleschKincaid > HighestGrade)
        {
            check.Report(rule, line, "readability", string.Create(CultureInfo.InvariantCulture, $"The {key} text reads at grade {ease.FleschKincaid:0.0}; {HighestGrade} is the most."), "Use shorter sentences and everyday words.");
        }

        if (ease.LongestSentence > LongestSentence)
        {
            check.Report(rule, line, "readability", string.Create(CultureInfo.InvariantCulture, $"The {key} text has a sentence of {ease.LongestSentence} words; {LongestSentence} is the most."), "Cut it in two.");
        }

        if (PatientTextGuard.ForbiddenWord(text) is { } word)
        {
            check.Report(rule, line, "forbidden-word", $"The {key} text says '{word}'.", "Say it otherwise; this word hurts or promises, even when denied.");
        }

        foreach (var (pattern, why) in check.MustNotSay)
        {
            if (!(rule.IsSurvival && why.StartsWith("survival", StringComparison.Ordinal)) && Match(pattern, text) is { } said && PatientTextGuard.ForbiddenWord(said) is null)
            {
                check.Report(rule, line, "must-not-say", $"The {key} text says '{said}': {why}.", "Say it otherwise.");
            }
        }

        // A missing result may be named as long as no driver is known; the answer sees to it.
        foreach (var (name, thing) in check.Names.Find(text).DistinctBy(n => n.Name, StringComparer.Ordinal))
        {
            if (!(thing.Drug is null ? MayNameGene(check, rule, thing, key) : MayNameDrug(check, rule, thing.Drug)))
            {
                check.Report(
                    rule,
                    line,
                    "foreign-name",
                    $"The {key} text names '{name}', which need not be the reader's.",
                    thing.Drug is null ? "Ask for it in the condition as found or as a stated result, or leave the name out." : "Ask for the drug in the condition, list it under 'names' as something to ask about, or write its class in braces.");
            }
        }

        if (key is not "missing" && PatientTextGuard.SpeaksOfReturn(text) && !Excludes(check, rule))
        {
            check.Report(rule, line, "noun-of-intent", $"The {key} text speaks of coming back, but the rule can be true of a cancer that never went.", "Ask for 'intent: curative' or a recurrence, or say 'grow'.");
        }
    }

    private static string? Match(Regex pattern, string text)
    {
        try
        {
            return pattern.Match(text) is { Success: true } match ? match.Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool MayNameDrug(CheckContext check, Rule rule, string drug) => rule.Names.Contains(drug, StringComparer.Ordinal)
        || rule.Condition.Needs(l => l.Holds && l.Atom.Test.Kind is AtomKind.Course && check.Pack.Vocabulary.Treatments[l.Atom.Test.Slot] is { } slot && (slot.Name == drug || slot.Members is [var only] && only == drug));

    private static bool MayNameGene(CheckContext check, Rule rule, NamedThing thing, string key) => rule.Condition.Needs(l => Shows(check, l, thing)) || rule.Names.Any(n => IsListed(thing, n))
        || (key is "missing" && rule.Condition.Atoms().Any(a => check.Pack.Vocabulary.At(a.Test.Place) is ChoiceSlot { Gene: { } gene } && gene == thing.Gene));

    private static bool Shows(CheckContext check, Literal literal, NamedThing thing)
    {
        if (!literal.Holds)
        {
            return false;
        }

        var slot = check.Pack.Vocabulary.At(literal.Atom.Test.Place);
        return slot switch
        {
            // A stated result of the record may be named with its change; so may a change of a gene that is the reader's.
            ChoiceSlot { Gene: { } gene } change when gene == thing.Gene => thing.Alteration is null ? literal.Atom.Form is AtomForm.Recorded : change.Alteration == thing.Alteration,
            ChoiceSlot { Name: "driver" } driver => thing.Alteration is null && thing.Gene is { } named && DriversOf(named) is var mine && driver.ValuesOf(literal.Atom.Test.True).All(v => mine.Contains(v, StringComparer.Ordinal)),
            { } other => other.Field == string.Concat("biomarker.", thing.Gene) && literal.Atom.Form is AtomForm.Recorded,
        };
    }

    private static string[] DriversOf(string gene) => gene switch
    {
        "MET" => ["met-exon-14"],
        "BRAF" => ["braf-v600e"],
        "KRAS" => ["kras-g12c", "kras-other"],
        _ => [gene.ToLowerInvariant()],
    };

    private static bool IsFound(CheckContext check, Literal literal, string? gene) => literal.Atom.Test.Kind is AtomKind.Choice && check.Pack.Vocabulary.Choices[literal.Atom.Test.Slot] switch
    {
        { Gene: { } found } => literal.Atom.Test.True == GeneStates.FoundSet && (gene is null || gene == found),
        { Name: "driver" } driver => driver.ValuesOf(literal.Atom.Test.True).All(v => gene is null ? v is not ("none-found" or "conflicting") : DriversOf(gene).Contains(v, StringComparer.Ordinal)),
        _ => false,
    };

    // True when every way to true keeps out a cancer that was advanced from the start and is treated to control it.
    private static bool Excludes(CheckContext check, Rule rule) => rule.Condition.Needs(l => l.Atom.Test.Kind is AtomKind.Choice && check.Pack.Vocabulary.Choices[l.Atom.Test.Slot] switch
    {
        { Name: "intent" } intent => (SetOf(l) & intent.SetOf("control")) == 0,
        { Name: "disease-state" } state => (SetOf(l) & state.SetOf("advanced-at-diagnosis")) == 0,
        _ => false,
    });

    private static ulong SetOf(Literal literal) => literal.Holds ? literal.Atom.Test.True : literal.Atom.Test.False;
}
