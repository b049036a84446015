using System.Collections.Immutable;
using System.Text.Json;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>One resource as coded entries. Reads R4 (4.0.1) and, where an element only changed its name or its type, DSTU2, STU3 and R5 with it.</summary>
internal static class ResourceMapper
{
    /// <summary>What a resource type states, or null when it holds nothing that we read.</summary>
    /// <param name="type">Resource type.</param>
    public static CodedEntryKind? KindOf(string type) => type switch
    {
        "Condition" => CodedEntryKind.Condition,
        "Observation" => CodedEntryKind.Observation,
        "MedicationRequest" or "MedicationAdministration" or "MedicationStatement" or "MedicationDispense" or "MedicationOrder" or "MedicationUsage" => CodedEntryKind.Medication,
        "Procedure" => CodedEntryKind.Procedure,
        "ServiceRequest" or "ProcedureRequest" or "DiagnosticOrder" or "ReferralRequest" => CodedEntryKind.ServiceRequest,
        "DiagnosticReport" => CodedEntryKind.Report,
        "FamilyMemberHistory" => CodedEntryKind.FamilyHistory,
        "Specimen" => CodedEntryKind.Specimen,
        "CarePlan" or "Encounter" or "ClinicalImpression" or "EpisodeOfCare" => CodedEntryKind.Other,
        _ => null,
    };

    /// <summary>Whether anything of a resource type is read.</summary>
    /// <param name="type">Resource type.</param>
    public static bool IsRead(string type) =>
        KindOf(type) is not null || type is "Patient" or "Medication" or "Bundle" or "Parameters" or "OperationOutcome" or "Binary" or "DocumentReference" or "Media" or "Composition";

    /// <summary>The entries of a resource; references are still as written.</summary>
    /// <param name="context">Resource and its place.</param>
    public static IEnumerable<CodedEntry> Map(ResourceContext context)
    {
        if (KindOf(context.Type) is not { } kind)
        {
            return [];
        }

        return kind == CodedEntryKind.FamilyHistory ? FamilyHistory(context) : [Single(context, kind)];
    }

    private static CodedEntry Single(ResourceContext context, CodedEntryKind kind)
    {
        var resource = context.Resource;
        var value = FhirValues.Value(resource.Element);
        List<string>? related = null, members = null, derived = null;
        var reasons = FhirLinks.Reasons(context, ref related);
        foreach (var name in (ReadOnlySpan<string>)["focus", "relatesTo", "addresses", "basedOn", "specimen"])
        {
            FhirLinks.Add(ref related, resource, name);
        }

        FhirLinks.Add(ref related, value.Reference);
        FhirLinks.Add(ref members, resource, "hasMember");
        FhirLinks.Add(ref members, resource, "result");
        FhirLinks.Add(ref derived, resource, "derivedFrom");
        foreach (var (relation, _) in resource.Each("related"))
        {
            // DSTU2 and STU3: Observation.related with a type; what follows or replaces is neither part nor source.
            switch (relation.Text("type"))
            {
                case "has-member":
                    FhirLinks.Add(ref members, relation.Get("target").Text("reference"));
                    break;
                case "derived-from" or null:
                    FhirLinks.Add(ref derived, relation.Get("target").Text("reference"));
                    break;
                default:
                    break;
            }
        }

        var parts = Parts(context, ref related);
        ImmutableArray<CodedConcept> values = value.Concept is { IsEmpty: false } concept ? [concept] : [];
        var period = FhirDates.Of(resource);
        return new()
        {
            Path = context.Path,
            Kind = IsUnknown(resource) ? CodedEntryKind.Other : kind,
            SourceType = context.Type,
            Reference = context.Key,
            Subject = SubjectOf(resource),
            Encounter = resource.Get("encounter").Text("reference") ?? resource.Get("context").Text("reference"),
            Code = CodeOf(context),
            Categories = Categories(resource),
            Values = values.AddRange(FhirValues.Concepts(resource, "conclusionCode")).AddRange(FhirValues.Concepts(resource, "codedDiagnosis")),
            Quantity = value.Quantity,
            ValueText = value.Text,
            Interpretations = FhirValues.Concepts(resource, "interpretation").AddRange(FhirValues.Concepts(resource, "outcome")),
            Parts = parts,
            BodySites = BodySites(context),
            Method = FhirValues.Concept(resource.First("method")),
            Reasons = reasons,
            Related = [.. related ?? []],
            Members = [.. members ?? []],
            DerivedFrom = [.. derived ?? []],
            Status = StatusOf(resource),
            StatusReason = FhirValues.FirstConcept(resource, "statusReason", "reasonNotPerformed", "reasonNotGiven", "reasonNotTaken", "notPerformedReason", "notDoneReason", "reasonEnded"),
            AbsentReason = FhirValues.Concept(resource.Get("dataAbsentReason")),
            ClinicalStatus = StatusCode(resource.Get("clinicalStatus")),
            Verification = StatusCode(resource.Get("verificationStatus")),
            Intent = resource.Text("intent")?.ToLowerInvariant(),
            Negated = Denied(resource),
            Date = period.Start,
            End = period.End,
            Issued = FhirValues.Date(resource, "issued", "recordedDate", "dateRecorded", "assertedDate", "dateAsserted", "recorded"),
            Specimen = SpecimenOf(context),
            Notes = Notes(resource),
        };
    }

    private static IEnumerable<CodedEntry> FamilyHistory(ResourceContext context)
    {
        var resource = context.Resource;
        if (resource.Text("notDone") is "true")
        {
            // STU3: the history was not taken.
            yield break;
        }

        var relation = FhirValues.Concept(resource.Get("relationship")).Display ?? "relative";
        foreach (var (condition, index) in resource.Each("condition"))
        {
            yield return new()
            {
                Path = $"{context.Path}.condition[{index}]",
                Kind = CodedEntryKind.FamilyHistory,
                SourceType = context.Type,
                Reference = context.Key,
                Subject = SubjectOf(resource),
                Code = FhirValues.Concept(condition.Get("code").ValueKind == JsonValueKind.Undefined ? condition.Get("type") : condition.Get("code")),
                Status = resource.Text("status")?.ToLowerInvariant(),
                Relationship = relation,
                Date = FhirValues.Date(condition, "onsetDateTime", "onsetPeriod"),
                Notes = Notes(condition),
            };
        }
    }

    private static CodedConcept CodeOf(ResourceContext context)
    {
        var resource = context.Resource;
        switch (context.Type)
        {
            case "Specimen":
                return FhirValues.Concept(resource.Get("type"));
            case "CarePlan" or "ClinicalImpression":
                return FhirValues.FirstConcept(resource, "code", "title", "description");
            case "Encounter":
                return FhirValues.FirstConcept(resource, "type");
            default:
                break;
        }

        return KindOf(context.Type) is CodedEntryKind.Medication ? FhirMedications.Of(context) : FhirValues.Concept(resource.Get("code"));
    }

    private static ImmutableArray<CodedConcept> Categories(FhirObject resource)
    {
        var categories = FhirValues.Concepts(resource, "category");
        foreach (var (profile, _) in resource.Get("meta").Each("profile"))
        {
            if (profile.AsText() is { } url)
            {
                categories = categories.Add(new([new("profile", url, null)], null));
            }
        }

        return categories;
    }

    private static ImmutableArray<CodedPart> Parts(ResourceContext context, ref List<string>? related)
    {
        List<CodedPart>? parts = null;
        foreach (var (component, index) in context.Resource.Each("component"))
        {
            var value = FhirValues.Value(component);
            (parts ??= []).Add(new($"{context.Path}.component[{index}]", FhirValues.Concept(component.Get("code")))
            {
                Values = value.Concept is { IsEmpty: false } concept ? [concept] : [],
                Quantity = value.Quantity,
                ValueText = value.Text,
                Interpretations = FhirValues.Concepts(component, "interpretation"),
            });
        }

        foreach (var (stage, index) in context.Resource.Each("stage"))
        {
            List<string>? assessments = null;
            FhirLinks.Add(ref assessments, stage, "assessment");
            var type = FhirValues.Concept(stage.Get("type"));
            (parts ??= []).Add(new($"{context.Path}.stage[{index}]", new([new("element", "stage", null), .. type.Codes], type.Text))
            {
                Values = FhirValues.Concepts(stage, "summary"),
                Related = [.. assessments ?? []],
            });
        }

        FhirExtensions.Add(ref parts, ref related, context.Resource, context.Path, null, 0);
        return [.. parts ?? []];
    }

    private static ImmutableArray<CodedConcept> BodySites(ResourceContext context) => context.Type is "Specimen"
        ? FhirValues.BodySites(context.Resource.Get("collection"), "bodySite")
        : FhirValues.BodySites(context.Resource, "bodySite");

    private static CodedConcept SpecimenOf(ResourceContext context) =>
        context.Contained(context.Resource.First("specimen").Text("reference")) is { } specimen ? FhirValues.Concept(specimen.Get("type")) : CodedConcept.Empty;

    private static bool Denied(FhirObject resource)
    {
        foreach (var name in (ReadOnlySpan<string>)["doNotPerform", "notDone", "notPerformed", "wasNotTaken", "wasNotGiven", "notGiven"])
        {
            if (resource.Text(name) is "true")
            {
                return true;
            }
        }

        // STU3 MedicationStatement.taken: y, n, unk, na.
        return resource.Text("taken") is "n" || StatusOf(resource) is "not-done" or "not-taken";
    }

    /// <summary>The status; R5 tells apart whether a statement was recorded and whether the drug is taken.</summary>
    private static string? StatusOf(FhirObject resource)
    {
        var status = resource.Text("status")?.ToLowerInvariant();
        return status is not "recorded" ? status : StatusCode(resource.Get("adherence").Get("code")) switch
        {
            "not-taking" => "not-taken",
            { } code when code.StartsWith("taking", StringComparison.Ordinal) => "active",
            { } code when code.StartsWith("stopped", StringComparison.Ordinal) => "stopped",
            { } code when code.StartsWith("on-hold", StringComparison.Ordinal) => "on-hold",
            _ => status,
        };
    }

    /// <summary>A drug of which nobody knows whether it is taken is no treatment (STU3 <c>taken</c>, R5 <c>adherence</c>).</summary>
    private static bool IsUnknown(FhirObject resource) => resource.Text("taken") is "unk" or "na" || StatusCode(resource.Get("adherence").Get("code")) is "unknown";

    private static ImmutableArray<string> Notes(FhirObject resource)
    {
        var notes = ImmutableArray<string>.Empty;
        foreach (var name in (ReadOnlySpan<string>)["note", "notes", "comment", "comments"])
        {
            foreach (var (note, _) in resource.Each(name))
            {
                if ((note.AsText() ?? note.Text("text")) is { } text)
                {
                    notes = notes.Add(text);
                }
            }
        }

        return notes;
    }

    private static string? SubjectOf(FhirObject resource)
    {
        var subject = resource.Has("subject") ? resource.First("subject") : resource.First("patient");
        return subject.Text("reference") ?? (FhirPatients.IdentifierKey(subject.Get("identifier")) is { } identifier ? $"Patient?identifier={identifier}" : null);
    }

    private static string? StatusCode(JsonElement status) => status.ValueKind == JsonValueKind.String ? status.AsText()?.ToLowerInvariant()
        : (status.First("coding").Text("code") ?? status.Text("text"))?.ToLowerInvariant();
}

/// <summary>A resource and where it stands.</summary>
/// <param name="Type">Resource type.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Path">Element path.</param>
/// <param name="Key">Key by which others point to it.</param>
internal readonly record struct ResourceContext(string Type, FhirObject Resource, string Path, string Key)
{
    /// <summary>The contained resource of a reference <c>#id</c>, or null.</summary>
    /// <param name="reference">Reference as written, or null.</param>
    public JsonElement? Contained(string? reference)
    {
        if (reference is not ['#', .. var id])
        {
            return null;
        }

        foreach (var (contained, _) in Resource.Each("contained"))
        {
            if (contained.Text("id") is { } own && (string.Equals(own, id, StringComparison.Ordinal) || string.Equals(own, reference, StringComparison.Ordinal)))
            {
                return contained;
            }
        }

        return null;
    }
}
