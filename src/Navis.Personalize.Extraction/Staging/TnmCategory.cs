using System.Collections.Immutable;

namespace Navis.Personalize.Extraction.Staging;

/// <summary>One category of a TNM string.</summary>
/// <param name="Kind"><c>T</c>, <c>N</c> or <c>M</c>.</param>
/// <param name="Value">As the contract writes it: <c>T1mi T2a TX Tis N2a MX M1c2</c>.</param>
/// <param name="Basis"><c>c</c>, <c>p</c>, or none when no prefix rules it.</param>
/// <param name="Prefix"><c>y</c>, <c>r</c>, <c>a</c>, or none.</param>
/// <param name="Start">Start, own prefix included.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Damaged">Read through OCR damage (<c>pT la</c>, <c>pNO</c>).</param>
internal readonly record struct TnmCategory(char Kind, string Value, char Basis, char Prefix, int Start, int End, bool Damaged)
{
    /// <summary>True when lung editions 6 to 9 know the category (AJCC 6 to 9; N1a to N2a2 are IASLC's proposed subgroups).</summary>
    public bool IsLung => Kind switch
    {
        'T' => Value is "TX" or "T0" or "Tis" or "T1" or "T1mi" or "T1a" or "T1b" or "T1c" or "T2" or "T2a" or "T2b" or "T3" or "T4",
        'N' => Value is "NX" or "N0" or "N1" or "N1a" or "N1b" or "N2" or "N2a" or "N2b" or "N2a1" or "N2a2" or "N3",
        _ => Value is "MX" or "M0" or "M1" or "M1a" or "M1b" or "M1c" or "M1c1" or "M1c2",
    };
}

/// <summary>Categories that stand together: a prefix rules those that follow it.</summary>
/// <param name="Categories">One to three, in text order, each kind once.</param>
internal readonly record struct TnmString(ImmutableArray<TnmCategory> Categories)
{
    /// <summary>Start.</summary>
    public int Start => Categories[0].Start;

    /// <summary>End, exclusive.</summary>
    public int End => Categories[^1].End;

    /// <summary>True when a written <c>c</c> or <c>p</c>, or the company of another category, makes it TNM without further words.</summary>
    public bool StandsAlone { get; init; }
}
