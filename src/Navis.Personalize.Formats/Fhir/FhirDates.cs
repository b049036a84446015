using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>When something happened, in whichever element a release or a resource type keeps it.</summary>
internal static class FhirDates
{
    /// <summary>Start and end of what a resource states.</summary>
    /// <param name="resource">Resource.</param>
    public static (PartialDate? Start, PartialDate? End) Of(FhirObject resource)
    {
        var start = FhirValues.Date(resource, "effectiveDateTime", "effectivePeriod", "effectiveInstant", "effectiveTiming", "effectiveTimeDateTime", "effectiveTimePeriod", "performedDateTime", "performedPeriod",
            "occurrenceDateTime", "occurrencePeriod", "occurrenceTiming", "occurenceDateTime", "occurencePeriod", "onsetDateTime", "onsetPeriod", "period");
        var end = FhirValues.End(resource, "effectivePeriod", "effectiveTimePeriod", "performedPeriod", "occurrencePeriod", "occurencePeriod", "period");
        foreach (var (dosage, _) in resource.Each("dosageInstruction"))
        {
            var timing = dosage.Get("timing");
            var bounds = timing.Get("repeat").Get("boundsPeriod");
            start ??= FhirValues.Date(bounds, "start") ?? FhirValues.Date(timing, "event");
            end ??= FhirValues.Date(bounds, "end");
        }

        end ??= FhirValues.Date(resource, "abatementDateTime", "abatementPeriod", "dateEnded");
        return (start ?? FhirValues.Date(resource, "whenHandedOver", "authoredOn", "dateWritten", "dateAsserted", "orderedOn", "date"), end);
    }
}
