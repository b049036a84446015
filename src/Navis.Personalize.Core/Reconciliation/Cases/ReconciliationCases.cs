using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Core.Reconciliation.Cases;

/// <summary>How one case of the reconciliation rules came out.</summary>
/// <param name="Path">File.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Name">Name of the case.</param>
/// <param name="Problems">What differs from the expectation; empty when the case passes.</param>
public sealed record ReconciliationCaseResult(string Path, int Line, string Name, ImmutableArray<string> Problems);

/// <summary>Runs the cases beside the reconciliation rules (<c>rules/reconciliation/cases/*.cases.yaml</c>).</summary>
/// <remarks>A case expects <c>fields</c> (a value, <c>unknown</c> or <c>conflicting</c>), <c>holds</c> and <c>withheld</c> (labels of findings, with the rule), <c>conflicts</c>
/// (rules; the list is complete when given), <c>courses</c> (<c>osimertinib: ongoing adjuvant</c>), <c>lines</c> (<c>docetaxel: 2</c>; the list is complete), <c>derived</c> stage groups, <c>dates</c> (labels of findings; <c>none</c>), <c>disease</c>, <c>outcome</c>, <c>rules</c> (the rule of a field).</remarks>
public static class ReconciliationCases
{
    private const string Folder = "rules/reconciliation/cases";

    /// <summary>Runs all cases.</summary>
    /// <param name="content">Content.</param>
    /// <param name="reconciler">Reconciler.</param>
    /// <exception cref="ContentException">A case is not as its form says.</exception>
    public static ImmutableArray<ReconciliationCaseResult> Run(IContentSource content, Reconciler reconciler) =>
    [
        .. content.List(Folder).Where(static p => p.EndsWith(".cases.yaml", StringComparison.Ordinal))
            .SelectMany(p => ContentNode.Parse(p, content.Read(p)).List("cases")).Select(n => Run(ReconciliationCase.Read(n), reconciler)),
    ];

    /// <summary>The texts of the conflicts of one case.</summary>
    /// <param name="content">Content.</param>
    /// <param name="reconciler">Reconciler.</param>
    /// <param name="name">Name of the case.</param>
    public static ImmutableArray<string> Texts(IContentSource content, Reconciler reconciler, string name) =>
    [
        .. content.List(Folder).Where(static p => p.EndsWith(".cases.yaml", StringComparison.Ordinal)).SelectMany(p => ContentNode.Parse(p, content.Read(p)).List("cases"))
            .Where(n => string.Equals(n.Required("name"), name, StringComparison.Ordinal)).Select(ReconciliationCase.Read)
            .SelectMany(c => reconciler.Reconcile("case", c.Documents, c.Findings, c.Options).Conflicts).Select(static c => c.Text),
    ];

    private static ReconciliationCaseResult Run(ReconciliationCase one, Reconciler reconciler)
    {
        var got = reconciler.Reconcile("case", one.Documents, one.Findings, one.Options);
        return new(one.Node.Path, one.Node.Line, one.Node.Required("name"), [.. Problems(one, got)]);
    }

    private static IEnumerable<string> Problems(ReconciliationCase one, ReconciledCase got)
    {
        foreach (var (name, expected) in Members(one.Node, "fields"))
        {
            var field = got.Profile[name];
            var word = field.State switch { FieldState.Known => field.Value, FieldState.Unknown => "unknown", FieldState.Conflicting => "conflicting" };
            if (!string.Equals(word, expected, StringComparison.Ordinal))
            {
                yield return $"field {name} is {word} by {field.Rule}, not {expected}";
            }
        }

        foreach (var (name, expected) in Members(one.Node, "rules").Where(m => !string.Equals(got.Profile[m.Key].Rule, m.Value, StringComparison.Ordinal)))
        {
            yield return $"field {name} was decided by {got.Profile[name].Rule}, not {expected}";
        }

        foreach (var label in one.Node.Texts("holds"))
        {
            if (FactOf(one, got, label) is not { Holds: true } fact)
            {
                yield return $"{label} does not hold: {FactOf(one, got, label)?.Why ?? "no such fact"}";
            }
        }

        foreach (var (label, rule) in Members(one.Node, "withheld"))
        {
            if (FactOf(one, got, label) is var fact && (fact is null || fact.Holds || !string.Equals(fact.Why, rule, StringComparison.Ordinal)))
            {
                yield return $"{label} holds or was withheld by {fact?.Why}, not by {rule}";
            }
        }

        foreach (var (label, date) in Members(one.Node, "dates"))
        {
            if (FactOf(one, got, label) is var fact && !string.Equals(fact?.Date?.ToString() ?? "none", date, StringComparison.Ordinal))
            {
                yield return $"{label} is dated {fact?.Date?.ToString() ?? "none"}, not {date}";
            }
        }

        foreach (var problem in Lists(one, got))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Lists(ReconciliationCase one, ReconciledCase got)
    {
        if (one.Node["conflicts"] is { } conflicts)
        {
            var rules = got.Conflicts.Select(static c => c.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (!rules.SequenceEqual(conflicts.AsTexts().Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                yield return $"conflicts are [{string.Join(", ", rules)}]";
            }
        }

        if (one.Node["courses"] is { } courses)
        {
            var is_ = got.Courses.Select(static c => $"{c.Treatment}: {string.Join(' ', ((string?[])[c.Now ?? "given", c.Setting]).OfType<string>())}").Order(StringComparer.Ordinal).ToList();
            if (!is_.SequenceEqual(courses.AsTexts().Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                yield return $"courses are [{string.Join(", ", is_)}]";
            }
        }

        if (one.Node["lines"] is { } lines)
        {
            var is_ = got.Courses.Where(static c => c.TherapyLine is not null).Select(static c => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{c.Treatment}: {c.TherapyLine}")).Order(StringComparer.Ordinal).ToList();
            if (!is_.SequenceEqual(lines.AsTexts().Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                yield return $"lines are [{string.Join(", ", is_)}]";
            }
        }

        if (one.Node["derived"] is { } derived)
        {
            var groups = got.Facts.Where(static f => f.Kind is FactKind.StageGroup && f.Origin is FactOrigin.Derived)
                .Select(static f => string.Join(' ', ((string?[])[f.Value, f.Qualifiers.Basis, f.Qualifiers.Edition, f.Qualifiers.Assumes]).OfType<string>())).Order(StringComparer.Ordinal).ToList();
            if (!groups.SequenceEqual(derived.AsTexts().Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                yield return $"derived stages are [{string.Join(", ", groups)}]";
            }
        }

        if (one.Node.Optional("disease") is { } disease && !string.Equals(Word(got.Disease), disease, StringComparison.Ordinal))
        {
            yield return $"the disease is {Word(got.Disease)}";
        }

        if (one.Node.Number("exit") is { } exit && (int)got.Outcome != (int)exit)
        {
            yield return $"the outcome is {got.Outcome}";
        }
    }

    private static Fact? FactOf(ReconciliationCase one, ReconciledCase got, string label) =>
        one.Labels.TryGetValue(label, out var finding)
            ? got.Facts.FirstOrDefault(f => f.Kind == finding.Kind && string.Equals(f.Value, finding.Value, StringComparison.Ordinal) && f.Evidence.Contains(finding.Evidence))
            : throw new ContentException(one.Node.Path, one.Node.Line, $"No finding is labelled '{label}'.");

    private static string Word(CaseDisease disease) => disease switch
    {
        CaseDisease.Silent => "silent",
        CaseDisease.Nsclc => "nsclc",
        CaseDisease.Sclc => "sclc",
        CaseDisease.Transformed => "transformed",
        CaseDisease.NsclcOrSclc => "nsclc-or-sclc",
        CaseDisease.Suspected => "suspected",
        CaseDisease.OtherCancer => "other-cancer",
        CaseDisease.NoCancer => "no-cancer",
    };

    private static IEnumerable<KeyValuePair<string, string>> Members(ContentNode node, string key) =>
        (node[key]?.Members ?? []).Select(static m => KeyValuePair.Create(m.Key, m.Value.Scalar ?? ""));
}
