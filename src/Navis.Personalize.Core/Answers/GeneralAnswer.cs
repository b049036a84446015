using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Answers;

/// <summary>Words by audience.</summary>
/// <param name="Patient">For patients.</param>
/// <param name="Clinician">For clinicians and navigators.</param>
public sealed record AudienceText(string Patient, string Clinician)
{
    /// <summary>The words for an audience.</summary>
    /// <param name="audience">Audience.</param>
    public string For(Audience audience) => audience switch
    {
        Audience.Patient => Patient,
        Audience.Navigator or Audience.Clinician => Clinician,
    };
}

/// <summary>A statement, question, safety line or limit of the general answer.</summary>
/// <param name="Id">Permanent id.</param>
/// <param name="Section">Section, or empty.</param>
/// <param name="Context"><c>curative</c> or <c>control</c> where it fits one intent only, else null.</param>
/// <param name="Needs">A treatment or class without which it misleads: left out of a tailored answer whose record does not show it; or null.</param>
/// <param name="AfterReturn">Whether a statement for treatment with curative aim still fits once the cancer has come back.</param>
/// <param name="Text">Words.</param>
/// <param name="Evidence">Evidence ids.</param>
/// <param name="Path">File.</param>
/// <param name="Line">Line.</param>
public sealed record GeneralStatement(
    string Id, string Section, string? Context, string? Needs, bool AfterReturn, AudienceText Text, ImmutableArray<string> Evidence, string Path, int Line);

/// <summary>The general answer of one question in one language: <c>seeds/&lt;question&gt;</c>.</summary>
public sealed class GeneralAnswer
{
    /// <summary>The language that is always there.</summary>
    public const string DefaultLanguage = "en";

    private readonly FrozenDictionary<string, AudienceText> labels;
    private readonly FrozenDictionary<string, GeneralStatement> byId;

    private GeneralAnswer(
        string id,
        string language,
        string title,
        ImmutableArray<(string Id, string Title)> sections,
        ImmutableArray<GeneralStatement> statements,
        ImmutableArray<GeneralStatement> questions,
        ImmutableArray<GeneralStatement> safety,
        ImmutableArray<GeneralStatement> limits,
        FrozenDictionary<string, AudienceText> labels)
    {
        (Id, Language, Title, Sections, Statements, Questions, Safety) = (id, language, title, sections, statements, questions, safety);
        this.labels = labels;
        byId = statements.Concat(questions).Concat(safety).Concat(limits).ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
    }

    /// <summary>Question id.</summary>
    public string Id { get; }

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    /// <summary>Label of the title.</summary>
    public string Title { get; }

    /// <summary>Sections in order, with the label of their title.</summary>
    public ImmutableArray<(string Id, string Title)> Sections { get; }

    /// <summary>General statements in order.</summary>
    public ImmutableArray<GeneralStatement> Statements { get; }

    /// <summary>General questions in order.</summary>
    public ImmutableArray<GeneralStatement> Questions { get; }

    /// <summary>Symptoms to report at once, in order; never empty.</summary>
    public ImmutableArray<GeneralStatement> Safety { get; }

    /// <summary>Reads <c>seeds/&lt;question&gt;/answer.yaml</c> and its texts.</summary>
    /// <param name="content">Content.</param>
    /// <param name="question">Question id, the folder's name.</param>
    /// <param name="language">Language.</param>
    /// <exception cref="ContentException">Not of the form, or without a safety block.</exception>
    public static GeneralAnswer Load(IContentSource content, string question, string language = DefaultLanguage)
    {
        var folder = string.Concat("seeds/", question, "/");
        ContentNode Parse(string file) => ContentNode.Parse(folder + file, content.Read(folder + file));
        ImmutableArray<GeneralStatement> Texts(string file)
        {
            ImmutableArray<GeneralStatement> english = [.. Parse(string.Concat(file, ".", DefaultLanguage, ".yaml")).Items.Select(ReadStatement)];
            return language == DefaultLanguage ? english : InWordsOf(english, Parse(string.Concat(file, ".", language, ".yaml")));
        }

        var answer = Parse("answer.yaml");
        var words = Parse(string.Concat("labels.", language, ".yaml")).Members.ToFrozenDictionary(m => m.Key, m => TextOf(m.Value), StringComparer.Ordinal);
        var safety = Texts("safety");
        return new(
            answer.Required("id"),
            language,
            answer.Required("title"),
            [.. answer.List("sections").Select(s => (s.Required("id"), s.Required("title")))],
            Texts("statements"),
            Texts("questions"),
            safety.IsEmpty ? throw new ContentException(folder + "safety." + language + ".yaml", 1, "The safety block is empty.") : safety,
            Texts("limits"),
            words);
    }

    /// <summary>A statement, question, safety line or limit by id, or null.</summary>
    /// <param name="id">Id.</param>
    public GeneralStatement? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>A label, or null.</summary>
    /// <param name="key">Key such as <c>section.types</c>.</param>
    /// <param name="audience">Audience.</param>
    public string? Label(string key, Audience audience) => labels.GetValueOrDefault(key)?.For(audience);

    // Another language has its own words only; a statement without them is refused, for no part of the answer may go missing.
    private static ImmutableArray<GeneralStatement> InWordsOf(ImmutableArray<GeneralStatement> english, ContentNode words)
    {
        foreach (var (id, node) in words.Members)
        {
            _ = english.Any(s => s.Id == id) ? id : throw new ContentException(node.Path, node.Line, $"No statement is called '{id}'.");
        }

        return [.. english.Select(s => words[s.Id] is { } text ? s with { Text = TextOf(text), Path = text.Path, Line = text.Line } : throw new ContentException(words.Path, words.Line, $"The words of '{s.Id}' are missing."))];
    }

    private static GeneralStatement ReadStatement(ContentNode node) => new(
        node.Required("id"),
        node.Optional("section") ?? "",
        node.Optional("context") switch
        {
            null => null,
            ("curative" or "control") and var context => context,
            var other => throw new ContentException(node.Path, node["context"]!.Line, $"'{other}' is no context; write curative or control."),
        },
        node.Optional("needs"),
        node.Optional("afterReturn") is "keep",
        TextOf(node["text"] ?? throw new ContentException(node.Path, node.Line, "'text' is missing.")),
        node.Texts("evidence"),
        node.Path,
        node.Line);

    private static AudienceText TextOf(ContentNode node)
    {
        var patient = Fold(node.Required("patient"));
        return new(patient, node.Optional("clinician") is { } clinician ? Fold(clinician) : patient);
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
