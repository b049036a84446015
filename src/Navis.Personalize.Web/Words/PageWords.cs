using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Web.Words;

/// <summary>The words of the pages in one language, by key, out of all <c>Words/*.&lt;language&gt;.yaml</c> of this project. A value may have places <c>{0}</c>, <c>{1}</c>.</summary>
internal sealed partial class PageWords
{
    private static readonly ConcurrentDictionary<string, Lazy<PageWords>> Read = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> words;

    private PageWords(string language, FrozenDictionary<string, string> words) => (Language, this.words) = (language, words);

    /// <summary>BCP 47.</summary>
    public string Language { get; }

    /// <summary>Every key.</summary>
    public IReadOnlyCollection<string> Keys => words.Keys;

    /// <summary>The words of a key.</summary>
    /// <exception cref="KeyNotFoundException">No such key: a mistake in the program that a test finds.</exception>
    public string this[string key] => Find(key) ?? throw new KeyNotFoundException($"No words are called '{key}'.");

    /// <summary>The words of a key with values in their places.</summary>
    public string this[string key, params object?[] values] => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The words of a language.</summary>
    /// <param name="language">One of <see cref="Tailors.Languages"/>.</param>
    public static PageWords For(string language) => Read.GetOrAdd(language, key => new(() => Load(key))).Value;

    /// <summary>The words of a key, or null. For keys that are put together: <c>Find("problem." + code)</c>.</summary>
    public string? Find(string key) => words.GetValueOrDefault(key);

    /// <summary>The words of <c>key.one</c> or <c>key.many</c>, with the number in place <c>{0}</c>.</summary>
    public string Count(string key, int number) => this[number == 1 ? key + ".one" : key + ".many", number];

    /// <summary>A day as it is written in this language.</summary>
    public string Day(DateTimeOffset at) => Day(at.ToLocalTime() is var local ? PartialDate.Of(local.Year, local.Month, local.Day) : null);

    /// <summary>A day, month or year as it is written in this language; nothing for no date.</summary>
    public string Day(PartialDate? date) => date switch
    {
        null => "",
        { Month: 0 } year => year.Year.ToString(CultureInfo.InvariantCulture),
        { Day: 0 } month => this["date.month", Month(month), month.Year],
        { } day => this["date.day", day.Day, Month(day), day.Year],
    };

    /// <summary>A text with its ISO days and months (<c>2025-04-02</c>) as they are written in this language.</summary>
    public string WithDays(string text) => IsoDate().Replace(text, m => PartialDate.Parse(m.Value) is { } date ? Day(date) : m.Value);

    private string Month(PartialDate date) => this["date.month." + date.Month.ToString(CultureInfo.InvariantCulture)];

    [GeneratedRegex(@"\b(19|20)\d{2}-\d{2}(-\d{2})?\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IsoDate();

    private static PageWords Load(string language)
    {
        var assembly = typeof(PageWords).Assembly;
        var ending = $".{language}.yaml";
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("words/", StringComparison.Ordinal) && n.EndsWith(ending, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var (key, value) in ContentNode.Parse(name, reader.ReadToEnd()).Members)
            {
                if (!found.TryAdd(key, value.Scalar ?? throw new ContentException(name, value.Line, "A text was expected here.")))
                {
                    throw new ContentException(name, value.Line, $"'{key}' stands in another file too.");
                }
            }
        }

        return new(language, found.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
