using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Rtf;

public sealed class RtfReaderTests
{
    [Theory]
    [InlineData(@"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Stage IIB\par ALK negative}", "Stage IIB\nALK negative")]
    [InlineData(@"{\rtf1 Mutaci\'f3n T790M}", "Mutación T790M")]
    [InlineData(@"{\rtf1\uc1 PD-L1 \u8805?50%}", "PD-L1 ≥50%")]
    [InlineData(@"{\rtf1 {\*\generator Riched20;}Margins negative}", "Margins negative")]
    [InlineData(@"{\rtf1 EGFR\cell detected\row ALK\cell negative\row}", "EGFR   detected\nALK   negative")]
    [InlineData(@"{\rtf1 seen {\v hidden}}", "seen")]
    public void The_text_of_the_body_is_read(string rtf, string expected) => Assert.Equal(expected, Read(rtf));

    [Theory]
    [InlineData(@"{\rtf1 cut in the middle {\b of")]
    [InlineData(@"{\rtf1 x}}}}} trailing")]
    [InlineData(@"{\rtf1 \'zz \u99999999999 text")]
    public void Damage_never_throws(string rtf) => Assert.NotEmpty(Read(rtf));

    [Fact]
    public void Nesting_without_end_is_cut() => Assert.Equal("a", Read(@"{\rtf1 a" + new string('{', 100_000) + "b"));

    private static string Read(string rtf) => Assert.Single(Samples.Door.Read(new SourceFile("a.rtf", Encoding.Latin1.GetBytes(rtf)), "d1")).Text;
}
