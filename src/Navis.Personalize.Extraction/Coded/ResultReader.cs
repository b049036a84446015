using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>What every result says in the same way: whether it was found, in which material, by which method.</summary>
internal sealed class ResultReader(CodeTables tables)
{
    /// <summary>The status that value, words, interpretation or reason of absence say; null when none does.</summary>
    public string? Status(ImmutableArray<CodedConcept> values, string? text, ImmutableArray<CodedConcept> interpretations, CodedConcept absent)
    {
        foreach (var value in values)
        {
            var byWords = Texts(value).Select(tables.Results.Words.Whole).FirstOrDefault(w => w is not null);
            var byCode = tables.Results.Find(value)?["status"];
            if (byWords is not null || byCode is not null)
            {
                return byWords is not null && byCode is not null && !string.Equals(byWords, byCode, StringComparison.Ordinal) ? BiomarkerStatus.Indeterminate : byCode ?? byWords;
            }
        }

        if (tables.Results.Words.Whole(text) is { } word)
        {
            return word;
        }

        foreach (var interpretation in values.IsEmpty && text is null ? interpretations : [])
        {
            if ((tables.Results.Find(interpretation)?["status"] ?? Texts(interpretation).Select(tables.Results.Words.Whole).FirstOrDefault(w => w is not null)) is { } status)
            {
                return status;
            }
        }

        return absent.Codes.Any(c => c.Code is "not-performed") ? BiomarkerStatus.NotTested : null;
    }

    public string? Specimen(CodedEntry entry) => tables.Sites.Find(entry.Specimen)?["specimen"]
        ?? ((IEnumerable<string?>)[entry.Specimen.Text, .. entry.Specimen.Codes.Select(c => c.Display), .. entry.Specimen.Codes.Select(c => c.Code)]).Select(tables.Sites.Words.Within).FirstOrDefault(s => s is "tissue" or "plasma" or "cytology" or "csf" or "pleural-fluid");

    public static string? Method(CodedEntry entry)
    {
        var method = entry.Method.Display ?? string.Empty;
        return method.Contains("sequenc", StringComparison.OrdinalIgnoreCase) ? "ngs"
            : method.Contains("FISH", StringComparison.OrdinalIgnoreCase) || method.Contains("in situ", StringComparison.OrdinalIgnoreCase) ? "fish"
            : method.Contains("PCR", StringComparison.OrdinalIgnoreCase) ? "pcr"
            : method.Contains("immun", StringComparison.OrdinalIgnoreCase) ? "ihc"
            : null;
    }

    public static IEnumerable<string> Texts(CodedPart part) => part.Values.SelectMany(Texts).Concat(part.ValueText is { } text ? [text] : []);

    public static IEnumerable<string> Texts(CodedConcept concept) =>
        ((IEnumerable<string?>)[concept.Text, .. concept.Codes.SelectMany(c => (string?[])[c.Display, c.Code])]).OfType<string>();

    public static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
