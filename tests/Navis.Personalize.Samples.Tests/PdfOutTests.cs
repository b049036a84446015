using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Answers;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Fhir;
using Navis.Personalize.Formats.Pdf.Writing;
using UglyToad.PdfPig;

namespace Navis.Personalize.Samples.Tests;

/// <summary>The answer on paper: every sentence is there, the symptoms to report at once stand together, and our own paper is never a record.</summary>
public sealed class PdfOutTests
{
    public static TheoryData<string, Audience, string> Answers =>
    [
        .. SampleCases.Names.Select(n => new TheoryDataRow<string, Audience, string>(n, Audience.Patient, "en")),
        ("stage-iv-egfr-t790m", Audience.Patient, "es"),
        ("stage-iv-egfr-t790m", Audience.Clinician, "en"),
        ("stage-ib-egfr-adjuvant-osimertinib", Audience.Clinician, "es"),
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Every_sentence_of_the_answer_is_on_the_paper(string name, Audience audience, string language)
    {
        var (view, pdf) = Write(name, audience, language);
        var text = string.Join(' ', Pages(pdf));
        Assert.Equal([], Sentences(view).Where(s => !text.Contains(s, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_symptoms_to_report_stand_on_one_page(string name, Audience audience, string language)
    {
        var (view, pdf) = Write(name, audience, language);
        var safety = view.Find("safety")!;
        var sentences = Sentences(view with { Title = "", Subtitle = "", Sections = [safety] }).ToList();
        Assert.Contains(Pages(pdf), page => sentences.TrueForAll(s => page.Contains(s, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Each_page_says_what_it_is_and_its_number(string name, Audience audience, string language)
    {
        var (view, pdf) = Write(name, audience, language);
        var pages = Pages(pdf).ToList();
        for (var i = 0; i < pages.Count; i++)
        {
            Assert.StartsWith($"Navis Personalize – {view.Title} – 2026-11-24", pages[i], StringComparison.Ordinal);
            Assert.Contains($"{(language == "es" ? "página" : "page")} {i + 1} / {pages.Count}", pages[i], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_document_is_tagged_and_says_its_language_and_title()
    {
        var (view, pdf) = Write("stage-iv-egfr-t790m", Audience.Patient, "es");
        using var document = PdfDocument.Open(pdf);
        var catalog = document.Structure.Catalog.CatalogDictionary.Data;
        Assert.Equal("es", Assert.IsType<UglyToad.PdfPig.Tokens.StringToken>(catalog["Lang"]).Data);
        Assert.True(catalog.ContainsKey("StructTreeRoot") && catalog.ContainsKey("MarkInfo"));
        Assert.Equal(view.Title, document.Information.Title);
    }

    [Fact]
    public void Our_own_paper_is_refused_by_name()
    {
        var read = Assert.Single(StandardDoor.Create().Read(new SourceFile("answer.pdf", Write("stage-iv-egfr-t790m", Audience.Patient, "en").Pdf), "d1"));
        Assert.Contains(read.Issues, i => i.Code == OwnOutput.IssueCode);
        Assert.Empty(read.Pages);
    }

    [Fact]
    public void The_same_answer_gives_the_same_bytes() =>
        Assert.Equal(Write("stage-ia-sbrt", Audience.Patient, "en").Pdf, Write("stage-ia-sbrt", Audience.Patient, "en").Pdf);

    private static (AnswerView View, byte[] Pdf) Write(string name, Audience audience, string language)
    {
        var result = SampleCases.Analyze(name, audience, language);
        var labels = SampleCases.Labels(result.Answer);
        return (AnswerWriter.View(result.Case, result.Answer, labels), AnswerPdfWriter.Write(result.Case, result.Answer, labels, SampleCases.AsOf));
    }

    private static IEnumerable<string> Pages(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(p => OneLine(string.Concat(p.Letters.Select(l => l.Value))))];
    }

    /// <summary>Every text of the view; of a word that may be cut at the end of a line the sentence around it is taken without it.</summary>
    private static IEnumerable<string> Sentences(AnswerView view) => view.Sections.SelectMany(s => s.Blocks.SelectMany(Texts).Prepend(s.Title)).Prepend(view.Subtitle).Prepend(view.Title).Select(OneLine).Where(s => s.Length > 0);

    private static IEnumerable<string> Texts(AnswerViewBlock block) => block switch
    {
        ViewParagraph paragraph => [paragraph.Text],
        ViewItem item => [.. item.Basis.SelectMany(b => (string[])[b.Label, b.Text]), item.Mark ?? "", item.Text],
        ViewField field => [field.Name, field.Value, field.Note ?? ""],
        _ => throw new InvalidOperationException("A block of another kind."),
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
