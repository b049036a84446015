using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Formats.Tests;

internal static class Samples
{
    public static readonly string Root = Find();

    public static readonly IDocumentDoor Door = StandardDoor.Create();

    public static SourceFile File(string path) => new(Path.GetFileName(path), System.IO.File.ReadAllBytes(Path.Combine(Root, "samples", path)));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "samples")) && System.IO.File.Exists(Path.Combine(folder.FullName, "Navis.Personalize.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the checkout.");
    }
}
