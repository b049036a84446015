using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Learned;

namespace Navis.Personalize.Extraction.Tests.Learned;

public sealed class RecordWriterTests
{
    private static readonly RecordWriter Writer = new(RepositoryContent.Instance);

    [Fact]
    public void The_same_seed_writes_the_same_records_and_another_seed_others()
    {
        var first = Writer.Write(7, 3).Select(r => r.Text).ToList();
        Assert.Equal(first, Writer.Write(7, 3).Select(r => r.Text));
        Assert.NotEqual(first, Writer.Write(8, 3).Select(r => r.Text));
    }

    [Fact]
    public void Every_narrative_kind_has_sentences()
    {
        DocumentKind[] structured = [DocumentKind.Fhir, DocumentKind.Ccda, DocumentKind.Hl7V2];
        Assert.Equal(Enum.GetValues<DocumentKind>().Except(structured), Writer.Kinds.Order());
    }

    [Fact]
    public void Every_slot_is_filled()
    {
        Assert.All(Writer.Write(9, 40), r =>
        {
            Assert.DoesNotContain('{', r.Text);
            Assert.DoesNotContain('@', r.Text);
        });
    }

    [Theory]
    [InlineData(FactKind.Laterality, true)]
    [InlineData(FactKind.StageGroup, true)]
    public void What_the_patient_has_is_true_and_anything_else_is_not(FactKind kind, bool expected)
    {
        var patient = Writer.Write(3, 1).First().Patient;
        Assert.Equal(expected, patient.IsTrue(Fact(kind, patient.Values[kind])));
        Assert.Equal(!expected, patient.IsTrue(Fact(kind, patient.Values[kind] + "x")));
    }

    [Fact]
    public void What_nothing_settles_is_neither()
    {
        var patient = Writer.Write(3, 1).First().Patient;
        Assert.Null(patient.IsTrue(Fact(FactKind.Margins, "negative")));
        Assert.Null(patient.IsTrue(Fact(FactKind.Diagnosis, "suspected")));
    }

    private static Fact Fact(FactKind kind, string value) => new() { Id = "f-1", Kind = kind, Value = value, Why = "affirmed", Evidence = [new("d1", 1, 0, 1, "x")] };
}
