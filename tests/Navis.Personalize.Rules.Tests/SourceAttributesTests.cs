using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Rules.Tests;

/// <summary><c>rules/SOURCE-ATTRIBUTES.md</c> answers all 31 attributes, and its numbers are those of the content. <c>NAVIS_ACCEPT=1</c> writes them anew.</summary>
public sealed partial class SourceAttributesTests
{
    private const string File = "rules/SOURCE-ATTRIBUTES.md";
    private const string Open = "<!-- computed -->\n";
    private const string Close = "<!-- /computed -->";

    [Fact]
    public void Each_of_the_31_attributes_has_an_answer()
    {
        var rows = Row().Matches(RepositoryContent.Instance.Read(File)).Select(m => (Number: int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture), Answer: m.Groups["answer"].Value.Trim())).ToList();
        Assert.Equal(Enumerable.Range(1, 31), rows.Select(r => r.Number));
        Assert.All(rows, r => Assert.True(r.Answer.Length > 10, $"attribute {r.Number} has no answer"));
    }

    [Fact]
    public void The_computed_numbers_are_those_of_the_content()
    {
        var text = RepositoryContent.Instance.Read(File);
        var (from, to) = (text.IndexOf(Open, StringComparison.Ordinal) + Open.Length, text.IndexOf(Close, StringComparison.Ordinal));
        var computed = Computed();
        if (Environment.GetEnvironmentVariable("NAVIS_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            RepositoryContent.Instance.Write(File, text[..from] + computed + text[to..]);
            return;
        }

        Assert.Equal(computed, text[from..to]);
    }

    private static string Computed()
    {
        var pack = RepositoryContent.Pack;
        var used = pack.Rules.SelectMany(r => r.Evidence).Distinct(StringComparer.Ordinal).ToList();
        var byStatus = pack.Rules.GroupBy(r => r.Status).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}");
        var reviewed = used.Select(id => pack.Evidence[id].Reviewed).OfType<DateOnly>().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"- rules: {pack.Rules.Length} ({string.Join(", ", byStatus)})\n- items of evidence: {pack.Evidence.Count}, of them {pack.Evidence.Values.Count(e => e.Verified)} verified; {used.Count} carry a rule\n- reviewed between {reviewed.Min():yyyy-MM-dd} and {reviewed.Max():yyyy-MM-dd}\n- facts that a rule can ask for: {pack.Vocabulary.Choices.Length + pack.Vocabulary.Numbers.Length + pack.Vocabulary.Treatments.Length}\n");
    }

    private static string Word(RuleStatus status) => status switch
    {
        RuleStatus.Draft => "draft",
        RuleStatus.InReview => "in review",
        RuleStatus.Approved => "approved",
        RuleStatus.Retired => "retired",
    };

    [GeneratedRegex(@"^\| (?<n>\d+) \| (?<name>[^|]+) \| (?<answer>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
