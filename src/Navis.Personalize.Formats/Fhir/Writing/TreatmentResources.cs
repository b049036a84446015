using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Formats.Fhir.Writing;

/// <summary>Courses of treatment: drugs as MedicationStatement, everything else as Procedure.</summary>
internal sealed class TreatmentResources(FhirTerms terms, FhirResourceWriter writer, ReconciledCase source, List<(string Type, string Id)> written)
{
    /// <summary>Writes the courses.</summary>
    public void Write()
    {
        var facts = source.Facts.DistinctBy(f => f.Id, StringComparer.Ordinal).ToDictionary(f => f.Id, StringComparer.Ordinal);
        foreach (var course in source.Courses)
        {
            IReadOnlyList<Fact> rests = [.. course.Facts.Select(id => facts.GetValueOrDefault(id)).OfType<Fact>().Where(f => f.Holds)];
            if (rests.Count > 0)
            {
                Write(course, rests);
            }
        }
    }

    private void Write(TreatmentCourse course, IReadOnlyList<Fact> facts)
    {
        var drug = terms.Drug(course.Treatment);
        var type = drug is null ? "Procedure" : "MedicationStatement";
        var isSurgery = drug is null && course.Type is "surgery";
        writer.Open(type, facts[0].Id, isSurgery ? FhirResourceWriter.Mcode + "mcode-cancer-related-surgical-procedure" : null);
        written.Add((type, facts[0].Id));
        writer.Extensions(facts, () => Aims(course, drug is null ? "mcode-procedure-intent" : "mcode-treatment-intent"));
        writer.Json.WriteString("status", drug is null ? ProcedureStatus(course, facts) : DrugStatus(course, facts));
        Reason(course, drug is null);
        if (isSurgery)
        {
            // "Surgical procedure", fixed by the profile.
            writer.Concept("category", new("Surgical procedure", [("http://snomed.info/sct", "387713003")]));
        }

        writer.Concept(drug is null ? "code" : "medicationCodeableConcept", drug ?? terms["treatment", course.Treatment]);
        writer.Reference("subject", "Patient", PersonResources.PatientId);
        Period(drug is null ? "performedPeriod" : "effectivePeriod", course);
        writer.Note(
        [
            course.Now is CourseNow.Progressed ? "The cancer grew or came back on it" : null,
            course.Class is { } regimen ? $"Regimen or class: {regimen}" : null,
            course.Setting is { } setting ? $"Setting: {setting}" : null,
            course.TherapyLine is { } line ? string.Create(CultureInfo.InvariantCulture, $"Line: {line}") : null,
            course.Response is { } response ? $"Response: {response}" : null,
        ]);
        writer.Close();
    }

    private void Aims(TreatmentCourse course, string extension)
    {
        foreach (var aim in (string?[])[course.Intent, course.Setting])
        {
            if (aim is not null && terms.Has("aim", aim))
            {
                writer.ConceptExtension(FhirResourceWriter.Mcode + extension, terms["aim", aim]);
            }
        }
    }

    private static string DrugStatus(TreatmentCourse course, IReadOnlyList<Fact> facts) => course.Now switch
    {
        CourseNow.Ongoing => "active",
        CourseNow.Completed => "completed",
        CourseNow.Stopped => "stopped",
        CourseNow.Progressed => IsOver(course, facts) ? "stopped" : IsOngoing(facts) ? "active" : "unknown",
        CourseNow.Planned => "intended",
        CourseNow.Declined => "not-taken",
        _ => "unknown",
    };

    private static string ProcedureStatus(TreatmentCourse course, IReadOnlyList<Fact> facts) => course.Now switch
    {
        CourseNow.Ongoing => "in-progress",
        CourseNow.Completed => "completed",
        CourseNow.Stopped => "stopped",
        CourseNow.Progressed => IsOver(course, facts) ? "completed" : IsOngoing(facts) ? "in-progress" : "unknown",
        CourseNow.Planned => "preparation",
        CourseNow.Declined => "not-done",
        _ => "unknown",
    };

    private static bool IsOver(TreatmentCourse course, IReadOnlyList<Fact> facts) => course.End is not null || facts.Any(f => f.Qualifiers.Status is "completed" or "discontinued");

    private static bool IsOngoing(IReadOnlyList<Fact> facts) => facts.Any(f => f.Qualifiers.Status is "ongoing");

    private void Reason(TreatmentCourse course, bool one)
    {
        var reason = course.Now is CourseNow.Declined && course.Reason is null or "choice" ? "choice" : course.Reason;
        if (reason is null)
        {
            return;
        }

        if (one)
        {
            writer.Concept("statusReason", terms["reason", reason]);
        }
        else
        {
            writer.Concepts("statusReason", terms["reason", reason]);
        }
    }

    private void Period(string name, TreatmentCourse course)
    {
        if (course.Start is null && course.End is null)
        {
            return;
        }

        writer.Json.WriteStartObject(name);
        writer.Date("start", course.Start);
        writer.Date("end", course.End);
        writer.Json.WriteEndObject();
    }
}
