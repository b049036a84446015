using System.Collections.Immutable;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;

namespace Navis.Personalize.Cli.Hosting;

/// <summary>Turns paths into the files of a case. Whatever can't be opened becomes a file with an issue, so that nothing is lost without a word.</summary>
internal static class CaseFiles
{
    private const int MaximumFiles = 5000;

    /// <summary>All files behind paths; a folder gives its files in name order, named relative to the folder.</summary>
    public static ImmutableArray<CaseFile> Open(IEnumerable<string> paths) => [.. paths.SelectMany(Open)];

    /// <summary>The case's name: the last part of the first path.</summary>
    public static string Name(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static IEnumerable<CaseFile> Open(string path)
    {
        if (File.Exists(path))
        {
            return [OpenFile(path, Path.GetFileName(path))];
        }

        if (!Directory.Exists(path))
        {
            return [Unopened(path, "FILE-MISSING", "There is no such file or folder. Check the spelling and the folder you are in.")];
        }

        string[] files;
        try
        {
            files = Directory.GetFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint, MaxRecursionDepth = 16 });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Unopened(path, "FOLDER-CLOSED", "The folder can't be opened. Check its permissions.")];
        }

        Array.Sort(files, StringComparer.Ordinal);
        return files.Length switch
        {
            0 => [Unopened(path, "FOLDER-EMPTY", "The folder holds no files. Put the records into it, or name another folder.")],
            > MaximumFiles => [Unopened(path, "FOLDER-TOO-LARGE", $"The folder holds more than {MaximumFiles} files. Name the folder of one person's records.")],
            _ => files.Select(f => OpenFile(f, Path.GetRelativePath(path, f).Replace('\\', '/'))),
        };
    }

    private static CaseFile OpenFile(string path, string name)
    {
        try
        {
            var limits = ReadingLimits.From(Environment.GetEnvironmentVariable);
            return new FileInfo(path).Length <= (long)limits.FileMegabytes * 1024 * 1024 ? new(new SourceFile(name, File.ReadAllBytes(path)))
                : PackageParts.Told(Head(path, name), "d") is { Issues: [var known, ..] } ? new(new SourceFile(name, ReadOnlyMemory<byte>.Empty), known)
                : Unopened(name, "FILE-TOO-LARGE", DocumentDoor.TooLarge(limits));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unopened(name, "FILE-CLOSED", "The file can't be opened. Check its permissions, or close the program that holds it.");
        }
    }

    /// <summary>The beginning of a file that is too large to be opened: a phone's health export runs to gigabytes and holds no record.</summary>
    private static SourceFile Head(string path, string name)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[PackageParts.HeadBytes];
        return new(name, head.AsMemory(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    private static CaseFile Unopened(string name, string code, string problem) =>
        new(new SourceFile(name, ReadOnlyMemory<byte>.Empty), new DocumentIssue(code, IssueSeverity.Error, $"{name}: {problem}"));
}
