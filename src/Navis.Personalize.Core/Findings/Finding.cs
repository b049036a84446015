using System.Collections.Immutable;

namespace Navis.Personalize.Core.Findings;

/// <summary>One statement of a record about one field, with the words that make it. Cannot be built without evidence.</summary>
/// <param name="Kind">Which field.</param>
/// <param name="Value">Value in the words of the contract; numbers in invariant form.</param>
/// <param name="Evidence">The words or the element that state it.</param>
/// <param name="Extractor">Id of the extractor, for example <c>narrative/tnm</c> or <c>fhir/observation</c>.</param>
public sealed record Finding(FactKind Kind, string Value, Evidence Evidence, string Extractor)
{
    /// <summary>What narrows the value.</summary>
    public Qualifiers Qualifiers { get; init; } = Qualifiers.None;

    /// <summary>How the source asserts it.</summary>
    public Assertion Assertion { get; init; } = Assertion.Affirmed;

    /// <summary>When it was so, or null when the source does not say.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>0..1: how sure the reading of the words is.</summary>
    public double Certainty { get; init; } = 0.9;

    /// <summary>Stated or coded.</summary>
    public FactOrigin Origin { get; init; } = FactOrigin.Stated;

    /// <summary>Why the source itself takes it back or gives it to something else, or null: <c>other-cancer</c>, <c>refuted</c>,
    /// <c>entered-in-error</c>, <c>withdrawn</c>, <c>superseded</c>, <c>other-tumor</c>, <c>staged-by-imaging</c>. Such a finding never holds.</summary>
    public string? Withheld { get; init; }

    /// <summary>Further places that state the same.</summary>
    public ImmutableArray<Evidence> MoreEvidence { get; init; } = [];
}

/// <summary>Reads findings out of a document. Implementations are stateless, thread safe and pure.</summary>
public interface IFindingExtractor
{
    /// <summary>All findings of a document, negated and hypothetical ones included, in text order.</summary>
    /// <param name="document">Document.</param>
    ImmutableArray<Finding> Extract(Documents.SourceDocument document);
}
