using System.Text.RegularExpressions;

namespace Navis.Personalize.Samples.Tests;

/// <summary>Whole outputs against <c>samples/expected</c>. <c>NAVIS_ACCEPT=1</c> takes the present output as the new expectation; never in CI.</summary>
public sealed partial class ExpectedOutputTests
{
    public static TheoryData<string> Cases => [.. SampleCases.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_profile_is_as_expected(string name) => Compare($"{name}.profile.json", SampleCases.ProfileJson(SampleCases.Patient(name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_answer_is_as_expected(string name) => Compare($"{name}.answer.json", ContentHash().Replace(SampleCases.AnswerJson(SampleCases.Patient(name)), "\"hash\": \"(content)\"", 1));

    private static void Compare(string file, string actual)
    {
        var path = Path.Combine(SampleCases.Root, "samples", "expected", file);
        if (Environment.GetEnvironmentVariable("NAVIS_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (actual != expected)
        {
            File.WriteAllText(Path.ChangeExtension(path, ".received.json"), actual);
        }

        Assert.Equal(expected.Split('\n'), actual.Split('\n'));
    }

    // The hash covers every content file: it changes with each rule, and says nothing about this case.
    [GeneratedRegex("\"hash\": \"[0-9a-f]+\"", RegexOptions.NonBacktracking)]
    private static partial Regex ContentHash();
}
