using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Answers;

/// <summary>What a site sets for its region: whom to call. It can add to the safety block and name its number; it can take nothing away.</summary>
/// <param name="Emergency">Emergency number as it is to stand in a sentence (<c>112</c>), or null for the neutral words of the content.</param>
/// <param name="Support">Lines of support added to the safety block (<c>Crisis line: …</c>), in order.</param>
public sealed record Site(string? Emergency, ImmutableArray<string> Support)
{
    /// <summary>Nothing set.</summary>
    public static readonly Site None = new(null, []);

    private const int LongestEmergency = 60;
    private const int LongestLine = 200;
    private const int MostLines = 10;

    /// <summary>What is wrong with values that somebody enters: <c>site-emergency</c>, <c>site-support</c>, or null.</summary>
    /// <param name="emergency">Emergency number, or null.</param>
    /// <param name="support">Lines of support.</param>
    public static string? ProblemOf(string? emergency, ImmutableArray<string> support) =>
        emergency is { Length: 0 or > LongestEmergency } || emergency?.Any(char.IsControl) == true ? "site-emergency"
        : support.Length <= MostLines && support.All(s => s.Length is > 0 and <= LongestLine && !s.Any(char.IsControl)) ? null : "site-support";

    /// <summary>Reads a site file: <c>emergency: "112"</c> and <c>support: ["…"]</c>, both optional.</summary>
    /// <param name="path">Path, for messages.</param>
    /// <param name="yaml">Text.</param>
    /// <exception cref="ContentException">Not of the form; names file and line.</exception>
    public static Site Parse(string path, string yaml)
    {
        var node = ContentNode.Parse(path, yaml);
        foreach (var (key, value) in node.Members)
        {
            _ = key is "emergency" or "support" ? key : throw new ContentException(path, value.Line, $"A site has no '{key}'; it has emergency and support.");
        }

        var emergency = node.Optional("emergency")?.Trim();
        if (ProblemOf(emergency, []) is not null)
        {
            throw new ContentException(path, node["emergency"]!.Line, $"'emergency' is 1 to {LongestEmergency} characters in one line.");
        }

        var support = node.Texts("support");
        return ProblemOf(emergency, support) is null
            ? new(emergency, support)
            : throw new ContentException(path, node["support"]!.Line, $"'support' is at most {MostLines} lines of 1 to {LongestLine} characters.");
    }
}
