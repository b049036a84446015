using System.Runtime.CompilerServices;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>Makes the <see cref="DiseaseScope"/> of narratives; each is read once and kept as long as its narrative lives. Thread safe.</summary>
public sealed class DiseaseScopes
{
    private readonly TumorMentions mentions;
    private readonly ConditionalWeakTable<NarrativeText, DiseaseScope> made = [];

    /// <summary>Loads the names of tumours and organs.</summary>
    /// <param name="content">Content.</param>
    /// <param name="context">Context engine.</param>
    /// <exception cref="ContentException">A file of <c>rules/terminology</c> is not in its form.</exception>
    public DiseaseScopes(IContentSource content, IContextEngine context) => mentions = new TumorMentions(new TumorLexicon(content), context);

    /// <summary>The scope of a narrative.</summary>
    /// <param name="text">Narrative.</param>
    public DiseaseScope Of(NarrativeText text) => made.GetValue(text, Make);

    private DiseaseScope Make(NarrativeText text)
    {
        var (tokens, found) = mentions.Read(text);
        return new(text, tokens, found);
    }
}
