using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Pdf;

namespace Navis.Personalize.Formats.Tests.Pdf;

public sealed class PageLayoutTests
{
    [Fact]
    public void Two_columns_of_prose_are_read_one_after_the_other()
    {
        var left = Column(50, "The tumor was found in the", "left upper lobe and was seen", "on a scan that had been made", "for another reason in May of", "last year when she had a cough", "that did not go away at all");
        var right = Column(320, "After surgery the patient was", "well and went home after four", "days with some pain that was", "treated with simple tablets and", "the wound healed without any", "trouble in the weeks after it");
        var text = PageLayout.Arrange(1, 612, 792, left.Concat(right)).Text;
        Assert.StartsWith("The tumor was found in the\nleft upper lobe", text, StringComparison.Ordinal);
        Assert.Contains("go away at all\n\nAfter surgery the patient was\nwell and", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_with_as_many_rows_keeps_its_rows()
    {
        var genes = Column(50, "EGFR", "ALK", "ROS1", "KRAS", "BRAF", "MET");
        var results = Column(320, "exon 19 deletion detected in tissue", "negative", "negative", "negative", "negative", "negative");
        var text = PageLayout.Arrange(1, 612, 792, genes.Concat(results)).Text;
        Assert.Equal("EGFR   exon 19 deletion detected in tissue\nALK   negative\nROS1   negative\nKRAS   negative\nBRAF   negative\nMET   negative", text);
    }

    [Fact]
    public void Each_word_stands_at_its_span()
    {
        var page = PageLayout.Arrange(1, 612, 792, Column(50, "Stage group: IIB", "Margins negative"));
        Assert.Equal(["Stage", "group:", "IIB", "Margins", "negative"], page.Words.Select(w => page.Text.Substring(w.Start, w.Length)));
    }

    private static IEnumerable<LayoutWord> Column(double x, params string[] lines) =>
        lines.SelectMany((line, row) =>
        {
            var at = x;
            return line.Split(' ').Select(word =>
            {
                var box = new PageBox(at, 100 + (row * 14), word.Length * 5, 10);
                at += (word.Length * 5) + 3;
                return new LayoutWord(word, box);
            }).ToList();
        });
}
