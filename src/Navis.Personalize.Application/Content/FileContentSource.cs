using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Application.Content;

/// <summary>The content folders on disk.</summary>
public sealed class FileContentSource(string root) : IContentSource
{
    /// <summary>The folder that holds <c>rules/</c> and <c>seeds/</c>.</summary>
    public string Root { get; } = root;

    /// <summary>Finds the content root: <c>NAVIS_HOME</c>, else the nearest folder above the program that holds <c>rules/terminology</c>.</summary>
    /// <exception cref="ContentException">There is none; says how to name it.</exception>
    public static FileContentSource Locate()
    {
        var named = Environment.GetEnvironmentVariable("NAVIS_HOME");
        if (!string.IsNullOrEmpty(named) && IsRoot(named))
        {
            return new(named);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (IsRoot(folder.FullName))
            {
                return new(folder.FullName);
            }
        }

        throw new ContentException("rules", 1, "The content folders were not found. Start the program through ./navis, or set NAVIS_HOME to the folder that holds 'rules' and 'seeds'.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        var path = Path.Combine(Root, folder);
        if (!Directory.Exists(path))
        {
            return [];
        }

        var files = Directory.GetFiles(path, "*", SearchOption.AllDirectories);
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = Path.GetRelativePath(Root, files[i]).Replace('\\', '/');
        }

        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <inheritdoc/>
    public string Read(string path)
    {
        var file = Path.Combine(Root, path);
        return File.Exists(file) ? File.ReadAllText(file) : throw new ContentException(path, 1, "This content file is missing. Restore it from the release, then start again.");
    }

    private static bool IsRoot(string folder) => Directory.Exists(Path.Combine(folder, "rules", "terminology"));
}
