using System.Collections.Immutable;

namespace Navis.Personalize.Core.Findings;

/// <summary>What narrows a fact's value. Every member is null when not stated; which members a kind has is said by <see cref="QualifierNames"/>.</summary>
public sealed record Qualifiers
{
    /// <summary>No qualifier.</summary>
    public static readonly Qualifiers None = new();

    /// <summary>Stage basis: <c>clinical</c>, <c>pathologic</c>, <c>unspecified</c>.</summary>
    public string? Basis { get; init; }

    /// <summary>AJCC/UICC edition <c>6</c>..<c>9</c>.</summary>
    public string? Edition { get; init; }

    /// <summary>TNM prefix <c>y</c>, <c>r</c> or <c>a</c>.</summary>
    public string? Prefix { get; init; }

    /// <summary>What a computed stage takes for granted, for example <c>M0</c>.</summary>
    public string? Assumes { get; init; }

    /// <summary>HGNC symbol, or <c>NTRK</c>, <c>TMB</c>, <c>MSI</c>.</summary>
    public string? Gene { get; init; }

    /// <summary>Alteration in the words of the contract; <c>any</c> when not said.</summary>
    public string? Alteration { get; init; }

    /// <summary>HGVS protein form with one-letter codes, <c>p.E746_A750del</c>.</summary>
    public string? Hgvs { get; init; }

    /// <summary>Fusion partner.</summary>
    public string? Partner { get; init; }

    /// <summary>Number in <see cref="Unit"/>; the lower end of a range.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Upper end of a range.</summary>
    public decimal? QuantityHigh { get; init; }

    /// <summary><c>&lt; &lt;= &gt; &gt;= ~</c>.</summary>
    public string? Comparator { get; init; }

    /// <summary><c>% mut/Mb copies ratio</c>; <c>pack-years</c> for smoking.</summary>
    public string? Unit { get; init; }

    /// <summary>PD-L1 score: <c>TPS CPS TC IC</c>.</summary>
    public string? Score { get; init; }

    /// <summary>Test method as the field names it: <c>ngs ihc fish pcr</c>.</summary>
    public string? Method { get; init; }

    /// <summary><c>tissue cytology plasma csf pleural-fluid other</c>.</summary>
    public string? Specimen { get; init; }

    /// <summary>Treatment type: <c>surgery systemic radiation ablation</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Regimen as written, or the drug class.</summary>
    public string? Class { get; init; }

    /// <summary><c>curative palliative</c> …</summary>
    public string? Intent { get; init; }

    /// <summary><c>adjuvant neoadjuvant consolidation definitive maintenance</c> …</summary>
    public string? Setting { get; init; }

    /// <summary>Line of therapy, 1-based.</summary>
    public int? Line { get; init; }

    /// <summary>Start of treatment.</summary>
    public PartialDate? Start { get; init; }

    /// <summary>End of treatment.</summary>
    public PartialDate? End { get; init; }

    /// <summary><c>planned ongoing completed discontinued declined not-given</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Why it was stopped: <c>progression toxicity completed choice</c> …</summary>
    public string? Reason { get; init; }

    /// <summary><c>complete partial stable progression</c> …</summary>
    public string? Response { get; init; }

    /// <summary>Sites of disease, sorted.</summary>
    public ImmutableArray<string> Sites { get; init; } = [];

    /// <summary><c>local regional distant</c>.</summary>
    public string? Extent { get; init; }

    /// <summary>Pack-years.</summary>
    public decimal? PackYears { get; init; }

    /// <summary>Value equality that looks into <see cref="Sites"/>.</summary>
    /// <param name="other">Other.</param>
    public bool Equals(Qualifiers? other) => other is not null && Sites.SequenceEqual(other.Sites, StringComparer.Ordinal) && Flat() == other.Flat();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Basis, Gene, Alteration, Status, Quantity, Type);

    private ((string?, string?, string?, string?, string?, string?, string?), (string?, decimal?, decimal?, string?, string?, string?, string?), (string?, string?, string?, string?, string?, int?, PartialDate?), (PartialDate?, string?, string?, string?, string?, decimal?)) Flat() =>
        ((Basis, Edition, Prefix, Assumes, Gene, Alteration, Hgvs),
         (Partner, Quantity, QuantityHigh, Comparator, Unit, Score, Method),
         (Specimen, Type, Class, Intent, Setting, Line, Start),
         (End, Status, Reason, Response, Extent, PackYears));
}
