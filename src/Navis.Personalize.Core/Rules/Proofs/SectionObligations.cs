using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Evidence;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>Whatever the rules leave out, something is left: every section of the answer, and the whole safety block.</summary>
internal static class SectionObligations
{
    private static readonly string[] Intents = ["curative", "control"];

    public static IEnumerable<Obligation> Of(RuleProver prover)
    {
        foreach (var (section, _) in prover.General.Sections)
        {
            foreach (var forPatient in (bool[])[true, false])
            {
                yield return Section(prover, section, forPatient);
            }
        }

        // The composer adds the safety block whatever the trace; a rule could only take a line out by superseding it.
        foreach (var line in prover.General.Safety)
        {
            var by = prover.Pack.Rules.Select((r, i) => (Rule: r, At: i)).Where(r => r.Rule.Supersedes.Contains(line.Id, StringComparer.Ordinal)).ToList();
            yield return new(
                "safety-stays",
                by.Select(b => b.Rule).FirstOrDefault(),
                $"Nothing takes '{line.Id}' out of the safety block.",
                Smt.Or(by.Select(b => RuleTerms.True(b.At))),
                false,
                trace => by.Exists(b => trace.Outcomes[b.At].Truth is Truth.True),
                "Take it out of 'supersedes'.");
        }
    }

    private static Obligation Section(RuleProver prover, string section, bool forPatient)
    {
        var spoken = Spoken(prover, forPatient);
        var general = GeneralOf(prover.General, section);
        var left = general.Select(s => Smt.And([.. s.Context is { } intent ? [prover.Space.Is("intent", intent)] : (string[])[], .. ReplacedBy(prover, s.Id).Select(r => Smt.Not(spoken[r]))]));
        var own = Enumerable.Range(0, spoken.Length).Where(i => prover.Pack.Rules[i].Section == section && !prover.Pack.Rules[i].IsSurvival && IsRead(prover.Pack, i, forPatient)).Select(i => spoken[i]);
        return new(
            "section-stays",
            null,
            $"Every {(forPatient ? "patient" : "clinician")} reads something in section '{section}'.",
            Smt.Not(Smt.Or([.. left, .. own])),
            false,
            trace => IsEmpty(prover, trace, section, forPatient),
            "Add a general statement without context that nothing supersedes, or let one of the rules supersede less.");
    }

    /// <summary>For each rule a term: it is true and speaks, and no other replaces it.</summary>
    private static string[] Spoken(RuleProver prover, bool forPatient)
    {
        var spoken = new string[prover.Pack.Rules.Length];
        string Term(int at)
        {
            // Set first: a circle is refused by the check.
            spoken[at] ??= prover.Pack.Speaks[at] ? Recurse() : "false";
            return spoken[at];

            string Recurse()
            {
                spoken[at] = "false";
                return Smt.And([RuleTerms.True(at), .. ReplacedBy(prover, prover.Pack.Rules[at].Id).Where(r => r != at).Select(r => Smt.Not(Term(r)))]);
            }
        }

        for (var i = 0; i < spoken.Length; i++)
        {
            spoken[i] = Term(i);
        }

        return spoken;
    }

    private static IEnumerable<int> ReplacedBy(RuleProver prover, string id) =>
        prover.Pack.Rules.Select((r, i) => (Rule: r, At: i)).Where(r => r.Rule.Supersedes.Contains(id, StringComparer.Ordinal)).Select(r => r.At);

    private static List<GeneralStatement> GeneralOf(GeneralAnswer general, string section) => section is "questions" ? [.. general.Questions] : [.. general.Statements.Where(s => s.Section == section)];

    private static bool IsRead(RulePack pack, int at, bool forPatient) => !forPatient || (pack.Rules[at].Patient is not null && pack.Rules[at].Evidence.All(e => pack.Evidence[e].Display is not EvidenceDisplay.Clinician));

    private static bool IsEmpty(RuleProver prover, RuleTrace trace, string section, bool forPatient)
    {
        var speaking = trace.Outcomes.Where(o => o.Speech is RuleSpeech.Speaks or RuleSpeech.Expired && o.Truth is Truth.True).Select(o => o.Rule).ToHashSet();
        bool Replaced(string id, int depth) => depth < 16 && ReplacedBy(prover, id).Any(r => speaking.Contains(r) && !Replaced(prover.Pack.Rules[r].Id, depth + 1));
        var intent = trace.Profile.ValueOf("intent");
        var general = GeneralOf(prover.General, section);
        return !general.Any(s => (s.Context is null || (Intents.Contains(s.Context, StringComparer.Ordinal) && s.Context == intent)) && !Replaced(s.Id, 0))
            && !speaking.Any(r => prover.Pack.Rules[r].Section == section && !prover.Pack.Rules[r].IsSurvival && IsRead(prover.Pack, r, forPatient) && !Replaced(prover.Pack.Rules[r].Id, 0));
    }
}
