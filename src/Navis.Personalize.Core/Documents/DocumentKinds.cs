namespace Navis.Personalize.Core.Documents;

/// <summary>Wire names of <see cref="DocumentKind"/>.</summary>
public static class DocumentKinds
{
    private static readonly Dictionary<string, DocumentKind> ByName = Enum.GetValues<DocumentKind>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>The contract's name, for example <c>surgical-pathology</c>.</summary>
    /// <param name="kind">Kind.</param>
    public static string Name(this DocumentKind kind) => kind switch
    {
        DocumentKind.SurgicalPathology => "surgical-pathology",
        DocumentKind.BiopsyPathology => "biopsy-pathology",
        DocumentKind.Cytology => "cytology",
        DocumentKind.Molecular => "molecular",
        DocumentKind.ClinicLetter => "clinic-letter",
        DocumentKind.Discharge => "discharge",
        DocumentKind.Operative => "operative",
        DocumentKind.Imaging => "imaging",
        DocumentKind.TumorBoard => "tumor-board",
        DocumentKind.Laboratory => "laboratory",
        DocumentKind.Fhir => "fhir",
        DocumentKind.Ccda => "ccda",
        DocumentKind.Hl7V2 => "hl7v2",
        DocumentKind.Other => "other",
    };

    /// <summary>The kind of a wire name, or null.</summary>
    /// <param name="name">Name such as <c>clinic-letter</c>.</param>
    public static DocumentKind? Parse(string name) => ByName.TryGetValue(name, out var kind) ? kind : null;
}
