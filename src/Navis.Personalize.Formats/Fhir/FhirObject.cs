using System.Runtime.InteropServices;
using System.Text.Json;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>An object with a mask of the members that it has. A resource is asked for ninety members of all releases and has ten of them: the mask answers for most
/// of the others without a walk over its JSON. It may say yes for one that is not there, never no for one that is.</summary>
internal readonly struct FhirObject
{
    private readonly UInt128 members;

    private FhirObject(JsonElement element, UInt128 members) => (Element, this.members) = (element, members);

    /// <summary>The object.</summary>
    public JsonElement Element { get; }

    /// <summary>An element as it is: every member is looked for.</summary>
    /// <param name="element">Any element.</param>
    public static implicit operator FhirObject(JsonElement element) => new(element, UInt128.MaxValue);

    /// <summary>A resource whose members are noted once.</summary>
    /// <param name="resource">Any element.</param>
    public static FhirObject Noted(JsonElement resource)
    {
        if (resource.ValueKind != JsonValueKind.Object)
        {
            return resource;
        }

        var noted = UInt128.Zero;
        foreach (var member in resource.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (name.IsEmpty || name.Contains((byte)'\\'))
            {
                return resource;
            }

            noted |= UInt128.One << Place(name.Length, name[0], name[name.Length / 2], name[^1]);
        }

        return new(resource, noted);
    }

    /// <summary>A member, or an undefined element.</summary>
    public JsonElement Get(string name) => MayHave(name) ? Element.Get(name) : default;

    /// <summary>True when the member is there and not null.</summary>
    public bool Has(string name) => MayHave(name) && Element.Has(name);

    /// <summary>The items of a member: of a list each, of a single value that one.</summary>
    public FhirElement.ItemSequence Each(string name) => new(Get(name));

    /// <summary>The first item of a member, or an undefined element.</summary>
    public JsonElement First(string name) => MayHave(name) ? Element.First(name) : default;

    /// <summary>A primitive member as text, or null. Blank counts as absent.</summary>
    public string? Text(string name) => MayHave(name) ? Element.Text(name) : null;

    private bool MayHave(string name) => (members >> Place(name.Length, name[0], name[name.Length / 2], name[^1]) & UInt128.One) != UInt128.Zero;

    private static int Place(int length, int first, int middle, int last) => (length + (5 * first) + (11 * middle) + (29 * last)) & 127;
}
