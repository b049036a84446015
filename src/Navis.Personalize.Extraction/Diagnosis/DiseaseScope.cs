using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>Which tumour a piece of text speaks of.</summary>
public enum TumorScope
{
    /// <summary>The text does not say; nothing else than lung is named.</summary>
    Unclear,

    /// <summary>Non-small cell lung cancer, or lung cancer or a lung tumour of a type not said.</summary>
    Lung,

    /// <summary>Small cell lung cancer, without a non-small cell one.</summary>
    SmallCellLung,

    /// <summary>Another tumour: another organ's, or a lung tumour that is no lung carcinoma (carcinoid, mesothelioma, sarcoma).</summary>
    Other,
}

/// <summary>Says for a document, and for every place in it, which tumour the text speaks of. Made by <see cref="DiseaseScopes"/>.</summary>
/// <remarks>
/// For extractors of other kinds (biomarkers, treatments, disease status): a finding at an offset whose <see cref="WithheldAt"/> is
/// <c>other-cancer</c> gets <c>Withheld = "other-cancer"</c>. A document about small cell lung cancer alone is <see cref="TumorScope.SmallCellLung"/>:
/// its stage holds, its biomarkers do not (nothing is tailored for it). <see cref="TumorScope.Unclear"/> holds: markers of a sample count while the diagnosis is undecided.
/// </remarks>
public sealed class DiseaseScope
{
    private const int CarryOver = 3, OrganReach = 50;
    private readonly NarrativeText text;
    private readonly ImmutableArray<TumorToken> tokens;

    internal DiseaseScope(NarrativeText text, IEnumerable<TumorToken> tokens, IEnumerable<TumorMention> mentions)
    {
        this.text = text;
        this.tokens = [.. tokens];
        Mentions = [.. mentions];
        (Document, HasLung, HasOther) = Weigh();
    }

    /// <summary>What the document as a whole is about.</summary>
    public TumorScope Document { get; }

    /// <summary>True when a lung cancer of this patient is named, also one in the past or suspected.</summary>
    public bool HasLung { get; }

    /// <summary>True when another cancer of this patient is named.</summary>
    public bool HasOther { get; }

    internal ImmutableArray<TumorMention> Mentions { get; }

    internal ImmutableArray<TumorToken> Tokens => tokens;

    /// <summary>What the text speaks of at an offset: the tumour named nearest in the sentence, else in the heading or the sentences before it in its section, else the document's.</summary>
    /// <param name="offset">Offset in the narrative.</param>
    public TumorScope At(int offset)
    {
        if (!HasOther && Document != TumorScope.Other)
        {
            return Document;
        }

        if (!HasLung && Document == TumorScope.Other)
        {
            return TumorScope.Other;
        }

        var sentence = text.SentenceAt(offset);
        return InSentence(sentence, offset) ?? InHeading(sentence) ?? Before(sentence) ?? Document;
    }

    /// <summary><c>other-cancer</c> when the text speaks of another tumour at an offset, else null.</summary>
    /// <param name="offset">Offset in the narrative.</param>
    public string? WithheldAt(int offset) => At(offset) == TumorScope.Other ? "other-cancer" : null;

    /// <summary>True when an organ other than the lung, one to which lung cancer does not spread, is named right before an offset and no lung word around it: <c>Neo de mama 2005 (pT1N0)</c>.</summary>
    /// <param name="offset">Offset in the narrative.</param>
    public bool IsBesideOtherOrgan(int offset)
    {
        var sentence = text.SentenceAt(offset);
        var other = false;
        for (var i = TextOrder.FirstFrom(tokens, Math.Max(sentence.Start, offset - OrganReach), static t => t.Start); i < tokens.Length && tokens[i].Start < Math.Min(sentence.End, offset + OrganReach); i++)
        {
            if (tokens[i].Term.SaysLung)
            {
                return false;
            }

            other |= tokens[i].End <= offset && tokens[i].Term.SaysOther && text.Slice(tokens[i].End, offset).IndexOfAny(';', '.') < 0;
        }

        return other;
    }

    internal static TumorScope ScopeOf(TumorMention mention) => mention switch
    {
        { IsCarcinoid: true } => TumorScope.Other,
        { Organ: TumorMention.Lung, IsSmallCell: true } => TumorScope.SmallCellLung,
        { Organ: TumorMention.Lung } => TumorScope.Lung,
        { Organ: null } => TumorScope.Unclear,
        _ => TumorScope.Other,
    };

    private TumorScope? InSentence(Sentence sentence, int offset)
    {
        TumorScope? best = null;
        var nearest = int.MaxValue;
        for (var i = TextOrder.FirstFrom(Mentions, sentence.Start, static m => m.Start); i < Mentions.Length && Mentions[i].Start < sentence.End; i++)
        {
            var mention = Mentions[i];
            if (ScopeOf(mention) is var scope and not TumorScope.Unclear)
            {
                var distance = mention.Start <= offset ? Math.Max(0, offset - mention.End) : mention.Start - offset + 20;
                if (distance < nearest && !(scope == TumorScope.Other && mention.Assertion == Assertion.Historical && IsInLung(offset, distance)))
                {
                    (best, nearest) = (scope, distance);
                }
            }
        }

        return best ?? WordsAlone(sentence.Start, sentence.End);
    }

    // "Breast cancer in 2005, now found to have a 1.6 cm nodule of the right upper lobe": a place in the lung stands nearer than a cancer of the past.
    private bool IsInLung(int offset, int distance)
    {
        for (var i = TextOrder.FirstFrom(tokens, offset - OrganReach, static t => t.Start); i < tokens.Length && tokens[i].Start < offset + OrganReach; i++)
        {
            var far = tokens[i].End <= offset ? offset - tokens[i].End : tokens[i].Start - offset;
            var between = text.Slice(Math.Min(offset, tokens[i].End), Math.Max(offset, tokens[i].Start));
            if (tokens[i].Term.Word == TumorWord.Lobe && far < distance && !between.Contains(';') && !between.Contains(". ", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private TumorScope? InHeading(Sentence sentence) => sentence.HeadingEnd > 0 ? WordsAlone(sentence.HeadingStart, sentence.HeadingEnd) : null;

    // "The staging of a T4N1M1 lesion was completed with a rectal MRI": only another organ is named.
    private TumorScope? WordsAlone(int start, int end)
    {
        bool lung = false, other = false;
        for (var i = TextOrder.FirstFrom(tokens, start, static t => t.Start); i < tokens.Length && tokens[i].Start < end; i++)
        {
            lung |= tokens[i].Term.SaysLung;
            other |= tokens[i].Term.SaysOther;
        }

        return (lung, other) switch
        {
            (true, false) => TumorScope.Lung,
            (false, true) => TumorScope.Other,
            _ => null,
        };
    }

    private TumorScope? Before(Sentence sentence)
    {
        var section = text.SectionOf(sentence);
        var index = text.IndexAt(sentence.Start);
        for (var back = 1; back <= CarryOver && index - back >= 0; back++)
        {
            var earlier = text.Sentences[index - back];
            if (earlier.Start < section.Start)
            {
                break;
            }

            if (InSentence(earlier, earlier.End) is { } scope)
            {
                return scope;
            }
        }

        return null;
    }

    private (TumorScope Document, bool HasLung, bool HasOther) Weigh()
    {
        double lung = 0, small = 0, other = 0;
        var nonSmall = false;
        foreach (var mention in Mentions)
        {
            if (!mention.Counts)
            {
                continue;
            }

            var weight = mention.Assertion switch { Assertion.Affirmed => 3, Assertion.Historical => 1, _ => 0.75 } * (mention.IsLinked ? 1 : 0.7);
            switch (ScopeOf(mention))
            {
                case TumorScope.Lung:
                    lung += weight;
                    nonSmall |= mention.IsNonSmallCell;
                    break;
                case TumorScope.SmallCellLung:
                    small += weight;
                    break;
                case TumorScope.Other:
                    other += weight;
                    break;
                default:
                    break;
            }
        }

        var ours = lung + small;
        if (ours == 0 && other == 0)
        {
            return (tokens.Any(t => t.Term.SaysLung) ? TumorScope.Lung : TumorScope.Unclear, false, false);
        }

        var document = ours >= other ? (small > 0 && !nonSmall ? TumorScope.SmallCellLung : TumorScope.Lung) : TumorScope.Other;
        return (document, ours > 0, other > 0);
    }
}
