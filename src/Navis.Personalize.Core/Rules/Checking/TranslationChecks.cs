using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>The words of other languages: each speaking rule has them, with the same numbers, genes, drugs and values in braces, and nothing that the English does not say.</summary>
internal static partial class TranslationChecks
{
    // Spanish needs about a fifth more words than English for the same.
    private const int LongestSentence = 25;

    public static void Run(CheckContext check, string language)
    {
        PackWords words;
        try
        {
            words = PackWords.Load(check.Content, language);
            _ = GeneralAnswer.Load(check.Content, Tailor.Question, language);
        }
        catch (ContentException mistake)
        {
            check.Report(RuleProblem.Of(mistake));
            return;
        }

        var translated = RulePack.Load(check.Content, words);
        var has = words.Rules.ToHashSet(StringComparer.Ordinal);
        foreach (var problem in translated.Problems.Where(p => p.Path.EndsWith(string.Concat(".", language, ".yaml"), StringComparison.Ordinal)))
        {
            check.Report(problem);
        }

        foreach (var id in has.Where(id => check.Pack.Find(id) is null))
        {
            check.Report(new(RulePack.RuleFolder, 1, "translation", $"There are words in '{language}' for '{id}', which is no rule.", "Delete the file, or mend its 'rule'."));
        }

        var without = new List<Rule>();
        foreach (var rule in check.Pack.Rules.Where(r => r.Status is RuleStatus.InReview or RuleStatus.Approved))
        {
            if (!has.Contains(rule.Id) || translated.Find(rule.Id) is not { } other)
            {
                without.Add(rule);
                continue;
            }

            Compare(check, rule, language, "patient", rule.Patient?.Source, other.Patient?.Source, forPatient: true);
            Compare(check, rule, language, "clinician", rule.Clinician?.Source, other.Clinician?.Source, forPatient: false);
            Compare(check, rule, language, "key", rule.Key?.Source, other.Key?.Source, forPatient: true);
            foreach (var (fact, text) in rule.Missing)
            {
                Compare(check, rule, language, "missing", text, other.Missing[fact], forPatient: true);
            }
        }

        if (without.Count > 0)
        {
            check.Report(new(without[0].Source.Path, 1, "translation", $"{without.Count} rules have no words in '{language}', so their English ones are shown there ({string.Join(", ", without.Take(10).Select(r => r.Id))}{(without.Count > 10 ? ", …" : "")}).", $"Write {Path.GetFileName(without[0].Source.Path).Replace(".rule.yaml", $".{language}.yaml", StringComparison.Ordinal)} beside the rule, and so on."));
        }
    }

    private static void Compare(CheckContext check, Rule rule, string language, string key, string? english, string? other, bool forPatient)
    {
        if (english is null || other is null)
        {
            return;
        }

        void Report(string problem, string next) => check.Report(rule, key, "translation", $"In '{language}' the {key} text {problem}.", next);

        if (english == other)
        {
            // A name alone ("ALK G1202R.") may be the same in both.
            if (english.Split(' ').Length > 4)
            {
                Report("is the English one", "Translate it.");
            }

            return;
        }

        if (Different(NumbersOf(english), NumbersOf(other)) is { } number)
        {
            Report($"and the English one do not have the same numbers ({number})", "Numbers are the same in every language; write them with a decimal point.");
        }

        if (Different(NamesOf(check, english), NamesOf(check, other)) is { } name)
        {
            Report($"and the English one do not name the same genes and drugs ({name})", "Genes and drugs keep their names.");
        }

        if (Different(BracesOf(english), BracesOf(other)) is { } value)
        {
            Report($"and the English one do not have the same values in braces ({value})", "Keep the braces as they are.");
        }

        if (forPatient)
        {
            ForPatient(english, other, Report);
        }
    }

    private static void ForPatient(string english, string other, Action<string, string> report)
    {
        if (Sentences.Of(other).Max(s => s.Split(' ').Length) is > LongestSentence and var longest)
        {
            report(string.Create(CultureInfo.InvariantCulture, $"has a sentence of {longest} words; {LongestSentence} is the most"), "Cut it in two.");
        }

        if (PatientTextGuard.ForbiddenWord(other) is { } word)
        {
            report($"says '{word}'", "Say it otherwise; this word hurts or promises, even when denied.");
        }

        if (PatientTextGuard.SpeaksOfReturn(other) && !PatientTextGuard.SpeaksOfReturn(english))
        {
            report("speaks of coming back, and the English one does not", "Say that it grows.");
        }
    }

    private static string? Different(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.SequenceEqual(other, StringComparer.Ordinal) ? null : $"{string.Join(' ', one.Except(other, StringComparer.Ordinal).DefaultIfEmpty("none"))} against {string.Join(' ', other.Except(one, StringComparer.Ordinal).DefaultIfEmpty("none"))}";

    private static List<string> NumbersOf(string text) => [.. Number().Matches(text).Select(m => m.Value.Replace(",", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static List<string> NamesOf(CheckContext check, string text) => [.. check.Names.Find(text).Select(n => n.Thing.Drug ?? n.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static List<string> BracesOf(string text) => [.. Braces().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal)];

    // "1,387" and "4.1"; a number inside a name ("G1202R") belongs to the name.
    [GeneratedRegex(@"(?<![A-Za-z0-9.,])\d+([.,]\d+)*(?![A-Za-z0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Braces();
}
