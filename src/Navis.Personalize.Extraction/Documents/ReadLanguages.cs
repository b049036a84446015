namespace Navis.Personalize.Extraction.Documents;

/// <summary>Which languages are read. What is denied in another language would be read as found, so nothing is taken from it.</summary>
public static class ReadLanguages
{
    /// <summary>True of languages that are read in full or in part.</summary>
    /// <param name="language">BCP 47.</param>
    public static bool Reads(string language) => InFull(language) || InPart(language);

    /// <summary>True of English and Spanish.</summary>
    /// <param name="language">BCP 47.</param>
    public static bool InFull(string language) => language is "en" or "es";

    /// <summary>True of Dutch and German: what is the same in all languages (TNM, genes, drugs) and the commonest words of denial.</summary>
    /// <param name="language">BCP 47.</param>
    public static bool InPart(string language) => language is "nl" or "de";
}
