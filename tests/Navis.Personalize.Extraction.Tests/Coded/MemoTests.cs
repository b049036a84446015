using Navis.Personalize.Extraction.Coded;

namespace Navis.Personalize.Extraction.Tests.Coded;

public sealed class MemoTests
{
    [Fact]
    public void A_text_is_worked_out_once_also_after_many_others()
    {
        var asked = 0;
        var memo = new TextMemo<int>(text =>
        {
            asked++;
            return text.Length;
        });
        for (var i = 0; i < 20_000; i++)
        {
            Assert.Equal(5, memo[$"{i:00000}"]);
        }

        Assert.Equal(5, memo["19999"]);
        Assert.Equal(20_000, asked);
    }

    [Fact]
    public void A_report_is_not_kept()
    {
        var asked = 0;
        var memo = new TextMemo<int>(_ => ++asked);
        var report = new string('x', 500);
        Assert.Equal(1, memo[report]);
        Assert.Equal(2, memo[report]);
    }

    [Fact]
    public void Concepts_that_say_the_same_share_a_meaning()
    {
        var asked = 0;
        var memo = new ConceptMemo<int>(_ => ++asked);
        Assert.Equal(1, memo[Entries.Concept("snomed|254637007|Non-small cell lung cancer")]);
        Assert.Equal(1, memo[Entries.Concept("snomed|254637007|Non-small cell lung cancer")]);
        Assert.Equal(2, memo[Entries.Concept("snomed|254637007|NSCLC")]);
    }
}
