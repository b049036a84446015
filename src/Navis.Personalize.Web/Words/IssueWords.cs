using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Web.Words;

/// <summary>What could not be read, or was read with doubt, in the plain words of a page's language: <c>issue.CODE</c>. What is only information is left out.</summary>
internal static class IssueWords
{
    /// <summary>One sentence for each trouble; pages with the same trouble stand together.</summary>
    public static IEnumerable<(DocumentIssue First, string Words)> Of(PageWords words, IEnumerable<DocumentIssue> issues) => issues
        .Where(i => i.Severity is not IssueSeverity.Info)
        .GroupBy(i => i.Code, StringComparer.Ordinal)
        .Select(g => (g.First(), With(words, words.Find("issue." + g.Key) ?? words["issue.other"], [.. g.Select(i => i.Page).OfType<int>().Distinct().Order()])));

    /// <summary>The same case, its issues in plain words, each with the name of its file: for what is saved and printed.</summary>
    public static ReconciledCase Plain(this ReconciledCase value, PageWords words) =>
        value with { Documents = [.. value.Documents.Select(d => d with { Issues = [.. Of(words, d.Issues).Select(i => i.First with { Message = $"{d.Name}: {i.Words}" })] })] };

    private static string With(PageWords words, string sentence, ImmutableArray<int> pages) => pages.IsEmpty ? sentence : words["issue.page", string.Join(", ", pages), sentence];
}
