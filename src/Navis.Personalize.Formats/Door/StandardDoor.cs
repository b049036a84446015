using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ccda;
using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Formats.Fhir;
using Navis.Personalize.Formats.Hl7V2;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Text;
using Navis.Personalize.Formats.Xml;
using Navis.Personalize.Formats.Zip;

namespace Navis.Personalize.Formats.Door;

/// <summary>The door with every reader of the house, most specific first: plain text takes what no one else claims.</summary>
public static class StandardDoor
{
    /// <summary>Builds it.</summary>
    /// <param name="pool">Reading processes for the formats whose parsing can hang, crash or eat memory; without it they are read in this process, which only
    /// records of one's own making should be.</param>
    /// <param name="cloud">The outside reader for pages that are pictures; null keeps everything on this machine.</param>
    public static IDocumentDoor Create(WorkerPool? pool = null, CloudReader? cloud = null) => Create(pool, pool?.Limits ?? new ReadingLimits(), cloud);

    /// <summary>Builds it with limits of its own, for this process alone.</summary>
    /// <param name="limits">Limits.</param>
    /// <param name="cloud">The outside reader, or null.</param>
    public static IDocumentDoor Create(ReadingLimits limits, CloudReader? cloud = null) => Create(null, limits, cloud);

    private static DocumentDoor Create(WorkerPool? pool, ReadingLimits limits, CloudReader? cloud) => new(limits, door =>
    [
        .. PageReaders.Told(limits).Select(reader => new IsolatedReader(reader, door, pool, cloud)),
        new ZipReader(door, limits),
        new FhirReader(door),
        new CcdaReader(door),
        new Hl7V2Reader(door),
        .. PageReaders.Guessed.Select(reader => new IsolatedReader(reader, door, pool)),
        new OtherXmlReader(),
        new PlainTextReader(),
    ]);
}
