using System.Buffers;
using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>A record while its case is being weighed.</summary>
/// <param name="Source">Record.</param>
/// <param name="Order">Place in the case.</param>
/// <param name="Rank">Strength of its kind; smaller is stronger.</param>
/// <param name="IsAmended">Its title says that it takes the place of an earlier report.</param>
/// <param name="Accession">Number of the report's specimen in its laboratory, or null.</param>
internal sealed record CaseDocument(SourceDocument Source, int Order, int Rank, bool IsAmended, string? Accession)
{
    private const int TitleLength = 1500;
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \n\r\t,;|)");

    /// <summary>The records of a case by id: <c>d2</c> before <c>d10</c>, <c>d1.1</c> behind <c>d1</c>.</summary>
    public static ImmutableArray<CaseDocument> Of(ImmutableArray<SourceDocument> documents, ReconciliationContent content)
    {
        var sorted = documents.Sort(static (a, b) => NaturalOrder.Compare(a.Id, b.Id));
        var all = ImmutableArray.CreateBuilder<CaseDocument>(sorted.Length);
        foreach (var document in sorted)
        {
            all.Add(new(document, all.Count, content.RankOf(document.Kind), SaysAmended(document, content.AmendedTitles), AccessionOf(document, content.AccessionLabels)));
        }

        return all.MoveToImmutable();
    }

    /// <summary>True when two reports can be about one specimen: their numbers do not differ.</summary>
    public bool MayShareSpecimen(CaseDocument other) => Accession is null || other.Accession is null || string.Equals(Accession, other.Accession, StringComparison.OrdinalIgnoreCase);

    // "Accession: S24-11020", "Nº biopsia: B24/1102": the word behind a label that holds three digits or more.
    private static string? AccessionOf(SourceDocument document, ImmutableArray<string> labels)
    {
        if (document.Pages.IsEmpty)
        {
            return null;
        }

        var head = document.Pages[0].Text.AsSpan();
        head = head[..Math.Min(head.Length, TitleLength)];
        foreach (var label in labels)
        {
            if (head.IndexOf(label, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at))
            {
                continue;
            }

            var value = head[(at + label.Length)..].TrimStart(" :#.\t");
            var end = value.IndexOfAny(ValueEnds);
            value = end < 0 ? value : value[..end];
            if (Digits(value) >= 3)
            {
                return value.ToString();
            }
        }

        return null;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return count;
    }

    private static bool SaysAmended(SourceDocument document, ImmutableArray<string> titles)
    {
        if (document.Pages.IsEmpty || document.Kind is not (DocumentKind.SurgicalPathology or DocumentKind.BiopsyPathology or DocumentKind.Cytology or DocumentKind.Molecular))
        {
            return false;
        }

        var head = document.Pages[0].Text.AsSpan();
        head = head[..Math.Min(head.Length, TitleLength)];
        foreach (var title in titles)
        {
            if (head.Contains(title, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
