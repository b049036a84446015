using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>An approval as the changelog keeps it: bound to the text that was approved.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="By">Person.</param>
/// <param name="On">Day.</param>
/// <param name="Hash">SHA-256 of the rule file, lower-case hex.</param>
public sealed record RecordedApproval(string Rule, string By, DateOnly On, string Hash);

/// <summary>Approvals: the change of a rule file, and the changelog of <c>rules/content.yaml</c> that keeps its hash. A later change of the file takes the approval's ground away, and the check says so.</summary>
public static class RuleApprovals
{
    /// <summary>The file with version and changelog.</summary>
    public const string ChangelogPath = "rules/content.yaml";

    /// <summary>The approvals of the changelog, oldest first.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">Not of the form.</exception>
    public static ImmutableArray<RecordedApproval> Read(IContentSource content) =>
    [
        .. ContentNode.Parse(ChangelogPath, content.Read(ChangelogPath)).List("changelog").SelectMany(e => e.List("approved"))
            .Select(a => new RecordedApproval(a.Required("rule"), a.Required("by"), Evidence.ContentDates.Read(a, "on") ?? throw new ContentException(ChangelogPath, a.Line, "'on' is missing."), a.Required("sha256"))),
    ];

    /// <summary>SHA-256 of a rule file's text, whatever its line ends.</summary>
    /// <param name="text">Text.</param>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    /// <summary>True when this can be a person's name: first and last name.</summary>
    /// <param name="name">Name.</param>
    public static bool IsPerson(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: >= 2 } parts && parts.All(p => p.Any(char.IsLetter));

    /// <summary>The rule file with the approval in it; comments and layout stay.</summary>
    /// <param name="text">Text of the rule file.</param>
    /// <param name="by">Person.</param>
    /// <param name="on">Day.</param>
    public static string Approve(string text, string by, DateOnly on)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Where(l => !l.StartsWith("approved:", StringComparison.Ordinal)).ToList();
        var at = lines.FindIndex(l => l.StartsWith("status:", StringComparison.Ordinal));
        lines[at] = "status: approved";
        lines.Insert(at + 1, string.Create(CultureInfo.InvariantCulture, $"approved: {{ by: {Quoted(by)}, on: {on:yyyy-MM-dd} }}"));
        return string.Join('\n', lines);
    }

    /// <summary>The changelog with a new entry at its end.</summary>
    /// <param name="text">Text of <c>rules/content.yaml</c>.</param>
    /// <param name="version">Version of the content.</param>
    /// <param name="approvals">Approvals of one day by one person, at least one.</param>
    public static string Record(string text, string version, IReadOnlyList<RecordedApproval> approvals)
    {
        var entry = new StringBuilder(text.ReplaceLineEndings("\n").TrimEnd('\n')).Append('\n');
        entry.Append(CultureInfo.InvariantCulture, $"  - version: {version}\n    date: {approvals[0].On:yyyy-MM-dd}\n    changes: {Quoted($"{string.Join(", ", approvals.Select(a => a.Rule))} approved by {approvals[0].By}.")}\n    approved:\n");
        foreach (var approval in approvals)
        {
            entry.Append(CultureInfo.InvariantCulture, $"      - {{ rule: {approval.Rule}, by: {Quoted(approval.By)}, on: {approval.On:yyyy-MM-dd}, sha256: {approval.Hash} }}\n");
        }

        return entry.ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
