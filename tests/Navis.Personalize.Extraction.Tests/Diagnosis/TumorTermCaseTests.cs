using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Tests.Diagnosis;

public sealed class TumorTermCaseTests
{
    public static TheoryData<string, string, string> Cases() =>
    [
        .. ((string[])["histology", "diagnosis", "diagnosis-cues", "other-cancers", "lobes", "site-cues", "stage-cues", "pathology-fields", "pathology-states", "pathology-grades", "pathology-objects"])
            .SelectMany(f => TermFiles.Load(RepositoryContent.Instance, f).Cases.Select(c => (f, c.Text, string.Join(' ', c.Find)))),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_file_finds_its_words_and_no_others(string file, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', new TermLexicon(TermFiles.Load(RepositoryContent.Instance, file).Entries).Find(text).Select(m => m.Entry.Id)));
}
