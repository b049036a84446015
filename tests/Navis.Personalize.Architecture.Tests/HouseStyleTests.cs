using System.Text.RegularExpressions;

namespace Navis.Personalize.Architecture.Tests;

public sealed partial class HouseStyleTests
{
    [Fact]
    public void Every_regular_expression_has_a_limit()
    {
        // Attributes may span lines: look from the attribute to its closing bracket.
        var offenders = Repository.Files("src", "*.cs").SelectMany(f => GeneratedRegex().Matches(File.ReadAllText(f))
            .Where(m => !m.Value.Contains("matchTimeoutMilliseconds", StringComparison.Ordinal) && !m.Value.Contains("NonBacktracking", StringComparison.Ordinal))
            .Select(_ => Repository.Relative(f)));
        Assert.Equal([], offenders.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void No_file_speaks_of_the_machine_it_was_written_on()
    {
        string[] folders = ["src", "tests", "rules", "seeds", "samples"];
        var offenders = folders.Where(f => Directory.Exists(Path.Combine(Repository.Root, f)))
            .SelectMany(f => Repository.Files(f, "*"))
            .Where(f => Path.GetExtension(f) is ".cs" or ".yaml" or ".md" or ".json" or ".csproj" or ".sh" or ".razor" && !f.EndsWith("HouseStyleTests.cs", StringComparison.Ordinal))
            .Where(f => MachinePath().IsMatch(File.ReadAllText(f)))
            .Select(Repository.Relative);
        Assert.Equal([], offenders);
    }

    [Fact]
    public void Sealed_or_static_is_every_class_of_Core()
    {
        var offenders = Repository.Files("src/Navis.Personalize.Core", "*.cs").SelectMany(f => File.ReadLines(f)
            .Where(l => OpenClass().IsMatch(l)).Select(l => $"{Repository.Relative(f)}: {l.Trim()}"));
        Assert.Equal([], offenders);
    }

    // [GeneratedRegex("…", RegexOptions.X, 250)]
    [GeneratedRegex(@"\[GeneratedRegex\((?>[^\r\n]*(\r?\n(?!\s*(private|internal|public))[^\r\n]*)*?\)\])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex GeneratedRegex();

    // An absolute path below the folders where people keep their checkouts.
    [GeneratedRegex(@"(^|[^\w.])/(home|root|work|Users)/\w", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex MachinePath();

    // public class X
    [GeneratedRegex(@"^\s*(public|internal) (partial )?(class|record [A-Z]|record class) ?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OpenClass();
}
