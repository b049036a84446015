using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Biomarkers;

/// <summary>A label that is answered on its own line says nothing of the genes below it.</summary>
public sealed class AnsweredLabelTests
{
    [Theory]
    [InlineData("Copy number alterations: none\nThe EGFR gene lies on chromosome 7.\n", "")]
    [InlineData("Fusions: none\nReference sequence NM_005228, transcript of record.\n", "")]
    [InlineData("Other findings: none\nEGFR testing is done by PCR.\n", "")]
    [InlineData("NOT DETECTED\nEGFR\nALK\n", "EGFR not-detected, ALK not-detected")]
    [InlineData("FUSIONS: NEGATIVE\nALK\nROS1\n", "ALK not-detected, ROS1 not-detected")]
    [InlineData("EGFR: none\n", "EGFR not-detected")]
    [InlineData("PD-L1 TPS 60%.\nCopy number alterations: none\n", "CD274 detected")]
    [InlineData("PD-L1 TPS <1%.\nCopy number alterations: none\n", "CD274 not-detected")]
    public void What_is_listed_is_governed_and_what_merely_follows_is_not(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("Si se confirma mutación V600E de BRAF, se valoraría dabrafenib.\n", "")]
    [InlineData("Se confirma mutación V600E de BRAF.\n", "BRAF detected")]
    public void A_condition_confirms_nothing(string text, string expected) => Assert.Equal(expected, Read(text));

    private static string Read(string text) => string.Join(", ", FindingTexts.Of("MOLECULAR REPORT\nLung adenocarcinoma.\n" + text)
        .Where(f => f.Kind is FactKind.Biomarker && FindingTexts.Holds(f)).OrderBy(f => f.Evidence.Start).Select(f => $"{f.Qualifiers.Gene} {f.Value}").Distinct(StringComparer.Ordinal));
}
