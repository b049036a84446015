using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Review;

/// <summary>What a reviewer may say of a fact.</summary>
public enum Verb
{
    /// <summary>The words say so.</summary>
    Confirm,

    /// <summary>The words say something else: see the value.</summary>
    Correct,

    /// <summary>The words do not say so.</summary>
    Reject,

    /// <summary>It can't be told from the words.</summary>
    Unknown,

    /// <summary>Takes back an earlier decision.</summary>
    Undo,

    /// <summary>The words say something that was missed.</summary>
    Add,

    /// <summary>A statement of the answer is not shown to the patient; the note says why.</summary>
    Withhold,
}

/// <summary>One decision: who, when, on what, why, and the words it was made on.</summary>
/// <param name="Number">1-based place among the decisions of the case.</param>
/// <param name="ActorId">Account.</param>
/// <param name="By">Name at the time.</param>
/// <param name="At">When.</param>
/// <param name="Verb">What was said.</param>
/// <param name="About">The statement, see <see cref="StatementPlaces"/>.</param>
/// <param name="Value">The value instead, for a correction.</param>
/// <param name="Note">Why, or null.</param>
/// <param name="Quote">The words.</param>
public sealed record Decision(int Number, string ActorId, string By, DateTimeOffset At, Verb Verb, StatementPlaces About, string? Value, string? Note, string Quote)
{
    /// <summary>Number of the decision taken back.</summary>
    public int? Undoes { get; init; }

    /// <summary>Number of the first of the decisions that were made with one word, for all that is certain or for both sides of a conflict; null when it was made alone.</summary>
    public int? Batch { get; init; }

    /// <summary>Id of the rule whose statement is withheld, for <see cref="Verb.Withhold"/>.</summary>
    public string? Rule { get; init; }

    /// <summary>What was missed, for <see cref="Verb.Add"/>.</summary>
    public MissedFact? Missed { get; init; }
}

/// <summary>A statement that a reviewer found on a page.</summary>
/// <param name="Record">Lasting name of the record, see <see cref="RecordNames"/>.</param>
/// <param name="Page">1-based.</param>
/// <param name="Start">Start of the words in the page's text.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Gene">Gene of a biomarker, else null.</param>
/// <param name="Value">Value in the words of the contract.</param>
public sealed record MissedFact(string Record, int Page, int Start, int End, FactKind Kind, string? Gene, string Value)
{
    /// <summary>True when it stands in words of the patient, not in a record.</summary>
    public bool IsTold => Record.StartsWith("told-", StringComparison.Ordinal);
}

/// <summary>A statement and the places where it stood when it was decided on. Places name the stored file, not the number that a document has in a reading:
/// a decision stays with its words whatever is added or removed around them, and never reaches words that nobody has looked at.</summary>
/// <param name="Statement">Kind, value and qualifiers.</param>
/// <param name="Places">File, page, span or path, and a hash of the words.</param>
public sealed record StatementPlaces(string Statement, ImmutableArray<string> Places)
{
    internal static StatementPlaces Of(Fact fact, RecordNames names) => new(StatementOf(fact.Kind, fact.Value, fact.Qualifiers), [.. fact.Evidence.Select(e => PlaceOf(e, names)).Distinct(StringComparer.Ordinal)]);

    /// <summary>Whether every place of a fact was looked at.</summary>
    internal bool Covers(StatementPlaces fact) => Statement == fact.Statement && fact.Places.All(p => Places.Contains(p, StringComparer.Ordinal));

    /// <summary>A finding as one statement in one place.</summary>
    internal static (string Statement, string Place) Of(Finding finding, RecordNames names) =>
        (StatementOf(finding.Kind, finding.Value, finding.Qualifiers), PlaceOf(finding.Evidence, names));

    private static string StatementOf(FactKind kind, string value, Qualifiers qualifiers) =>
        string.Join('|', QualifierNames.Of(kind).Select(n => qualifiers.Text(n)).Prepend(value).Prepend(kind.Name()));

    private static string PlaceOf(Evidence e, RecordNames names) => string.Create(
        CultureInfo.InvariantCulture, $"{names.Of(e.Document)}|{e.Page}|{e.Start}|{e.End}|{e.Path}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(e.Quote)))[..16]}");
}

/// <summary>Which stored file a document of a reading came from.</summary>
/// <param name="files">Files in the order in which they were read.</param>
internal sealed class RecordNames(ImmutableArray<Guid> files)
{
    /// <summary>The stored file that <c>d2</c> or its attachment <c>d2.1</c> came from, and the id under which it was read; null for no document of the reading.</summary>
    public (Guid File, string Id)? FileOf(string document)
    {
        var root = document.Split('.')[0];
        return Number(root) is { } number ? (files[number - 1], root) : null;
    }

    /// <summary>The lasting name of <c>d2</c>, or of its attachment <c>d2.1</c>.</summary>
    public string Of(string document)
    {
        var dot = document.IndexOf('.', StringComparison.Ordinal);
        var (root, rest) = dot < 0 ? (document, "") : (document[..dot], document[dot..]);
        return Number(root) is { } number ? $"{files[number - 1]:N}{rest}" : document;
    }

    private int? Number(string root) =>
        root.Length > 1 && int.TryParse(root.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= files.Length ? number : null;
}
