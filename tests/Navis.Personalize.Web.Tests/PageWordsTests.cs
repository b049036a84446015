using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Web.Words;

namespace Navis.Personalize.Web.Tests;

/// <summary>The pages say the same in every language, and no word is missing or left over.</summary>
public sealed partial class PageWordsTests(DemoHost host)
{
    // Alike in both languages, and rightly so.
    private static readonly string[] Alike = ["title.with", "prefs.size.normal", "language.name"];

    private static readonly PageWords English = PageWords.For(GeneralAnswer.DefaultLanguage);

    public static TheoryData<string> Others => [.. Tailors.Languages.Where(l => l != GeneralAnswer.DefaultLanguage)];

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_language_has_the_same_keys_and_places_and_nothing_is_left_in_English(string language)
    {
        var other = PageWords.For(language);
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([], English.Keys.Where(k => !Placed(English[k]).SetEquals(Placed(other[k])) && !k.EndsWith(".one", StringComparison.Ordinal)));
        Assert.Equal([], English.Keys.Except(Alike, StringComparer.Ordinal).Where(k => English[k] == other[k] && English[k].Any(char.IsLetter) && Words().Count(English[k]) > 1));
        Assert.Equal([], English.Keys.Where(k => string.IsNullOrWhiteSpace(other[k])));
        Assert.NotEqual(English["language.name"], other["language.name"]);
    }

    [Fact]
    public void Every_key_that_a_page_uses_is_there_and_every_key_is_used()
    {
        var sources = Sources();
        var used = sources.SelectMany(s => Used().Matches(s).Select(m => m.Groups["key"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.True(used.Count > 30, "The pattern does not find the words of the pages.");
        Assert.Equal([], used.Where(k => !English.Keys.Contains(k, StringComparer.Ordinal) && !English.Keys.Contains(k + ".many", StringComparer.Ordinal)).Order(StringComparer.Ordinal));

        // A key that is put together counts as used by its beginning: W["role." + name].
        var begun = sources.SelectMany(s => Begun().Matches(s).Select(m => m.Groups["key"].Value)).ToList();
        var named = sources.SelectMany(s => Named().Matches(s).Select(m => m.Groups["key"].Value)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], English.Keys.Where(k => !named.Contains(k) && !named.Contains(Ending().Replace(k, "")) && !begun.Exists(b => k.StartsWith(b, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pages_read_at_grade_eight_at_most()
    {
        var names = new NameLexicon(host.Services.GetRequiredService<Tailors>().For(GeneralAnswer.DefaultLanguage).Pack.Vocabulary);
        var sentences = English.Keys.Where(k => !k.StartsWith("issue.", StringComparison.Ordinal) || English[k].EndsWith('.')).Select(k => English[k]).Where(w => w.EndsWith('.') || w.EndsWith('?')).ToList();
        Assert.True(sentences.Count > 100);
        Assert.InRange(Readability.Of(string.Join(' ', sentences), names).FleschKincaid, 0, 6.5);
        Assert.Equal([], sentences.Where(w => Readability.Of(w, names) is { Words: > 12, FleschKincaid: > 12 } or { LongestSentence: > 32 }));
    }

    [Theory]
    [InlineData("es", "en", "en")]
    [InlineData("fr, es;q=0.8, en;q=0.5", null, "es")]
    [InlineData("fr", null, "en")]
    [InlineData("es-MX", "xx", "es")]
    public async Task The_language_is_the_chosen_one_else_what_the_browser_asks_for_else_English(string asked, string? chosen, string expected)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Root };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-up");
        request.Headers.Add("Accept-Language", asked);
        if (chosen is not null)
        {
            request.Headers.Add("Cookie", $"{PageLanguage.Cookie}={chosen}");
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<html lang=\"{expected}\"", page, StringComparison.Ordinal);
        Assert.Contains(System.Net.WebUtility.HtmlEncode(PageWords.For(expected)["nav.skip"]), page, StringComparison.Ordinal);
    }

    private static HashSet<string> Placed(string words) => [.. Places().Matches(words).Select(m => m.Value)];

    private static List<string> Sources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Navis.Personalize.sln")))
        {
            root = root.Parent;
        }

        Assert.SkipWhen(root is null, "The source is not beside the tests.");
        return [.. Directory.EnumerateFiles(Path.Combine(root!.FullName, "src", "Navis.Personalize.Web"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .Select(File.ReadAllText)];
    }

    [GeneratedRegex(@"\{\d\}", RegexOptions.NonBacktracking)]
    private static partial Regex Places();

    [GeneratedRegex(@"\p{L}+", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"\.(one|many|more)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Ending();

    // W["key"], W["key", value], words["key"], W.Count("key", n)
    [GeneratedRegex("(W|words)(\\[|\\.Count\\()\"(?<key>[a-z0-9.-]+[a-z0-9])\"[\\],]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Used();

    [GeneratedRegex("\"(?<key>[a-z0-9-]+(\\.[a-zA-Z0-9-]+)+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    // "role." + …
    [GeneratedRegex("\"(?<key>[a-z0-9.-]+\\.)\" \\+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Begun();
}
