using Navis.Personalize.Formats.Answers;

namespace Navis.Personalize.Samples.Tests;

/// <summary>The worked example of the README is what the program prints. <c>NAVIS_ACCEPT=1</c> writes it anew.</summary>
public sealed class ReadmeTests
{
    private const string Case = "stage-iv-egfr-t790m";
    private const string Open = "<!-- example -->\n";
    private const string Close = "<!-- /example -->";
    private static readonly string[] Sections = ["What we found in your records", "Three key points", "When a treatment stops working", "What we could not find"];

    [Fact]
    public void The_example_is_real_output()
    {
        var path = Path.Combine(SampleCases.Root, "README.md");
        var readme = File.ReadAllText(path);
        var (from, to) = (readme.IndexOf(Open, StringComparison.Ordinal) + Open.Length, readme.IndexOf(Close, StringComparison.Ordinal));
        var result = SampleCases.Patient(Case);
        var page = AnswerWriter.Write(result.Case, result.Answer, SampleCases.Labels(result.Answer), AnswerForm.Text);
        var example = string.Concat("```text\n", string.Join("\n…\n\n", Sections.Select(s => SectionOf(page, s))), "…\n```\n");
        if (Environment.GetEnvironmentVariable("NAVIS_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            File.WriteAllText(path, readme[..from] + example + readme[to..]);
            return;
        }

        Assert.Equal(example.Split('\n'), readme[from..to].Split('\n'));
    }

    private static string SectionOf(string page, string heading)
    {
        var from = page.IndexOf($"\n{heading}\n", StringComparison.Ordinal) + 1;
        Assert.True(from > 0, $"the page has no section '{heading}'");
        var end = page.IndexOf("\n\n", from, StringComparison.Ordinal);
        return page[from..(end < 0 ? page.Length : end + 1)];
    }
}
