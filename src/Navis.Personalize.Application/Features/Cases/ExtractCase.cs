using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>Reads the files of a case and extracts what they state.</summary>
[Requires(Permission.None)]
public sealed record ExtractCase(ImmutableArray<CaseFile> Files) : IQuery<ExtractedCase>;

/// <summary>Documents and their findings, in document order.</summary>
public sealed record ExtractedCase(ImmutableArray<SourceDocument> Documents, ImmutableArray<Finding> Findings);

internal sealed class ExtractCaseHandler(IMediator mediator, IFindingExtractor extractor) : IQueryHandler<ExtractCase, ExtractedCase>
{
    public async ValueTask<ExtractedCase> Handle(ExtractCase query, CancellationToken cancellationToken)
    {
        var documents = await mediator.Send(new ReadCase(query.Files), cancellationToken).ConfigureAwait(false);
        var read = ImmutableArray.CreateBuilder<SourceDocument>(documents.Length);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var document in documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (issue, found) = Extract(document);
            read.Add(issue is null ? document : document with { Issues = document.Issues.Add(issue) });
            findings.AddRange(found);
        }

        return new(read.MoveToImmutable(), findings.ToImmutable());
    }

    // A mistake of ours on one document costs that document alone, and is said. The message of the exception may hold words of the record: only its type is told.
    private (DocumentIssue? Issue, ImmutableArray<Finding> Findings) Extract(SourceDocument document)
    {
        try
        {
            return (null, [.. extractor.Extract(document).Select(f => AsRead(f, document))]);
        }
#pragma warning disable CA1031 // Whatever the reason, the other documents must still be read.
        catch (Exception mistake) when (mistake is not OperationCanceledException and not ContentException)
#pragma warning restore CA1031
        {
            return (new("EXTRACT-FAILED", IssueSeverity.Error, $"{document.Name}: The program could not interpret this document ({mistake.GetType().Name}). Nothing of it is used: read it yourself, and report the mistake."), []);
        }
    }

    /// <summary>A finding is no surer than the words that it was read from: below 0.7 it is to be checked against the page.</summary>
    private static Finding AsRead(Finding finding, SourceDocument document) => document.Reading is ReadingMode.Ocr
        ? finding with { Certainty = Math.Min(finding.Certainty, document.ConfidenceOf(finding.Evidence)) }
        : finding;
}
