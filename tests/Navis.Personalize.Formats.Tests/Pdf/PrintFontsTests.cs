using Navis.Personalize.Formats.Pdf.Writing;

namespace Navis.Personalize.Formats.Tests.Pdf;

public sealed class PrintFontsTests
{
    [Theory]
    [InlineData("PD-L1 ≥1 % – Größe × Ø — “ñandú” ¿Qué? ¡Ay! á é í ó ú ü α β ≤ µ • … €", false)]
    [InlineData("Síntomas que debe comunicar enseguida ≥ × –", true)]
    public void Every_character_of_our_texts_can_be_shown(string text, bool isBold) => Assert.Equal(text, PrintFonts.Printable(text, PrintFonts.Of(11, isBold)));

    [Theory]
    [InlineData("fine \U0001F642 today", "fine \u25A1 today")]
    [InlineData("肺", "\u25A1")]
    [InlineData("a\u0000b\tc\u00A0d\r\ne", "a b c d  e")]
    public void What_can_not_be_shown_is_a_box_or_a_space(string text, string shown) => Assert.Equal(shown, PrintFonts.Printable(text, PrintFonts.Of(11)));
}
