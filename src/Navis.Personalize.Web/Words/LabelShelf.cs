using System.Collections.Concurrent;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Web.Words;

/// <summary>The labels of the answer in all languages, each read when it is first asked for.</summary>
internal sealed class LabelShelf(IContentSource content)
{
    private readonly ConcurrentDictionary<string, Lazy<AnswerLabels>> byLanguage = new(StringComparer.Ordinal);

    /// <summary>The labels of a language.</summary>
    /// <param name="language">One of <see cref="Tailors.Languages"/>.</param>
    public AnswerLabels For(string language) => byLanguage.GetOrAdd(language, key => new(() => AnswerLabels.Load(content, Tailor.Question, key))).Value;
}
