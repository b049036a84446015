using System.Collections.Immutable;
using System.Text.Json;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Which substance a medication event is about: in the event, in a Medication resource, or by its display alone.</summary>
internal static class FhirMedications
{
    /// <summary>The substance of a medication event; empty when only a Medication resource elsewhere says it.</summary>
    /// <param name="context">Event and its place.</param>
    public static CodedConcept Of(ResourceContext context)
    {
        var resource = context.Resource;
        if (FhirValues.FirstConcept(resource, "medicationCodeableConcept", "medication") is { IsEmpty: false } coded)
        {
            return coded;
        }

        return context.Contained(Reference(resource)) is { } medication ? Medication(medication)
            : FirstDisplay(resource.Get("medicationReference"), resource.Get("medication"));
    }

    /// <summary>The reference to a Medication resource of a medication event, or null.</summary>
    /// <param name="resource">Medication event.</param>
    public static string? Reference(FhirObject resource) =>
        resource.Get("medicationReference").Text("reference")
        ?? resource.Get("medication").Text("reference")
        ?? resource.Get("medication").Get("reference").Text("reference");

    /// <summary>What a Medication resource is: its code, else its ingredients.</summary>
    /// <param name="medication">Medication resource.</param>
    public static CodedConcept Medication(FhirObject medication)
    {
        if (FhirValues.Concept(medication.Get("code")) is { IsEmpty: false } code)
        {
            return code;
        }

        var codes = ImmutableArray.CreateBuilder<CodedConceptCode>();
        string? text = null;
        // DSTU2 keeps the ingredients in product.
        foreach (var (ingredient, _) in (medication.Has("ingredient") ? medication.Element : medication.Get("product")).Each("ingredient"))
        {
            var item = FhirValues.FirstConcept(ingredient, "itemCodeableConcept", "item");
            codes.AddRange(item.Codes);
            text ??= item.Text;
        }

        return codes.Count == 0 && text is null ? CodedConcept.Empty : new(codes.DrainToImmutable(), text);
    }

    private static CodedConcept FirstDisplay(params ReadOnlySpan<JsonElement> references)
    {
        foreach (var reference in references)
        {
            if (reference.Text("display") is { } display)
            {
                return new([], display);
            }
        }

        return CodedConcept.Empty;
    }
}
