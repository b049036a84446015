using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Staging;
using Navis.Personalize.Core.Tests.Support;

namespace Navis.Personalize.Core.Tests.Staging;

public sealed class EditionTests
{
    private static readonly StageGrouper Grouper = StageGrouper.Load(RepositoryContent.Instance);
    private static readonly EditionMap Map = EditionMap.Load(RepositoryContent.Instance, Grouper);
    private static readonly EditionCalendar Calendar = EditionCalendar.Load(RepositoryContent.Instance);

    [Theory]
    [InlineData("2009-12-31", "6", null)]
    [InlineData("2010", "7", null)]
    [InlineData("2017-05", "7", "8")]
    [InlineData("2018-01-01", "8", null)]
    [InlineData("2024-12-31", "8", null)]
    [InlineData("2025-01-01", "9", "8")]
    [InlineData("2026", "9", "8")]
    [InlineData("2027", "9", null)]
    public void A_date_implies_an_edition(string date, string edition, string? beside) =>
        Assert.Equal(new ImpliedEdition(edition, beside), Calendar.Imply(PartialDate.Parse(date)));

    [Theory]
    [InlineData("1999")]
    [InlineData(null)]
    public void No_date_or_one_before_the_tables_implies_none(string? date) => Assert.Null(Calendar.Imply(PartialDate.Parse(date)));

    [Theory]
    [InlineData("8", "7", "T3", "N2", "M0", null, "IIIA")]    // IIIB of the 8th was IIIA in trials staged by the 7th
    [InlineData("9", "7", "T3", "N2b", "M0", null, "IIIA")]
    [InlineData("8", "7", "T1b", "N0", "M0", null, "IA")]
    [InlineData("8", "7", "T2b", "N0", "M0", null, "IB")]
    [InlineData("8", "7", "T3", "N0", "M0", 4.0, "IIB")]      // T3 by what it grows into, not by size
    [InlineData("8", "7", "T3", "N0", "M0", 6.0, "II")]       // by size it was T2b (IIA), by growth T3 (IIB)
    [InlineData("7", "8", "T2a", "N0", "M0", 3.5, "IB")]
    [InlineData("7", "8", "T2a", "N0", "M0", 4.5, "IIA")]
    [InlineData("7", "8", "T2b", "N0", "M0", null, "IIB")]
    [InlineData("7", "8", "T3", "N0", "M0", 8.0, "IIIA")]
    [InlineData("7", "8", "T1a", "N0", "M0", 0.9, "IA1")]
    [InlineData("7", "8", "T1a", "N0", "M0", null, "IA")]
    [InlineData("7", "8", "T2a", "N0", "M1b", null, "IV")]
    [InlineData("7", "8", "T2a", "N0", "M1a", null, "IVA")]
    [InlineData("8", "9", "T2a", "N2", "M0", null, "III")]
    [InlineData("8", "9", "T4", "N2", "M0", null, "IIIB")]
    [InlineData("8", "9", "T2a", "N1", "MX", null, "IIB")]
    [InlineData("8", "8", "T2a", "N1", "M0", null, "IIB")]
    public void A_TNM_is_carried_over_where_all_possibilities_agree(string from, string to, string t, string n, string m, double? size, string stage) =>
        Assert.Equal(stage, Map.Convert(from, to, t, n, m, (decimal?)size).Stage.Word);

    [Theory]
    [InlineData("7", "8", "T2a", "N0", "M0", null)]   // IB or IIA
    [InlineData("7", "8", "T3", "N0", "M0", null)]
    [InlineData("8", "9", "T1c", "N2", "M0", null)]   // IIB or IIIA
    [InlineData("8", "7", "T4", "N0", "M0", 8.0)]     // IIB or IIIA
    [InlineData("8", "7", "Tis", "N0", "M0", null)]   // in situ adenocarcinoma did not exist in the 7th
    [InlineData("6", "8", "T2", "N0", "M0", 3.0)]
    [InlineData("7", "8", "T1c", "N0", "M0", null)]
    public void A_TNM_with_several_possible_stages_is_unknown(string from, string to, string t, string n, string m, double? size) =>
        Assert.Equal(StageOutcome.Unknown, Map.Convert(from, to, t, n, m, (decimal?)size).Stage.Outcome);

    [Fact]
    public void What_was_taken_for_granted_is_said() =>
        Assert.Contains("carina", Assert.Single(Map.Convert("8", "7", "T2a", "N0", "M0").Assumes), StringComparison.Ordinal);

    [Theory]
    [InlineData("ypT2A(m)", 'T', "T2a")]
    [InlineData("TIS (AIS)", 'T', "Tis")]
    [InlineData("cTx", 'T', "TX")]
    [InlineData("pT1MI", 'T', "T1mi")]
    [InlineData("pN2b", 'N', "N2b")]
    public void A_category_is_written_as_the_contract_has_it(string text, char letter, string expected) => Assert.Equal(expected, StageCategory.Normalize(text, letter));

    [Theory]
    [InlineData("N0", 'T')]
    [InlineData("T", 'T')]
    [InlineData("", 'T')]
    [InlineData("T la", 'T')]
    [InlineData("Tumor", 'T')]
    public void What_is_no_category_is_none(string text, char letter) => Assert.Null(StageCategory.Normalize(text, letter));
}
