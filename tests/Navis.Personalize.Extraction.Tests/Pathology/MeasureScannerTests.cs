using System.Globalization;
using Navis.Personalize.Extraction.Pathology;

namespace Navis.Personalize.Extraction.Tests.Pathology;

public sealed class MeasureScannerTests
{
    [Theory]
    [InlineData("1.3 cm", "1.3")]
    [InlineData("2cm nodule", "2")]
    [InlineData("4 x 4-cm mass", "4")]
    [InlineData("3.6 x 3.3 x 2.7 cm", "3.6")]
    [InlineData("56,3 x 32,5 mm", "5.63")]
    [InlineData("4.2 x 4 .0 x 2.3 em", "4.2")]
    [InlineData("1.3 x 1. 2 x 1.2 cm", "1.3")]
    [InlineData("2.4 cm × 1.8 cm", "2.4")]
    [InlineData("16 by 12 mm", "1.6")]
    [InlineData("4 por 3 cm", "4")]
    public void Reads_a_length_in_centimetres(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Tumor 2 cm or less in greatest dimension")]
    [InlineData("more than 3 cm but not more than 5 cm")]
    [InlineData("< 1 cm")]
    [InlineData("1 common 2 mammals")]
    [InlineData("400 mg and 12 ml")]
    public void Does_not_read_a_limit_or_another_unit(string text) => Assert.Equal("", Read(text));

    private static string Read(string text) => string.Join(' ', MeasureScanner.Scan(text).Select(m => m.Centimetres.ToString("0.##", CultureInfo.InvariantCulture)));
}
