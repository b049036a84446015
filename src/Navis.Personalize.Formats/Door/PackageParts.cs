using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Door;

/// <summary>Files that come with a record and hold none: contents lists and style sheets of a package, a phone's measurements. They are told as what they are, so that nobody
/// looks for what was lost, and are never taken for prose. Known by how they begin; style sheets, which begin in any way, by their name as well.</summary>
public static class PackageParts
{
    /// <summary>Bytes of a file that are looked at.</summary>
    public const int HeadBytes = 4096;

    private static readonly ImmutableArray<(string Code, ImmutableArray<string> Marks, string What)> Known =
    [
        ("PACKAGE-INDEX", ["<", "SubmitObjectsRequest", "ebxml-regrep"], "this part only lists the documents of the package. Nothing is lost."),
        ("PACKAGE-INDEX", ["<html", "IHE_XDM/"], "this page only lists the documents of the package. Nothing is lost."),
        ("PACKAGE-STYLE", ["<", "http://www.w3.org/1999/XSL/Transform"], "this part only says how the documents look on a screen. Nothing is lost."),
        ("PHONE-MEASUREMENTS", ["<!DOCTYPE HealthData"], Measurements),
        ("PHONE-MEASUREMENTS", ["<HealthData "], Measurements),
        ("PHONE-MEASUREMENTS", ["<ClinicalDocument", "Health Export CDA"], Measurements),
        ("PHONE-MEASUREMENTS", ["<gpx", "http://www.topografix.com/GPX/"], "this part holds the route of a walk or run, which says nothing of the disease. Nothing is lost."),
        ("PHONE-MEASUREMENTS", ["Classification,", "Sample Rate,", "Recorded Date,"], "this part holds the curve of a watch's electrocardiogram, which is not read. If its result matters, add the doctor's report of it."),
    ];

    private const string Measurements = "this part holds a phone's own measurements (steps, pulse, sleep), which are not used. Hospital records of the same export stand in its folder 'clinical-records', which is read.";

    /// <summary>The document that tells what a file is; null when it is no known part.</summary>
    /// <param name="file">File, or its first <see cref="HeadBytes"/> bytes.</param>
    /// <param name="documentId">Document id.</param>
    public static SourceDocument? Told(SourceFile file, string documentId)
    {
        ArgumentNullException.ThrowIfNull(file);
        var head = Encoding.Latin1.GetString(file.Content.Span[..Math.Min(HeadBytes, file.Content.Length)]);
        foreach (var (code, marks, what) in Known)
        {
            if (marks.All(mark => head.Contains(mark, StringComparison.OrdinalIgnoreCase)) && head.AsSpan().TrimStart("\u00EF\u00BB\u00BF \t\r\n").StartsWith("<", StringComparison.Ordinal) == marks[0].Contains('<', StringComparison.Ordinal))
            {
                return Document(file, documentId, code, what);
            }
        }

        return Path.GetExtension(file.Name) is ".css" or ".CSS" or ".js" or ".JS" && head.Contains('{', StringComparison.Ordinal) && !head.TrimStart().StartsWith('{')
            ? Document(file, documentId, "PACKAGE-STYLE", "this part only says how the documents look on a screen. Nothing is lost.")
            : null;
    }

    /// <summary>The document that tells of the instructions or the start page of a package.</summary>
    /// <param name="file">File.</param>
    /// <param name="documentId">Document id.</param>
    internal static SourceDocument Instructions(SourceFile file, string documentId) =>
        Document(file, documentId, "PACKAGE-INDEX", "this part only explains the package. Nothing is lost.");

    private static SourceDocument Document(SourceFile file, string documentId, string code, string what) =>
        new() { Id = documentId, Name = file.Name, Issues = [new(code, IssueSeverity.Info, $"{file.Name}: {what}")] };
}
