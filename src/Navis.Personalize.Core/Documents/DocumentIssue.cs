namespace Navis.Personalize.Core.Documents;

/// <summary>What a user must know about the reading of a document: a code, the page, and a message that names the next step.</summary>
/// <param name="Code">Stable code such as <c>PDF-ENCRYPTED</c> or <c>MANY-PATIENTS</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">Plain words with the next step; never a patient's words.</param>
/// <param name="Page">1-based page, or null for the whole document.</param>
public sealed record DocumentIssue(string Code, IssueSeverity Severity, string Message, int? Page = null);

/// <summary>How bad an issue is.</summary>
public enum IssueSeverity
{
    /// <summary>Worth knowing; nothing was lost.</summary>
    Info,

    /// <summary>Something may be missing or wrong.</summary>
    Warning,

    /// <summary>The document, or the page named, could not be used.</summary>
    Error,
}
