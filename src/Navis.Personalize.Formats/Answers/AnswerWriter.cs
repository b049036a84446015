using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Formats.Answers;

/// <summary>The forms that a person reads.</summary>
public enum AnswerForm
{
    /// <summary>Plain text.</summary>
    Text,

    /// <summary>CommonMark.</summary>
    Markdown,

    /// <summary>A complete, printable page.</summary>
    Html,
}

/// <summary>Writes profile and answer for a person: what was found with its words, the sections with their basis, what is missing, conflicts, sources, limits.</summary>
public sealed class AnswerWriter
{
    private readonly ReconciledCase source;
    private readonly TailoredAnswer answer;
    private readonly AnswerLabels labels;
    private readonly FrozenDictionary<string, Fact> facts;
    private readonly FrozenDictionary<string, string> names;
    private readonly FrozenDictionary<string, AnswerSource> sources;
    private readonly IAnswerSink sink;
    private readonly FoundSection found;

    private AnswerWriter(ReconciledCase source, TailoredAnswer answer, AnswerLabels labels, IAnswerSink sink)
    {
        (this.source, this.answer, this.labels, this.sink) = (source, answer, labels, sink);
        facts = source.Facts.ToFrozenDictionary(f => f.Id, StringComparer.Ordinal);
        names = source.Documents.ToFrozenDictionary(d => d.Id, d => d.Name, StringComparer.Ordinal);
        sources = answer.Sources.ToFrozenDictionary(s => s.Evidence, StringComparer.Ordinal);
        found = new(source, answer.Audience, labels, facts, fact => $"“{OneLine(fact.Evidence[0].Quote)}”, {Place(fact.Evidence[0])}");
    }

    /// <summary>Writes a case and its answer.</summary>
    /// <param name="source">Case.</param>
    /// <param name="answer">Answer.</param>
    /// <param name="labels">Labels in the answer's language.</param>
    /// <param name="form">Form.</param>
    public static string Write(ReconciledCase source, TailoredAnswer answer, AnswerLabels labels, AnswerForm form)
    {
        IAnswerSink target = form switch
        {
            AnswerForm.Text => new TextSink(),
            AnswerForm.Markdown => new MarkdownSink(),
            AnswerForm.Html => new HtmlSink(),
        };
        new AnswerWriter(source, answer, labels, target).Write();
        return target.ToString()!;
    }

    /// <summary>The same, in order, for a page that lays it out itself.</summary>
    /// <param name="source">Case.</param>
    /// <param name="answer">Answer.</param>
    /// <param name="labels">Labels in the answer's language.</param>
    public static AnswerView View(ReconciledCase source, TailoredAnswer answer, AnswerLabels labels)
    {
        var target = new ViewSink();
        new AnswerWriter(source, answer, labels, target).Write();
        return target.View();
    }

    private void Write()
    {
        sink.Begin(answer.Title, answer.Language, string.Join(" ", answer.Limits.Take(2)));
        WriteRead();
        found.Write(sink);
        foreach (var section in answer.Sections.Where(s => !s.Items.IsEmpty))
        {
            WriteSection(section);
        }

        WriteUnknowns();
        WriteConflicts();
        WriteTerms();
        WriteSources();
        FilesSection.Write(source.Documents, sink, Label);
        if (answer.Limits.Length > 2)
        {
            sink.Section("limits", Label("section.limits"));
            foreach (var limit in answer.Limits.Skip(2))
            {
                sink.Item(null, limit);
            }
        }

        sink.End();
    }

    private void WriteRead()
    {
        var problems = source.Documents.SelectMany(d => d.Issues).Where(i => i.Severity != IssueSeverity.Info).ToList();
        if (problems.Count == 0)
        {
            return;
        }

        sink.Section("reading", Label("section.reading"));
        foreach (var issue in problems)
        {
            sink.Item(null, issue.Message);
        }
    }

    private void WriteSection(AnswerSection section)
    {
        sink.Section(section.Id, section.Title, section.Id == "safety");
        foreach (var item in section.Items)
        {
            var tailored = item.Kind == AnswerItemKind.Tailored;
            sink.Item(tailored ? Label("mark.about-you") : null, item.Text, tailored ? BasisOf(item) : null);
        }
    }

    private Basis BasisOf(AnswerItem item)
    {
        var lines = new List<(string, string)>();
        foreach (var evidence in item.Because.Select(id => facts.GetValueOrDefault(id)).OfType<Fact>().Select(f => f.Evidence[0]).Distinct())
        {
            lines.Add((Label("why.quote"), $"“{OneLine(evidence.Quote)}” – {Place(evidence)}"));
        }

        foreach (var cited in item.Evidence.Select(id => sources.GetValueOrDefault(id)).OfType<AnswerSource>())
        {
            lines.Add((Label("why.evidence"), cited.Citation));
        }

        lines.Add((Label("why.rule"), item.Rule));
        return new(Label("why.title"), lines);
    }

    private void WriteUnknowns()
    {
        if (answer.Unknowns.IsEmpty)
        {
            return;
        }

        sink.Section("missing", Label("section.missing"));
        sink.Paragraph(Label("missing.lead"));
        foreach (var unknown in answer.Unknowns)
        {
            sink.Item(null, unknown.Question, new(Label("missing.request"), [(Label("missing.request"), unknown.Request)]));
        }
    }

    private void WriteConflicts()
    {
        if (answer.Conflicts.IsEmpty)
        {
            return;
        }

        sink.Section("conflicts", Label("section.conflicts"));
        sink.Paragraph(Label("conflicts.lead"));
        foreach (var conflict in answer.Conflicts)
        {
            var lines = conflict.Facts.Select(id => facts.GetValueOrDefault(id)).OfType<Fact>()
                .Select(f => (Label("why.quote"), $"“{OneLine(f.Evidence[0].Quote)}” – {Place(f.Evidence[0])}")).ToList();
            lines.Add(conflict.Chosen is { } chosen && facts.TryGetValue(chosen, out var fact)
                ? (Label("conflicts.chosen"), found.Words(conflict.Field, fact.Value))
                : (Label("conflicts.none-chosen"), ""));
            sink.Item(null, conflict.Text, new(Label("why.title"), lines));
        }
    }

    private void WriteTerms()
    {
        if (answer.Audience is not Audience.Patient)
        {
            return;
        }

        string[] texts = [.. answer.Sections.SelectMany(s => s.Items.Select(i => i.Text).Prepend(s.Title)), .. answer.Unknowns.Select(u => u.Question), .. answer.Conflicts.Select(c => c.Text)];
        var terms = labels.Glossary.For(texts).ToList();
        if (terms.Count == 0)
        {
            return;
        }

        sink.Section("terms", Label("section.terms"));
        foreach (var term in terms)
        {
            sink.Field(term.Term, term.Text, null);
        }
    }

    private void WriteSources()
    {
        if (answer.Sources.IsEmpty)
        {
            return;
        }

        sink.Section("sources", Label("section.sources"));
        foreach (var cited in answer.Sources.DistinctBy(s => s.Citation, StringComparer.Ordinal))
        {
            sink.Item(null, $"{cited.Citation} {Label("why.reviewed")} {cited.Reviewed}.");
        }
    }

    private string Label(string key) => labels.Get(key, answer.Audience);

    private string Place(Evidence evidence)
    {
        var name = names.GetValueOrDefault(evidence.Document, evidence.Document);
        var pages = source.Documents.FirstOrDefault(d => d.Id == evidence.Document)?.Pages.Length ?? 0;
        return pages > 1 && evidence.Page > 0 ? $"{name}, {Label("place.page")} {evidence.Page}" : name;
    }

    private static string OneLine(string quote) => string.Join(' ', quote.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
