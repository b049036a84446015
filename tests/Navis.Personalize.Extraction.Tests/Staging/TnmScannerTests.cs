using Navis.Personalize.Extraction.Staging;

namespace Navis.Personalize.Extraction.Tests.Staging;

public sealed class TnmScannerTests
{
    [Theory]
    [InlineData("cT1acN2pM1b", "cT1a cN2 pM1b")]
    [InlineData("pT1cpN1", "pT1c pN1")]
    [InlineData("cT1cN2M0", "cT1c cN2 cM0")]
    [InlineData("T2cN0", "T2 cN0")]
    [InlineData("pT2bpN2M0", "pT2b pN2 pM0")]
    [InlineData("ypT1a ypN0", "ypT1a ypN0")]
    [InlineData("rcT2 N1", "rcT2 rcN1")]
    [InlineData("pT3, pN1, pMX", "pT3 pN1 pMX")]
    [InlineData("T4, N0", "T4 N0")]
    [InlineData("T2/N1/M0", "T2 N1 M0")]
    [InlineData("T1b-N0-M0", "T1b N0 M0")]
    [InlineData("pT2a (4.2 cm), N1 (2/12), M0", "pT2a pN1 pM0")]
    [InlineData("pT1a(m) pN0(sn)", "pT1a pN0")]
    [InlineData("pT1(mi) N0", "pT1mi pN0")]
    [InlineData("pTis(AIS)", "pTis")]
    [InlineData("T3 N2b M1c1", "T3 N2b M1c1")]
    [InlineData("pT2A pN2A", "pT2a pN2a")]
    [InlineData("pt2a n0", "pT2a pN0")]
    [InlineData("t2n1m0", "T2 N1 M0")]
    [InlineData("pT: 2a  pN: 1", "pT2a pN1")]
    [InlineData("(pT): 2a", "pT2a")]
    [InlineData("T category: 3", "T3")]
    public void Reads_the_grammar_of_a_TNM_string(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("pT la: Tumor 2 cm or less", "pT1a")]
    [InlineData("pTIa: Tumor 2 cm or less", "pT1a")]
    [InlineData("pTlb N0", "pT1b pN0")]
    [InlineData("pT2 pNo pMx", "pT2 pN0 pMX")]
    [InlineData("pT2a NO.", "pT2a pN0")]
    [InlineData("T2a N O M0", "T2a N0 M0")]
    [InlineData("T1aNOMO", "T1a N0 M0")]
    [InlineData("pNO: No regional lymph node metastasis", "pN0")]
    [InlineData("PN1", "pN1")]
    [InlineData("pT II pN I", "pT2 pN1")]
    public void Reads_through_damage_of_OCR(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("EGFR T790M and N375S; MET T1010I")]
    [InlineData("(see T 24-01234)")]
    [InlineData("T12-00001 and N23-555")]
    [InlineData("a T2-weighted sequence")]
    [InlineData("N = 3 patients")]
    [InlineData("NO NODES")]
    [InlineData("the pt no longer smokes; ct now")]
    public void Does_not_read_what_only_looks_like_a_category(string text) => Assert.Equal("", Read(text));

    [Theory]
    [InlineData("pT1b. No nodes were sent.", "pT1b")]
    [InlineData("pT1b NO NODES SEEN", "pT1b")]
    [InlineData("T2 and T3 vertebrae", "T2 | T3")]
    public void Keeps_the_word_no_and_a_second_category_of_the_same_letter_out_of_the_string(string text, string expected) => Assert.Equal(expected, Read(text));

    private static string Read(string text) => string.Join(" | ", TnmScanner.Scan(text)
        .Select(s => string.Join(' ', s.Categories.Select(c => string.Concat(Sign(c.Prefix), Sign(c.Basis), c.Value)))));

    private static string Sign(char sign) => sign == '\0' ? "" : sign.ToString();

    [Theory]
    [InlineData("uN   2", 0)]
    [InlineData("pT   2 pieces", 0)]
    [InlineData("pT 2", 1)]
    [InlineData("pN = 1", 1)]
    public void A_gap_of_columns_is_no_category(string text, int found) => Assert.Equal(found, TnmScanner.Scan(text).Count);
}
