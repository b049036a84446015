using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Dates;
using Navis.Personalize.Extraction.Learned;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Documents;

/// <summary>Sets what a narrative says of itself: language, kind, date, subjects, and the issues that follow. Coded documents stay as their reader made them.</summary>
public sealed class DocumentDescriber : IDocumentDescriber
{
    private static readonly ImmutableArray<string> DateFields = ["sample-date", "visit-date", "report-date", "plain-date", "received-date"];
    private readonly NarrativeReader reader;
    private readonly LanguageDetector languages;
    private readonly DocumentClassifier kinds;
    private readonly LearnedKinds learned;
    private readonly HeaderFields headers;
    private readonly ManyPatients many;

    /// <summary>Loads what it needs of <c>rules/terminology</c>.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public DocumentDescriber(IContentSource content)
    {
        reader = new NarrativeReader(content);
        languages = new LanguageDetector(content);
        kinds = new DocumentClassifier(content);
        learned = new LearnedKinds(content);
        headers = new HeaderFields(content);
        many = new ManyPatients(content);
    }

    /// <inheritdoc/>
    public SourceDocument Describe(SourceDocument document)
    {
        if (document.Reading == ReadingMode.Structured || document.Kind is DocumentKind.Fhir or DocumentKind.Ccda or DocumentKind.Hl7V2 || string.IsNullOrWhiteSpace(document.Text))
        {
            return document;
        }

        var text = document.Text;
        var language = languages.Detect(text);
        var lines = TextLine.Read(text);
        var fields = headers.Read(text, lines);
        var dayFirst = DateOrder.DayFirst(text, language.Language);
        var subjects = document.Subjects.IsEmpty ? SubjectReader.Read(document, fields, headers, dayFirst) : document.Subjects;
        var narrative = reader.Read(document);
        return document with
        {
            Language = language.Language,
            Kind = document.Kind == DocumentKind.Other ? learned.Settle(narrative, kinds.Weigh(narrative)) : document.Kind,
            Date = document.Date ?? Date(text, lines, fields, dayFirst),
            Subjects = subjects,
            Issues = [.. document.Issues, .. LanguageIssues(language), .. PatientIssues(document, subjects, narrative)],
        };
    }

    private static PartialDate? Date(string text, IReadOnlyList<TextLine> lines, List<HeaderField> fields, bool? dayFirst)
    {
        foreach (var id in DateFields)
        {
            foreach (var field in fields.Where(f => string.Equals(f.Id, id, StringComparison.Ordinal)))
            {
                var dates = ClinicalDates.Find(text.AsSpan(field.Start, field.End - field.Start), field.Start, dayFirst ?? false);
                if (dates.Count > 0)
                {
                    return DateOrder.Settle(dates[0], text, dayFirst);
                }
            }
        }

        return LoneDate(text, lines, fields, dayFirst);
    }

    // The date of a letter stands on one of its first lines with little else.
    private static PartialDate? LoneDate(string text, IReadOnlyList<TextLine> lines, List<HeaderField> fields, bool? dayFirst)
    {
        foreach (var line in lines.Where(l => !l.IsEmpty).Take(10))
        {
            if (Written(text, line) > 60 || text[line.End - 1] == '.' || fields.Exists(f => f.Start >= line.Start && f.Start <= line.End))
            {
                continue;
            }

            var dates = ClinicalDates.Find(text.AsSpan(line.Start, line.End - line.Start), line.Start, dayFirst ?? false);
            if (dates.Count == 1 && dates[0].Date.Day > 0)
            {
                return DateOrder.Settle(dates[0], text, dayFirst);
            }
        }

        return null;
    }

    // The length of a line without the gap that sets the date at its right margin.
    private static int Written(string text, TextLine line)
    {
        var length = 0;
        for (var i = line.Start; i < line.End; i++)
        {
            length += text[i] is ' ' or '\t' && i > line.Start && text[i - 1] is ' ' or '\t' ? 0 : 1;
        }

        return length;
    }

    private static IEnumerable<DocumentIssue> LanguageIssues(DetectedLanguage language)
    {
        if (ReadLanguages.InPart(language.Language) || (ReadLanguages.InFull(language.Language) && language.OtherShare > 0.1))
        {
            yield return new("LANGUAGE-PART", IssueSeverity.Warning, "This record, or a part of it, is in a language that is read in part only. Check it against the paper, or add an English or Spanish copy.");
        }
        else if (!ReadLanguages.InFull(language.Language))
        {
            yield return new("LANGUAGE-NOT-READ", IssueSeverity.Warning, "This record is in a language that is not read. Add an English or Spanish copy, or enter what it says by hand. Nothing was taken from it.");
        }
    }

    private IEnumerable<DocumentIssue> PatientIssues(SourceDocument document, ImmutableArray<SubjectClaim> subjects, NarrativeText narrative)
    {
        if (document.Issues.Any(i => string.Equals(i.Code, "MANY-PATIENTS", StringComparison.Ordinal)))
        {
            yield break;
        }

        if (subjects.Length > 1)
        {
            yield return new("MANY-PATIENTS", IssueSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"This record names {subjects.Length} people, so nothing was taken from it. Choose one with --subject, or add a record of one person."));
        }
        else if (many.In(narrative))
        {
            yield return new("MANY-PATIENTS", IssueSeverity.Error, "This text tells of more than one patient, so nothing was taken from it. Add a record of one person.");
        }
    }
}
