using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Tests.Zip;

public sealed class ZipReaderTests
{
    [Fact]
    public void Each_member_goes_through_the_door_and_the_index_says_so()
    {
        var documents = Read(("b.txt", "ALK negative"), ("a.rtf", @"{\rtf1 EGFR detected}"), ("__MACOSX/._b.txt", "x"), ("c.bin", "\u0000\u0001\u0002"));
        Assert.Equal(["records.zip", "records.zip/a.rtf", "records.zip/b.txt", "records.zip/c.bin"], documents.Select(d => d.Name));
        Assert.Contains("2 of 3 files", Assert.Single(documents[0].Issues).Message, StringComparison.Ordinal);
        Assert.Equal(["", "EGFR detected", "ALK negative", ""], documents.Select(d => d.Text));
    }

    [Fact]
    public void A_path_that_climbs_is_only_a_name()
    {
        var documents = Read(("../../escape.txt", "words of a record"));
        Assert.Equal("words of a record", documents[1].Text);
        Assert.False(File.Exists(Path.GetFullPath("../../escape.txt")));
    }

    [Fact]
    public void A_bomb_is_named_and_costs_itself_alone()
    {
        var documents = Read(("bomb.txt", new string('a', 64 * 1024 * 1024)), ("report.txt", "ALK negative"));
        Assert.Equal("ZIP-TOO-LARGE", Assert.Single(documents[1].Issues).Code);
        Assert.Equal("ALK negative", documents[2].Text);
    }

    [Fact]
    public void An_empty_archive_is_an_error() => Assert.Equal("ZIP-EMPTY", Assert.Single(Read()[0].Issues).Code);

    private static ImmutableArray<SourceDocument> Read(params (string Name, string Text)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in members)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return Samples.Door.Read(new SourceFile("records.zip", stream.ToArray()), "d1");
    }
}
