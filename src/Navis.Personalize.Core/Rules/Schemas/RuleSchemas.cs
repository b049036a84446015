using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Schemas;

/// <summary>A JSON Schema (2020-12) from which editors complete and against which files are checked.</summary>
/// <param name="Path">File below the content root.</param>
/// <param name="Root">Schema.</param>
public sealed record RuleSchema(string Path, JsonObject Root)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's text.</summary>
    public string Text => Root.ToJsonString(Layout) + "\n";
}

/// <summary>The schemas of the content, made from the vocabulary: what a rule may ask for stands in one place only.</summary>
public static class RuleSchemas
{
    /// <summary>Folder of the schemas.</summary>
    public const string Folder = "rules/schema";

    private const string EvidenceId = "^[A-Za-z0-9][A-Za-z0-9-]*$";
    private const string RuleId = "^NP-[0-9]{4}$";

    /// <summary>All schemas, by path.</summary>
    /// <param name="vocabulary">Vocabulary.</param>
    /// <param name="sections">Section ids of the general answer.</param>
    public static ImmutableArray<RuleSchema> All(RuleVocabulary vocabulary, IEnumerable<string> sections) =>
        [Make("cases", "Cases of a rule", Cases(vocabulary)), Make("evidence", "Items of evidence", Evidence()), Make("rule", "A rule", RuleOf(vocabulary, [.. sections])), Make("words", "A rule's words in another language", Words(vocabulary))];

    private static RuleSchema Make(string name, string title, JsonObject schema)
    {
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return new($"{Folder}/{name}.schema.json", schema);
    }

    private static JsonObject RuleOf(RuleVocabulary vocabulary, IReadOnlyList<string> sections)
    {
        var facts = vocabulary.Choices.Concat<FactSlot>(vocabulary.Numbers).Concat(vocabulary.Treatments).Select(s => s.Name).ToList();
        var rule = SchemaParts.Map(
            ["id", "title", "status", "section", "order", "when", "say"],
            ("id", SchemaParts.Pattern(RuleId)),
            ("title", SchemaParts.Text()),
            ("status", SchemaParts.Enum(["draft", "in-review", "approved", "retired"])),
            ("approved", SchemaParts.Map(["by", "on"], ("by", SchemaParts.Text()), ("on", SchemaParts.Date()))),
            ("section", SchemaParts.Enum(sections)),
            ("order", SchemaParts.Type("integer")),
            ("when", SchemaParts.Ref("condition")),
            ("unless", SchemaParts.List(SchemaParts.Ref("condition"))),
            ("unlessUnknown", SchemaParts.Enum(["block", "allow"])),
            ("say", SchemaParts.Map([], ("patient", SchemaParts.Text()), ("clinician", SchemaParts.Text()))),
            ("key", SchemaParts.Text()),
            ("because", SchemaParts.List(SchemaParts.Enum(facts))),
            ("evidence", SchemaParts.List(SchemaParts.Pattern(EvidenceId))),
            ("supersedes", SchemaParts.List(SchemaParts.Text())),
            ("excludes", SchemaParts.List(SchemaParts.Pattern(RuleId))),
            ("ask", SchemaParts.List(SchemaParts.Text())),
            ("names", SchemaParts.List(SchemaParts.Enum(vocabulary.Treatments.Where(t => !t.IsClass).Select(t => t.Name).Concat(vocabulary.Genes.SelectMany(g => g.Changes).Select(c => c.Name))))),
            ("missing", SchemaParts.Map([], [.. facts.Select(f => (f, SchemaParts.Text()))])),
            ("expires", SchemaParts.Date()),
            ("onRequest", SchemaParts.Enum(["survival"])));
        rule["$defs"] = new JsonObject { ["condition"] = SchemaParts.AnyOf([.. Conditions(vocabulary)]) };
        return rule;
    }

    private static IEnumerable<JsonObject> Conditions(RuleVocabulary vocabulary)
    {
        yield return SchemaParts.Map(["all"], ("all", SchemaParts.List(SchemaParts.Ref("condition"), 1)));
        yield return SchemaParts.Map(["any"], ("any", SchemaParts.List(SchemaParts.Ref("condition"), 1)));
        yield return SchemaParts.Map(["not"], ("not", SchemaParts.Ref("condition")));
        foreach (var fact in vocabulary.Choices.Where(c => c.Gene is null))
        {
            var values = fact.Values.Concat(fact.Groups.Keys).ToList();
            yield return SchemaParts.Map(
                ["fact"], ("fact", SchemaParts.Const(fact.Name, fact.Words.Label)), ("is", SchemaParts.OneOrMore(values)), ("in", SchemaParts.OneOrMore(values)), ("known", SchemaParts.Type("boolean")));
        }

        foreach (var number in vocabulary.Numbers)
        {
            yield return SchemaParts.Map(
                ["fact"],
                [("fact", SchemaParts.Const(number.Name, number.Words.Label)), .. ((ReadOnlySpan<string>)["atLeast", "above", "atMost", "below"]).ToArray().Select(k => (k, SchemaParts.Type("number"))), ("known", SchemaParts.Type("boolean"))]);
        }

        foreach (var gene in vocabulary.Genes)
        {
            List<string> changes = [.. gene.Changes.Select(c => c.Alteration!), "any"];
            yield return SchemaParts.Map(
                ["gene"],
                ("gene", SchemaParts.Const(gene.Gene, gene.Any.Words.Label)),
                ("found", SchemaParts.OneOrMore(changes)),
                ("alteration", SchemaParts.Enum(changes)),
                ("state", SchemaParts.OneOrMore([.. GeneStates.All, "unknown"])));
        }

        (string, JsonObject)[] course = [("ever", SchemaParts.Enum(Courses.Ever)), ("now", SchemaParts.OneOrMore(Courses.Now.Take(4))), ("setting", SchemaParts.OneOrMore(Courses.Settings))];
        foreach (var (key, names) in ((string, IEnumerable<string>)[])
            [
                ("class", vocabulary.Treatments.Where(t => t.IsClass).Select(t => t.Name)),
                ("drug", vocabulary.Treatments.Where(t => !t.IsClass).Select(t => t.Name)),
                ("treatment", vocabulary.Treatments.Where(t => !t.IsClass).Select(t => t.Name)),
            ])
        {
            yield return SchemaParts.Map([key], [(key, SchemaParts.Enum(names)), .. course.Select(c => (c.Item1, (JsonObject)c.Item2.DeepClone()))]);
        }
    }

    private static JsonObject Cases(RuleVocabulary vocabulary)
    {
        var facts = vocabulary.Choices.Concat<FactSlot>(vocabulary.Numbers).Concat(vocabulary.Treatments).Select(s => s.Name).ToList();

        // The forms of a profile are checked by its reader; here its names are listed, so that an editor completes them.
        var profile = SchemaParts.Type("object");
        profile["properties"] = new JsonObject(facts.Select(f => KeyValuePair.Create(f, (JsonNode?)new JsonObject())));
        var texts = SchemaParts.List(SchemaParts.Text());
        return SchemaParts.Map(
            ["rule", "cases"],
            ("rule", SchemaParts.Pattern(RuleId)),
            ("cases", SchemaParts.List(
                SchemaParts.Map(
                    ["name", "profile", "truth"],
                    ("name", SchemaParts.Text()),
                    ("profile", profile),
                    ("truth", SchemaParts.Enum(["true", "false", "unknown"])),
                    ("asOf", SchemaParts.Date()),
                    ("contains", texts),
                    ("notContains", (JsonObject)texts.DeepClone()),
                    ("clinicianContains", (JsonObject)texts.DeepClone()),
                    ("settledBy", SchemaParts.List(SchemaParts.Enum(facts)))),
                1)));
    }

    private static JsonObject Words(RuleVocabulary vocabulary) => SchemaParts.Map(
        ["rule"],
        ("rule", SchemaParts.Pattern(RuleId)),
        ("patient", SchemaParts.Text()),
        ("clinician", SchemaParts.Text()),
        ("key", SchemaParts.Text()),
        ("missing", SchemaParts.Map([], [.. vocabulary.Choices.Concat<FactSlot>(vocabulary.Numbers).Concat(vocabulary.Treatments).Select(f => (f.Name, SchemaParts.Text()))])));

    private static JsonObject Evidence() => SchemaParts.List(SchemaParts.Map(
        ["id", "topic", "verified", "display", "statement"],
        ("id", SchemaParts.Pattern(EvidenceId)),
        ("topic", SchemaParts.Text()),
        ("verified", SchemaParts.Type("boolean")),
        ("quality", SchemaParts.Enum(["primary", "secondary", "low", "none"])),
        ("display", SchemaParts.Enum(["default", "on-request", "clinician", "blocked", "always"])),
        ("statement", SchemaParts.Text()),
        ("plain", SchemaParts.Text()),
        ("figures", SchemaParts.Type("object")),
        ("population", SchemaParts.Text()),
        ("appliesTo", SchemaParts.Type("object")),
        ("notAppliesTo", SchemaParts.List(SchemaParts.Text())),
        ("citation", SchemaParts.Map([], [.. ((ReadOnlySpan<string>)["title", "author", "journal", "year", "pmid", "doi", "url"]).ToArray().Select(k => (k, SchemaParts.Text()))])),
        ("reviewed", SchemaParts.Date()),
        ("expires", SchemaParts.Date()),
        ("corrections", SchemaParts.List(SchemaParts.Text())),
        ("notes", SchemaParts.Text())));
}
