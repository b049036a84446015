using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>The words inside a rectangle that was drawn on a page, in points.</summary>
[Requires(Permission.Verify)]
public sealed record FindWords(Guid CaseId, string Document, int Page, PageBox Region) : IQuery<FoundWords>, IAuditedOnce, IChecked
{
    public string Subject => Document;

    public string? Problem() => Region is { Width: > 0, Height: > 0 } && double.IsFinite(Region.X + Region.Y + Region.Width + Region.Height) ? null : "words-missing";
}

/// <summary>Words from the first to the last inside, as they stand in the page's text.</summary>
/// <param name="Start">Start in the page's text.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Words">The words.</param>
public sealed record FoundWords(int Start, int End, string Words);

internal sealed class FindWordsHandler(CaseBook book) : IQueryHandler<FindWords, FoundWords>
{
    public async ValueTask<FoundWords> Handle(FindWords query, CancellationToken cancellationToken)
    {
        var opened = await book.OpenAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
        var page = opened.Machine?.Documents.FirstOrDefault(d => d.Id == query.Document)?.Pages.FirstOrDefault(p => p.Number == query.Page) ?? throw new RefusedException(Refusal.NoSuchCase);
        var inside = page.Words.Where(w => Holds(query.Region, w.Box)).ToList();
        if (inside.Count == 0)
        {
            return new(0, 0, "");
        }

        var (start, end) = (inside.Min(w => w.Start), inside.Max(w => w.Start + w.Length));
        return new(start, end, page.Text[start..end]);
    }

    // A word is inside when its middle is.
    private static bool Holds(PageBox region, PageBox word)
    {
        var (x, y) = (word.X + (word.Width / 2), word.Y + (word.Height / 2));
        return x >= region.X && x <= region.X + region.Width && y >= region.Y && y <= region.Y + region.Height;
    }
}
