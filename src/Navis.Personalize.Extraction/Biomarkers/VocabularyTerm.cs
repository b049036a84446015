using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Which way a result word governs.</summary>
internal enum CueSide
{
    /// <summary>What follows.</summary>
    Before,

    /// <summary>What follows or precedes, as the sentence has it.</summary>
    Either,
}

/// <summary>How a result word combines with another one on the same target.</summary>
internal enum CueWeight
{
    /// <summary>"negative", "pending".</summary>
    Adjective,

    /// <summary>"no", "without": a following "detected" keeps the denial.</summary>
    Determiner,

    /// <summary>"detected", "found".</summary>
    Participle,

    /// <summary>"with", "showed": yields to every other word.</summary>
    Weak,

    /// <summary>Of uncertain significance: qualifies what was found.</summary>
    Vus,
}

/// <summary>An entry of the biomarker vocabulary with its attributes read.</summary>
internal sealed record VocabularyTerm(Role Role, string Id)
{
    /// <summary>Result of a cue, in the words of the contract.</summary>
    public string Status { get; private init; } = "";

    /// <summary>Which way a cue governs.</summary>
    public CueSide Side { get; private init; } = CueSide.Either;

    /// <summary>How a cue combines.</summary>
    public CueWeight Weight { get; private init; }

    /// <summary>True when a noun of change carries its own denial ("not amplified").</summary>
    public bool Denied { get; private init; }

    /// <summary>True when a word of change says that it is so ("amplified").</summary>
    public bool Stated { get; private init; }

    /// <summary>True when a word of planning or generality governs what precedes it.</summary>
    public bool After { get; private init; }

    /// <summary>True of a gene for which a bare positive means a fusion.</summary>
    public bool FusionByDefault { get; private init; }

    /// <summary>True of a gene symbol that is also a common word.</summary>
    public bool Common { get; private init; }

    /// <summary>True of a protein's name: counts only with a change.</summary>
    public bool Protein { get; private init; }

    /// <summary>True of a cue that names the change too ("rearranged").</summary>
    public bool SaysFusion { get; private init; }

    /// <summary>Exon of an event that goes by another name, 0 when it has none.</summary>
    public int Exon { get; private init; }

    /// <summary>Value of a marker-naming value (<c>high</c>, <c>low</c>, <c>stable</c>).</summary>
    public string Value { get; private init; } = "";

    /// <summary>Known fusion partners of a gene.</summary>
    public ImmutableHashSet<string> Partners { get; private init; } = [];

    private static readonly FrozenDictionary<string, Role> Roles =
        Enum.GetValues<Role>().ToFrozenDictionary(r => r.ToString(), r => r, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an entry.</summary>
    /// <param name="path">File, for messages.</param>
    /// <param name="entry">Entry.</param>
    /// <exception cref="ContentException">An attribute has a value that is not known.</exception>
    public static VocabularyTerm Of(string path, TermEntry entry)
    {
        string Attribute(string name) => entry.Attributes.TryGetValue(name, out var value) ? value : "";

        var name = Attribute("role");
        var role = name.Length == 0 ? Role.Gene
            : Roles.TryGetValue(name.Replace("-", "", StringComparison.Ordinal), out var known) ? known
            : throw new ContentException(path, 1, $"'{name}' is no role.");
        return new VocabularyTerm(role, entry.Id)
        {
            Status = Attribute("status"),
            Side = Attribute("side") == "before" ? CueSide.Before : CueSide.Either,
            Weight = Attribute("weight") switch
            {
                "determiner" => CueWeight.Determiner,
                "participle" => CueWeight.Participle,
                "weak" => CueWeight.Weak,
                "vus" => CueWeight.Vus,
                _ => CueWeight.Adjective,
            },
            Denied = Attribute("denied") == "true",
            Stated = Attribute("stated") == "true",
            After = Attribute("side") == "after",
            FusionByDefault = Attribute("default") == "fusion",
            Common = Attribute("common") == "true",
            Protein = Attribute("protein") == "true",
            SaysFusion = Attribute("alteration") == "fusion",
            Exon = int.TryParse(Attribute("exon"), NumberStyles.None, CultureInfo.InvariantCulture, out var exon) ? exon : 0,
            Value = Attribute("value"),
            Partners = [.. Attribute("partners").Split(',', StringSplitOptions.RemoveEmptyEntries)],
        };
    }
}
