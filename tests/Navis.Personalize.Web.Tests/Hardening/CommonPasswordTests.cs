using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Tests.Hardening;

/// <summary>Passwords that are guessed first.</summary>
public sealed class CommonPasswordTests
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("passwordpassword")]
    [InlineData("qwertyuiop123")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("abcdefghijkl")]
    [InlineData("123456789012")]
    [InlineData("098765432109")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("Navis2026Navis")]
    [InlineData("NavisPersonalize1")]
    [InlineData("letmein-letmein")]
    [InlineData("Welcome2026!!")]
    [InlineData("Summer-2026-2027")]
    [InlineData("zelda-quill-1950")]
    [InlineData("hospital-12345")]
    public async Task What_is_guessed_first_is_refused(string password) => Assert.False(await IsTakenAsync(password));

    [Theory]
    [InlineData(DemoPeople.Password)]
    [InlineData("correct horse battery")]
    [InlineData("tres gatos en el tejado")]
    [InlineData("v9!kQ2z#Lm4x")]
    [InlineData("my lung is a blue lantern")]
    [InlineData("1987 was a mild winter")]
    public async Task What_is_not_is_taken(string password) => Assert.True(await IsTakenAsync(password));

    private static async Task<bool> IsTakenAsync(string password)
    {
        var person = new Person { DisplayName = "Zelda Quill", Email = "zelda.quill@example.org" };
        return (await new CommonPasswords().ValidateAsync(null!, person, password)).Succeeded;
    }
}
