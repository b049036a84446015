using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Documents;

/// <summary>One coded statement of a structured record, in a form that FHIR, C-CDA and HL7 v2 share. Readers fill it; extraction interprets it.</summary>
public sealed record CodedEntry
{
    /// <summary>Element path in the source, for example <c>Bundle.entry[3].resource</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    public required CodedEntryKind Kind { get; init; }

    /// <summary>Name of the source's own type (<c>MedicationAdministration</c>, <c>substanceAdministration</c>, <c>OBX</c>): an order and a dose given are
    /// of one kind here, and only this tells them apart.</summary>
    public string? SourceType { get; init; }

    /// <summary>The source's own id or reference (<c>Observation/egfr</c>, <c>urn:uuid:…</c>), or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Reference of the person it is about, or null when the document has one subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Reference of the visit that it belongs to, or null.</summary>
    public string? Encounter { get; init; }

    /// <summary>What is stated: the main code with its translations and text.</summary>
    public CodedConcept Code { get; init; } = CodedConcept.Empty;

    /// <summary>Categories, profiles and types that help to tell the entry (profile URLs as codes of system <c>profile</c>).</summary>
    public ImmutableArray<CodedConcept> Categories { get; init; } = [];

    /// <summary>Coded values; several where the source repeats.</summary>
    public ImmutableArray<CodedConcept> Values { get; init; } = [];

    /// <summary>Number with unit and comparator, or null.</summary>
    public CodedQuantity? Quantity { get; init; }

    /// <summary>Boolean, string, date or integer value as text, or null.</summary>
    public string? ValueText { get; init; }

    /// <summary>Interpretations.</summary>
    public ImmutableArray<CodedConcept> Interpretations { get; init; } = [];

    /// <summary>Components, extensions with a value, stage elements: named parts, each with its own path.</summary>
    public ImmutableArray<CodedPart> Parts { get; init; } = [];

    /// <summary>Where on the body, laterality included.</summary>
    public ImmutableArray<CodedConcept> BodySites { get; init; } = [];

    /// <summary>Method.</summary>
    public CodedConcept Method { get; init; } = CodedConcept.Empty;

    /// <summary>Reasons (codes) for a treatment.</summary>
    public ImmutableArray<CodedConcept> Reasons { get; init; } = [];

    /// <summary>References of entries that it rests on or is about: reason, focus, order, specimen; for a stage, the condition that it stages.</summary>
    public ImmutableArray<string> Related { get; init; } = [];

    /// <summary>References of the entries that it gathers (members of a panel or of a stage group, results of a report).</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>References of the entries that it is concluded from.</summary>
    public ImmutableArray<string> DerivedFrom { get; init; } = [];

    /// <summary>Workflow status as written (<c>final</c>, <c>entered-in-error</c>, <c>completed</c>, <c>not-done</c> …), lower case, or null.</summary>
    public string? Status { get; init; }

    /// <summary>Why the status is so (treatment not tolerated, refused), or empty.</summary>
    public CodedConcept StatusReason { get; init; } = CodedConcept.Empty;

    /// <summary>Why there is no value (<c>not-performed</c>, <c>unknown</c>), or empty.</summary>
    public CodedConcept AbsentReason { get; init; } = CodedConcept.Empty;

    /// <summary>Clinical status (<c>active</c>, <c>remission</c>, <c>resolved</c>) or null.</summary>
    public string? ClinicalStatus { get; init; }

    /// <summary>Verification status (<c>confirmed</c>, <c>refuted</c>, <c>provisional</c>) or null.</summary>
    public string? Verification { get; init; }

    /// <summary>Intent or mood (<c>order</c>, <c>plan</c>, <c>proposal</c>, <c>INT</c>) or null for what happened.</summary>
    public string? Intent { get; init; }

    /// <summary>True when the source denies it (negation indicator, not done, not taken).</summary>
    public bool Negated { get; init; }

    /// <summary>Relation of a family member, or null when it is about the patient.</summary>
    public string? Relationship { get; init; }

    /// <summary>Clinically relevant date or start.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>End.</summary>
    public PartialDate? End { get; init; }

    /// <summary>When the statement was made.</summary>
    public PartialDate? Issued { get; init; }

    /// <summary>Specimen type, or empty.</summary>
    public CodedConcept Specimen { get; init; } = CodedConcept.Empty;

    /// <summary>Free text notes of the entry.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>What a coded entry is.</summary>
public enum CodedEntryKind
{
    /// <summary>Problem or diagnosis.</summary>
    Condition,

    /// <summary>Observation or result.</summary>
    Observation,

    /// <summary>Medication ordered, given, dispensed or stated.</summary>
    Medication,

    /// <summary>Procedure.</summary>
    Procedure,

    /// <summary>Order for a procedure or service.</summary>
    ServiceRequest,

    /// <summary>Report that gathers results.</summary>
    Report,

    /// <summary>A relative's condition.</summary>
    FamilyHistory,

    /// <summary>Specimen.</summary>
    Specimen,

    /// <summary>Anything else with a code.</summary>
    Other,
}

/// <summary>A code in a system.</summary>
/// <param name="System">URI or short name of the code system as written, or null.</param>
/// <param name="Code">Code as written, or null.</param>
/// <param name="Display">Display as written, or null.</param>
public readonly record struct CodedConceptCode(string? System, string? Code, string? Display)
{
    /// <summary>Version of the system as written (<c>8th Edition</c>), or null.</summary>
    public string? Version { get; init; }
}

/// <summary>A concept: codes that mean the same, and free text. Two that say the same are equal.</summary>
/// <param name="Codes">Codes; empty for text only.</param>
/// <param name="Text">Free text or null.</param>
public sealed record CodedConcept(ImmutableArray<CodedConceptCode> Codes, string? Text)
{
    /// <summary>Nothing stated.</summary>
    public static readonly CodedConcept Empty = new([], null);

    // An export says one concept thousands of times and readers share it: its hash is worked out once. 0: not yet.
    private int hash;

    private CodedConcept(CodedConcept other) => (Codes, Text) = (other.Codes, other.Text);

    /// <summary>True when neither code nor text is given.</summary>
    public bool IsEmpty => Codes.IsEmpty && string.IsNullOrWhiteSpace(Text);

    /// <summary>Text, else the first display, else the first code: for a quote.</summary>
    public string? Display
    {
        get
        {
            if (Text is not null)
            {
                return Text;
            }

            foreach (var code in Codes)
            {
                if ((code.Display ?? code.Code) is { } display)
                {
                    return display;
                }
            }

            return null;
        }
    }

    /// <summary>Whether another says the same: the same codes in the same order, and the same text.</summary>
    /// <param name="other">Other.</param>
    public bool Equals(CodedConcept? other) => ReferenceEquals(this, other)
        || (other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal) && Codes.AsSpan().SequenceEqual(other.Codes.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (hash == 0)
        {
            var made = default(HashCode);
            made.Add(Text, StringComparer.Ordinal);
            foreach (var code in Codes)
            {
                made.Add(code);
            }

            hash = made.ToHashCode() is not 0 and var found ? found : 1;
        }

        return hash;
    }
}

/// <summary>A number as coded.</summary>
/// <param name="Value">Number.</param>
/// <param name="High">Upper end of a range, or null.</param>
/// <param name="Comparator"><c>&lt; &lt;= &gt;= &gt;</c> or null.</param>
/// <param name="Unit">Unit as written, or null.</param>
public sealed record CodedQuantity(decimal Value, decimal? High, string? Comparator, string? Unit);

/// <summary>A named part of a coded entry: a component, an extension, a stage element.</summary>
/// <param name="Path">Element path.</param>
/// <param name="Code">What the part states; for an extension its URL as a code of system <c>extension</c>.</param>
public sealed record CodedPart(string Path, CodedConcept Code)
{
    /// <summary>Coded values.</summary>
    public ImmutableArray<CodedConcept> Values { get; init; } = [];

    /// <summary>Number or null.</summary>
    public CodedQuantity? Quantity { get; init; }

    /// <summary>Other value as text, or null.</summary>
    public string? ValueText { get; init; }

    /// <summary>Interpretations.</summary>
    public ImmutableArray<CodedConcept> Interpretations { get; init; } = [];

    /// <summary>References that the part names (stage assessment).</summary>
    public ImmutableArray<string> Related { get; init; } = [];
}
