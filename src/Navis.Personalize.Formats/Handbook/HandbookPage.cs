using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Formats.Handbook;

/// <summary>What the handbook is made of.</summary>
/// <param name="Pack">Rules and evidence.</param>
/// <param name="Cases">Cases.</param>
/// <param name="General">General answer: sections and the statements that rules replace.</param>
/// <param name="Approvals">Approvals of the changelog.</param>
/// <param name="Version">Version of the content.</param>
/// <param name="Hash">Hash of the content.</param>
public sealed record HandbookContent(RulePack Pack, IReadOnlyList<RuleCase> Cases, GeneralAnswer General, ImmutableArray<RecordedApproval> Approvals, string Version, string Hash);

/// <summary>All rules on one page that a clinician can read, print and sign: condition in words, statements, evidence, cases, history. No outside assets, no script.</summary>
public static class HandbookPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2b33;--soft:#52646f;--paper:#fbfaf7;--line:#d9dedf;--you:#0b5d6b;--box:#eef3f3}
        @media(prefers-color-scheme:dark){:root{--ink:#e6ecef;--soft:#a9b7bf;--paper:#141b1f;--line:#34424a;--you:#8fd3df;--box:#1b2b30}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Georgia,serif}main{max-width:52rem;margin:0 auto;padding:2rem 1.25rem 4rem}
        h1{line-height:1.25}h2{margin-top:3rem;border-top:2px solid var(--line);padding-top:1rem}article{border-top:1px solid var(--line);padding:1rem 0}h3{margin:0 0 .25rem}h4{margin:1rem 0 .25rem;font:600 .85rem/1.4 system-ui,sans-serif;color:var(--you)}
        .sub,.note{color:var(--soft);margin:0;font-size:.9rem}pre{white-space:pre-wrap;background:var(--box);padding:.75rem 1rem;margin:.25rem 0;font:.9rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        p{margin:.25rem 0}table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}a{color:var(--you)}
        .sign{margin-top:1rem;border:1px solid var(--line);padding:.75rem 1rem;font-size:.9rem}.sign span{display:inline-block;min-width:14rem;border-bottom:1px solid var(--ink);height:1.4rem;margin:0 1rem 0 .25rem}
        @media print{body{background:#fff;color:#000;font-size:10pt}main{max-width:none;padding:0}article{break-inside:avoid}nav{display:none}}
        """;

    /// <summary>The page.</summary>
    /// <param name="content">What it is made of.</param>
    public static string Write(HandbookContent content)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Handbook of the rules</title>\n<style>\n")
            .Append(Style).Append("\n</style>\n</head>\n<body>\n<main>\n<h1>Handbook of the rules</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">Content {Encode(content.Version)}, {content.Pack.Rules.Length} rules, {content.Cases.Count} cases, {content.Pack.Evidence.Count} items of evidence. SHA-256 {Encode(content.Hash)}.</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{content.Pack.Rules.Count(r => r.Status is RuleStatus.Approved)} rules are approved by a named person; the others are in review, and every answer says so.</p>\n<nav aria-label=\"Rules\">\n");
        var sections = content.General.Sections.Select(s => (s.Id, Title: content.General.Label(s.Title, Audience.Clinician) ?? s.Id)).ToList();
        foreach (var (id, title) in sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"#{Encode(id)}\">{Encode(title)}</a>: {string.Join(", ", InOrder(content, id).Select(r => $"<a href=\"#{r.Id}\">{r.Id}</a>"))}</p>\n");
        }

        html.Append("</nav>\n");
        var words = new ConditionWords(content.Pack.Vocabulary);
        foreach (var (id, title) in sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{Encode(id)}\">\n<h2 id=\"{Encode(id)}\">{Encode(title)}</h2>\n");
            foreach (var rule in InOrder(content, id))
            {
                Article(html, content, rule, words);
            }

            html.Append("</section>\n");
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static IEnumerable<Rule> InOrder(HandbookContent content, string section) => content.Pack.Rules.Where(r => r.Section == section).OrderBy(r => r.Order).ThenBy(r => r.Id, StringComparer.Ordinal);

    private static void Article(StringBuilder html, HandbookContent content, Rule rule, ConditionWords words)
    {
        html.Append(CultureInfo.InvariantCulture, $"<article id=\"{rule.Id}\">\n<h3>{rule.Id} {Encode(rule.Title)}</h3>\n<p class=\"sub\">{Encode(Status(rule))}. {Encode(rule.Source.Path)}</p>\n");
        html.Append("<h4>It speaks when</h4>\n<pre>").Append(Encode(words.Of(rule).TrimEnd('\n'))).Append("</pre>\n");
        Part(html, "To patients", rule.Patient?.Source);
        Part(html, "To clinicians", rule.Clinician?.Source);
        Part(html, "As a key point", rule.Key?.Source);
        Part(html, "Only", rule.IsSurvival ? "where survival figures are asked for." : null);
        foreach (var (fact, text) in rule.Missing)
        {
            Part(html, $"When {fact} is missing", text);
        }

        foreach (var id in rule.Supersedes)
        {
            Part(html, "It replaces", content.General.Find(id) is { } statement ? $"{id}: {statement.Text.Clinician}" : id);
        }

        Part(html, "Never beside", rule.Excludes.IsEmpty ? null : string.Join(", ", rule.Excludes));
        Evidence(html, content.Pack, rule);
        html.Append("<h4>Cases</h4>\n<table><thead><tr><th>it is</th><th>case</th><th>profile</th></tr></thead><tbody>\n");
        foreach (var value in content.Cases.Where(c => c.Rule == rule.Id))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Word(value.Truth)}</td><td>{Encode(value.Name)}</td><td>{Encode(Text(value.Source["profile"]!))}</td></tr>\n");
        }

        html.Append("</tbody></table>\n");
        foreach (var approval in content.Approvals.Where(a => a.Rule == rule.Id))
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">Approved by {Encode(approval.By)} on {approval.On:yyyy-MM-dd}, sha256 {Encode(approval.Hash)}.</p>\n");
        }

        html.Append("<p class=\"sign\">Read and found right: name <span></span> day <span></span></p>\n</article>\n");
    }

    private static void Evidence(StringBuilder html, RulePack pack, Rule rule)
    {
        html.Append("<h4>Evidence</h4>\n");
        if (rule.Evidence.IsEmpty)
        {
            html.Append("<p>None: the rule asks a question and holds no figure.</p>\n");
        }

        foreach (var id in rule.Evidence)
        {
            if (pack.Evidence.TryGetValue(id, out var item))
            {
                html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(item.Statement)} <span class=\"note\">{Encode(id)}; {Encode(item.Population ?? "population not stated")}. {Encode(item.Citation.ToString())} {(item.Verified ? "Verified" : "Not verified")}, {Encode(item.Quality)} source{(item.Reviewed is { } day ? $", reviewed {day:yyyy-MM-dd}" : "")}{(item.Expires is { } end ? $", expires {end:yyyy-MM-dd}" : "")}.</span></p>\n");
            }
        }
    }

    private static void Part(StringBuilder html, string head, string? text)
    {
        if (text is not null)
        {
            html.Append("<h4>").Append(Encode(head)).Append("</h4>\n<p>").Append(Encode(text)).Append("</p>\n");
        }
    }

    private static string Status(Rule rule) => rule.Status switch
    {
        RuleStatus.Draft => "Draft",
        RuleStatus.InReview => "In review: nobody has approved it yet",
        RuleStatus.Approved => string.Create(CultureInfo.InvariantCulture, $"Approved by {rule.Approval!.By} on {rule.Approval.On:yyyy-MM-dd}"),
        RuleStatus.Retired => "Retired",
    };

    private static string Word(Truth truth) => truth switch
    {
        Truth.True => "true",
        Truth.False => "false",
        Truth.Unknown => "unknown",
    };

    private static string Text(ContentNode node) => node.Scalar ?? (node.Items.IsEmpty
        ? string.Join("; ", node.Members.Select(m => $"{m.Key} {Text(m.Value)}"))
        : string.Join(", ", node.Items.Select(Text)));

    private static string Encode(string words) => WebUtility.HtmlEncode(words);
}
