namespace Navis.Personalize.Core.Documents;

/// <summary>The kinds of record of the contract <c>navis-profile/1</c>.</summary>
public enum DocumentKind
{
    /// <summary>Nothing settles the kind.</summary>
    Other,

    /// <summary>Report on a resection specimen.</summary>
    SurgicalPathology,

    /// <summary>Report on a biopsy.</summary>
    BiopsyPathology,

    /// <summary>Report on cells (aspirate, effusion, washing).</summary>
    Cytology,

    /// <summary>Gene or biomarker report.</summary>
    Molecular,

    /// <summary>Letter or note of a clinic visit.</summary>
    ClinicLetter,

    /// <summary>Summary of a hospital stay.</summary>
    Discharge,

    /// <summary>Operative note.</summary>
    Operative,

    /// <summary>Radiology or nuclear medicine report.</summary>
    Imaging,

    /// <summary>Decision of a multidisciplinary meeting.</summary>
    TumorBoard,

    /// <summary>Laboratory values.</summary>
    Laboratory,

    /// <summary>HL7 FHIR resource or bundle.</summary>
    Fhir,

    /// <summary>HL7 C-CDA document.</summary>
    Ccda,

    /// <summary>HL7 version 2 message.</summary>
    Hl7V2,
}
