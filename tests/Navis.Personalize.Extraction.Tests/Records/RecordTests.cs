using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Tests.Records;

/// <summary>Whole synthetic records beside what holds of them (<c>*.yaml</c> of this folder): described, read and reconciled.</summary>
public sealed class RecordTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Records");
    private static readonly DocumentDescriber Describer = new(RepositoryContent.Instance);
    private static readonly NarrativeExtractor Extractor = new(RepositoryContent.Instance);
    private static readonly Reconciler Reconciler = Reconciler.Load(RepositoryContent.Instance);

    public static TheoryData<string, string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(f => Parse(f).List("records").Select(r => (Path.GetFileName(f), r.Required("name"))))];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_holds_of_a_record_is_what_it_says(string file, string name)
    {
        var record = Parse(Path.Combine(Folder, file)).List("records").Single(r => r.Required("name") == name);
        var got = Reconciled(record);
        var problems = Problems(record, [.. got.Facts.Where(f => f.Holds && f.Origin is not FactOrigin.Derived)]);
        problems.AddRange((record["fields"]?.Members ?? []).Where(m => Word(got.Profile[m.Key]) != m.Value.Scalar).Select(m => $"field {m.Key} is {Word(got.Profile[m.Key])} by {got.Profile[m.Key].Rule}, not {m.Value.Scalar}"));
        if (record["conflicts"] is { } conflicts && !got.Conflicts.Select(c => c.Rule).Distinct().Order(StringComparer.Ordinal).SequenceEqual(conflicts.AsTexts().Order(StringComparer.Ordinal)))
        {
            problems.Add($"conflicts are {string.Join(", ", got.Conflicts.Select(c => $"{c.Rule} ({c.Field})"))}");
        }

        if (record.Optional("outcome") is { } outcome && got.Outcome.ToString() != outcome)
        {
            problems.Add($"the outcome is {got.Outcome}");
        }

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    private static string? Word(ProfileField field) => field.State switch { FieldState.Known => field.Value, FieldState.Unknown => "unknown", FieldState.Conflicting => "conflicting" };

    private static ReconciledCase Reconciled(ContentNode record)
    {
        var texts = record["text"] is { } one ? [one.Scalar!] : record.Texts("documents");
        var documents = texts.Select((t, i) => Describer.Describe(Texts.Document(t, "en") with { Id = $"d{i + 1}", Name = $"{i + 1}.txt" })).ToImmutableArray();
        return Reconciler.Reconcile("case", documents, documents.SelectMany(d => Extractor.Extract(d)));
    }

    private static List<string> Problems(ContentNode record, List<Fact> held)
    {
        var expected = record.Texts("holds").Select(h => h.Split(' ')).ToList();
        var problems = new List<string>();
        foreach (var row in expected.Where(row => !held.Exists(f => Fits(f, row))))
        {
            problems.Add($"missing: {string.Join(' ', row)}");
        }

        foreach (var fact in held.Where(f => f.Kind is not FactKind.Biomarker && expected.Exists(row => row[0] == f.Kind.Name()) && !expected.Exists(row => Fits(f, row))))
        {
            problems.Add($"unexpected: {Words(fact)}");
        }

        foreach (var fact in held.Where(f => record.Texts("none").Contains(f.Kind.Name())))
        {
            problems.Add($"must not hold: {Words(fact)}");
        }

        return problems;
    }

    private static bool Fits(Fact fact, string[] row) =>
        fact.Kind.Name() == row[0] && fact.Value == row[1]
        && row.Skip(2).Select(q => q.Split('=')).All(q => q[0] == "date" ? fact.Date?.ToString() == q[1] : (fact.Qualifiers.Text(q[0]) ?? "null") == q[1].Replace('_', ' '));

    private static string Words(Fact fact) =>
        $"{fact.Kind.Name()} {fact.Value} {string.Join(' ', QualifierNames.Of(fact.Kind).Select(n => (n, fact.Qualifiers.Text(n))).Where(q => q.Item2 is not null).Select(q => $"{q.n}={q.Item2}"))} {fact.Date} «{fact.Evidence[0].Quote}»";

    private static ContentNode Parse(string file) => ContentNode.Parse(Path.GetFileName(file), File.ReadAllText(file));
}
