using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Extensions as named parts. mCODE, MII and the genomics guides keep histology, intent, laterality and links to the cancer in them.</summary>
internal static class FhirExtensions
{
    private const int MaximumDepth = 8;

    /// <summary>Adds every extension that has a value; a nested one is named <c>parentUrl#childUrl</c>. References go to <paramref name="related"/> as well.</summary>
    public static void Add(ref List<CodedPart>? parts, ref List<string>? related, FhirObject element, string path, string? parentUrl, int depth)
    {
        if (depth == MaximumDepth)
        {
            return;
        }

        foreach (var name in (ReadOnlySpan<string>)["extension", "modifierExtension"])
        {
            foreach (var (extension, index) in element.Each(name))
            {
                if (extension.Text("url") is not { } own)
                {
                    continue;
                }

                var url = parentUrl is null ? own : $"{parentUrl}#{own}";
                var here = $"{path}.{name}[{index}]";
                var value = FhirValues.Value(extension);
                if (value.Reference is not null)
                {
                    (related ??= []).Add(value.Reference);
                }

                if (value != default)
                {
                    (parts ??= []).Add(new(here, new([new("extension", url, null)], null))
                    {
                        Values = value.Concept is { IsEmpty: false } concept ? [concept] : [],
                        Quantity = value.Quantity,
                        ValueText = value.Text,
                        Related = value.Reference is null ? [] : [value.Reference],
                    });
                }

                Add(ref parts, ref related, extension, here, url, depth + 1);
            }
        }
    }
}
