using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Tests.Support;

/// <summary>The content folders of this repository, read from disk for tests.</summary>
public sealed class RepositoryContent : IContentSource
{
    public static readonly string Root = FindRoot();

    public static readonly RepositoryContent Instance = new();

    public IReadOnlyList<string> List(string folder)
    {
        var path = Path.Combine(Root, folder);
        return !Directory.Exists(path) ? [] : [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>A file of the folder with oracles and records that may lie beside the repository, or null.</summary>
    public static string? Shared(string path)
    {
        var file = Path.Combine(Root, "..", "shared", path);
        return File.Exists(file) ? file : null;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Navis.Personalize.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must run below the repository.");
        }

        return folder;
    }
}
