using System.Text;
using System.Text.Json;
using Navis.Personalize.Formats.Json;

namespace Navis.Personalize.Cli.Hosting;

/// <summary>Where a result goes: standard output, or the file of <c>--out</c>, which appears only when it is complete. UTF-8 without mark.</summary>
internal static class Output
{
    public static void Json(Action<Utf8JsonWriter> write, bool indented, FileInfo? file = null)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, CaseJsonWriter.Options(indented)))
        {
            write(json);
        }

        buffer.WriteByte((byte)'\n');
        Bytes(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), file);
    }

    public static void Text(string text, FileInfo? file = null) => Bytes(Encoding.UTF8.GetBytes(text), file);

    public static void Bytes(ReadOnlySpan<byte> bytes, FileInfo? file = null)
    {
        if (file is null)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(bytes);
            return;
        }

        var unfinished = file.FullName + ".unfinished";
        File.WriteAllBytes(unfinished, bytes);
        File.Move(unfinished, file.FullName, overwrite: true);
    }
}
