using Navis.Personalize.Extraction.Variants;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Reads what one sentence, list item or table row says of genes and markers. Pure; the context of the document is put on by the caller.</summary>
internal sealed class StatementReader(BiomarkerVocabulary vocabulary)
{
    private readonly UnitReader unitReader = new(vocabulary);

    /// <summary>The statements of a sentence in text order; those without a status only name the marker.</summary>
    /// <param name="text">Sentence.</param>
    public List<Statement> Read(string text) => Read(text, Legend.None);

    /// <summary>The statements of a sentence of a document with a legend.</summary>
    /// <param name="text">Sentence.</param>
    /// <param name="legend">Legend.</param>
    public List<Statement> Read(string text, Legend legend)
    {
        var units = unitReader.Read(text, vocabulary.Find(text), legend);
        Boxes.DropUnticked(text, units);
        ChangeEvents.Fold(text, units);
        var targets = new TargetBuilder(vocabulary, text, units).Build();
        MarkerValues.AddScores(vocabulary, text, units, targets);
        if (!targets.Exists(t => t.Gene is not null))
        {
            return [];
        }

        new ResultResolver(text, units, targets).Resolve();
        var frame = new SentenceFrame(text, units, targets);
        var statements = new List<Statement>();
        for (var i = 0; i < targets.Count; i++)
        {
            if (targets[i].Gene is not null)
            {
                Add(frame, i, statements);
            }
        }

        return statements;
    }

    private static void Add(SentenceFrame frame, int index, List<Statement> statements)
    {
        var target = frame.Targets[index];
        var gene = target.Gene!.Id;
        var values = MarkerValues.Of(frame, index);
        if (values.Count > 0)
        {
            foreach (var (status, quantity, end) in values)
            {
                statements.Add(frame.Describe(target, gene, AlterationName.Any, status, end) with { Quantity = quantity });
            }

            return;
        }

        var change = target.Change ?? ExpressionScores.ChangeOf(frame, index) ?? (frame.IsStain(target) ? new(AlterationKind.Overexpression, target.Start, target.End) : null);
        var alteration = change is null
            ? (target.Gene.FusionByDefault && !frame.SaysMutated(target)) || target.Behind?.Term!.SaysFusion == true || target.Before?.Term!.SaysFusion == true ? AlterationName.Fusion : AlterationName.Any
            : AlterationName.Of(gene, change);
        var decided = ExpressionScores.Of(frame, index) is { } scored ? scored : ResultStatus.Of(frame, target);
        var fraction = AlleleFractions.Of(frame, index);
        if (decided is null && fraction is { Unit: "%", Low: 0, Comparator: null })
        {
            decided = Core.Findings.BiomarkerStatus.NotDetected;
        }

        if (decided is null or Core.Findings.BiomarkerStatus.Detected && change is { Kind: AlterationKind.Protein } && target.Behind is null && UnreadValue.IsLost(frame.Text, target.End))
        {
            decided = Core.Findings.BiomarkerStatus.NotDetected;
        }

        // "T790M <0.1 %" lies below what the test can tell.
        var below = fraction is { Unit: "%", Comparator: "<" or "<=" };
        var bare = decided is null && !below && target is { IsSpecific: true, Ambiguous: false } && !frame.IsAnalysed(target) && !(fraction is null && UnreadValue.Follows(frame.Text, target.End));
        var statement = frame.Describe(target, gene, alteration, decided, target.End) with
        {
            Change = change,
            Hgvs = change is null ? null : AlterationName.Protein(gene, change)?.Hgvs,
            Partner = change?.Partner,
            Bare = bare,
            Quantity = fraction,
        };
        statements.Add(statement);
        if (target.Aside is { } aside)
        {
            statements.Add(statement with { Status = aside.Term!.Status, End = Math.Max(statement.End, aside.End), Specimen = frame.SpecimenAround(aside.Start, aside.End), Quantity = null });
        }
    }
}
