using System.Buffers;
using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads the pathologic response to treatment before surgery: <c>complete</c>, <c>major</c>, <c>residual</c>.</summary>
/// <remarks>Said in words, or by viable tumour in percent: 0 complete, up to 10 major, more residual (Travis et al., IASLC, J Thorac Oncol 2020). Necrosis in percent alone is no response.</remarks>
internal sealed class ResponseExtractor(PathologyWords words, DiseaseScopes scopes, IContextEngine context) : INarrativeExtractor
{
    private const string Id = "narrative/pathologic-response";
    private static readonly SearchValues<string> Worth = SearchValues.Create(["patholog", "patol", "pCR", "MPR", "viable", "residual", "vital"], StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        if (!text.Text.AsSpan().ContainsAny(Worth))
        {
            return;
        }

        var scope = scopes.Of(text);
        foreach (var field in words.FieldsOf(text))
        {
            if (field.Entry.Id is not ("pathologic-response" or "viable-tumor") || PathologyWords.IsElsewhere(text, field.Start))
            {
                continue;
            }

            var percent = Percent(text, field);
            var stated = field.Entry.Attributes.GetValueOrDefault("value");
            var value = percent switch { null => stated == "residual" ? null : stated, 0 => "complete", <= 10 => "major", _ => "residual" };
            var judged = context.Judge(text, field.Start, field.End).Assertion;
            // "No residual tumour" is the field's own words: the "no" inside them denies nothing.
            if (value is not null)
            {
                findings.Add(new(FactKind.PathologicResponse, value, text.Document.EvidenceAt(field.Start, field.End - field.Start), Id) { Assertion = judged, Withheld = scope.WithheldAt(field.Start) });
            }
        }
    }

    // "10% viable tumor", "residual viable tumor: <5 %", "viable tumor cells comprise 20 %".
    private static decimal? Percent(NarrativeText text, TermMatch field)
    {
        var sentence = text.SentenceAt(field.Start);
        var sign = text.Text.IndexOf('%', Math.Max(sentence.Start, field.Start - 8), Math.Min(Math.Max(sentence.End, field.End), field.End + 40) - Math.Max(sentence.Start, field.Start - 8));
        if (sign < 0)
        {
            return null;
        }

        var end = sign;
        while (end > 0 && text.Text[end - 1] == ' ')
        {
            end--;
        }

        var start = end;
        while (start > 0 && (char.IsAsciiDigit(text.Text[start - 1]) || text.Text[start - 1] is '.' or ','))
        {
            start--;
        }

        return decimal.TryParse(text.Text[start..end].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100 ? percent : null;
    }
}
