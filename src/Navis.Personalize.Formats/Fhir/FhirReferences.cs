namespace Navis.Personalize.Formats.Fhir;

/// <summary>Turns the ways in which FHIR points at a resource into one key: relative, absolute, versioned, <c>urn:uuid:</c>, bare id, conditional.</summary>
internal sealed class FhirReferences
{
    private readonly Dictionary<string, string> keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> ambiguous = new(StringComparer.Ordinal);

    /// <summary>The key of a resource: <c>Type/id</c>, else its full URL, else its path.</summary>
    public static string KeyOf(string type, string? id, string? fullUrl, string path) =>
        id is not null ? $"{type}/{id}" : !string.IsNullOrWhiteSpace(fullUrl) ? Unversioned(fullUrl) : path;

    /// <summary>Makes a resource known under every name by which others may point to it.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="id">Its id or null.</param>
    /// <param name="fullUrl">Its full URL or null.</param>
    public void Add(string key, string? id, string? fullUrl)
    {
        Alias(key, key);
        if (!string.IsNullOrWhiteSpace(fullUrl))
        {
            Alias(Unversioned(fullUrl), key);
        }

        if (id is not null)
        {
            Alias(id, key);
        }
    }

    /// <summary>Makes a resource known by a business identifier, for conditional references.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="type">Resource type.</param>
    /// <param name="identifier"><c>system|value</c>.</param>
    /// <remarks>Two resources of one identifier are one thing twice; the first stands for both.</remarks>
    public void AddIdentifier(string key, string type, string identifier) => keys.TryAdd($"{type}?identifier={identifier}", key);

    /// <summary>The key that a reference means; a dangling one is returned in its shortest form.</summary>
    /// <param name="reference">Reference as written.</param>
    public string Resolve(string reference)
    {
        var plain = Unversioned(reference);
        if (keys.TryGetValue(plain, out var key) && !ambiguous.Contains(plain))
        {
            return key;
        }

        // RESTful absolute URL: the last two segments are type and id (R4 2.3.0.1).
        var relative = TypeAndId(plain);
        return keys.TryGetValue(relative, out key) && !ambiguous.Contains(relative) ? key : relative;
    }

    /// <summary>Whether a reference, as returned by <see cref="Resolve"/>, is a resource of this record.</summary>
    /// <param name="key">Key.</param>
    public bool Knows(string key) => keys.ContainsKey(key);

    private void Alias(string name, string key)
    {
        if (!keys.TryAdd(name, key) && !string.Equals(keys[name], key, StringComparison.Ordinal))
        {
            ambiguous.Add(name);
        }
    }

    private static string Unversioned(string reference)
    {
        var history = reference.IndexOf("/_history", StringComparison.Ordinal);
        return history > 0 ? reference[..history] : reference;
    }

    private static string TypeAndId(string reference)
    {
        if (!reference.Contains("://", StringComparison.Ordinal) || reference.Contains('?', StringComparison.Ordinal))
        {
            return reference;
        }

        var id = reference.LastIndexOf('/');
        var type = id > 0 ? reference.LastIndexOf('/', id - 1) : -1;
        return type > 0 && id - type > 1 && char.IsAsciiLetterUpper(reference[type + 1]) ? reference[(type + 1)..] : reference;
    }
}
