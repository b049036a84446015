using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>The result words that are signs.</summary>
internal static class Signs
{
    /// <summary>A plus.</summary>
    public static readonly VocabularyTerm Plus = Of("plus", BiomarkerStatus.Detected);

    /// <summary>A minus.</summary>
    public static readonly VocabularyTerm Minus = Of("minus", BiomarkerStatus.NotDetected);

    /// <summary>"Loss of" before a point mutation.</summary>
    public static readonly VocabularyTerm Lost = Of("lost", BiomarkerStatus.NotDetected, "before");

    /// <summary>"Not detected" with its first word misread.</summary>
    public static readonly VocabularyTerm NotDetected = Of("misread-not-detected", BiomarkerStatus.NotDetected);

    private static VocabularyTerm Of(string id, string status, string side = "either") => VocabularyTerm.Of("signs", new TermEntry(id, [], [],
        ImmutableDictionary<string, string>.Empty.Add("role", "cue").Add("status", status).Add("side", side).Add("weight", "adjective")));
}
