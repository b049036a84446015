using System.Collections.Immutable;
using System.Text.Json;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>What a resource points to: why it was done, what it is about, what it gathers.</summary>
internal static class FhirLinks
{
    /// <summary>The reasons that are stated; those that stand elsewhere are added as references.</summary>
    public static ImmutableArray<CodedConcept> Reasons(ResourceContext context, ref List<string>? related)
    {
        var resource = context.Resource;
        var reasons = ImmutableArray<CodedConcept>.Empty;
        foreach (var name in (ReadOnlySpan<string>)["reasonCode", "reasonCodeableConcept", "reason", "reasonForUseCodeableConcept", "reasonForUse"])
        {
            reasons = reasons.AddRange(FhirValues.Concepts(resource, name));
        }

        foreach (var name in (ReadOnlySpan<string>)["reasonReference", "reason", "reasonForUseReference", "problem", "diagnosis", "condition"])
        {
            foreach (var (item, _) in resource.Each(name))
            {
                // R5: reason is a CodeableReference; Encounter.diagnosis holds the reference in condition.
                var target = item.Has("condition") ? item.First("condition") : item;
                target = target.Get("reference").ValueKind == JsonValueKind.Object ? target.Get("reference") : target;
                if (context.Contained(target.Text("reference")) is { } contained)
                {
                    reasons = reasons.Add(FhirValues.Concept(contained.Get("code")));
                    continue;
                }

                Add(ref related, target.Text("reference"));
                if (target.Text("reference") is null && target.Text("display") is { } display)
                {
                    reasons = reasons.Add(new([], display));
                }
            }
        }

        return reasons;
    }

    /// <summary>Adds the references of a member.</summary>
    public static void Add(ref List<string>? target, FhirObject element, string name)
    {
        foreach (var (item, _) in element.Each(name))
        {
            Add(ref target, item.Text("reference"));
        }
    }

    /// <summary>Adds a reference; most resources point to nothing but their person, so the list is made with the first.</summary>
    public static void Add(ref List<string>? target, string? reference)
    {
        if (reference is not null)
        {
            (target ??= []).Add(reference);
        }
    }
}
