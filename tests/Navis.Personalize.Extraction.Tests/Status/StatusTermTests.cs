using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Tests.Status;

public sealed class StatusTermTests
{
    private static readonly string[] Files = ["smoking", "disease-status", "metastasis-sites"];

    public static TheoryData<string, string, string> Cases() =>
        [.. Files.SelectMany(f => TermFiles.Load(RepositoryContent.Instance, f).Cases.Select(c => (f, c.Text, string.Join(", ", c.Find))))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_file_finds_its_words_and_no_look_alikes(string file, string text, string expected)
    {
        var lexicon = new TermLexicon(TermFiles.Load(RepositoryContent.Instance, file).Entries);
        Assert.Equal(expected, string.Join(", ", lexicon.Find(text).Select(m => m.Entry.Id)));
    }
}
