using System.Collections.Concurrent;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Answers;

/// <summary>The tailors of all languages, each read when it is first asked for. Thread safe.</summary>
/// <param name="content">Content.</param>
public sealed class Tailors(IContentSource content)
{
    private readonly ConcurrentDictionary<string, Lazy<Tailor>> byLanguage = new(StringComparer.Ordinal);

    /// <summary>Languages in which an answer can be given.</summary>
    public static IReadOnlyList<string> Languages { get; } = [GeneralAnswer.DefaultLanguage, "es"];

    /// <summary>The tailor of a language.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <exception cref="ContentException">The content of that language is not of its form.</exception>
    public Tailor For(string language) => byLanguage.GetOrAdd(language, key => new(() => Tailor.Load(content, key))).Value;
}
