using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Evidence;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Packs;

/// <summary>Reads one rule file.</summary>
internal sealed class RuleReader(RuleVocabulary vocabulary)
{
    internal static readonly ImmutableArray<string> Keys =
        ["id", "title", "status", "approved", "section", "order", "when", "unless", "unlessUnknown", "say", "because", "evidence", "supersedes", "excludes", "ask", "names", "key", "missing", "expires", "onRequest"];

    private readonly ConditionReader conditions = new(vocabulary);

    public Rule Read(ContentNode node)
    {
        foreach (var (key, value) in node.Members)
        {
            if (!Keys.Contains(key, StringComparer.Ordinal))
            {
                throw new ContentException(node.Path, value.Line, $"A rule has no '{key}'; it has {string.Join(", ", Keys)}.");
            }
        }

        var say = node["say"] ?? throw new ContentException(node.Path, node.Line, "'say' is missing.");
        return new()
        {
            Id = node.Required("id"),
            Title = node.Required("title"),
            Status = node.Required("status") switch
            {
                "draft" => RuleStatus.Draft,
                "in-review" => RuleStatus.InReview,
                "approved" => RuleStatus.Approved,
                "retired" => RuleStatus.Retired,
                var other => throw At(node, "status", $"'{other}' is no status; write draft, in-review, approved or retired."),
            },
            Approval = node["approved"] is { } approved ? new(approved.Required("by"), ContentDates.Read(approved, "on") ?? throw At(node, "approved", "'on' is missing.")) : null,
            Section = node.Required("section"),
            Order = int.TryParse(node.Required("order"), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : throw At(node, "order", "'order' is a whole number."),
            When = conditions.Read(node["when"] ?? throw new ContentException(node.Path, node.Line, "'when' is missing.")),
            Unless = [.. node.List("unless").Select(conditions.Read)],
            AllowsUnknownExclusion = node.Optional("unlessUnknown") switch
            {
                null or "block" => false,
                "allow" => true,
                _ => throw At(node, "unlessUnknown", "'unlessUnknown' is block or allow."),
            },
            Patient = Text(say, "patient"),
            Clinician = Text(say, "clinician"),
            Key = Text(node, "key"),
            Because = [.. node.Texts("because").Select(n => vocabulary.Find(n) ?? throw At(node, "because", $"No fact is called '{n}'."))],
            Evidence = node.Texts("evidence"),
            Supersedes = node.Texts("supersedes"),
            Excludes = node.Texts("excludes"),
            Ask = node.Texts("ask"),
            Names = [.. node.Texts("names").Select(n => vocabulary.Find(n) is TreatmentSlot { IsClass: false } or ChoiceSlot { Gene: not null } ? n : throw At(node, "names", $"No drug and no gene change is called '{n}'."))],
            Missing = (node["missing"]?.Members ?? []).ToImmutableSortedDictionary(
                m => vocabulary.Find(m.Key) is not null ? m.Key : throw new ContentException(node.Path, m.Value.Line, $"No fact is called '{m.Key}'."), m => Fold(m.Value.Scalar ?? ""), StringComparer.Ordinal),
            Expires = ContentDates.Read(node, "expires"),
            IsSurvival = node.Optional("onRequest") switch
            {
                null => false,
                "survival" => true,
                _ => throw At(node, "onRequest", "'onRequest' can only be 'survival'."),
            },
            Source = node,
        };
    }

    private TextTemplate? Text(ContentNode say, string audience)
    {
        if (say.Optional(audience) is not { } text)
        {
            return null;
        }

        var (template, unknown) = TextTemplate.Parse(text, vocabulary);
        return template ?? throw At(say, audience, $"'{{{unknown}}}' is no fact of the vocabulary.");
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ContentException At(ContentNode node, string key, string problem) => new(node.Path, node[key]?.Line ?? node.Line, problem);
}
