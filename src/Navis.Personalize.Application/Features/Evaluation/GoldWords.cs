using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Application.Features.Evaluation;

/// <summary>Reads the free text of gold into the values of the contract, by <c>rules/evaluation/gold-words.yaml</c>. Built once, thread safe.</summary>
internal sealed partial class GoldWords
{
    private const string File = "rules/evaluation/gold-words.yaml";
    private const string DrugFile = "rules/terminology/drugs.yaml";
    private const int ShortestDrugName = 4;
    private static readonly ImmutableArray<string> LobeWords = ["upper", "middle", "lower", "lingula"];
    private readonly Choice histology;
    private readonly Choice smoking;
    private readonly Choice alteration;
    private readonly Choice surgery;
    private readonly Choice radiation;
    private readonly Choice invasion;
    private readonly Regex otherCancer;
    private readonly Regex withdrawn;
    private readonly Regex severalPatients;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> drugs;
    private readonly ImmutableArray<string> drugNames;

    public GoldWords(IContentSource content)
    {
        var root = ContentNode.Parse(File, content.Read(File));
        histology = Choice.Read(root, "histology");
        smoking = Choice.Read(root, "smoking");
        alteration = Choice.Read(root, "alteration");
        surgery = Choice.Read(root, "surgery");
        radiation = Choice.Read(root, "radiation");
        invasion = Choice.Read(root, "invasion");
        otherCancer = Pattern(root, "otherCancer");
        withdrawn = Pattern(root, "withdrawn");
        severalPatients = Pattern(root, "severalPatients");
        var names = DrugNames(content, root);
        drugs = names.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        drugNames = [.. names.Keys.OrderByDescending(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)];
        ScoredTreatments = names.Values.Concat(surgery.Values).Concat(radiation.Values).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The treatments that gold is able to name; others that a record holds are not scored.</summary>
    public FrozenSet<string> ScoredTreatments { get; }

    public bool NamesSeveralPatients(string text) => severalPatients.IsMatch(text);

    /// <summary>The tumour type that a gold text names first, or null when it does not settle one.</summary>
    public string? Histology(string text) => histology.Exactly(text) ?? (histology.IsUnscored(text) ? null : histology.First(HistologyEnd().Split(text.ToLowerInvariant(), 2)[0]));

    /// <summary>Every type that the text names, and the type in general: the earlier, transformed, second or less exact one may stand beside the first.</summary>
    public ImmutableHashSet<string> HistologiesNamed(string text) => ["nsclc-nos", .. HistologyPart().Split(text).Select(Histology).OfType<string>()];

    public string? Smoking(string text) => smoking.Exactly(text) ?? (smoking.IsUnscored(text) ? null : smoking.First(text.ToLowerInvariant()));

    /// <summary><c>present</c> or <c>absent</c>; null for a text that says one of several invasions present and another not.</summary>
    public string? Invasion(string text)
    {
        var lower = text.ToLowerInvariant();
        return lower.Contains(',', StringComparison.Ordinal) && lower.Contains("present", StringComparison.Ordinal) && lower.Contains("not", StringComparison.Ordinal) ? null : invasion.First(lower);
    }

    /// <summary>The lobes named outside brackets; the lingula is part of the left upper lobe.</summary>
    public static ImmutableHashSet<string> Lobes(string text)
    {
        var outside = Bracketed().Replace(text.ToLowerInvariant(), " ");
        return [.. LobeWords.Where(w => outside.Contains(w, StringComparison.Ordinal)).Select(w => w == "lingula" ? "upper" : w)];
    }

    /// <summary>The stages that must be read, and those that may be: what stands in brackets is an earlier or another stage.</summary>
    public (ImmutableHashSet<string> Must, ImmutableHashSet<string> May) Stages(string text)
    {
        var must = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var may = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var piece in text.Split(';'))
        {
            if (withdrawn.IsMatch(piece) || otherCancer.IsMatch(piece))
            {
                continue;
            }

            var part = ArabicStage().Replace(piece, m => m.Groups["n"].Value switch { "1" => "I", "2" => "II", "3" => "III", _ => "IV" });
            must.UnionWith(StageNames(Bracketed().Replace(part, "")));
            may.UnionWith(StageNames(part));
        }

        return (must.ToImmutable(), may.ToImmutable());
    }

    /// <summary>The class of an alteration, or null when the text names none that the contract has.</summary>
    /// <param name="gene">Gene.</param>
    /// <param name="text">Gold text.</param>
    public string? Alteration(string gene, string text)
    {
        if (alteration.Exactly(text) is { } same)
        {
            return same;
        }

        var lower = text.ToLowerInvariant();
        var fuses = gene is "ALK" or "ROS1" or "RET" or "NTRK";
        if ((fuses ? LateChange() : Change()).Match(lower) is { Success: true } one)
        {
            return (one.Groups["from"].Value + one.Groups["at"].Value + one.Groups["to"].Value).ToUpperInvariant();
        }

        if (LongChange().Match(lower) is { Success: true } three)
        {
            return OneLetter(three.Groups["from"].Value) + three.Groups["at"].Value + OneLetter(three.Groups["to"].Value);
        }

        return alteration.All(lower).FirstOrDefault(value => value != "fusion" || fuses || gene == "NRG1");
    }

    /// <summary>The treatments that a gold row names, in the contract's words.</summary>
    /// <param name="type"><c>surgery</c>, <c>radiation</c>, or anything else for drugs.</param>
    /// <param name="name">Gold text.</param>
    public ImmutableHashSet<string> Treatments(string type, string name)
    {
        var lower = name.ToLowerInvariant();
        return type switch
        {
            "surgery" => [.. surgery.Taken(lower)],
            "radiation" => radiation.First(lower) is { } first ? [first] : [],
            _ => Drugs(lower),
        };
    }

    // Longest name first, so that nab-paclitaxel is not also paclitaxel.
    private ImmutableHashSet<string> Drugs(string text)
    {
        var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var name in drugNames)
        {
            for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = at + 1 < text.Length ? text.IndexOf(name, at + 1, StringComparison.Ordinal) : -1)
            {
                if ((at == 0 || !IsWord(text[at - 1])) && (at + name.Length == text.Length || !IsWord(text[at + name.Length])))
                {
                    found.Add(drugs[name]);
                    text = string.Concat(text.AsSpan(0, at), " ", text.AsSpan(at + name.Length));
                }
            }
        }

        return found.ToImmutable();
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static Dictionary<string, string> DrugNames(IContentSource content, ContentNode root)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in ContentNode.Parse(DrugFile, content.Read(DrugFile)).List("entries"))
        {
            var id = entry.Required("id");
            Add(new[] { id }.Concat(entry.Texts("terms")).Concat(entry.Texts("exact")).Concat(entry.Texts("short")).Where(t => t.Length >= ShortestDrugName), id);
        }

        foreach (var (id, more) in root["drugs"]?.Members ?? [])
        {
            Add(more.AsTexts(), id);
        }

        return names;

        void Add(IEnumerable<string> terms, string id)
        {
            foreach (var term in terms)
            {
                names.TryAdd(term.ToLowerInvariant(), id);
            }
        }
    }

    private static IEnumerable<string> StageNames(string text) => Stage().Matches(text).Select(m => m.Groups["n"].Value + m.Groups["l"].Value.ToUpperInvariant() + m.Groups["d"].Value);

    private static string OneLetter(string code) => code switch
    {
        "leu" => "L",
        "gly" => "G",
        "arg" => "R",
        "cys" => "C",
        "thr" => "T",
        "val" => "V",
        "met" => "M",
        "ala" => "A",
        "ser" => "S",
        "his" => "H",
        "phe" => "F",
        _ => "D",
    };

    private static Regex Pattern(ContentNode root, string key) => Choice.Compile(root[key] ?? throw new ContentException(File, root.Line, $"'{key}' is missing."));

    // "squamous cell carcinoma (G2)"
    [GeneratedRegex("[(;]", RegexOptions.NonBacktracking)]
    private static partial Regex HistologyEnd();

    // "adenocarcinoma; small-cell carcinoma with …"
    [GeneratedRegex(@"[(;,:]|\band\b|\bwith\b", RegexOptions.NonBacktracking)]
    private static partial Regex HistologyPart();

    // "lower lobe (mass in …)"
    [GeneratedRegex(@"\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();

    // "3B"
    [GeneratedRegex(@"^\s*(?<n>[1-4])(?=[ABCabc]?\s*$)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ArabicStage();

    // "IIIA", "IV-a", "IA 1"
    [GeneratedRegex(@"\b(?<n>IV|III|II|I|0)[-\s]?(?<l>[ABCabc]?)(?<d>[123]?)\b", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Stage();

    // "l858r"
    [GeneratedRegex(@"\b(?<from>[a-z])(?<at>\d{2,4})(?<to>[a-z*])\b", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Change();

    // "g1202r": three digits at least, so that the exon of a fusion is none
    [GeneratedRegex(@"\b(?<from>[a-z])(?<at>\d{3,4})(?<to>[a-z*])\b", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LateChange();

    // "leu792his"
    [GeneratedRegex(@"\b(?<from>leu|gly|arg|cys|thr|val|met|ala|ser)(?<at>\d{2,4})(?<to>leu|gly|arg|cys|thr|val|met|ala|ser|his|phe|asp)\b", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LongChange();

    /// <summary>Values with the pattern that each is told by, in order.</summary>
    private sealed record Choice(Regex? Unscored, Regex? Unless, ImmutableArray<(string Value, Regex Pattern)> Entries)
    {
        public IEnumerable<string> Values => Entries.Select(e => e.Value);

        public static Choice Read(ContentNode root, string key)
        {
            var node = root[key] ?? throw new ContentException(File, root.Line, $"'{key}' is missing.");
            return new(
                node["unscored"] is { } unscored ? Compile(unscored) : null,
                node["unless"] is { } unless ? Compile(unless) : null,
                [.. node.List("values").Select(v => (v.Required("value"), Compile(v["pattern"] ?? throw new ContentException(File, v.Line, "'pattern' is missing."))))]);
        }

        public static Regex Compile(ContentNode node)
        {
            try
            {
                return new(node.Scalar ?? throw new ContentException(File, node.Line, "A pattern was expected here."), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                throw new ContentException(File, node.Line, $"The pattern can't be used: {e.Message}");
            }
        }

        public string? Exactly(string text) => Values.FirstOrDefault(v => string.Equals(v, text, StringComparison.Ordinal));

        public bool IsUnscored(string text) => text.ToLowerInvariant() is var lower && Unscored?.IsMatch(lower) == true && Unless?.IsMatch(lower) != true;

        public string? First(string lower) => All(lower).FirstOrDefault();

        public IEnumerable<string> All(string lower) => Entries.Where(e => e.Pattern.IsMatch(lower)).Select(e => e.Value);

        public IEnumerable<string> Taken(string lower)
        {
            foreach (var (value, pattern) in Entries)
            {
                var rest = pattern.Replace(lower, " ");
                if (!string.Equals(rest, lower, StringComparison.Ordinal))
                {
                    yield return value;
                    lower = rest;
                }
            }
        }
    }
}
