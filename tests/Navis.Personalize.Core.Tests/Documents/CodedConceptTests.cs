using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Core.Tests.Documents;

public sealed class CodedConceptTests
{
    private static readonly CodedConcept Alk = new([new("http://www.genenames.org", "HGNC:427", "ALK")], "ALK gene");

    [Fact]
    public void Two_that_say_the_same_are_equal()
    {
        var same = new CodedConcept([new("http://www.genenames.org", "HGNC:427", "ALK")], "ALK gene");
        Assert.Equal(Alk, same);
        Assert.Equal(Alk.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void A_change_of_any_part_makes_another_one()
    {
        _ = Alk.GetHashCode();
        Assert.NotEqual(Alk, Alk with { Text = "ALK" });
        Assert.NotEqual(Alk.GetHashCode(), (Alk with { Text = "ALK" }).GetHashCode());
        Assert.NotEqual(Alk, Alk with { Codes = [new("http://www.genenames.org", "HGNC:428", "ALK")] });
        Assert.NotEqual(Alk, Alk with { Codes = [.. Alk.Codes, new(null, "x", null)] });
    }

    [Fact]
    public void The_display_is_text_then_display_then_code()
    {
        Assert.Equal("ALK gene", Alk.Display);
        Assert.Equal("ALK", (Alk with { Text = null }).Display);
        Assert.Equal("HGNC:427", new CodedConcept([new(null, null, null), new(null, "HGNC:427", null)], null).Display);
        Assert.Null(CodedConcept.Empty.Display);
    }
}
