using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>How strongly a sentence gives a lobe to the primary: 10 a tumour named there or a labelled field, 8 a resection, 6 a mass, 4 a nodule or lesion, 3 a sample, 1 a change that a tumour often makes.</summary>
internal static class SiteWeights
{
    private const double Named = 10, Resected = 8, Mass = 6, Lesion = 4, Sampled = 3, Changed = 0.5;
    private const int HeadBefore = 72, HeadLocated = 150, HeadAfter = 34;

    /// <summary>The weight of a lobe or side.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="tokens">Words of the text.</param>
    /// <param name="i">Index of the lobe or side.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="near">Cues of the sentence.</param>
    public static double Of(NarrativeText text, IReadOnlyList<TumorToken> tokens, int i, Sentence sentence, IReadOnlyList<TermMatch> near)
    {
        var place = tokens[i];
        if (Cue(near, "place") is { } label && place.Start - label.End is >= 0 and <= 40)
        {
            return Named;
        }

        // "Stage IIIA disease of the left upper lobe".
        if (!place.Term.IsBareSide && text.Slice(Math.Max(sentence.Start, place.Start - 34), place.Start) is var lead && lead.Contains("stage ", StringComparison.OrdinalIgnoreCase)
            && (lead.EndsWith("disease of the ", StringComparison.OrdinalIgnoreCase) || lead.EndsWith("disease in the ", StringComparison.OrdinalIgnoreCase)))
        {
            return Named;
        }

        if (place.Term.IsCode)
        {
            return Named;
        }

        if (place.Term.IsSurgery)
        {
            return Resected;
        }

        if (Head(text, tokens, i, sentence) is { } head)
        {
            return IsSecondary(text, near, head, place) ? 0 : IsProven(text, tokens, i, sentence) ? Named : Weight(text, head);
        }

        if (place.Term.IsBareSide)
        {
            return 0;
        }

        if (Adjacent(text, near, "surgery", place, 40, 30))
        {
            return Adjacent(text, near, "benign-change", place, 0, 120) ? 0 : Resected;
        }

        if (Adjacent(text, near, "sample", place, 40, 40))
        {
            // "Left lung, biopsy: no malignancy": the other side was sampled too, and nothing was found there.
            return Adjacent(text, near, "benign-result", place, 0, 80) ? 0 : Sampled;
        }

        return Adjacent(text, near, "benign-change", place, 40, 24) ? Changed : 0;
    }

    // "A mass in the right upper lobe, biopsy-proven adenocarcinoma".
    private static bool IsProven(NarrativeText text, IReadOnlyList<TumorToken> tokens, int i, Sentence sentence)
    {
        for (var a = i + 1; a < tokens.Count && tokens[a].Start < sentence.End && tokens[a].Start - tokens[i].End <= 40; a++)
        {
            if (tokens[a].Term.Word is TumorWord.Histology)
            {
                return text.Slice(tokens[i].End, tokens[a].Start).Contains("proven", StringComparison.OrdinalIgnoreCase) || text.Slice(tokens[i].End, tokens[a].Start).Contains("confirmed", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    private static double Weight(NarrativeText text, TumorToken head) => head.Term.Word switch
    {
        TumorWord.Histology or TumorWord.LungCancer or TumorWord.Noun => Named,
        TumorWord.Mass when text.Slice(head.Start, head.End).StartsWith("mas", StringComparison.OrdinalIgnoreCase) || text.Slice(head.Start, head.End).StartsWith("raum", StringComparison.OrdinalIgnoreCase) => Mass,
        _ => Lesion,
    };

    // "right upper lobe lung adenocarcinoma", "mass in the RUL", "tumor occluding right middle lobe", "left tumor".
    private static TumorToken? Head(NarrativeText text, IReadOnlyList<TumorToken> tokens, int i, Sentence sentence)
    {
        var place = tokens[i];
        for (var a = i + 1; a < tokens.Count && tokens[a].Start < sentence.End && tokens[a].Start - place.End <= (place.Term.IsBareSide ? 20 : HeadAfter); a++)
        {
            var gap = text.Slice(place.End, tokens[a].Start);
            if (gap.IndexOfAny(",.;:(") >= 0 || (tokens[a].Term.Word == TumorWord.Lobe && !tokens[a].Term.IsBareSide) || tokens[a].Term.Word == TumorWord.Organ || tokens[a].Term.Word == TumorWord.Metastasis)
            {
                break;
            }

            if (IsTumor(tokens[a]) && (!place.Term.IsBareSide || OnlyLung(tokens, i, a, gap)))
            {
                return tokens[a];
            }
        }

        for (var b = i - 1; b >= 0 && tokens[b].End > sentence.Start && place.Start - tokens[b].End <= (place.Term.IsBareSide ? 14 : IsLocated(text, sentence, place) ? HeadLocated : HeadBefore); b--)
        {
            var gap = text.Slice(tokens[b].End, place.Start);
            if (gap.IndexOfAny(".;") is var stop and >= 0 && stop + 1 < gap.Length && !char.IsDigit(gap[stop + 1]))
            {
                break;
            }

            if ((tokens[b].Term.Word == TumorWord.Lobe && !tokens[b].Term.IsBareSide) || (tokens[b].Term.Word == TumorWord.Organ && place.Term.IsBareSide))
            {
                break;
            }

            if (IsTumor(tokens[b]) && (!place.Term.IsBareSide || OnlyLung(tokens, b, i, gap)))
            {
                return tokens[b];
            }
        }

        return null;
    }

    // "Carcinoma of 5 cm in its greatest diameter, located in the right upper lobe".
    private static bool IsLocated(NarrativeText text, Sentence sentence, TumorToken place)
    {
        var before = text.Slice(Math.Max(sentence.Start, place.Start - 26), place.Start);
        foreach (var word in (ReadOnlySpan<string>)["located", "arising", "centered", "centred", "localizad", "situad", "ubicad", "con origen"])
        {
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTumor(TumorToken token) => token.Term.Word is TumorWord.Mass or TumorWord.Noun or TumorWord.Histology or TumorWord.LungCancer;

    // A bare side belongs to a tumour only when nothing but the lung stands between: "right lung mass", not "right thyroid nodule".
    private static bool OnlyLung(IReadOnlyList<TumorToken> tokens, int from, int to, ReadOnlySpan<char> gap)
    {
        for (var t = from + 1; t < to; t++)
        {
            if (tokens[t].Term.Word is not (TumorWord.Lung or TumorWord.Cue))
            {
                return false;
            }
        }

        return to - from > 1 || gap.Trim().IsEmpty || gap.Trim() is "-sided";
    }

    private static bool IsSecondary(NarrativeText text, IReadOnlyList<TermMatch> near, TumorToken head, TumorToken place)
    {
        var (first, last) = head.Start < place.Start ? (head.Start, place.End) : (place.Start, head.End);
        foreach (var cue in near)
        {
            if (cue.Entry.Id == "secondary" && cue.End > first - 14 && cue.Start < last + 10 && !(cue.Start > last && text.Slice(last, cue.Start).IndexOf(',') >= 0) && (cue.Start >= first || text.Slice(cue.End, first).IndexOfAny(",.;") < 0))
            {
                return true;
            }
        }

        return false;
    }

    private static TermMatch? Cue(IReadOnlyList<TermMatch> near, string id)
    {
        foreach (var cue in near)
        {
            if (cue.Entry.Id == id)
            {
                return cue;
            }
        }

        return null;
    }

    private static bool Adjacent(NarrativeText text, IReadOnlyList<TermMatch> near, string id, TumorToken place, int before, int after)
    {
        foreach (var cue in near)
        {
            if (cue.Entry.Id != id)
            {
                continue;
            }

            if (cue.Start >= place.End && cue.Start - place.End <= after && text.Slice(place.End, cue.Start).IndexOfAny(".;") < 0)
            {
                return true;
            }

            if (place.Start >= cue.End && place.Start - cue.End <= before && text.Slice(cue.End, place.Start).IndexOfAny(".;") < 0)
            {
                return true;
            }
        }

        return false;
    }
}
