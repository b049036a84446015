using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Pathology;

/// <summary>Reads the histologic grade, <c>G1</c> to <c>G4</c>, from words ("moderately differentiated"), a labelled field ("Histologic grade: 2") or beside a tumour's name ("adenocarcinoma, grade 2").</summary>
/// <remarks>A number counts only there: "grade 3 diarrhoea" is a side effect. Of "moderately to poorly" the poorer counts.</remarks>
internal sealed class GradeExtractor(PathologyWords words, DiseaseScopes scopes) : INarrativeExtractor
{
    private const string Id = "narrative/grade";
    private const int Near = 16;

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var scope = scopes.Of(text);
        var found = new List<(string Value, int Start, int End)>();
        foreach (var match in words.Grades.Find(text.Text))
        {
            found.Add((match.Entry.Id, match.Start, match.End));
        }

        foreach (var field in words.FieldsOf(text))
        {
            if (field.Entry.Id == "grade" && Number(text.Text, field.End) is var (value, end))
            {
                found.Add((value, field.Start, end));
            }
        }

        foreach (var mention in scope.Mentions)
        {
            if (mention.Histology is not null && Beside(text.Text, mention.NameEnd) is var (value, start, end))
            {
                found.Add((value, start, end));
            }
        }

        var taken = found.Select(f => f.Start).ToHashSet();
        foreach (var mention in scope.Mentions)
        {
            if (mention.Histology is not null && Behind(text.Text, mention.NameEnd) is var (value, start, end) && taken.Add(start))
            {
                found.Add((value, start, end));
            }
        }

        found.AddRange(StagingCodes.Read(text.Text).Where(c => c.Kind == FactKind.Grade).Select(c => (c.Value, c.Start, c.End)));
        foreach (var group in found.Where(f => !PathologyWords.IsElsewhere(text, f.Start)).GroupBy(f => (f.Value, Withheld: scope.WithheldAt(f.Start))))
        {
            var places = group.OrderBy(g => g.Start).Select(g => text.Document.EvidenceAt(g.Start, g.End - g.Start)).ToImmutableArray();
            findings.Add(new(FactKind.Grade, group.Key.Value, places[0], Id) { MoreEvidence = places[1..], Withheld = group.Key.Withheld });
        }
    }

    // ": G2", ": 2", " II" after a field's name.
    private static (string Value, int End)? Number(string text, int at)
    {
        var i = at;
        while (i < text.Length && i - at < 8 && text[i] is ' ' or ':' or '\n' or '=' or '(' or '.')
        {
            i++;
        }

        return Value(text, i);
    }

    // ", grade 2", " (G2)", ", G2" after a tumour's name.
    private static (string Value, int Start, int End)? Beside(string text, int at)
    {
        for (var i = at; i < text.Length && i - at < Near && text[i] is ' ' or ',' or '(' or '-' or '\n' or 'G' or 'g'; i++)
        {
            var word = text.AsSpan(i);
            if (word.StartsWith("grade ", StringComparison.OrdinalIgnoreCase) || word.StartsWith("grado ", StringComparison.OrdinalIgnoreCase))
            {
                return Value(text, i + 6) is var (grade, end) ? (grade, i, end) : null;
            }

            if (text[i] == 'G')
            {
                return Value(text, i) is var (code, last) ? (code, i, last) : null;
            }
        }

        return null;
    }

    // "adenocarcinoma acinar, G1, 1.8 cm": the code alone between commas, in the phrase of the tumour's name.
    private static (string Value, int Start, int End)? Behind(string text, int at)
    {
        var phrase = text.AsSpan(at, Math.Min(44, text.Length - at));
        phrase = phrase.IndexOfAny('.', ';', '\n') is >= 0 and var stop ? phrase[..stop] : phrase;
        var code = phrase.IndexOf(", G", StringComparison.Ordinal);
        return code >= 0 && code + 3 < phrase.Length && phrase[code + 3] is >= '1' and <= '4' && (code + 4 == phrase.Length || phrase[code + 4] is ',' or ' ' or ')')
            ? (string.Concat("G", phrase.Slice(code + 3, 1)), at + code + 2, at + code + 4) : null;
    }

    private static (string Value, int End)? Value(string text, int i)
    {
        if (i < text.Length && text[i] is 'G' or 'g')
        {
            i++;
        }

        foreach (var (roman, digit) in (ReadOnlySpan<(string, char)>)[("III", '3'), ("II", '2'), ("IV", '4'), ("I", '1')])
        {
            if (text.AsSpan(i).StartsWith(roman, StringComparison.Ordinal) && (i + roman.Length >= text.Length || !char.IsLetterOrDigit(text[i + roman.Length])))
            {
                return ("G" + digit, i + roman.Length);
            }
        }

        return i < text.Length && text[i] is >= '1' and <= '4' && (i + 1 >= text.Length || !(char.IsLetterOrDigit(text[i + 1]) || (text[i + 1] == '.' && i + 2 < text.Length && char.IsDigit(text[i + 2]))))
            ? ("G" + text[i], i + 1)
            : null;
    }
}
