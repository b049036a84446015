using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Extraction.Tests;

/// <summary>The content folders of the repository that the tests were built from.</summary>
internal sealed class RepositoryContent : IContentSource
{
    public static readonly RepositoryContent Instance = new();

    public static string Root { get; } = FindRoot();

    public IReadOnlyList<string> List(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "rules", "terminology")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No rules/terminology above the test folder.");
        }

        return folder;
    }
}
