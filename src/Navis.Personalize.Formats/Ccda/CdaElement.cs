using System.Globalization;
using System.Xml.Linq;

namespace Navis.Personalize.Formats.Ccda;

/// <summary>Access to CDA elements by local name: exports use the namespace by default, by prefix, or not at all.</summary>
internal static class CdaElement
{
    /// <summary>Children of a name.</summary>
    public static IEnumerable<XElement> Each(this XElement? element, string name) =>
        element is null ? [] : element.Elements().Where(e => string.Equals(e.Name.LocalName, name, StringComparison.Ordinal));

    /// <summary>The first child of a name, or null.</summary>
    public static XElement? First(this XElement? element, string name) => element.Each(name).FirstOrDefault();

    /// <summary>An attribute by local name, trimmed; null when absent or blank.</summary>
    public static string? Attr(this XElement? element, string name) =>
        element?.Attributes().FirstOrDefault(a => string.Equals(a.Name.LocalName, name, StringComparison.Ordinal) && !a.IsNamespaceDeclaration)?.Value.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Text content with runs of white space as one space; null when blank.</summary>
    public static string? Words(this XElement? element) =>
        element is null ? null : string.Join(' ', element.Value.Split([' ', '\t', '\r', '\n', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } words ? words : null;

    /// <summary>Path of a child: its name, with an index where its parent has several of that name.</summary>
    public static string Below(this string path, XElement child)
    {
        var name = child.Name.LocalName;
        return child.Parent is { } parent && Places.Of(parent).Find(child) is { } index ? string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{index}]") : $"{path}.{name}";
    }

    /// <summary>Whether the element follows a template, whatever its version.</summary>
    public static bool Follows(this XElement element, string template) => element.Each("templateId").Any(t => t.Attr("root") == template);

    /// <summary>Where each child stands among those of its name, counted once for a parent: a section may have a hundred thousand entries.</summary>
    private sealed class Places
    {
        private readonly Dictionary<XElement, int> places = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

        public static Places Of(XElement parent)
        {
            if (parent.Annotation<Places>() is { } known)
            {
                return known;
            }

            var built = new Places();
            foreach (var child in parent.Elements())
            {
                var count = built.counts.GetValueOrDefault(child.Name.LocalName);
                built.places.Add(child, count);
                built.counts[child.Name.LocalName] = count + 1;
            }

            parent.AddAnnotation(built);
            return built;
        }

        /// <summary>Its place; null when it is the only one of its name.</summary>
        public int? Find(XElement child) => counts[child.Name.LocalName] > 1 ? places[child] : null;
    }
}
