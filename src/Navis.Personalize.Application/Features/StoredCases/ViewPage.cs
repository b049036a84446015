using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>A page of a record as it looks. Not found where the page has no places of words, so that no picture belongs to it.</summary>
[Requires(Permission.ViewCase)]
public sealed record ViewPage(Guid CaseId, string Document, int Page) : IQuery<PagePicture>, IAuditedOnce
{
    public string Subject => Document;
}

internal sealed class ViewPageHandler(CaseBook book, IPagePainter painter, PictureCache pictures) : IQueryHandler<ViewPage, PagePicture>
{
    public async ValueTask<PagePicture> Handle(ViewPage query, CancellationToken cancellationToken)
    {
        var opened = await book.OpenAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
        var page = opened.Machine?.Documents.FirstOrDefault(d => d.Id == query.Document)?.Pages.FirstOrDefault(p => p.Number == query.Page);
        if (page is not { Width: > 0, Height: > 0 } || opened.Names!.FileOf(query.Document) is not var (file, fileId))
        {
            throw new RefusedException(Refusal.NoSuchCase);
        }

        var key = new PictureCache.Key(query.CaseId, opened.Names.Of(query.Document), query.Page);
        if (pictures.Find(key) is { } kept)
        {
            return kept;
        }

        var source = await book.FileAsync(query.CaseId, file, cancellationToken).ConfigureAwait(false) ?? throw new RefusedException(Refusal.NoSuchCase);
        var picture = await Task.Run(() => painter.Paint(source, fileId, query.Document, page), cancellationToken).ConfigureAwait(false);
        pictures.Keep(key, picture);
        return picture;
    }
}
