using System.Text.Json;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Recognises releases other than R4 by elements that only they have, or by the release named in a profile URL. Resources do not state their release.</summary>
internal sealed class FhirVersions
{
    private int dstu2, stu3, r5;

    /// <summary>The release that the marks speak for, or null when nothing speaks against R4.</summary>
    public string? Other => (dstu2, stu3, r5) switch
    {
        (0, 0, 0) => null,
        _ when dstu2 >= stu3 && dstu2 >= r5 => "DSTU2",
        _ when stu3 >= r5 => "STU3",
        _ => "R5",
    };

    /// <summary>Looks at a resource.</summary>
    /// <param name="type">Resource type.</param>
    /// <param name="resource">Resource.</param>
    public void Observe(string type, FhirObject resource)
    {
        switch (type)
        {
            case "MedicationOrder" or "DiagnosticOrder" or "BodySite":
                dstu2++;
                break;
            case "ProcedureRequest" or "ReferralRequest":
                stu3++;
                break;
            case "MedicationUsage":
                r5++;
                break;
            case "Condition":
                // STU3 writes the status as a bare code and the person as subject; DSTU2 has Condition.patient.
                dstu2 += resource.Has("patient") ? 1 : 0;
                stu3 += !resource.Has("patient") && resource.Get("clinicalStatus").ValueKind == JsonValueKind.String ? 1 : 0;
                break;
            case "Observation":
                stu3 += resource.Has("context") || resource.Has("related") ? 1 : 0;
                r5 += resource.Has("triggeredBy") || resource.Has("bodyStructure") ? 1 : 0;
                break;
            case "Procedure":
                stu3 += resource.Has("context") || resource.Has("notDone") ? 1 : 0;
                r5 += resource.Has("occurrenceDateTime") || resource.Has("occurrencePeriod") || resource.First("reason").Has("concept") || resource.First("reason").Has("reference") ? 1 : 0;
                break;
            case "MedicationRequest" or "MedicationStatement" or "MedicationAdministration" or "MedicationDispense":
                stu3 += resource.Has("context") || resource.Has("taken") || resource.Has("notGiven") ? 1 : 0;
                r5 += resource.Get("medication").Has("concept") || resource.Get("medication").Has("reference") && resource.Get("medication").Get("reference").ValueKind == JsonValueKind.Object ? 1 : 0;
                break;
            default:
                break;
        }

        foreach (var (profile, _) in resource.Get("meta").Each("profile"))
        {
            var url = profile.AsText() ?? string.Empty;
            dstu2 += url.Contains("/fhir/1.0/", StringComparison.Ordinal) || url.Contains("/DSTU2/", StringComparison.Ordinal) ? 1 : 0;
            stu3 += url.Contains("/fhir/3.0/", StringComparison.Ordinal) || url.Contains("/STU3/StructureDefinition", StringComparison.Ordinal) ? 1 : 0;
            r5 += url.Contains("/fhir/5.0/", StringComparison.Ordinal) ? 1 : 0;
        }
    }
}
