namespace Navis.Personalize.Extraction.Tests.Narrative;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("a full stop and a capital", "It is small. She is well.", "It is small.|She is well.")]
    [InlineData("a staging code opens a sentence", "No complete response. ypT2a ypN1.", "No complete response.|ypT2a ypN1.")]
    [InlineData("another small letter does not", "It is T2. the rest is not.", "It is T2. the rest is not.")]
    [InlineData("no cut inside a variant", "EGFR p.E746_A750del and c.2573T>G were found. ALK not.", "EGFR p.E746_A750del and c.2573T>G were found.|ALK not.")]
    [InlineData("no cut inside a decimal", "A mass of 3.2 x 2.1 cm. No nodes.", "A mass of 3.2 x 2.1 cm.|No nodes.")]
    [InlineData("the space after the stop was lost", "EGFR was detected.KRAS was not.", "EGFR was detected.|KRAS was not.")]
    [InlineData("an initial is no end", "Signed by J. Smith today. Done.", "Signed by J. Smith today.|Done.")]
    [InlineData("a wrapped line is one sentence", "No evidence of a mutation in\nALK or ROS1 was seen\nin the sample.", "No evidence of a mutation in\nALK or ROS1 was seen\nin the sample.")]
    [InlineData("a line after a comma goes on", "Negative for ALK,\nROS1, RET.", "Negative for ALK,\nROS1, RET.")]
    [InlineData("separate short lines are separate", "EGFR wild type\nALK negative\nKRAS G12C", "EGFR wild type|ALK negative|KRAS G12C")]
    [InlineData("label and value under it", "BRONCHIAL MARGIN:\n\n  Uninvolved\n\nGRADE:\n  G2", "BRONCHIAL MARGIN:\n\n  Uninvolved|GRADE:\n  G2")]
    [InlineData("labelled lines are separate", "Grade: 2\nMargins: negative", "Grade: 2|Margins: negative")]
    [InlineData("list items", "- EGFR positive\n- ALK negative\n1. Scan\n2. Visit", "- EGFR positive|- ALK negative|1. Scan|2. Visit")]
    [InlineData("a list item goes on", "- EGFR positive in the\n  first sample\n- ALK negative", "- EGFR positive in the\n  first sample|- ALK negative")]
    [InlineData("table rows", "| Gene | Result |\n| EGFR | L858R |\n| ALK | negative |", "| Gene | Result ||| EGFR | L858R ||| ALK | negative |")]
    [InlineData("lettered specimens", "A. LUNG, LOBECTOMY: Carcinoma. B. NODE: Clear.", "A. LUNG, LOBECTOMY: Carcinoma.|B. NODE: Clear.")]
    [InlineData("a question", "Metastasis? Primary tumor?", "Metastasis?|Primary tumor?")]
    [InlineData("numbers torn by OCR", "7 . Invasion: present. Node 0.5 x 0. 7 cm.", "7 . Invasion: present.|Node 0.5 x 0. 7 cm.")]
    [InlineData("abbreviated route", "Given 10 mg p.o. daily. Well.", "Given 10 mg p.o. daily.|Well.")]
    public void Text_is_cut_where_sentences_end(string why, string text, string expected)
    {
        Assert.NotEmpty(why);
        Assert.Equal(expected, string.Join('|', Texts.Sentences(text)));
    }

    [Fact]
    public void Machine_wrapped_prose_is_joined_across_capitals()
    {
        const string Text = """
            The patient is a woman of sixty who was seen in the clinic of
            Doctor Example because of a cough that had lasted for weeks.
            She was then sent for a scan which showed a mass in the right
            Upper lobe and several nodes in the mediastinum that were not
            enlarged by the usual criteria.
            """;
        Assert.Equal(2, Texts.Sentences(Text).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\f\n ")]
    [InlineData("***")]
    [InlineData(":\n-\n.\n")]
    public void A_text_without_words_still_answers(string text)
    {
        var narrative = Texts.Narrative(text);
        Assert.NotEmpty(narrative.Sentences);
        Assert.InRange(narrative.SentenceAt(0).Start, 0, text.Length);
    }

    [Theory]
    [InlineData("Not detected:\n- ALK\n- ROS1", "- ROS1", "Not detected:")]
    [InlineData("NOT DETECTED\n\n- ALK\n\nKRAS G12C was found.", "- ALK", "")]
    [InlineData("Not detected:\nALK\nROS1\n\nKRAS G12C found", "ROS1", "Not detected:")]
    [InlineData("Not detected:\nALK\nROS1\n\nKRAS G12C found", "KRAS G12C found", "")]
    [InlineData("FUSIONS: NEGATIVE\n- ALK\n- ROS1", "- ROS1", "FUSIONS: NEGATIVE")]
    public void A_heading_governs_the_items_under_it_and_nothing_else(string text, string item, string heading)
    {
        var narrative = Texts.Narrative(text);
        var sentence = narrative.SentenceAt(text.IndexOf(item, StringComparison.Ordinal));
        Assert.Equal(heading, narrative.Slice(sentence.HeadingStart, sentence.HeadingEnd).ToString());
    }

    [Fact]
    public void A_sub_heading_stays_under_its_heading()
    {
        const string Text = "Not detected:\n- Mutations:\n  - BRAF\n- Fusions:\n  - ALK";
        var narrative = Texts.Narrative(Text);
        var sentence = narrative.SentenceAt(Text.IndexOf("ALK", StringComparison.Ordinal));
        Assert.Equal("- Fusions:", narrative.Slice(sentence.HeadingStart, sentence.HeadingEnd).ToString());
        Assert.Equal("Not detected:", narrative.Slice(sentence.OuterStart, sentence.OuterEnd).ToString());
    }

    [Fact]
    public void Sections_and_sentences_cover_the_text_in_order()
    {
        const string Text = "Header line\n\nHISTORY:\nA cough. No fever.\nFAMILY HISTORY: Mother had a tumor.\n\nShe works.\n\nPLAN\n1. Scan.\n2. Visit.\n";
        var narrative = Texts.Narrative(Text);
        Assert.Equal(0, narrative.Sections[0].Start);
        Assert.Equal(Text.Length, narrative.Sections[^1].End);
        Assert.All(narrative.Sections.Zip(narrative.Sections.Skip(1)), p => Assert.Equal(p.First.End, p.Second.Start));
        Assert.All(narrative.Sentences.Zip(narrative.Sentences.Skip(1)), p => Assert.True(p.First.End <= p.Second.Start));
        Assert.All(narrative.Sentences, s => Assert.InRange(s.Start, narrative.SectionOf(s).Start, narrative.SectionOf(s).End));
        Assert.Equal("", narrative.SectionOf(narrative.SentenceAt(Text.IndexOf("She works", StringComparison.Ordinal))).Concept);
    }
}
