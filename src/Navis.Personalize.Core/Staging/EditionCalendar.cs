using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Staging;

/// <summary>An edition that a date implies.</summary>
/// <param name="Edition">Edition implied.</param>
/// <param name="Beside">Another edition that was in use in the same year, or null. Where the two differ in stage, a person must look.</param>
public sealed record ImpliedEdition(string Edition, string? Beside);

/// <summary>Which TNM edition a date implies, by <c>rules/staging/editions.yaml</c>: 7 from 2010, 8 from 2018, 9 from 2025.</summary>
public sealed class EditionCalendar
{
    private readonly ImmutableArray<Span> spans;

    private EditionCalendar(ImmutableArray<Span> spans) => this.spans = spans;

    /// <summary>Loads <c>rules/staging/editions.yaml</c>.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A year is missing or no number.</exception>
    public static EditionCalendar Load(IContentSource content)
    {
        const string path = "rules/staging/editions.yaml";
        return new([.. ContentNode.Parse(path, content.Read(path)).List("editions").Select(Read)]);
    }

    /// <summary>The edition in use at a date, or null when no date is given or it lies before all of them.</summary>
    /// <param name="date">Date of diagnosis or report.</param>
    public ImpliedEdition? Imply(PartialDate? date)
    {
        if (date is not { Year: var year } || spans.FirstOrDefault(s => year >= s.From && year <= s.To) is not { } span)
        {
            return null;
        }

        return new(span.Edition, span.SharedYears.Contains(year) ? span.SharedWith : null);
    }

    private static Span Read(ContentNode node)
    {
        var shared = node["shared"];
        return new(
            node.Required("edition"),
            (int)(node.Number("from") ?? throw new ContentException(node.Path, node.Line, "'from' is missing.")),
            (int)(node.Number("to") ?? int.MaxValue),
            shared?.Required("with"),
            [.. (shared?.Texts("years") ?? []).Select(y => int.Parse(y, CultureInfo.InvariantCulture))]);
    }

    private sealed record Span(string Edition, int From, int To, string? SharedWith, ImmutableArray<int> SharedYears);
}
