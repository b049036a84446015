using Navis.Personalize.Core.Staging;
using Navis.Personalize.Core.Tests.Support;

namespace Navis.Personalize.Core.Tests.Staging;

public sealed class StagingOracleTests
{
    private static readonly StageGrouper Grouper = StageGrouper.Load(RepositoryContent.Instance);

    [Fact]
    public void Every_row_of_the_oracle_of_editions_7_to_9_agrees()
    {
        var rows = Rows("oracle/staging.csv").Where(r => r[0] is "7" or "8" or "9").ToList();
        Assert.True(rows.Count > 1400);
        // What only a registry's own tables give stays open here.
        var wrong = rows.Where(r => r[6] is not "registry_only")
            .Where(r => !string.Equals(Grouper.Group(r[0], r[1], r[2], r[3], r[4]).Word, r[5], StringComparison.Ordinal))
            .Select(r => string.Join(',', r.Take(7)) + " got " + Grouper.Group(r[0], r[1], r[2], r[3], r[4]).Word);
        Assert.Empty(wrong);
        Assert.All(rows.Where(r => r[6] is "registry_only"), r => Assert.Equal("unknown", Grouper.Group(r[0], r[1], r[2], r[3], r[4]).Word));
    }

    [Fact]
    public void Worked_examples_with_a_whole_TNM_agree()
    {
        var rows = Rows("oracle/staging_worked_examples.csv").Where(r => r[6].Length > 0).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal(r[6], Grouper.Group(r[0], r[2], r[3].Length > 0 ? r[3] : "TX", r[4].Length > 0 ? r[4] : "NX", r[5]).Word));
    }

    [Fact]
    public void Every_cell_of_the_8th_edition_moves_to_the_9th_as_published()
    {
        var map = EditionMap.Load(RepositoryContent.Instance, Grouper);
        Assert.All(Rows("oracle/staging_8_to_9_migration.csv"), r =>
        {
            Assert.Equal(r[3], Grouper.Group("8", "both", r[0], r[2], "M0").Word);
            Assert.Equal(r[4], Grouper.Group("9", "both", r[0], r[1], "M0").Word);
            Assert.Equal(r[3], map.Convert("9", "8", r[0], r[1], "M0").Stage.Word);
        });
    }

    [Fact]
    public void Recorded_stages_of_real_patients_contain_the_computed_one()
    {
        var rows = Rows("oracle/tcga_stage_cases.csv").Where(r => r[2] is "7th" && r[6].Length > 0 && r[9] is "match").ToList();
        Assert.True(rows.Count > 400);
        Assert.All(rows, r => Assert.Equal(r[7].Replace("Stage ", "", StringComparison.Ordinal), Grouper.Group("7", r[3], r[4], r[5], r[6]).Word));
    }

    private static List<string[]> Rows(string path)
    {
        var file = RepositoryContent.Shared(path);
        Assert.SkipUnless(file is not null, "The oracle tables do not lie beside the repository.");
        return [.. File.ReadLines(file!).Skip(1).Select(Split)];
    }

    private static string[] Split(string line)
    {
        List<string> cells = [];
        var (cell, quoted) = (new System.Text.StringBuilder(), false);
        foreach (var c in line)
        {
            quoted ^= c == '"';
            if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c != '"')
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
