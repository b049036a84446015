using Navis.Personalize.Extraction.Biomarkers;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Tests.Biomarkers;

/// <summary>Every case of <c>biomarker-columns.yaml</c>.</summary>
public sealed class TableColumnTests
{
    private static readonly TableColumns Columns = new(RepositoryContent.Instance);

    public static TheoryData<string, string> Cases =>
        [.. TermFiles.Load(RepositoryContent.Instance, "biomarker-columns").Cases.Select(c => (c.Text, string.Join(' ', c.Find)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_header_is_known_by_its_titles_and_prose_is_none(string line, string expected) =>
        Assert.Equal(expected.Replace("-", "", StringComparison.Ordinal), string.Join(' ', Columns.Header(line, TableCell.Of(line))), ignoreCase: true);
}
