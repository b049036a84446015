using System.Collections.Frozen;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Answers;

/// <summary>The words around the statements (headings, field and state names) by key and audience, from <c>seeds/&lt;question&gt;/labels.&lt;language&gt;.yaml</c>.</summary>
public sealed class AnswerLabels
{
    private readonly FrozenDictionary<string, (string Patient, string Clinician)> words;

    private AnswerLabels(FrozenDictionary<string, (string Patient, string Clinician)> words, Glossary glossary) => (this.words, Glossary) = (words, glossary);

    /// <summary>Words that need an explanation, in the same language.</summary>
    public Glossary Glossary { get; }

    /// <summary>Loads the labels of a question.</summary>
    /// <param name="content">Content.</param>
    /// <param name="question">Question id.</param>
    /// <param name="language">BCP 47 language.</param>
    /// <exception cref="ContentException">The file is missing or not in its form.</exception>
    public static AnswerLabels Load(IContentSource content, string question, string language)
    {
        var path = $"seeds/{question}/labels.{language}.yaml";
        var root = ContentNode.Parse(path, content.Read(path));
        return new(root.Members.ToFrozenDictionary(m => m.Key, m => (m.Value.Required("patient"), m.Value.Optional("clinician") ?? m.Value.Required("patient")), StringComparer.Ordinal), Glossary.Load(content, question, language));
    }

    /// <summary>The label of a key; a navigator reads the clinician's.</summary>
    /// <param name="key">Key, for example <c>section.safety</c>.</param>
    /// <param name="audience">Audience.</param>
    /// <exception cref="KeyNotFoundException">No such label: a mistake in the program.</exception>
    public string Get(string key, Audience audience) => Find(key, audience) ?? throw new KeyNotFoundException($"No label is called '{key}'.");

    /// <summary>The label of a key, or null.</summary>
    /// <param name="key">Key.</param>
    /// <param name="audience">Audience.</param>
    public string? Find(string key, Audience audience) =>
        words.TryGetValue(key, out var label) ? audience == Audience.Patient ? label.Patient : label.Clinician : null;
}
