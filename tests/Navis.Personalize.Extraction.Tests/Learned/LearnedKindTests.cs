using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Extraction.Learned;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Tests.Learned;

public sealed class LearnedKindTests
{
    // One word decides: a model of our own, so that the test says what the rule is and not what was learned.
    private static readonly LearnedKinds Learned = new(KindModel.Parse("# remark\nfeature\tother\timaging\tclinic-letter\n(bias)\t0\t0\t0\nw:pneumothorax\t\t9\t\nw:hello\t9\t\t\n"));
    private static readonly NarrativeReader Reader = new(RepositoryContent.Instance);
    private static readonly DocumentClassifier Signs = new(RepositoryContent.Instance);

    [Theory]
    [InlineData("A word on the scan. There is no pneumothorax. Slice thickness was 3. No pleural effusion.", DocumentKind.Imaging)]
    [InlineData("He had a pneumothorax as a boy and sails.", DocumentKind.Other)]
    [InlineData("A word on the scan. Slice thickness was 3. No pleural effusion.", DocumentKind.Other)]
    public void The_model_is_heard_only_beside_signs_of_the_same_kind(string text, DocumentKind kind) => Assert.Equal(kind, Settle(text));

    [Fact]
    public void What_the_signs_settle_firmly_stays()
    {
        var text = "DISCHARGE SUMMARY\nHOSPITAL COURSE: hello. No pneumothorax. Discharged home.\nDISCHARGE MEDICATIONS: none.";
        Assert.Equal(DocumentKind.Discharge, Settle(text));
    }

    [Fact]
    public void What_weak_signs_settle_is_open_again_where_the_model_finds_it_unlikely()
    {
        var narrative = Reader.Read(Training.Document("hello\n"));
        var weak = new KindVerdict(DocumentKind.Imaging, [.. Enum.GetValues<DocumentKind>().Select(k => k is DocumentKind.Imaging ? 4 : 0)], IsChart: false);
        Assert.Equal(DocumentKind.Other, Learned.Settle(narrative, weak));
        Assert.Equal(DocumentKind.Imaging, Learned.Settle(Reader.Read(Training.Document("pneumothorax\n")), weak));
    }

    [Fact]
    public void A_model_is_read_as_it_was_written()
    {
        var text = KindModel.Write(["remark"], [DocumentKind.Other, DocumentKind.Imaging], [0.5f, -0.25f], [("w:mass", [0.004f, 1.5f]), ("w:tiny", [0.01f, 0.02f])]);
        Assert.Equal("# remark\nfeature\tother\timaging\n(bias)\t0.5\t-0.25\nw:mass\t\t1.5\n", text);
        var judged = KindModel.Parse(text).Judge(new(StringComparer.Ordinal) { ["w:mass"] = 2, ["w:never-seen"] = 5 });
        Assert.Equal(DocumentKind.Imaging, judged.Kind);
        Assert.Equal(1 / (1 + Math.Exp(0.5 - 2.75)), judged.Probability, 6);
        Assert.Equal(0, judged.Of(DocumentKind.Discharge));
    }

    [Theory]
    [InlineData("")]
    [InlineData("feature\tnothing\n")]
    [InlineData("feature\tother\n(bias)\tx\n")]
    public void A_broken_model_names_its_file_and_the_way_out(string text) => Assert.Contains(KindModel.File, Assert.Throws<ContentException>(() => KindModel.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_committed_model_tells_invented_records_that_it_did_not_see()
    {
        var model = KindModel.Load(RepositoryContent.Instance);
        var records = new RecordWriter(RepositoryContent.Instance).Write(424242, 20).ToList();
        var right = records.Count(r => model.Judge(KindFeatures.Of(Reader.Read(Training.Document(r.Text)), Signs.Weigh(Reader.Read(Training.Document(r.Text))))).Kind == r.Kind);
        Assert.InRange((double)right / records.Count, 0.95, 1);
    }

    private static DocumentKind Settle(string text)
    {
        var narrative = Reader.Read(Training.Document(text));
        return Learned.Settle(narrative, Signs.Weigh(narrative));
    }
}
