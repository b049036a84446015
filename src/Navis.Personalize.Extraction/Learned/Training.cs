using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Reconciliation.Certainty;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>Trains everything that is learned, from invented records only. The same content gives the same files, whatever was learned before.</summary>
public static class Training
{
    private const string NothingLearned = "accept: 1\nbias: 0\nweights: {}\n";

    /// <summary>Trains.</summary>
    /// <param name="content">Content with <c>rules/learned/corpus</c>.</param>
    /// <returns>The files to put below the content root.</returns>
    /// <exception cref="ContentException">A file of the content is not in its form.</exception>
    public static ImmutableArray<LearnedFile> Train(IContentSource content)
    {
        var kinds = new KindTrainer(content).Train();
        var certainty = new CertaintyTrainer(new Overlaid(content, new(StringComparer.Ordinal) { [kinds.Path] = kinds.Text, [CertaintyModel.File] = NothingLearned })).Train();
        return [kinds, certainty];
    }

    internal static SourceDocument Document(string text, int number = 1) =>
        new() { Id = string.Create(CultureInfo.InvariantCulture, $"d{number}"), Name = "record.txt", Pages = [new DocumentPage(1, text)] };

    /// <summary>Content of which some files are replaced.</summary>
    private sealed class Overlaid(IContentSource content, Dictionary<string, string> files) : IContentSource
    {
        public IReadOnlyList<string> List(string folder) => content.List(folder);

        public string Read(string path) => files.TryGetValue(path, out var text) ? text : content.Read(path);
    }
}
