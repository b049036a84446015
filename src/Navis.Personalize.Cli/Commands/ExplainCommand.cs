using System.CommandLine;
using System.Globalization;
using System.Text;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Engine;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis explain CASE [STATEMENT] [--set NAME=VALUE]</c>: why a statement is said or not, down to the words of the record; what would change.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("CASE") { Description = "File or folder of one case." };
        var statement = new Argument<string?>("STATEMENT") { Description = "Id of a rule (NP-0301) or of a general statement; left out: every rule with its truth.", Arity = ArgumentArity.ZeroOrOne };
        var set = new Option<string[]>("--set") { Description = "Try a fact instead of the record's: biomarker.ALK=fusion, stage.group=IIIA, osimertinib=progressed, MET=unknown. May be repeated.", AllowMultipleArgumentsPerToken = false };
        var audience = CaseOptions.Audience();
        var asOf = CaseOptions.AsOf();
        var subject = CaseOptions.Subject();
        var survival = CaseOptions.Survival();
        var command = new Command("explain", "Says why a statement is in the answer or not, and what would change if the record said something else.") { path, statement, set, audience, asOf, subject, survival };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = CompositionRoot.Create();
            var wish = CaseOptions.Wish(parsed, audience, asOf, survival, subject);
            var settings = parsed.GetValue(set) ?? [];
            CaseExplanation result;
            try
            {
                var query = new ExplainCase(CaseFiles.Name(parsed.GetRequiredValue(path)), CaseFiles.Open([parsed.GetRequiredValue(path)]), wish, settings.Length == 0 ? null : WhatIf.Parse(settings));
                result = await services.Mediator.Send(query, cancellation).ConfigureAwait(false);
            }
            catch (ContentException e) when (e.Path == WhatIf.Source)
            {
                Console.Error.WriteLine($"navis: {e.Message} Names and values are those of rules/vocabulary.yaml.");
                return ExitCode.WrongUse;
            }

            var id = parsed.GetValue(statement);
            if (id is not null && result.Now.Trace.Pack.Find(id) is null && !Items(result.Now.Answer).Any(i => i.Rule == id))
            {
                Console.Error.WriteLine($"navis: '{id}' is no rule, and no statement of this answer. 'navis explain CASE' lists them.");
                return ExitCode.WrongUse;
            }

            var text = new StringBuilder();
            Write(text, result, id);
            Output.Text(text.ToString());
            return (int)result.Case.Outcome;
        });
        return command;
    }

    private static void Write(StringBuilder text, CaseExplanation result, string? id)
    {
        if (id is not null)
        {
            WriteStatement(text, result.Case, result.Now, id);
        }
        else if (result.Instead is null)
        {
            WriteAll(text, result.Now.Trace);
        }

        if (result.Instead is { } instead)
        {
            WriteChange(text, AnswerChange.Between(result.Now.Answer, instead.Answer));
        }
    }

    private static void WriteAll(StringBuilder text, RuleTrace trace)
    {
        foreach (var outcome in trace.Outcomes.OrderBy(o => o.Truth is Truth.True ? 0 : o.Truth is Truth.Unknown ? 1 : 2))
        {
            var rule = trace.Pack.Rules[outcome.Rule];
            text.Append(CultureInfo.InvariantCulture, $"{Word(outcome.Truth),-7}  {rule.Id}  {rule.Title}{Note(trace, outcome)}\n");
        }
    }

    private static void WriteStatement(StringBuilder text, ReconciledCase value, ComposedAnswer answer, string id)
    {
        var items = Items(answer.Answer).Where(i => i.Rule == id).DistinctBy(i => i.Text, StringComparer.Ordinal).ToList();
        foreach (var item in items)
        {
            text.Append(item.Text).Append('\n');
        }

        if (answer.Trace.Pack.Find(id) is not { } rule)
        {
            text.Append("\nA statement of the general answer: it stands there for everybody to whom no rule says something closer.\n");
            return;
        }

        var outcome = answer.Trace[id];
        text.Append(CultureInfo.InvariantCulture, $"{(items.Count > 0 ? "\n" : "")}{rule.Id}  {rule.Title}: {Word(outcome.Truth)}{Note(answer.Trace, outcome)}\n\nIt speaks when\n");
        var words = new ConditionWords(answer.Trace.Pack.Vocabulary);
        Indented(text, words.Of(rule));
        WriteReasons(text, value, answer.Trace, outcome, words);
        foreach (var evidence in rule.Evidence.Select(e => answer.Trace.Pack.Evidence.GetValueOrDefault(e)).OfType<Core.Rules.Evidence.EvidenceItem>())
        {
            text.Append(CultureInfo.InvariantCulture, $"\nEvidence {evidence.Id}: {evidence.Statement}\n  {evidence.Citation}\n");
        }

        if (outcome.Truth is Truth.True && items.Count == 0)
        {
            text.Append("\nIt is true and not in this answer: another rule says it closer, or it is not for this reader.\n");
        }
    }

    private static void WriteReasons(StringBuilder text, ReconciledCase value, RuleTrace trace, RuleOutcome outcome, ConditionWords words)
    {
        if (outcome.Truth is Truth.False)
        {
            return;
        }

        text.Append(outcome.Truth is Truth.True ? "\nTrue because\n" : "\nOpen, because the record does not settle\n");
        var facts = value.Facts.ToDictionary(f => f.Id, StringComparer.Ordinal);
        foreach (var atom in trace.AtomsOf(outcome))
        {
            text.Append("  - ").Append(words.Of(atom)).Append('\n');
            foreach (var fact in trace.Profile.FactsOf(atom.Test.Place).Select(f => facts.GetValueOrDefault(f)).OfType<Fact>())
            {
                text.Append(CultureInfo.InvariantCulture, $"      {fact.Id} {fact.Kind.Name()} {fact.Value}: {Place(value, fact.Evidence[0])}\n");
            }
        }
    }

    private static void WriteChange(StringBuilder text, AnswerChange change)
    {
        text.Append(text.Length > 0 ? "\n" : "").Append("What would change\n");
        if (change.IsNone)
        {
            text.Append("  nothing\n");
        }

        foreach (var (section, item) in change.Added)
        {
            text.Append(CultureInfo.InvariantCulture, $"  + {section}, {item.Rule}: {item.Text}\n");
        }

        foreach (var (section, item) in change.Removed)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {section}, {item.Rule}: {item.Text}\n");
        }

        foreach (var field in change.NoLongerMissing)
        {
            text.Append(CultureInfo.InvariantCulture, $"  no longer missing: {field}\n");
        }

        foreach (var field in change.NowMissing)
        {
            text.Append(CultureInfo.InvariantCulture, $"  now missing: {field}\n");
        }
    }

    private static string Note(RuleTrace trace, RuleOutcome outcome) => outcome.Speech switch
    {
        RuleSpeech.NotActive => " (draft, retired, or on evidence that is not verified)",
        RuleSpeech.Expired => " (out of date)",
        RuleSpeech.NotRequested => " (only where survival figures are asked for)",
        RuleSpeech.Open => $" (waits for {string.Join(", ", trace.SlotsOf(outcome).Select(s => s.Name))})",
        RuleSpeech.Silent or RuleSpeech.Speaks => "",
    };

    private static string Word(Truth truth) => truth switch { Truth.True => "true", Truth.False => "false", Truth.Unknown => "unknown" };

    private static IEnumerable<AnswerItem> Items(TailoredAnswer answer) => answer.Sections.Where(s => s.Id != "key-points").SelectMany(s => s.Items);

    private static string Place(ReconciledCase value, Evidence evidence)
    {
        var name = value.Documents.FirstOrDefault(d => d.Id == evidence.Document)?.Name ?? evidence.Document;
        var where = evidence.Page > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name}, page {evidence.Page}, {evidence.Start}-{evidence.End}") : $"{name}{(evidence.Path is { } path ? $", {path}" : "")}";
        return $"“{string.Join(' ', evidence.Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}” ({where})";
    }

    private static void Indented(StringBuilder text, string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }
}
