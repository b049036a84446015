using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Pictures of pages that were drawn a short time ago, in memory only: no picture is ever stored. Forgets the oldest; forgets a case at once.</summary>
internal sealed class PictureCache
{
    private const long MaximumBytes = 64 << 20;

    private readonly Lock gate = new();
    private readonly Dictionary<Key, (PagePicture Picture, long Used)> entries = [];
    private long bytes;
    private long clock;

    public PagePicture? Find(Key key)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var entry))
            {
                return null;
            }

            entries[key] = entry with { Used = ++clock };
            return entry.Picture;
        }
    }

    public void Keep(Key key, PagePicture picture)
    {
        lock (gate)
        {
            if (!entries.TryAdd(key, (picture, ++clock)))
            {
                return;
            }

            bytes += picture.Content.Length;
            while (bytes > MaximumBytes)
            {
                Drop(entries.MinBy(e => e.Value.Used).Key);
            }
        }
    }

    public void Forget(Guid caseId)
    {
        lock (gate)
        {
            foreach (var key in entries.Keys.Where(k => k.CaseId == caseId).ToList())
            {
                Drop(key);
            }
        }
    }

    private void Drop(Key key)
    {
        entries.Remove(key, out var entry);
        bytes -= entry.Picture.Content.Length;
    }

    /// <summary>A page of a stored file; the document's lasting name.</summary>
    internal readonly record struct Key(Guid CaseId, string Record, int Page);
}
