using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Rules.Tests;

/// <summary>The project's own content folders, found from the test's place upwards.</summary>
internal sealed class RepositoryContent : IContentSource
{
    public static readonly RepositoryContent Instance = new();
    private static readonly Lazy<RulePack> LazyPack = new(() => RulePack.Load(Instance));
    private readonly string root;

    private RepositoryContent()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "rules", "vocabulary.yaml")))
        {
            folder = folder.Parent;
        }

        root = folder?.FullName ?? throw new InvalidOperationException("The content folders were not found above the test.");
    }

    public static RulePack Pack => LazyPack.Value;

    public static DateOnly AsOf { get; } = new(2026, 12, 1);

    public IReadOnlyList<string> List(string folder) => Directory.Exists(Path.Combine(root, folder))
        ? [.. Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)]
        : [];

    public string Read(string path) => File.ReadAllText(Path.Combine(root, path));

    public void Write(string path, string text) => File.WriteAllText(Path.Combine(root, path), text);
}
