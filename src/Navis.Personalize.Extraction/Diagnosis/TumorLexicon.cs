using System.Collections.Frozen;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>All words about tumours, found in one pass: types, names of cancers, organs, lobes, cues of origin and revision.</summary>
internal sealed class TumorLexicon
{
    private readonly TermLexicon lexicon;
    private readonly FrozenDictionary<TermEntry, TumorTerm> terms;

    public TumorLexicon(IContentSource content)
    {
        var entries = new Dictionary<TermEntry, TumorTerm>(ReferenceEqualityComparer.Instance);
        foreach (var entry in TermFiles.Load(content, "histology").Entries)
        {
            entries[entry] = new(TumorWord.Histology, entry.Id)
            {
                ImpliesLung = entry.Attributes.ContainsKey("implies"),
                NeedsLabel = entry.Attributes.ContainsKey("needs"),
                IsUndifferentiated = entry.Attributes.ContainsKey("nonsmall"),
            };
        }

        foreach (var entry in TermFiles.Load(content, "diagnosis").Entries)
        {
            entries[entry] = new(Role(entry), entry.Id);
        }

        foreach (var entry in TermFiles.Load(content, "other-cancers").Entries)
        {
            entries[entry] = new(Role(entry), entry.Id) { IsSpreadSite = entry.Attributes.ContainsKey("spread") };
        }

        foreach (var entry in TermFiles.Load(content, "lobes").Entries)
        {
            entries[entry] = new(TumorWord.Lobe, entry.Id)
            {
                Side = entry.Attributes.GetValueOrDefault("side"),
                Lobe = entry.Attributes.GetValueOrDefault("lobe"),
                IsBareSide = entry.Attributes.ContainsKey("bare"),
                IsSurgery = entry.Attributes.ContainsKey("surgery"),
                IsCode = entry.Attributes.ContainsKey("code"),
            };
        }

        foreach (var entry in TermFiles.Load(content, "diagnosis-cues").Entries)
        {
            entries[entry] = new(TumorWord.Cue, entry.Id);
        }

        terms = entries.ToFrozenDictionary(ReferenceEqualityComparer.Instance);
        lexicon = new TermLexicon(entries.Keys);
    }

    /// <summary>All words of a text in order.</summary>
    /// <param name="text">Text.</param>
    public IReadOnlyList<TumorToken> Find(ReadOnlySpan<char> text)
    {
        var matches = lexicon.Find(text);
        var tokens = new TumorToken[matches.Count];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = new(terms[matches[i].Entry], matches[i].Start, matches[i].End);
        }

        return tokens;
    }

    private static TumorWord Role(TermEntry entry) => entry.Attributes.GetValueOrDefault("role") switch
    {
        "lung-cancer" => TumorWord.LungCancer,
        "noun" => TumorWord.Noun,
        "mass" => TumorWord.Mass,
        "lung" => TumorWord.Lung,
        "lung-sample" => TumorWord.LungSample,
        "metastasis" => TumorWord.Metastasis,
        "benign" => TumorWord.Benign,
        "organ" => TumorWord.Organ,
        "disease" => TumorWord.Disease,
        var role => throw new ArgumentException($"The entry '{entry.Id}' has the unknown role '{role}'.", nameof(entry)),
    };
}

/// <summary>What a word about tumours is.</summary>
internal enum TumorWord
{
    /// <summary>A type.</summary>
    Histology,

    /// <summary>Lung cancer, type not said.</summary>
    LungCancer,

    /// <summary>Cancer of whatever organ.</summary>
    Noun,

    /// <summary>A lesion not yet called a cancer.</summary>
    Mass,

    /// <summary>The organ lung.</summary>
    Lung,

    /// <summary>Material or procedure of the airways.</summary>
    LungSample,

    /// <summary>Spread.</summary>
    Metastasis,

    /// <summary>No cancer in a sample.</summary>
    Benign,

    /// <summary>Another organ.</summary>
    Organ,

    /// <summary>A cancer of another organ, by its full name.</summary>
    Disease,

    /// <summary>Side or lobe.</summary>
    Lobe,

    /// <summary>A cue of <c>diagnosis-cues.yaml</c>.</summary>
    Cue,
}

/// <summary>What an entry of the lexicon says.</summary>
/// <param name="Word">Its sort.</param>
/// <param name="Id">Its id.</param>
internal sealed record TumorTerm(TumorWord Word, string Id)
{
    /// <summary>A type that only the lung has.</summary>
    public bool ImpliesLung { get; init; }

    /// <summary>A type only in a labelled field or beside the word histology.</summary>
    public bool NeedsLabel { get; init; }

    /// <summary>An undifferentiated carcinoma: in the lung a non-small cell one, for small cell is named as such (WHO 2015).</summary>
    public bool IsUndifferentiated { get; init; }

    /// <summary>An organ to which lung cancer often spreads.</summary>
    public bool IsSpreadSite { get; init; }

    /// <summary><c>right left bilateral</c> or null.</summary>
    public string? Side { get; init; }

    /// <summary>The contract's lobe or null.</summary>
    public string? Lobe { get; init; }

    /// <summary>A side without an organ.</summary>
    public bool IsBareSide { get; init; }

    /// <summary>A resection that names the lobe.</summary>
    public bool IsSurgery { get; init; }

    /// <summary>True for a code that places a lung cancer by itself (<c>C34.12</c>).</summary>
    public bool IsCode { get; init; }

    /// <summary>A word that can head the name of a cancer.</summary>
    public bool IsHead => Word is TumorWord.Histology or TumorWord.LungCancer or TumorWord.Noun or TumorWord.Disease;

    /// <summary>A word that says lung.</summary>
    public bool SaysLung => ImpliesLung || Word is TumorWord.Lung or TumorWord.LungSample or TumorWord.LungCancer || (Word == TumorWord.Lobe && !IsBareSide);

    /// <summary>A word that says another organ even beside a bare lesion.</summary>
    public bool SaysOther => Word == TumorWord.Disease || (Word == TumorWord.Organ && !IsSpreadSite);
}

/// <summary>A word of the lexicon in a text.</summary>
/// <param name="Term">What it is.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
internal readonly record struct TumorToken(TumorTerm Term, int Start, int End)
{
    /// <summary>True for a cue of this id.</summary>
    /// <param name="id">Id.</param>
    public bool IsCue(string id) => Term.Word == TumorWord.Cue && string.Equals(Term.Id, id, StringComparison.Ordinal);
}
