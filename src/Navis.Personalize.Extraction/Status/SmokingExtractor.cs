using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Status;

/// <summary>Reads the patient's smoking status. One value a record where its statements agree or one outranks the others; a plain contradiction stays two findings.</summary>
/// <param name="content">Content.</param>
/// <param name="context">Context engine.</param>
internal sealed class SmokingExtractor(IContentSource content, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/smoking";
    private readonly TermLexicon lexicon = new(TermFiles.Load(content, "smoking").Entries);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var packYears = PackYears.Find(text);
        var statements = Statements(text, packYears);
        foreach (var said in Outranked(statements).GroupBy(s => s.Value, StringComparer.Ordinal).OrderBy(g => g.First().Start))
        {
            var first = said.First();
            findings.Add(new(FactKind.Smoking, first.Value, text.Document.EvidenceAt(first.Start, first.End - first.Start), Id)
            {
                Certainty = first.Weak ? 0.75 : 0.95,
                MoreEvidence = [.. said.Skip(1).Select(s => text.Document.EvidenceAt(s.Start, s.End - s.Start))],
                Qualifiers = new() { PackYears = first.Value == "never" ? null : Amount(text, packYears, said) },
            });
        }
    }

    private List<Statement> Statements(NarrativeText text, List<(decimal Value, int Start, int End)> packYears)
    {
        List<Statement> statements = [];
        foreach (var match in lexicon.Find(text.Text))
        {
            var value = match.Entry.Id;
            var weak = match.Entry.Attributes.ContainsKey("weak");
            var end = match.End;
            if (value == "none" || (match.Entry.Attributes.ContainsKey("quit") && !AboutSmoking(text, match)))
            {
                continue;
            }

            if (value == "label")
            {
                if (Labelled(text.Text.AsSpan(match.End)) is not { } labelled)
                {
                    continue;
                }

                (value, weak, end) = (labelled.Value, labelled.Weak, match.End + labelled.Length);
            }

            var judgement = context.Judge(text, match.Start, match.End);
            if (judgement.Experiencer != Experiencer.Patient || judgement.Hypothetical || (judgement.Negated && value != "never" && match.Entry.Id != "label" && !SaysNo(match.Entry)) || OfAnother(text, match))
            {
                continue;
            }

            statements.Add(new(value, weak, match.Start, end));
        }

        // "0 pack-years" is the same as never.
        foreach (var (value, start, end) in packYears)
        {
            if (value == 0)
            {
                statements.Add(new("never", false, start, end));
            }
        }

        return statements;
    }

    // Words such as "denies tobacco use since" hold their own denial.
    private static bool SaysNo(TermEntry entry) => entry.Id == "former" && !entry.Attributes.ContainsKey("weak");

    private static bool AboutSmoking(NarrativeText text, TermMatch match)
    {
        var sentence = text.SentenceAt(match.Start);
        var words = text.Slice(Math.Max(0, sentence.Start), sentence.End);
        return words.Contains("smok", StringComparison.OrdinalIgnoreCase) || words.Contains("tobacco", StringComparison.OrdinalIgnoreCase) || words.Contains("pack", StringComparison.OrdinalIgnoreCase) || words.Contains("cigar", StringComparison.OrdinalIgnoreCase);
    }

    // "husband smokes", "her father was a smoker": the subject right in front is somebody else.
    private static bool OfAnother(NarrativeText text, TermMatch match)
    {
        var sentence = text.SentenceAt(match.Start);
        var before = text.Slice(Math.Max(sentence.Start, match.Start - 28), match.Start);
        foreach (var person in new[] { "husband", "wife", "spouse", "partner", "father", "mother", "parent", "brother", "sister", "son ", "daughter", "roommate", "marido", "esposo", "esposa", "padre", "madre", "pareja", "hermano" })
        {
            var at = before.LastIndexOf(person, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && !before[at..].ContainsAny(',', ';', '.') && !before[at..].Contains(" and ", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // "Smoking status: Former", "Tobacco: none", "Hábito tabáquico: no"
    private static (string Value, bool Weak, int Length)? Labelled(ReadOnlySpan<char> after)
    {
        var at = 0;
        while (at < after.Length && at < 6 && after[at] is ' ' or '*' or '?')
        {
            at++;
        }

        if (at >= after.Length || after[at] is not (':' or '-' or '=' or '–'))
        {
            return null;
        }

        at++;
        while (at < after.Length && after[at] is ' ' or '*' or '\t')
        {
            at++;
        }

        var end = at;
        while (end < after.Length && char.IsLetter(after[end]))
        {
            end++;
        }

        (string Value, bool Weak)? said = after[at..end].ToString().ToLowerInvariant() switch
        {
            "never" or "nunca" or "nie" or "nooit" => ("never", false),
            "no" or "none" or "negative" or "non" or "nein" or "nee" or "niega" => after[at..end].Equals("niega", StringComparison.OrdinalIgnoreCase) ? null : ("never", true),
            "former" or "quit" or "previous" or "past" or "ex" or "stopped" or "remote" or "exfumador" or "exfumadora" or "formerly" => ("former", false),
            "current" or "yes" or "active" or "every" or "daily" or "sí" or "si" or "positive" or "activo" or "ongoing" => ("current", false),
            _ => null,
        };
        return said is { } s ? (s.Value, s.Weak, end) : null;
    }

    private static List<Statement> Outranked(List<Statement> statements)
    {
        var strong = statements.FindAll(s => !s.Weak);
        var kept = strong.Count > 0 ? strong : statements;
        // "She smokes six cigarettes a day. She quit six weeks ago.": what was told next undoes it.
        var quit = kept.Find(s => s.Value == "former");
        if (quit.Value is not null)
        {
            kept = kept.FindAll(s => s.Value != "current" || !(s.Start < quit.Start && quit.Start - s.End < 160));
        }

        // Among weak words "smoker" says more of today than "history of smoking".
        if (strong.Count == 0 && kept.Exists(s => s.Value == "current"))
        {
            kept = kept.FindAll(s => s.Value != "former");
        }

        return kept;
    }

    private static decimal? Amount(NarrativeText text, List<(decimal Value, int Start, int End)> packYears, IEnumerable<Statement> said)
    {
        if (packYears.Count == 0)
        {
            return null;
        }

        var near = packYears.FindIndex(p => said.Any(s => Math.Abs(s.Start - p.Start) < 160 && text.SectionOf(text.SentenceAt(s.Start)) == text.SectionOf(text.SentenceAt(p.Start))));
        return near >= 0 ? packYears[near].Value : packYears.Select(p => p.Value).Distinct().Count() == 1 ? packYears[0].Value : null;
    }

    private readonly record struct Statement(string Value, bool Weak, int Start, int End);
}
