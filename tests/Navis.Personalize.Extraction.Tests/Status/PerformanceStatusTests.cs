using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Status;

public sealed class PerformanceStatusTests
{
    [Theory]
    [InlineData("ECOG 1.", "1")]
    [InlineData("ECOG performance status of 2", "2")]
    [InlineData("PS ECOG: 0", "0")]
    [InlineData("ECOG-3", "3")]
    [InlineData("Patient has PS0 today", "0")]
    [InlineData("performance status is 1", "1")]
    [InlineData("WHO: 1", "1")]
    [InlineData("ECOG 4 (bedbound).", "4")]
    public void The_grade_is_read(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.PerformanceStatus, text));

    [Theory]
    [InlineData("Karnofsky 90 %")]
    [InlineData("performance status Karnofsky 80")]
    [InlineData("Eligible: ECOG 0-1")]
    [InlineData("regimen of ECOG 4599")]
    [InlineData("WHO grade 2")]
    [InlineData("WHO 5th edition")]
    [InlineData("declining performance status")]
    [InlineData("PS 10 mg")]
    public void A_range_another_scale_or_a_classification_is_none(string text) => Assert.Equal("", Stated.Held(FactKind.PerformanceStatus, text));
}
