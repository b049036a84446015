using System.Buffers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Reads gene and marker results out of a narrative. Only sentences that name a gene, a score, an exon or a hotspot are read closely.</summary>
internal sealed class BiomarkerExtractor : INarrativeExtractor
{
    /// <summary>Id of the extractor.</summary>
    public const string Id = "narrative/biomarker";

    private const int LongestPiece = 1_500;
    private const int MostPlaces = 40;

    // Changes of which lung cancer speaks without their gene.
    private static readonly SearchValues<string> Hotspots = SearchValues.Create(
        ["T790M", "L858R", "C797S", "G719", "S768I", "L861Q", "V600E", "del19", "19del", "19-del", "Leu858", "Thr790", "c.", "p.", "MSI-", "MSS"], StringComparison.OrdinalIgnoreCase);

    private readonly BiomarkerVocabulary vocabulary;
    private readonly StatementReader reader;
    private readonly TableColumns columns;
    private readonly IContextEngine context;
    private readonly DiseaseScopes scopes;

    /// <summary>Builds the extractor.</summary>
    /// <param name="content">Content.</param>
    /// <param name="scopes">Which tumour a place speaks of.</param>
    /// <param name="context">Context engine.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public BiomarkerExtractor(IContentSource content, DiseaseScopes scopes, IContextEngine context)
    {
        vocabulary = BiomarkerVocabulary.Load(content);
        reader = new(vocabulary);
        columns = new(content);
        this.scopes = scopes;
        this.context = context;
    }

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(text);
        var places = Places(text.Text);
        if (places.Count == 0)
        {
            return;
        }

        var collector = new FindingCollector(text, context, new Surroundings(vocabulary, text, scopes.Of(text)));
        var reading = new Reading(ResultTables.Find(columns, vocabulary, text), new SentenceThread(), collector, Legend.Read(vocabulary, text.Text), places);
        var headings = new ResultHeadings(vocabulary, text);
        var next = 0;
        for (var i = 0; i < text.Sentences.Length; i++)
        {
            var sentence = text.Sentences[i];
            while (next < places.Count && places[next] < sentence.Start)
            {
                next++;
            }

            var heading = headings.Of(i);
            var named = next < places.Count && places[next] < sentence.End;
            if (named || reading.Thread.IsOpen(i) || IsListed(text, sentence))
            {
                // "ALK fusion" over "Not detected": one statement on two lines.
                var last = heading is null && i + 1 < text.Sentences.Length && headings.IsValueBelow(i + 1) ? i + 1 : i;
                Read(text, i, text.Sentences[last].End, reading with { Heading = heading });
            }
        }

        foreach (var finding in collector.Findings())
        {
            findings.Add(finding);
        }
    }

    // A list item under a heading that names a gene ("EGFR mutation analysis:" over "- Result: negative").
    private bool IsListed(NarrativeText text, Sentence sentence) =>
        sentence.HeadingEnd > 0 && sentence.HeadingEnd - sentence.HeadingStart <= HeadedText.LongestHeading && vocabulary.Triggers(text.Slice(sentence.HeadingStart, sentence.HeadingEnd)).Count > 0;

    private List<int> Places(string text)
    {
        var places = new List<int>();
        foreach (var match in vocabulary.Triggers(text))
        {
            places.Add(match.Start);
        }

        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(Hotspots) is >= 0 and var found)
        {
            places.Add(at + found);
            at += found + 2;
        }

        places.Sort();
        return places;
    }

    private void Read(NarrativeText text, int index, int stop, Reading reading)
    {
        var sentence = text.Sentences[index];
        if (reading.Tables.Of(sentence) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                Read(text, index, sentence.Start, row.Text, row.Status ?? reading.Heading?.Status, reading);
            }

            return;
        }

        for (var start = sentence.Start; start < stop;)
        {
            var end = PieceEnd(text.Text, start, stop, reading.Places);
            Read(text, index, start, text.Text[start..end], reading.Heading?.Status, reading);
            start = end;
        }
    }

    private void Read(NarrativeText text, int index, int start, string own, string? status, Reading reading)
    {
        var sentence = text.Sentences[index];
        // A result heading speaks for itself; any other heading is read in front of the sentence.
        var headed = HeadedText.Of(vocabulary, text, status is null ? sentence : sentence with { HeadingEnd = 0 }, start, own, reading.Thread.Carried(index));
        var statements = reader.Read(headed.Text, reading.Legend);
        ResultHeadings.Apply(status, statements);
        DriverLists.Silence(statements);
        foreach (var statement in statements)
        {
            if (headed.Place(statement) is { } placed)
            {
                reading.Collector.Add(placed, sentence, index);
            }
        }

        reading.Thread.Follow(vocabulary, headed, statements, index, reading.Collector, sentence);
    }

    /// <summary>What a document's sentences are read with.</summary>
    private sealed record Reading(ResultTables Tables, SentenceThread Thread, FindingCollector Collector, Legend Legend, List<int> Places)
    {
        /// <summary>The result heading over the sentence.</summary>
        public ResultHeading? Heading { get; init; }
    }

    // A table row or a document without stops may be longer than a sentence: it is read in pieces.
    private static int PieceEnd(string text, int start, int end, List<int> places)
    {
        var first = places.BinarySearch(start);
        var last = (first < 0 ? ~first : first) + MostPlaces;
        var most = Math.Min(LongestPiece, last < places.Count ? Math.Max(places[last] - start, 1) : LongestPiece);
        if (end - start <= most)
        {
            return end;
        }

        var cut = text.LastIndexOfAny([';', '.', '\n'], start + most - 1, most / 2);
        cut = cut < 0 ? text.LastIndexOfAny([',', ' '], start + most - 1, most / 2) : cut;
        return cut < 0 ? start + most : cut + 1;
    }
}
