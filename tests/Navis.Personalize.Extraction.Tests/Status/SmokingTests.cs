using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Tests.Status;

public sealed class SmokingTests
{
    [Theory]
    [InlineData("Former smoker, 40 pack-years, quit in 2010.", "former 40")]
    [InlineData("He quit smoking 10 years ago.", "former")]
    [InlineData("She has a 30 pack-year history and quit 5 years ago.", "former 30")]
    [InlineData("Ex-smoker (25 py).", "former 25")]
    [InlineData("Denies tobacco use since 1990.", "former")]
    [InlineData("History of tobacco use.", "former")]
    [InlineData("Still smokes half a pack daily.", "current")]
    [InlineData("Active smoker with 50 pack years.", "current 50")]
    [InlineData("Heavy smoker.", "current")]
    [InlineData("Never smoker (0 pack-years).", "never")]
    [InlineData("Lifelong nonsmoker.", "never")]
    [InlineData("She does not smoke.", "never")]
    [InlineData("No history of smoking.", "never")]
    [InlineData("SOCIAL HISTORY:\nSmoking status: Former\n", "former")]
    [InlineData("SOCIAL HISTORY:\nTobacco: never\n", "never")]
    [InlineData("Non-smoker now; former smoker.", "former")]
    [InlineData("She smokes ten cigarettes a day. She quit smoking last month.", "former")]
    [InlineData("Never smoker. Her husband smokes.", "never")]
    public void The_patients_own_status_is_read(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.Smoking, text));

    [Theory]
    [InlineData("Her husband was a heavy smoker.")]
    [InlineData("FAMILY HISTORY: Father was a smoker.")]
    [InlineData("Secondhand smoke exposure at home.")]
    [InlineData("Denies tobacco use.")]
    [InlineData("Smoking cessation was discussed in general.")]
    [InlineData("Survival of smokers differs.")]
    [InlineData("40 pack-year history.")]
    [InlineData("Treatment was stopped.")]
    public void What_says_nothing_of_the_patients_smoking_gives_nothing(string text) => Assert.Equal("", Stated.Held(FactKind.Smoking, text));

    [Theory]
    [InlineData("Exfumadora de 20 paquetes-año.", "former 20")]
    [InlineData("Fumador de 36,9 paquetes/ año.", "current 36.9")]
    [InlineData("Dejó de fumar hace diez años.", "former")]
    [InlineData("Nunca fumadora.", "never")]
    [InlineData("No fumador.", "never")]
    [InlineData("Fumador activo, IPA 45.", "current 45")]
    [InlineData("Fumador pasivo.", "")]
    public void Spanish_status_is_read(string text, string expected) => Assert.Equal(expected, Stated.Held(FactKind.Smoking, text, "es"));

    [Fact]
    public void A_contradiction_stays_visible() => Assert.Equal("never; current", Stated.Held(FactKind.Smoking, "Never smoker.\n\nMEDICAL HISTORY: Ongoing tobacco use."));
}
