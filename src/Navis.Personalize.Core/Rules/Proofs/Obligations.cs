using System.Text.RegularExpressions;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>What is proved of each rule, and of the rules together.</summary>
internal static partial class Obligations
{
    public static IEnumerable<Obligation> Of(RuleProver prover)
    {
        var names = new NameLexicon(prover.Pack.Vocabulary);
        for (var i = 0; i < prover.Pack.Rules.Length; i++)
        {
            foreach (var obligation in Rule(prover, names, i).Concat(Together(prover, i)))
            {
                yield return obligation;
            }
        }

        foreach (var obligation in SectionObligations.Of(prover))
        {
            yield return obligation;
        }
    }

    private static IEnumerable<Obligation> Rule(RuleProver prover, NameLexicon names, int at)
    {
        var rule = prover.Pack.Rules[at];
        var fires = RuleTerms.True(at);
        bool Fires(RuleTrace trace) => trace.Outcomes[at].Truth is Truth.True;

        yield return new("can-be-true", rule, "The rule can be true.", fires, true, Fires, "Loosen the condition, or take the rule out.");

        var asked = rule.Condition.Atoms().Where(a => IsListed(prover.Pack.Vocabulary.At(a.Test.Place))).Select(a => a.Test).Distinct().ToList();
        yield return new(
            "unknown-by-listed",
            rule,
            "The rule is unknown only through a fact that the answer can ask for.",
            Smt.And([RuleTerms.Unknown(at), .. asked.Select(a => Smt.Or(prover.Terms.Term(a, true), prover.Terms.Term(a, false)))]),
            false,
            trace => trace.Outcomes[at].Truth is Truth.Unknown && !trace.SlotsOf(trace.Outcomes[at]).Any(IsListed),
            "Give the fact an 'ask' in rules/vocabulary.yaml.");

        var because = rule.Because.IsEmpty ? rule.Condition.Atoms().Where(a => a.Form is not AtomForm.NotRecorded).Select(a => prover.Pack.Vocabulary.At(a.Test.Place)) : rule.Because;
        yield return new(
            "has-fact",
            rule,
            "When the rule speaks, the record holds a fact to show for it.",
            Smt.And([fires, .. because.DistinctBy(b => b.Ref).Select(b => Smt.Not(prover.Space.IsRecorded(b)))]),
            false,
            trace => Fires(trace) && trace.FactsOf(trace.Outcomes[at]).IsEmpty,
            "Name under 'because' a fact that the condition requires.");

        foreach (var fact in Shown(rule).DistinctBy(f => f.Ref))
        {
            yield return new(
                "shown-is-settled",
                rule,
                $"When the rule speaks, '{{{fact.Name}}}' has a value to show.",
                Smt.And(fires, Smt.Not(prover.Space.IsShown(fact))),
                false,
                trace => Fires(trace) && FactValues.Words(trace.Profile, fact) is null,
                $"Add '{{ fact: {fact.Name}, known: true }}' to the condition, or take the value out of the text.");
        }

        foreach (var obligation in Names(prover, names, rule, at, fires))
        {
            yield return obligation;
        }

        if (rule.Patient is { } patient && PatientTextGuard.SpeaksOfReturn(patient.Source))
        {
            yield return new(
                "noun-of-intent",
                rule,
                "The rule speaks of coming back only to those whose cancer went.",
                Smt.And(fires, prover.Space.Is("intent", "control"), prover.Space.Is("disease-state", "advanced-at-diagnosis")),
                false,
                trace => Fires(trace) && trace.Profile.ValueOf("intent") is "control" && trace.Profile.ValueOf("disease-state") is "advanced-at-diagnosis",
                "Ask for 'intent: curative' or a recurrence, or say 'grow'.");
        }
    }

    private static IEnumerable<Obligation> Names(RuleProver prover, NameLexicon names, Rule rule, int at, string fires)
    {
        var texts = string.Join(' ', new[] { rule.Patient?.Source, rule.Key?.Source }.OfType<string>());
        var things = names.Find(texts).DistinctBy(n => n.Thing).Where(n => !rule.Names.Contains(n.Thing.Drug ?? $"{n.Thing.Gene}.{n.Thing.Alteration}", StringComparer.Ordinal));
        foreach (var (name, thing) in things)
        {
            yield return Required(name, [.. rule.Condition.Atoms().Where(a => IsAbout(prover.Pack.Vocabulary.At(a.Test.Place), thing)).Select(a => a.Test).Distinct()]);
        }

        if (Stage().Match(texts) is { Success: true } stage)
        {
            yield return Required(stage.Value, [.. rule.Condition.Atoms().Where(a => prover.Pack.Vocabulary.At(a.Test.Place).Field is "stage-group" or "t" or "n" or "m").Select(a => a.Test).Distinct()]);
        }

        Obligation Required(string name, IReadOnlyList<AtomTest> tests) => new(
            "named-is-known",
            rule,
            $"The rule names '{name}' only when that is known and as required.",
            Smt.And([fires, .. tests.Select(t => Smt.Not(prover.Terms.Term(t, true)))]),
            false,
            trace => trace.Outcomes[at].Truth is Truth.True && tests.All(t => AtomTable.Evaluate(t, trace.Profile) is not Truth.True),
            "Ask for it in the condition on every way to true, or take the name out of the text.");
    }

    private static IEnumerable<Obligation> Together(RuleProver prover, int at)
    {
        var rule = prover.Pack.Rules[at];
        foreach (var other in rule.Excludes.Select(prover.Pack.IndexOf).Where(o => o >= 0))
        {
            yield return new(
                "excluded-together",
                rule,
                $"{rule.Id} and {prover.Pack.Rules[other].Id} exclude each other.",
                Smt.And(RuleTerms.True(at), RuleTerms.True(other)),
                false,
                trace => trace.Outcomes[at].Truth is Truth.True && trace.Outcomes[other].Truth is Truth.True,
                "Block one of them with the other's condition under 'unless'.")
            { Other = prover.Pack.Rules[other] };
        }

        // Two statements of which one says all that the other says, or with the same figure of the same evidence, speak of the same thing: it must be
        // clear which one does. Of two drivers in one record each has its own pills, so there each statement stands.
        for (var other = at + 1; other < prover.Pack.Rules.Length; other++)
        {
            var second = prover.Pack.Rules[other];
            if (SameWords(rule, second) is { } same && !Ordered(prover.Pack, rule, second))
            {
                var (a, b) = (at, other);
                yield return new(
                    "said-once",
                    rule,
                    $"{rule.Id} and {second.Id} say the same ('{same}'), so only one of them speaks.",
                    Smt.And(RuleTerms.True(a), RuleTerms.True(b), prover.Space.OneDriver),
                    false,
                    trace => trace.Outcomes[a].Truth is Truth.True && trace.Outcomes[b].Truth is Truth.True,
                    "Let the narrower one supersede the other, or let their conditions exclude each other.")
                { Other = second };
            }
        }
    }

    private static string? SameWords(Rule a, Rule b)
    {
        if (a.Section is "questions" || b.Section is "questions" || a.IsSurvival != b.IsSurvival)
        {
            return null;
        }

        var (first, second) = (a.Patient?.Source ?? "", b.Patient?.Source ?? "");
        var (one, two) = (Sentences.Of(first), Sentences.Of(second));
        var shared = one.Intersect(two, StringComparer.OrdinalIgnoreCase).ToList();
        return shared.Count > 0 && shared.Count == Math.Min(one.Count, two.Count) ? shared[0]
            : (a.Evidence.Intersect(b.Evidence, StringComparer.Ordinal).Any() ? Figures(first).Intersect(Figures(second), StringComparer.Ordinal).FirstOrDefault() : null);
    }

    private static IEnumerable<string> Figures(string text) => Figure().Matches(text).Select(m => m.Value);

    private static bool Ordered(RulePack pack, Rule a, Rule b) => Supersedes(pack, a, b.Id) || Supersedes(pack, b, a.Id) || a.Excludes.Contains(b.Id, StringComparer.Ordinal) || b.Excludes.Contains(a.Id, StringComparer.Ordinal);

    private static bool Supersedes(RulePack pack, Rule rule, string id) => rule.Supersedes.Any(s => s == id || (s != rule.Id && pack.Find(s) is { } next && next.Supersedes.Contains(id, StringComparer.Ordinal)));

    private static IEnumerable<FactSlot> Shown(Rule rule) => (rule.Patient?.Facts ?? []).Concat(rule.Clinician?.Facts ?? []).Concat(rule.Key?.Facts ?? []);

    // A treatment is asked for as the list of drugs, a fact by its own question.
    private static bool IsListed(FactSlot slot) => slot is TreatmentSlot || slot.Words.Ask is not null;

    private static bool IsAbout(FactSlot slot, NamedThing thing) => (slot, thing) switch
    {
        (TreatmentSlot treatment, { Drug: { } drug }) => treatment.Members is [var only] && only == drug,
        (ChoiceSlot { Gene: { } gene } change, { Gene: { } named }) => gene == named && (thing.Alteration is null || change.Alteration == thing.Alteration),
        (ChoiceSlot { Name: "driver" }, { Gene: not null, Alteration: null }) => true,
        ({ } fact, { Gene: { } named }) => fact.Field == string.Concat("biomarker.", named),
        _ => false,
    };

    // "52 of 100"
    [GeneratedRegex(@"\b\d+ of (every )?\d+\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex Figure();

    // "stage IIIA", "stages IB to IIIA"
    [GeneratedRegex(@"\bstages? (0|I{1,3}|IV|I{1,3}[ABC][123]?|IV[AB])\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex Stage();
}
