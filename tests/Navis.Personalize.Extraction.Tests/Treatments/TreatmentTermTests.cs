using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Tests.Treatments;

public sealed class TreatmentTermTests
{
    private static readonly string[] Files = ["drugs", "regimens", "procedures", "treatment-cues", "treatment-cues.es", "treatment-cues.de", "treatment-cues.nl"];

    public static TheoryData<string, string, string> Cases() =>
        [.. Files.SelectMany(f => TermFiles.Load(RepositoryContent.Instance, f).Cases.Select(c => (f, c.Text, string.Join(", ", c.Find))))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_file_finds_its_names_and_no_look_alikes(string file, string text, string expected)
    {
        var lexicon = new TermLexicon(TermFiles.Load(RepositoryContent.Instance, file).Entries);
        Assert.Equal(expected, string.Join(", ", lexicon.Find(text).Select(m => m.Entry.Id)));
    }

    [Fact]
    public void Every_drug_says_its_class_and_sort()
    {
        var drugs = TermFiles.Load(RepositoryContent.Instance, "drugs").Entries;
        Assert.Equal(174, drugs.Length);
        Assert.All(drugs, d => Assert.True(d.Attributes.ContainsKey("class") && d.Attributes.ContainsKey("sort"), d.Id));
    }

    [Fact]
    public void A_regimen_holds_drugs_that_the_list_knows()
    {
        var known = TermFiles.Load(RepositoryContent.Instance, "drugs").Entries.Select(d => d.Id).Append("chemotherapy").ToHashSet(StringComparer.Ordinal);
        Assert.All(TermFiles.Load(RepositoryContent.Instance, "regimens").Entries, r => Assert.All(r.Attributes["drugs"].Split(','), d => Assert.Contains(d, known)));
    }
}
