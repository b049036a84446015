using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Recognises code systems by any of their names (<c>codes/systems.yaml</c>) and codes by their shape.</summary>
internal sealed partial class CodeSystems
{
    private const string Path = "rules/terminology/codes/systems.yaml";

    private readonly FrozenDictionary<string, string> exact;
    private readonly ImmutableArray<(string Beginning, string System)> beginnings;

    public CodeSystems(IContentSource content)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var starts = ImmutableArray.CreateBuilder<(string, string)>();
        var ids = new HashSet<string>(StringComparer.Ordinal) { "code" };
        foreach (var node in ContentNode.Parse(Path, content.Read(Path)).List("systems"))
        {
            var id = node.Required("id");
            ids.Add(id);
            foreach (var name in node.Texts("names"))
            {
                if (name.EndsWith('*'))
                {
                    starts.Add((Normal(name[..^1]), id));
                }
                else
                {
                    names[Normal(name)] = id;
                }
            }
        }

        Ids = ids.ToFrozenSet(StringComparer.Ordinal);
        exact = names.ToFrozenDictionary(StringComparer.Ordinal);
        beginnings = [.. starts.OrderByDescending(s => s.Item1.Length)];
    }

    /// <summary>Short names of the systems, and <c>code</c> for codes whose system is local.</summary>
    public FrozenSet<string> Ids { get; }

    /// <summary>The short name of a system, or null when it is unknown or not given.</summary>
    /// <param name="system">Address, OID or name as written.</param>
    public string? Find(string? system)
    {
        if (string.IsNullOrWhiteSpace(system))
        {
            return null;
        }

        var name = Normal(system);
        if (exact.TryGetValue(name, out var id))
        {
            return id;
        }

        foreach (var (beginning, found) in beginnings)
        {
            if (name.StartsWith(beginning, StringComparison.Ordinal))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The system whose codes look so, or null. Only shapes that no other system of ours has.</summary>
    /// <param name="code">Code.</param>
    public static string? ByShape(string code) =>
        LoincShape().IsMatch(code) ? "loinc"
        : SnomedShape().IsMatch(code) ? "snomed"
        : code.StartsWith("HGNC:", StringComparison.OrdinalIgnoreCase) ? "hgnc"
        : code.StartsWith("SO:", StringComparison.Ordinal) ? "so"
        : IcdoShape().IsMatch(code) ? "icdo"
        : AtcShape().IsMatch(code) ? "atc"
        : IcdShape().IsMatch(code) ? "icd10"
        : null;

    private static string Normal(string name)
    {
        var text = name.Trim().ToLowerInvariant();
        foreach (var start in (ReadOnlySpan<string>)["urn:oid:", "https://", "http://", "www."])
        {
            text = text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : text;
        }

        return text.TrimStart().TrimEnd('/');
    }

    // 21908-9, LA9633-4
    [GeneratedRegex(@"^(LA)?\d{2,6}-\d$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LoincShape();

    // 254637007
    [GeneratedRegex(@"^\d{7,18}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SnomedShape();

    // 8140/3
    [GeneratedRegex(@"^\d{4,5}/\d$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex IcdoShape();

    // L01EB04
    [GeneratedRegex(@"^[A-Z]\d{2}[A-Z]{2}\d{2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex AtcShape();

    // C34.12
    [GeneratedRegex(@"^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex IcdShape();
}
