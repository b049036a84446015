using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Ccda;
using Navis.Personalize.Formats.Email;
using Navis.Personalize.Formats.Fhir;
using Navis.Personalize.Formats.Hl7V2;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Zip;

namespace Navis.Personalize.Formats.Pictures;

/// <summary>Finds a file inside a file (a member of an archive, an attachment of an export) by the id under which it was read. Opens only what lies on the way.</summary>
internal sealed class InnerFile : IDocumentDoor
{
    private readonly ImmutableArray<IDocumentReader> readers;
    private readonly string wanted;
    private SourceFile? found;

    private InnerFile(string wanted, WorkerPool? pool)
    {
        this.wanted = wanted;
        readers = [new ZipReader(this, pool?.Limits ?? new ReadingLimits()), new FhirReader(this), new CcdaReader(this), new Hl7V2Reader(this), new IsolatedReader(new EmailReader(), this, pool)];
    }

    /// <summary>The file, or null where there is none of that id.</summary>
    /// <param name="outer">The outer file.</param>
    /// <param name="outerId">Its id.</param>
    /// <param name="wanted">The id of the inner one.</param>
    /// <param name="pool">Reading processes, or null.</param>
    public static SourceFile? Find(SourceFile outer, string outerId, string wanted, WorkerPool? pool)
    {
        var door = new InnerFile(wanted, pool);
        door.Read(outer, outerId);
        return door.found;
    }

    /// <inheritdoc/>
    public ImmutableArray<SourceDocument> Read(SourceFile file, string documentId)
    {
        if (documentId == wanted)
        {
            found = file;
        }
        else if (wanted.StartsWith(documentId + ".", StringComparison.Ordinal))
        {
            readers.FirstOrDefault(r => r.CanRead(file))?.Read(file, documentId);
        }

        return [];
    }
}
