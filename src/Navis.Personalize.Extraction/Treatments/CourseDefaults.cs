using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>What a course means where no cue says it: the habit of the section and of the kind of record.</summary>
internal static class CourseDefaults
{
    /// <summary>True where a record writes what is to be done.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="course">Course.</param>
    public static bool PlansStandHere(NarrativeText text, Course course) =>
        text.Document.Kind != DocumentKind.Molecular
        && (text.Document.Kind == DocumentKind.TumorBoard || IsPlan(text, text.SectionOf(text.SentenceAt(course.Start)), assessment: true));

    /// <summary>The disposition by section and kind; null when the mention says nothing of this patient.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="course">Course without a governing cue.</param>
    /// <param name="judgement">Context of the course.</param>
    public static Disposition? Of(NarrativeText text, Course course, ContextJudgement judgement)
    {
        var heading = text.SectionOf(text.SentenceAt(course.Start));
        var section = heading.Concept;
        if (section is "allergies" or "review-of-systems")
        {
            return null;
        }

        // A specimen's line ("wedge resection:") stands under headings such as "negative for malignancy", which deny no operation.
        if (judgement.Negated && !course.Has("surgery"))
        {
            return Disposition.Denied();
        }

        var plans = IsPlan(text, heading, assessment: false);
        var molecular = text.Document.Kind == DocumentKind.Molecular || section is "molecular" or "immunohistochemistry" or "therapies" or "clinical-trials" or "references" or "methodology" or "gene-panel" or "disclaimer" or "general-information" or "interpretation";
        if (molecular || (judgement.Hypothetical && section != "recommendations") || judgement.Uncertain || course.Alternatives)
        {
            return course.IsUnnamed ? null : Disposition.Mentioned();
        }

        if (plans)
        {
            return Disposition.NotYet("planned", 0.7);
        }

        if (course.IsUnnamed)
        {
            return section is "oncologic-history" ? Disposition.GivenAs(null, 0.7) : null;
        }

        return section switch
        {
            "medications" when course.Has("systemic") => Disposition.GivenAs("ongoing", 0.85),
            "oncologic-history" => Disposition.GivenAs(null, 0.85),
            _ when course.Has("surgery") => Surgical(text, section),
            _ => Disposition.GivenAs(null, 0.6),
        };
    }

    // "Tratamiento" heads what was done at least as often as what is to be done; "plan terapéutico" does not.
    private static bool IsPlan(NarrativeText text, Section section, bool assessment) => section.Concept switch
    {
        "plan" => !text.Slice(section.Start, section.Body).Trim(" \n:*#").Equals("tratamiento", StringComparison.OrdinalIgnoreCase),
        "decision" or "recommendations" => true,
        "assessment" => assessment,
        _ => false,
    };

    private static Disposition Surgical(NarrativeText text, string section) =>
        Disposition.GivenAs(null, section is "procedure" or "specimen" or "gross" or "diagnosis" or "synoptic" or "microscopy" || text.Document.Kind is DocumentKind.SurgicalPathology or DocumentKind.Operative ? 0.95 : 0.8);
}
