using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>A record while its case is being weighed.</summary>
/// <param name="Source">Record.</param>
/// <param name="Order">Place in the case.</param>
/// <param name="Rank">Strength of its kind; smaller is stronger.</param>
/// <param name="IsAmended">Its title says that it takes the place of an earlier report.</param>
internal sealed record CaseDocument(SourceDocument Source, int Order, int Rank, bool IsAmended)
{
    private const int TitleLength = 1500;

    /// <summary>The records of a case by id: <c>d2</c> before <c>d10</c>, <c>d1.1</c> behind <c>d1</c>.</summary>
    public static ImmutableArray<CaseDocument> Of(ImmutableArray<SourceDocument> documents, ReconciliationContent content)
    {
        var sorted = documents.Sort(static (a, b) => NaturalOrder.Compare(a.Id, b.Id));
        var all = ImmutableArray.CreateBuilder<CaseDocument>(sorted.Length);
        foreach (var document in sorted)
        {
            all.Add(new(document, all.Count, content.RankOf(document.Kind), SaysAmended(document, content.AmendedTitles)));
        }

        return all.MoveToImmutable();
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
