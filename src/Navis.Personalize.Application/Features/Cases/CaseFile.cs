using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>One file of a case: its content, or the reason why it could not even be opened.</summary>
public sealed record CaseFile(SourceFile File, DocumentIssue? Issue = null);
