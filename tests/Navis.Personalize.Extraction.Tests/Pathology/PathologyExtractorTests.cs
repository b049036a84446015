using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Pathology;

public sealed class PathologyExtractorTests
{
    private const string Lung = "Lung, right upper lobe, lobectomy: adenocarcinoma.\n";

    [Theory]
    [InlineData("Tumor size: 4.2 x 4.0 x 2.3 cm", "4.2")]
    [InlineData("TUMOR SIZE:\n    Greatest dimension: 13 mm", "1.3")]
    [InlineData("The mass measures 3.6 x 3.3 x 2.7 cm and is located 4.7 cm from the bronchial margin.", "3.6")]
    [InlineData("The lobectomy specimen measures 16 x 10 x 4 cm. Sectioning reveals a 2.1 cm firm nodule.", "2.1")]
    [InlineData("Masa pulmonar en LSD de 39 mm, con adenopatía hiliar de 5 cm.", "3.9")]
    [InlineData("- Invasive adenocarcinoma, 2.1 cm", "2.1")]
    public void Finds_the_size_of_the_primary(string text, string expected) => Assert.Equal(expected, FindingTexts.Holding(Lung + text, FactKind.TumorSize));

    [Theory]
    [InlineData("The lobe of the lung measures 16 x 10 x 4 cm.")]
    [InlineData("Station 7 lymph node, 2.5 cm.")]
    [InlineData("Tumor distance from bronchial margin: 7.0 cm.")]
    [InlineData("A 1.2 cm hepatic lesion, a 2 cm thyroid nodule.")]
    [InlineData("A 4 cm incision was made.")]
    [InlineData("pT1a: Tumor 2 cm or less in greatest dimension")]
    public void Does_not_take_another_measure_for_the_tumours(string text) => Assert.Equal("", FindingTexts.Holding(Lung + text, FactKind.TumorSize));

    [Theory]
    [InlineData("Regional lymph nodes: number examined: 13, number involved: 2", "13", "2")]
    [InlineData("Lymph nodes, level 7: (0/3)\nLymph nodes, level 10: (1/4)", "7", "1")]
    [InlineData("Two of nine lymph nodes contain metastatic carcinoma.", "9", "2")]
    [InlineData("Afectación en 5/10 ganglios.", "10", "5")]
    [InlineData("2 de 14 ganglios con metástasis", "14", "2")]
    [InlineData("Six peribronchial lymph nodes, no evidence of malignancy.", "6", "0")]
    [InlineData("- THREE LYMPH NODES NEGATIVE FOR MALIGNANCY (0/3)", "3", "0")]
    [InlineData("Number of positive lymph nodes: 0; Total number of lymph nodes: 1.", "1", "0")]
    public void Counts_nodes_over_the_whole_specimen(string text, string examined, string positive)
    {
        Assert.Equal(examined, FindingTexts.Holding(Lung + text, FactKind.NodesExamined));
        Assert.Equal(positive, FindingTexts.Holding(Lung + text, FactKind.NodesPositive));
    }

    [Theory]
    [InlineData("Station 4R: 3 nodes removed.")]
    [InlineData("Block A1: 2 of 3 cassettes. Lymph node station 7.")]
    [InlineData("Seen on 02/03/2019 with enlarged nodes.")]
    public void Does_not_count_what_no_pathologist_counted(string text) => Assert.Equal("", FindingTexts.Holding(Lung + text, FactKind.NodesExamined, FactKind.NodesPositive));

    [Theory]
    [InlineData("The tumor invades through the elastic layer but does not reach the pleural surface.", FactKind.VisceralPleuralInvasion, "present")]
    [InlineData("The tumor does not extend beyond the elastic layer of the visceral pleura.", FactKind.VisceralPleuralInvasion, "absent")]
    [InlineData("The tumor does not reach the pleural surface.", FactKind.VisceralPleuralInvasion, "absent")]
    [InlineData("Lymphovascular invasion: Present", FactKind.LymphovascularInvasion, "present")]
    [InlineData("LYMPH-VASCULAR INVASION:\n    Not identified", FactKind.LymphovascularInvasion, "absent")]
    [InlineData("No lymphovascular or perineural invasion.", FactKind.LymphovascularInvasion, "absent")]
    [InlineData("No lymphovascular or perineural invasion.", FactKind.PerineuralInvasion, "absent")]
    [InlineData("Lymphovascular invasion is indeterminate.", FactKind.LymphovascularInvasion, "indeterminate")]
    [InlineData("Vascular invasion: PRESENT. Lymphatic invasion: absent.", FactKind.LymphovascularInvasion, "present")]
    [InlineData("Invasión linfovascular: no se identifica", FactKind.LymphovascularInvasion, "absent")]
    [InlineData("Se observa invasión linfovascular.", FactKind.LymphovascularInvasion, "present")]
    [InlineData("Keine lymphovaskuläre Invasion.", FactKind.LymphovascularInvasion, "absent")]
    [InlineData("pT2a N1 M0 L1 V0 Pn0 R0", FactKind.LymphovascularInvasion, "present")]
    [InlineData("pT2a N1 M0 L1 V0 Pn0 R0", FactKind.PerineuralInvasion, "absent")]
    [InlineData("Visceral pleura: NSGATIVE", FactKind.VisceralPleuralInvasion, "absent")]
    [InlineData("The tumor shows visceral pleural invasion (PL1).", FactKind.VisceralPleuralInvasion, "present")]
    [InlineData("Pleural surface is uninvolved.", FactKind.VisceralPleuralInvasion, "absent")]
    [InlineData("Sin infiltración de la pleura visceral.", FactKind.VisceralPleuralInvasion, "absent")]
    [InlineData("STAS: absent", FactKind.Stas, "absent")]
    [InlineData("Spread through air spaces is identified.", FactKind.Stas, "present")]
    public void Says_whether_an_invasion_was_found(string text, FactKind kind, string expected) => Assert.Equal(expected, FindingTexts.Holding(Lung + text, kind));

    [Theory]
    [InlineData("Lymphovascular invasion: not applicable")]
    [InlineData("The tumor grossly appears to abut the visceral pleura.")]
    [InlineData("Sections of mass with respect to visceral pleura.")]
    [InlineData("An elastic stain shows the relation to the visceral pleura.")]
    public void Says_nothing_of_an_invasion_that_is_not_reported(string text) =>
        Assert.Equal("", FindingTexts.Holding(Lung + text, FactKind.LymphovascularInvasion, FactKind.VisceralPleuralInvasion, FactKind.Stas, FactKind.PerineuralInvasion));

    [Theory]
    [InlineData("Surgical margins are negative (closest margin 0.8 cm).", "negative")]
    [InlineData("Bronchial margin: uninvolved by carcinoma\nVascular margin: uninvolved", "negative")]
    [InlineData("Bronchial margin: positive for carcinoma", "positive")]
    [InlineData("Márgenes libres.", "negative")]
    [InlineData("pT1a N0 R1", "positive")]
    [InlineData("Bronchial margin: positive for carcinoma.\nAdditional margin: negative.", "negative")]
    [InlineData("Bronchial margin: cannot be assessed", "")]
    [InlineData("Distance to the margin: 4.0 cm", "")]
    public void Reads_the_margins(string text, string expected) => Assert.Equal(expected, FindingTexts.Holding(Lung + text, FactKind.Margins));

    [Theory]
    [InlineData("Histologic grade: G2", "G2")]
    [InlineData("Moderately to poorly differentiated.", "G3")]
    [InlineData("Adenocarcinoma, grade 2.", "G2")]
    [InlineData("Adenocarcinoma bien diferenciado.", "G1")]
    [InlineData("Diarrhea grade 3, asthenia G2.", "")]
    public void Reads_the_grade_of_the_tumour_and_no_other(string text, string expected) => Assert.Equal(expected, FindingTexts.Holding("Lung adenocarcinoma.\n" + text, FactKind.Grade));

    [Theory]
    [InlineData("Pathologic complete response.", "complete")]
    [InlineData("Major pathologic response was achieved.", "major")]
    [InlineData("Residual viable tumor: 5%.", "major")]
    [InlineData("30% viable tumor.", "residual")]
    [InlineData("Complete response on CT.", "")]
    public void Reads_the_pathologic_response(string text, string expected) => Assert.Equal(expected, FindingTexts.Holding(Lung + text, FactKind.PathologicResponse));

    [Fact]
    public void Withholds_what_is_reported_of_another_cancer() =>
        Assert.Equal("", FindingTexts.Holding("Right hemicolectomy: colonic adenocarcinoma, 9.5 cm, G2.\nLymphovascular invasion: present\nLymph nodes (0/25)\nMargins negative", DocumentKind.SurgicalPathology,
            FactKind.TumorSize, FactKind.LymphovascularInvasion, FactKind.NodesExamined, FactKind.Grade, FactKind.Margins));
}
