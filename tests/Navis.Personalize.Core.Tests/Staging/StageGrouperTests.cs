using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Staging;
using Navis.Personalize.Core.Tests.Support;

namespace Navis.Personalize.Core.Tests.Staging;

public sealed class StageGrouperTests
{
    private static readonly StageGrouper Grouper = StageGrouper.Load(RepositoryContent.Instance);

    [Theory]
    [InlineData("7", "T1a", "N0", "M0", "IA")]
    [InlineData("8", "T1a", "N0", "M0", "IA1")]
    [InlineData("8", "T1mi", "N0", "M0", "IA1")]
    [InlineData("9", "T1c", "N1", "M0", "IIA")]
    [InlineData("8", "T1c", "N1", "M0", "IIB")]
    [InlineData("9", "T3", "N2a", "M0", "IIIA")]
    [InlineData("8", "T3", "N2", "M0", "IIIB")]
    [InlineData("8", "T4", "N3", "M0", "IIIC")]
    [InlineData("7", "T4", "N3", "M1b", "IV")]
    [InlineData("8", "TX", "NX", "M1b", "IVA")]
    [InlineData("9", "T0", "N2", "M1c", "IVB")]
    [InlineData("8", "T2a", "N1", "MX", "IIB")]
    [InlineData("8", "Tis", "N0", "M0", "0")]
    [InlineData("9", "TX", "N0", "M0", "occult")]
    public void A_cell_of_the_table_is_read(string edition, string t, string n, string m, string expected) =>
        Assert.Equal(expected, Grouper.Group(edition, "pathologic", t, n, m).Word);

    [Theory]
    [InlineData("8", "T1", "N0", "M0", "IA")]
    [InlineData("7", "T2", "N1", "M0", "II")]
    [InlineData("9", "T2a", "N2", "M0", "III")]
    [InlineData("9", "T4", "N2", "M0", "IIIB")]
    [InlineData("8", "T2a", "N0", "M1", "IV")]
    [InlineData("8", "T4", "NX", "M0", "III")]
    public void A_coarse_category_gives_what_its_parts_share(string edition, string t, string n, string m, string expected) =>
        Assert.Equal(expected, Grouper.Group(edition, "clinical", t, n, m).Word);

    [Theory]
    [InlineData("8", "T2", "N0", "M0")]      // IB or IIA
    [InlineData("9", "T1a", "N2", "M0")]     // IIB or IIIA
    [InlineData("8", "T2a", "NX", "M0")]
    [InlineData("8", "Tis", "N1", "M0")]
    [InlineData("7", "Tis", "N0", "M1a")]
    [InlineData("8", "T0", "N0", "M0")]
    [InlineData("7", "T1c", "N0", "M0")]     // no such category in the 7th
    [InlineData("8", "T2a", "N0", "M1c1")]
    [InlineData("6", "T2", "N0", "M0")]
    [InlineData("10", "T2a", "N0", "M0")]
    [InlineData("8", "T5", "N0", "M0")]
    [InlineData("8", "T2a", "N4", "M0")]
    [InlineData("8", "T2a", "N0", "")]
    [InlineData("8", "", "", "")]
    [InlineData("", "T2a", "N0", "M0")]
    public void What_the_table_leaves_open_is_unknown(string edition, string t, string n, string m) =>
        Assert.Equal(StageOutcome.Unknown, Grouper.Group(edition, "clinical", t, n, m).Outcome);

    [Theory]
    [InlineData("8,p,T2a,N1,M0", "IIB")]
    [InlineData(" 8 , pathologic , pT2A(m) , pn1 , cM0 ", "IIB")]
    [InlineData("9,both,TX,N0,MX", "occult")]
    [InlineData("8,p,T2a,N1", "unknown")]
    [InlineData("edition,basis,T,N,M", "unknown")]
    [InlineData("", "unknown")]
    public void A_line_gives_one_word(string line, string expected) => Assert.Equal(expected, StageLine.Answer(Grouper, line));

    [Fact]
    public void The_path_says_what_was_read_as_what()
    {
        var path = string.Join(' ', Grouper.Group("9", "clinical", "T2a", "N2", "MX").Path);
        Assert.Contains("MX is read as M0", path, StringComparison.Ordinal);
        Assert.Contains("N2 covers N2a, N2b", path, StringComparison.Ordinal);
        Assert.Contains("T2a N2b M0: IIIB", path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m0:\n  T1: [IA]\ncolumns: [N0, N1]\nedition: \"8\"", "needs 2 cells")]
    [InlineData("m0:\n  T1: [IA, XX]\ncolumns: [N0, N1]\nedition: \"8\"", "no stage group")]
    [InlineData("m0:\n  T1: [IA]\ncolumns: [N0]\ncovers:\n  T9: [T8]\nedition: \"8\"", "not in the table")]
    public void A_table_with_a_mistake_is_refused_with_its_line(string yaml, string problem) =>
        Assert.Contains(problem, Assert.Throws<ContentException>(() => StageTable.Load(ContentNode.Parse("x.yaml", yaml))).Message, StringComparison.Ordinal);
}
