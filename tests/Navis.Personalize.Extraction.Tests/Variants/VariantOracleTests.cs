using System.Text.Json;
using System.Text.RegularExpressions;
using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Tests.Variants;

/// <summary>The normaliser against published variant spellings, where they are at hand.</summary>
public sealed partial class VariantOracleTests(ITestOutputHelper output)
{
    private static readonly VariantNormalizer Normalizer = new(RepositoryContent.Instance);

    private static readonly HashSet<string> Steering = new(StringComparer.OrdinalIgnoreCase)
    {
        "EGFR exon 19 deletion", "EGFR exon 20 insertion", "EGFR L858R", "EGFR T790M", "EGFR C797S", "EGFR G719X", "EGFR S768I", "EGFR L861Q", "MET exon 14 skipping", "MET amplification",
        "ALK fusion", "ROS1 fusion", "RET fusion", "BRAF V600E", "BRAF non-V600", "KRAS G12C", "ERBB2 exon 20 insertion", "ERBB2 amplification",
    };

    [Fact]
    public void Published_spellings_are_read_and_look_alikes_are_not()
    {
        var path = Path.Combine(RepositoryContent.Root, "..", "shared", "oracle", "variants.jsonl");
        Assert.SkipUnless(File.Exists(path), "The variant spellings are not beside this repository.");
        var rows = File.ReadLines(path).Where(l => l.Length > 0).Select(Row.Parse).ToList();
        var score = new Score();
        foreach (var row in rows)
        {
            score.Add(row, Normalizer.Normalize(row.Text.Replace('\n', ' ')), rows);
        }

        output.WriteLine(score.ToString());
        foreach (var miss in score.Misses)
        {
            output.WriteLine(miss);
        }

        Assert.True(score.ClassShare >= 0.995, score.ToString());
        Assert.True(score.HgvsShare >= 0.99, score.ToString());
        Assert.Equal(0, score.Guessed);
        Assert.True(score.Flipped <= 2, score.ToString()); // two rows of the list contradict the contract: "BRAF WILD TYPE" and "PD-L1 < 1%" as found
    }

    // EGFR exon 19 deletion; NM_005228
    [GeneratedRegex(@"EGFR|ERBB1|HER-?1|ALK|ROS-?1|RET|MET|BRAF|KRAS|ERBB2|HER-?2|NEU|NTRK|STK11|LKB1|KEAP1|TP53|RB1|NRG1|CD274|PD-?L1|TMB|MSI|MSS|ENST|NM_|NP_", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 250)]
    private static partial Regex NamesGene();

    // L858R; exon 19; leu858arg
    [GeneratedRegex(@"L858R|T790M|C797S|G719|S768I|L861Q|V600E|(?i:exon|ex|del) ?-?1[49]|(?i:leu858arg|thr790met|cys797ser|ser768ile|leu861gln|val600glu)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex NamesHotspot();

    // p.L858R; L858R
    [GeneratedRegex(@"p\.|[A-Z]\d+[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 250)]
    private static partial Regex NamesProtein();

    private sealed record Row(string Text, string Gene, string Kind, string Class, string Status, HashSet<string> Proteins, bool HasProtein)
    {
        public static Row Parse(string line)
        {
            var root = JsonDocument.Parse(line).RootElement;
            var canonical = root.GetProperty("canonical");
            var proteins = canonical.ValueKind == JsonValueKind.Object
                ? canonical.EnumerateObject().Where(p => p.Name is "p1" or "p3" or "norm_p1" or "norm_p3" && p.Value.ValueKind == JsonValueKind.String).Select(p => p.Value.GetString()!).ToHashSet(StringComparer.Ordinal)
                : [];
            var has = canonical.ValueKind == JsonValueKind.Object && canonical.TryGetProperty("p1", out var p1) && p1.ValueKind == JsonValueKind.String && p1.GetString()!.Length > 0;
            return new(root.GetProperty("text").GetString()!, root.GetProperty("gene").GetString()!, root.GetProperty("kind").GetString()!, root.GetProperty("class").GetString()!, root.GetProperty("status").GetString()!, proteins, has);
        }
    }

    private sealed class Score
    {
        private int classes, classHits, proteins, proteinHits;

        public List<string> Misses { get; } = [];

        public int Guessed { get; private set; }

        public int Flipped { get; private set; }

        public double ClassShare => (double)classHits / Math.Max(1, classes);

        public double HgvsShare => (double)proteinHits / Math.Max(1, proteins);

        public void Add(Row row, NormalizedVariant got, List<Row> rows)
        {
            if (row.Kind == "negative-lookalike")
            {
                if (got.Status is "detected" or "not-detected")
                {
                    Guessed++;
                    Misses.Add($"look-alike read: {row.Text} -> {got}");
                }

                return;
            }

            var want = row.Status switch { "positive" => "detected", "negative" => "not-detected", _ => null };
            if (want is not null && got.Status is "detected" or "not-detected" && got.Status != want)
            {
                Flipped++;
                Misses.Add($"status: {row.Text} is {want}, read {got}");
            }

            if (!NamesGene().IsMatch(row.Text) && !NamesHotspot().IsMatch(row.Text))
            {
                if (got.Gene is not null && !rows.Exists(r => r.Text == row.Text && r.Gene == got.Gene))
                {
                    Guessed++;
                    Misses.Add($"guessed: {row.Text} -> {got.Gene}");
                }

                return;
            }

            if (Steering.Contains(row.Class))
            {
                classes++;
                if (string.Equals(row.Class, got.Class, StringComparison.OrdinalIgnoreCase))
                {
                    classHits++;
                }
                else
                {
                    Misses.Add($"class: {row.Text} is {row.Class}, read {got}");
                }
            }

            if (row.HasProtein && NamesProtein().IsMatch(row.Text))
            {
                proteins++;
                if (row.Proteins.Contains(got.HgvsP ?? "-"))
                {
                    proteinHits++;
                }
                else
                {
                    Misses.Add($"hgvs: {row.Text} is {string.Join(' ', row.Proteins)}, read {got}");
                }
            }
        }

        public override string ToString() => $"class {classHits}/{classes} = {ClassShare:0.0000}, HGVS {proteinHits}/{proteins} = {HgvsShare:0.0000}, guessed {Guessed}, flipped {Flipped}";
    }
}
