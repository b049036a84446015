using Navis.Personalize.Extraction.Context;

namespace Navis.Personalize.Extraction.Tests.Context;

public sealed class AssertionReaderTests
{
    private static readonly AssertionReader Reader = new(RepositoryContent.Instance);

    [Theory]
    [InlineData("fever", "She has no FEVER.", "negated\trecent\tpatient")]
    [InlineData("fever", "She has FEVER.", "affirmed\trecent\tpatient")]
    [InlineData("gout", "PAST MEDICAL HISTORY: Asthma, GOUT.", "affirmed\thistorical\tpatient")]
    [InlineData("in no distress", "PAST MEDICAL HISTORY:   PHYSICAL EXAM: IN NO   DISTRESS.", "negated\trecent\tpatient")]
    [InlineData("fever", "Call us if you notice FEVER.", "affirmed\tnot-particular\tpatient")]
    [InlineData("lymphoma", "Node taken to rule out LYMPHOMA.", "affirmed\trecent\tpatient")]
    [InlineData("lung cancer", "Her father had LUNG CANCER.", "affirmed\trecent\tfamily")]
    [InlineData("asthma", "A cough that is not there in capitals.", "affirmed\trecent\tpatient")]
    [InlineData("", "", "affirmed\trecent\tpatient")]
    [InlineData("x", "", "affirmed\trecent\tpatient")]
    public void A_concept_in_capitals_is_judged_by_its_sentence(string concept, string sentence, string expected) =>
        Assert.Equal(expected, Reader.Judge(concept, sentence).ToString());

    [Fact]
    public void The_annotated_corpus_is_read_as_its_annotators_read_it()
    {
        var path = Path.Combine(RepositoryContent.Root, "..", "shared", "negation", "context-sentences.tsv");
        Assert.SkipUnless(File.Exists(path), "The annotated sentences are not on this machine.");
        int both = 0, found = 0, meant = 0, pastBoth = 0, pastFound = 0, pastMeant = 0;
        foreach (var row in File.ReadLines(path).Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t')))
        {
            var judged = Reader.Judge(row[1], row[2]);
            Count(row[3] is "Negated", judged.Negation is "negated", ref both, ref found, ref meant);
            Count(row[4] is "Historical", judged.Temporality is "historical", ref pastBoth, ref pastFound, ref pastMeant);
        }

        Assert.InRange(2.0 * both / (found + meant), 0.97, 1);
        Assert.InRange(2.0 * pastBoth / (pastFound + pastMeant), 0.70, 1);
        Assert.InRange((double)pastBoth / pastFound, 0.80, 1);
    }

    private static void Count(bool gold, bool got, ref int both, ref int found, ref int meant)
    {
        both += gold && got ? 1 : 0;
        found += got ? 1 : 0;
        meant += gold ? 1 : 0;
    }
}
