using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Evidence;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Cases;

/// <summary>Reads <c>*.cases.yaml</c> beside a rule.</summary>
/// <param name="vocabulary">Vocabulary.</param>
public sealed class RuleCaseReader(RuleVocabulary vocabulary)
{
    private static readonly ImmutableArray<string> Keys = ["name", "profile", "truth", "asOf", "contains", "notContains", "clinicianContains", "settledBy"];

    /// <summary>All cases of a file.</summary>
    /// <param name="root">Root of the file.</param>
    /// <exception cref="ContentException">Not of the form.</exception>
    public ImmutableArray<RuleCase> Read(ContentNode root)
    {
        var rule = root.Required("rule");
        return [.. root.List("cases").Select(c => ReadCase(rule, c))];
    }

    private RuleCase ReadCase(string rule, ContentNode node)
    {
        foreach (var (key, value) in node.Members)
        {
            if (!Keys.Contains(key, StringComparer.Ordinal))
            {
                throw new ContentException(node.Path, value.Line, $"A case has no '{key}'; it has {string.Join(", ", Keys)}.");
            }
        }

        foreach (var name in node.Texts("settledBy"))
        {
            _ = vocabulary.Find(name) ?? throw new ContentException(node.Path, node["settledBy"]!.Line, $"No fact is called '{name}'.");
        }

        var profile = node["profile"] ?? throw new ContentException(node.Path, node.Line, "'profile' is missing; write '{}' for a record that says nothing.");
        return new(
            rule,
            node.Required("name"),
            new CaseProfileReader(vocabulary).Read(profile),
            node.Required("truth") switch
            {
                "true" => Truth.True,
                "false" => Truth.False,
                "unknown" => Truth.Unknown,
                var other => throw new ContentException(node.Path, node["truth"]!.Line, $"'{other}' is no truth; write true, false or unknown."),
            },
            ContentDates.Read(node, "asOf"),
            node.Texts("contains"),
            node.Texts("notContains"),
            node.Texts("clinicianContains"),
            node.Texts("settledBy"),
            node);
    }
}
