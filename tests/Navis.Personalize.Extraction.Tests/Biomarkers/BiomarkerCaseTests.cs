using Navis.Personalize.Extraction.Biomarkers;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Tests.Biomarkers;

/// <summary>Every case of <c>rules/terminology/biomarkers</c>: what a sentence states, no more and no less.</summary>
public sealed class BiomarkerCaseTests
{
    private static readonly StatementReader Reader = new(BiomarkerVocabulary.Load(RepositoryContent.Instance));

    public static TheoryData<string, string> Cases =>
        [.. RepositoryContent.Instance.List("rules/terminology/biomarkers").SelectMany(p => TermFiles.Load(RepositoryContent.Instance, p["rules/terminology/".Length..^".yaml".Length]).Cases.Select(c => (c.Text, string.Join("; ", c.Find.Order(StringComparer.Ordinal)))))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_states_what_stands_beside_it(string text, string expected)
    {
        var found = Reader.Read(text)
            .Where(s => (s.Status is not null || s.Bare) && s is { NotTumor: false, Hypothetical: false })
            .Select(s => $"{s.Gene} {s.Alteration} {s.Status ?? "detected"}")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join("; ", found));
    }
}
