using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>What the workflow status of an order, a dose or a procedure says about the treatment.</summary>
internal static class TreatmentStatus
{
    /// <summary>The contract's status, or null when the record does not say.</summary>
    /// <param name="entry">Entry.</param>
    /// <param name="reason">Why it ended, or null.</param>
    public static string? Of(CodedEntry entry, string? reason)
    {
        if (reason is "choice" && entry.Status is "not-done" or "cancelled" or "declined" or "stopped" or "revoked" or "not-taken" or "aborted" || (entry.Negated && reason is "choice"))
        {
            return entry.Status is "stopped" ? "discontinued" : "declined";
        }

        if (entry.Negated || entry.Status is "not-done" or "not-taken" or "cancelled" or "revoked" or "aborted" or "rejected")
        {
            return "not-given";
        }

        var isOrder = entry.Kind == CodedEntryKind.ServiceRequest || entry.SourceType is "MedicationRequest" or "MedicationOrder";
        if (entry.Intent is "proposal" or "plan" or "option" or "int" or "rqo" or "prp" or "prmp" or "arq" || entry.Status is "draft" or "intended" or "preparation" or "proposed" or "requested" or "planned")
        {
            return "planned";
        }

        return entry.Status switch
        {
            "active" when entry.Kind == CodedEntryKind.ServiceRequest => "planned",
            "active" or "in-progress" => "ongoing",
            "completed" or "complete" or "ended" when isOrder || entry.Kind == CodedEntryKind.Procedure || entry.End is not null || entry.SourceType is "MedicationStatement" => "completed",
            // A dose given says nothing about the course.
            "completed" => null,
            "stopped" or "discontinued" or "suspended" => reason is null or "completed" ? "completed" : "discontinued",
            "declined" => "declined",
            _ => null,
        };
    }
}
