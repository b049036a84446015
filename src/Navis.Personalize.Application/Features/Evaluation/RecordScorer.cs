using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Evaluation;

/// <summary>Compares the facts that hold in one record with its gold, field by field. Names of fields are those of the table.</summary>
internal sealed partial class RecordScorer(GoldWords words, Tally tally)
{
    public const string MissedGene = "SAFETY positive gene missed";
    public const string InventedGene = "SAFETY positive gene invented";
    public const string InventedChange = "SAFETY positive change invented";
    public const string OtherDisease = "SAFETY fact held on another disease";
    private const string Several = "(several patients in one text: not scored further)";
    private const string Multiple = "several";
    private static readonly ImmutableHashSet<string> Genes = ["EGFR", "ALK", "ROS1", "RET", "MET", "BRAF", "KRAS", "ERBB2", "NTRK", "CD274"];
    private static readonly ImmutableHashSet<string> Known = ["detected", "not-detected", "not-tested", "indeterminate", "insufficient"];

    // Changes that steer an answer: an invented one is as bad as an invented gene.
    private static readonly ImmutableHashSet<string> Steering = ["exon-19-deletion", "exon-20-insertion", "exon-14-skipping", "amplification", "fusion", "L858R", "T790M", "C797S", "G719X", "S768I", "L861Q", "G12C", "V600E", "G1202R"];

    private int positives;
    private int otherRecords;
    private int ownRecords;

    /// <summary>What the safety rows could have shown.</summary>
    public ImmutableArray<SafetyCoverage> Safety =>
    [
        Cover(MissedGene, positives, "positive genes in gold"),
        Cover(InventedGene, ownRecords + otherRecords, "records whose genes were compared"),
        Cover(InventedChange, ownRecords, "records whose changes were compared"),
        Cover(OtherDisease, otherRecords, "records of another disease"),
    ];

    public void Score(GoldRecord record, ImmutableArray<Fact> all)
    {
        var facts = new HeldFacts(all);
        if (record.IsNsclc is { } isNsclc)
        {
            var disease = facts.One(FactKind.Diagnosis, Multiple);
            var claim = isNsclc
                ? disease switch { "nsclc" => "True", null or Multiple or "suspected" => null, _ => "False" }
                : disease == "nsclc" ? "True" : "False";   // of another disease it is right to claim nothing
            var behind = facts.Of(FactKind.Diagnosis).ToList();
            tally.Sets(record, "is NSCLC", [isNsclc ? "True" : "False"], Reading.Of(behind.Count == 0 || claim is null ? claim is null ? [] : [(claim, null)] : behind.Select(f => (claim, (Fact?)f))), near: facts.Near(FactKind.Diagnosis, _ => "nsclc"));
        }

        if (record.PatientTexts.Any(words.NamesSeveralPatients))
        {
            tally.Add(Several, records: 1);
        }
        else if (record.IsNsclc is false)
        {
            Other(record, facts);
        }
        else
        {
            Biomarkers(record, facts);
            Tumor(record, facts);
            Staging(record, facts);
            Numbers(record, facts);
            Treatments(record, facts);
        }
    }

    // What the text says of another disease never holds.
    private void Other(GoldRecord record, HeldFacts facts)
    {
        otherRecords++;
        ReadOnlySpan<FactKind> kinds = facts.One(FactKind.Diagnosis, Multiple) == "sclc" ? [FactKind.Biomarker] : [FactKind.Biomarker, FactKind.StageGroup, FactKind.T, FactKind.N, FactKind.M, FactKind.Histology];
        var claimed = new List<Fact>();
        foreach (var kind in kinds)
        {
            claimed.AddRange(facts.Of(kind).Where(f => f.Value is not ("not-tested" or "small-cell-carcinoma" or "carcinoid" or "other")));
        }

        tally.Add(OtherDisease, wrong: claimed.Count);
        foreach (var fact in claimed)
        {
            tally.Wrong(record, OtherDisease, null, $"{fact.Kind.Name()} {fact.Value}", fact);
            tally.Judge(record, OtherDisease, fact, right: false);
        }

        var invented = claimed.Where(f => f is { Kind: FactKind.Biomarker, Value: "detected" }).GroupBy(f => Gene(f.Qualifiers.Gene ?? ""), StringComparer.Ordinal).Where(g => Genes.Contains(g.Key)).ToList();
        tally.Add(InventedGene, wrong: invented.Count);
        foreach (var gene in invented)
        {
            tally.Wrong(record, InventedGene, null, gene.Key, gene.First());
        }
    }

    private void Biomarkers(GoldRecord record, HeldFacts facts)
    {
        ownRecords++;
        var gold = record.Biomarkers.Select(b => (Gene: Gene(b.Gene), Row: b)).Where(b => Genes.Contains(b.Gene)).ToList();
        var got = facts.Of(FactKind.Biomarker).Select(f => (Gene: Gene(f.Qualifiers.Gene ?? ""), Fact: f)).Where(b => Genes.Contains(b.Gene)).ToList();
        var read = got.Where(b => Known.Contains(b.Fact.Value)).ToList();
        tally.Sets(
            record, "biomarker gene+status", [.. gold.Select(b => $"{b.Gene} {Status(b.Row.Status)}")], Reading.Of(read.Select(b => ($"{b.Gene} {Status(b.Fact.Value)}", (Fact?)b.Fact))), gold.Count > 0,
            facts.Near(FactKind.Biomarker, f => $"{Gene(f.Qualifiers.Gene ?? "")} {Status(f.Value)}"));

        var classes = gold.Where(b => b.Gene != "CD274").Select(b => (b.Gene, Change: SameClass(words.Alteration(b.Gene, b.Row.Alteration) ?? ""), Status: Status(b.Row.Status))).Where(c => c.Change.Length > 0).Distinct().ToList();
        var gotClasses = read.Where(b => b.Gene != "CD274").GroupBy(b => (b.Gene, Change: SameClass(b.Fact.Qualifiers.Alteration ?? ""), Status: Status(b.Fact.Value))).ToDictionary(g => g.Key, g => g.First().Fact);
        tally.Add("biomarker class (recall)", records: classes.Count > 0 ? 1 : 0);
        foreach (var one in classes)
        {
            var hit = gotClasses.ContainsKey(one) || (one.Status == "not-detected" && gotClasses.ContainsKey((one.Gene, "any", "not-detected")) && one.Change is not ("T790M" or "C797S"));
            tally.Add("biomarker class (recall)", right: hit ? 1 : 0, missed: hit ? 0 : 1);
            if (!hit)
            {
                tally.Missed(record, "biomarker class (recall)", $"{one.Gene} {one.Change} {one.Status}", string.Join(", ", gotClasses.Keys.Where(k => k.Gene == one.Gene).Select(k => $"{k.Gene} {k.Change} {k.Status}").Order(StringComparer.Ordinal)), gotClasses.FirstOrDefault(g => g.Key.Gene == one.Gene).Value);
            }
        }

        PositiveGenes(record, [.. gold.Where(b => b.Row.Status == "detected").Select(b => b.Gene)], got);
        var goldChanges = classes.Where(c => c.Status == "detected").Select(c => (c.Gene, c.Change)).ToHashSet();
        var invented = gotClasses.Where(g => g.Key.Status == "detected" && Steering.Contains(g.Key.Change) && !goldChanges.Contains((g.Key.Gene, g.Key.Change))).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal).ToList();
        tally.Add(InventedChange, wrong: invented.Count);
        foreach (var (one, fact) in invented)
        {
            tally.Wrong(record, InventedChange, null, $"{one.Gene} {one.Change}", fact);
            tally.Judge(record, InventedChange, fact, right: false);
        }

        ProteinPercent(record, gold, got);
    }

    private void PositiveGenes(GoldRecord record, ImmutableHashSet<string> gold, List<(string Gene, Fact Fact)> got)
    {
        var read = got.Where(b => b.Fact.Value == "detected").ToList();
        var missed = gold.Where(g => !read.Exists(b => b.Gene == g)).Order(StringComparer.Ordinal).ToList();
        var invented = read.Where(b => !gold.Contains(b.Gene)).DistinctBy(b => b.Gene, StringComparer.Ordinal).ToList();
        positives += gold.Count;
        tally.Add(MissedGene, missed: missed.Count);
        tally.Add(InventedGene, wrong: invented.Count);
        foreach (var gene in missed)
        {
            tally.Missed(record, MissedGene, gene, null, null);
        }

        foreach (var (gene, fact) in invented)
        {
            tally.Wrong(record, InventedGene, null, gene, fact);
        }
    }

    private void ProteinPercent(GoldRecord record, List<(string Gene, GoldBiomarker Row)> gold, List<(string Gene, Fact Fact)> got)
    {
        var rows = gold.Where(b => b.Gene == "CD274").Select(b => b.Row).ToList();
        var want = rows.Where(b => b.Status == "detected").Select(b => Percent().Match(b.Value)).Where(m => m.Success).Select(m => Text(Number(m.Groups["n"]))).ToImmutableHashSet(StringComparer.Ordinal);
        if (want.IsEmpty)
        {
            return;
        }

        // "20-30 %": either end is right.
        var spans = rows.Select(b => PercentRange().Match(b.Value)).Where(m => m.Success).Select(m => (Low: Number(m.Groups["low"]), High: Number(m.Groups["high"]))).ToList();
        tally.Sets(record, "PD-L1 percent", want, Reading.Of(got.Where(b => b.Gene == "CD274" && b.Fact is { Value: "detected", Qualifiers.Quantity: not null })
            .Select(b => (Text(Upper(b.Fact.Qualifiers.Quantity!.Value)), (Fact?)b.Fact))));

        decimal Upper(decimal value) => spans.Where(s => s.Low <= value && value <= s.High).Select(s => (decimal?)s.High).FirstOrDefault() ?? value;
    }

    private void Tumor(GoldRecord record, HeldFacts facts)
    {
        if (record["histology"] is { } histology && words.Histology(histology) is { } want)
        {
            var allowed = words.HistologiesNamed(histology).Remove(want);
            tally.Sets(record, "histology", [want], facts.Reading(FactKind.Histology, f => allowed.Contains(f.Value) ? null : f.Value), near: facts.Near(FactKind.Histology));
        }

        if (record["laterality"] is { } side)
        {
            One(record, "laterality", side, facts, FactKind.Laterality);
        }

        if (record["lobe"] is { } lobe && GoldWords.Lobes(lobe) is { IsEmpty: false } lobes)
        {
            tally.Sets(record, "lobe", lobes, facts.Reading(FactKind.Lobe, f => f.Value is "lingula" ? "upper" : f.Value is "upper" or "middle" or "lower" ? f.Value : null), near: facts.Near(FactKind.Lobe));
        }
    }

    private void Staging(GoldRecord record, HeldFacts facts)
    {
        foreach (var (prefix, otherPrefix, basis) in new[] { ("p", "c", "pathologic"), ("c", "p", "clinical") })
        {
            foreach (var kind in new[] { FactKind.T, FactKind.N, FactKind.M })
            {
                var gold = record[prefix + kind]?.ToUpperInvariant();
                var other = record[otherPrefix + kind]?.ToUpperInvariant();

                // A category without prefix counts for the basis that the gold gave it, and is wrong only when neither has it.
                var got = facts.Reading(kind, f => f.Value.ToUpperInvariant() is var value && f.Qualifiers.Basis == basis ? value
                    : f.Qualifiers.Basis is not "unspecified" ? null
                    : prefix == "p" ? value == gold ? value : null
                    : value == other && other != gold ? null : value);
                if (gold is not null || got.Values.Count > 0)
                {
                    foreach (var unassessed in got.Values.Keys.Where(v => v.EndsWith('X')).ToList())
                    {
                        got.Values.Remove(unassessed);
                    }

                    tally.Sets(record, prefix + kind, gold is null || gold.EndsWith('X') ? [] : [gold], got, gold is not null, facts.Near(kind, f => f.Value.ToUpperInvariant()));
                }
            }
        }

        if (record["stage_group_stated"] is { } stated)
        {
            var (must, may) = words.Stages(stated);
            tally.Sets(
                record, "stage group (stated)", must,
                facts.Reading(FactKind.StageGroup, f => f.Origin is FactOrigin.Stated or FactOrigin.Coded && f.Value.ToUpperInvariant() is var value && (must.Contains(value) || !may.Contains(value)) ? value : null),
                !must.IsEmpty, facts.Near(FactKind.StageGroup, f => f.Value.ToUpperInvariant()));
        }
    }

    private void Numbers(GoldRecord record, HeldFacts facts)
    {
        if (record["smoking"] is { } smoking && words.Smoking(smoking) is { } habit)
        {
            One(record, "smoking", habit, facts, FactKind.Smoking);
        }

        if (record.Numbers.TryGetValue("tumor_size_cm", out var size))
        {
            var largest = facts.Of(FactKind.TumorSize).MaxBy(f => decimal.Parse(f.Value, NumberStyles.Float, CultureInfo.InvariantCulture));
            tally.Sets(record, "tumour size", [Text(Math.Round(size, 1))], Reading.Of(largest is null ? [] : [(Text(Math.Round(decimal.Parse(largest.Value, NumberStyles.Float, CultureInfo.InvariantCulture), 1)), largest)]), near: facts.Near(FactKind.TumorSize));
        }

        Count(record, "nodes examined", "nodes_examined", facts, FactKind.NodesExamined);
        Count(record, "nodes positive", "nodes_positive", facts, FactKind.NodesPositive);
        Invasion(record, "lvi", facts, FactKind.LymphovascularInvasion);
        Invasion(record, "vpi", facts, FactKind.VisceralPleuralInvasion);
    }

    private void Count(GoldRecord record, string field, string key, HeldFacts facts, FactKind kind)
    {
        if (record.Numbers.TryGetValue(key, out var number))
        {
            One(record, field, Text(decimal.Truncate(number)), facts, kind, numberOnly: true);
        }
    }

    private void Invasion(GoldRecord record, string key, HeldFacts facts, FactKind kind)
    {
        if (record[key] is { } text && words.Invasion(text) is { } want)
        {
            One(record, kind.Name(), want, facts, kind);
        }
    }

    private void One(GoldRecord record, string field, string want, HeldFacts facts, FactKind kind, bool numberOnly = false)
    {
        var value = facts.One(kind, Multiple);
        tally.Sets(record, field, [want], Reading.One(numberOnly && value is Multiple ? null : value, facts.Of(kind)), near: facts.Near(kind));
    }

    private void Treatments(GoldRecord record, HeldFacts facts)
    {
        var want = record.Treatments.SelectMany(t => words.Treatments(t.Type, t.Name).Select(n => (Name: Stereotactic(n), Given: Given(t.Status)))).Distinct().ToList();
        var names = want.Select(w => w.Name).ToImmutableHashSet(StringComparer.Ordinal);
        Func<Fact, string?> name = f => Stereotactic(f.Value.ToLowerInvariant());
        tally.Sets(record, "treatment name", names, facts.Reading(FactKind.Treatment, f => name(f) is { } n && words.ScoredTreatments.Contains(n) ? n : null), !names.IsEmpty, facts.Near(FactKind.Treatment, f => name(f)!));
        tally.Sets(
            record, "treatment name + given/not", [.. want.Select(w => $"{w.Name}, {w.Given}")],
            facts.Reading(FactKind.Treatment, f => name(f) is { } n && names.Contains(n) ? $"{n}, {Given(f.Qualifiers.Status)}" : null), !names.IsEmpty);
    }

    private SafetyCoverage Cover(string row, int chances, string unit) => new(row, chances, unit, tally.Rows.Where(r => r.Field == row).Sum(r => r.Wrong + r.Missed));

    private static string Given(string? status) => status is "planned" or "declined" or "not-given" ? "not given" : "given";

    // One word for both: reports use them across sites.
    private static string Stereotactic(string treatment) => treatment is "srs" ? "sbrt" : treatment;

    private static string Status(string status) => status is "insufficient" ? "not-tested" : status;

    private static string SameClass(string alteration) => AnyG719().IsMatch(alteration) ? "G719X" : alteration;

    private static string Gene(string gene) => gene switch { "PD-L1" or "PDL1" => "CD274", "HER2" => "ERBB2", "NTRK1" or "NTRK2" or "NTRK3" => "NTRK", _ => gene };

    private static decimal Number(Group group) => decimal.Parse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    // "TPS 30%"
    [GeneratedRegex(@"(?<n>\d+(?:\.\d+)?) ?%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Percent();

    // "20-30 %"
    [GeneratedRegex(@"(?<low>\d+)\s*-\s*(?<high>\d+) ?%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PercentRange();

    // "G719A"
    [GeneratedRegex("^G719[A-Z]$", RegexOptions.NonBacktracking)]
    private static partial Regex AnyG719();
}
