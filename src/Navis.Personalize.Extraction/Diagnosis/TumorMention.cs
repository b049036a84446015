using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>A place where a text names a tumour: its type where said, its organ, and how it is asserted.</summary>
/// <param name="Start">Start of the name.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Term">The word that heads the name.</param>
/// <param name="Organ">Where the tumour began: <c>lung</c>, the id of another organ, or null when the text does not say.</param>
/// <param name="Assertion">As judged in its sentence.</param>
internal sealed record TumorMention(int Start, int End, TumorTerm Term, string? Organ, Assertion Assertion)
{
    /// <summary>The organ <c>lung</c>.</summary>
    public const string Lung = "lung";

    /// <summary>The contract's histology, or null.</summary>
    public string? Histology => Term.Word == TumorWord.Histology ? Term.Id : null;

    /// <summary>Start of the whole name, organ included ("adenocarcinoma of the lung").</summary>
    public int NameStart { get; init; } = Start;

    /// <summary>End of the whole name, exclusive.</summary>
    public int NameEnd { get; init; } = End;

    /// <summary>True when the organ stands in the same name ("carcinoma of the lung"), not only near it.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Why the record takes it back, or null.</summary>
    public string? Withheld { get; init; }

    /// <summary>True when the tumour is the patient's, now or before, and not taken back.</summary>
    public bool Counts => Withheld is null && Assertion is Assertion.Affirmed or Assertion.Historical or Assertion.Uncertain;

    /// <summary>True for a name of the lung's own cancers that this product is not for: carcinoid and small cell.</summary>
    public bool IsSmallCell => Term is { Word: TumorWord.Histology, Id: "small-cell-carcinoma" };

    /// <summary>True for carcinoid.</summary>
    public bool IsCarcinoid => Term is { Word: TumorWord.Histology, Id: "carcinoid" };

    /// <summary>True for a type that is a non-small cell carcinoma (WHO 2021; large cell neuroendocrine carcinoma is staged and counted with them).</summary>
    public bool IsNonSmallCell => Term.Word == TumorWord.Histology && (Term.Id is not ("small-cell-carcinoma" or "carcinoid" or "other") || (Term.IsUndifferentiated && IsLinked));
}
