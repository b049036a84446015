using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>A fact while it is being weighed.</summary>
internal sealed class FactDraft
{
    public required FactKind Kind { get; init; }

    public required string Value { get; init; }

    public required Qualifiers Qualifiers { get; init; }

    public required Assertion Assertion { get; init; }

    public required FactOrigin Origin { get; init; }

    /// <summary>Records that state it, first evidence first.</summary>
    public required List<CaseDocument> Documents { get; init; }

    public required List<Evidence> Evidence { get; init; }

    public PartialDate? Date { get; set; }

    public double Certainty { get; set; }

    public bool Holds { get; set; }

    public string Why { get; set; } = "";

    public List<FactDraft> From { get; init; } = [];

    public string Id { get; set; } = "";

    /// <summary>Place in the order of the case.</summary>
    public int Index { get; set; }

    /// <summary>Its own date, else the date of the one record that states it first.</summary>
    public PartialDate? DateOrRecord => Date ?? Documents[0].Source.Date;

    /// <summary>Rank of the strongest record that states it; a reviewer's correction outranks all.</summary>
    public int Rank => Origin is FactOrigin.Corrected ? 0 : Documents.Min(d => d.Rank);

    public bool Is(FactKind kind, string value) => Kind == kind && string.Equals(Value, value, StringComparison.Ordinal);

    public void Withhold(string rule)
    {
        if (Holds)
        {
            Holds = false;
            Why = rule;
        }
    }
}
