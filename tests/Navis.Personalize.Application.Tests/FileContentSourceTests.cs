using Navis.Personalize.Application.Content;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Application.Tests;

public sealed class FileContentSourceTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("navis-content-");

    [Fact]
    public void Files_are_listed_in_one_order_on_every_machine_with_forward_slashes()
    {
        Write("rules/b/x.yaml");
        Write("rules/a.yaml");
        Write("rules/B.yaml");
        Assert.Equal(["rules/B.yaml", "rules/a.yaml", "rules/b/x.yaml"], Source.List("rules"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_empty() => Assert.Empty(Source.List("rules"));

    [Fact]
    public void A_missing_file_is_named_with_the_next_step()
    {
        var error = Assert.Throws<ContentException>(() => Source.Read("rules/vocabulary.yaml"));
        Assert.Contains("rules/vocabulary.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_as_it_stands()
    {
        Write("rules/a.yaml", "größe: 1\n");
        Assert.Equal("größe: 1\n", Source.Read("rules/a.yaml"));
    }

    public void Dispose() => root.Delete(recursive: true);

    private FileContentSource Source => new(root.FullName);

    private void Write(string path, string text = "")
    {
        var file = new FileInfo(Path.Combine(root.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}
