using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>Reads every name of a tumour in a narrative and says where the tumour began.</summary>
/// <remarks>The organ is looked for in the name itself ("rectal adenocarcinoma", "carcinoma of the left breast"), then in words of origin
/// ("of colonic origin"), then in the sample or lesion that the sentence or its heading names ("LUNG, RIGHT LOWER LOBE, LOBECTOMY:").</remarks>
internal sealed class TumorMentions(TumorLexicon lexicon, IContextEngine context)
{
    private const int NameGap = 34;
    private const int OriginGap = 24;

    /// <summary>Tokens and mentions of a text, in order.</summary>
    /// <param name="text">Narrative.</param>
    public (IReadOnlyList<TumorToken> Tokens, List<TumorMention> Mentions) Read(NarrativeText text)
    {
        var tokens = lexicon.Find(text.Text);
        var mentions = new List<TumorMention>();
        for (var i = 0; i < tokens.Count;)
        {
            var sentence = text.SentenceAt(tokens[i].Start);
            var last = i;
            while (last + 1 < tokens.Count && tokens[last + 1].Start < Math.Max(sentence.End, sentence.Start + 1))
            {
                last++;
            }

            Sentence(text, sentence, tokens, i, last, mentions);
            i = last + 1;
        }

        Revisions.Apply(text, tokens, mentions);
        return (tokens, mentions);
    }

    private void Sentence(NarrativeText text, Sentence sentence, IReadOnlyList<TumorToken> tokens, int first, int last, List<TumorMention> mentions)
    {
        for (var i = first; i <= last; i++)
        {
            var head = tokens[i];
            if (!head.Term.IsHead || IsNamedAfter(tokens, i, last) || (head.Term.NeedsLabel && !IsLabelled(text, tokens, i, first, last)))
            {
                continue;
            }

            var (organ, linked, other) = Organ(text, sentence, tokens, i, first, last);
            if (head.Term.Word == TumorWord.Noun && organ is null)
            {
                continue;
            }

            // "lung tumors were metastatic foci": a bare "tumour" in the lung is a place, not the name of a lung cancer.
            if (head.Term.Word == TumorWord.Noun && organ == TumorMention.Lung && !IsCancerWord(text, head))
            {
                continue;
            }

            mentions.Add(new(head.Start, head.End, head.Term, organ, Context(text, head))
            {
                IsLinked = linked,
                NameStart = Math.Min(head.Start, other.Start),
                NameEnd = Math.Max(head.End, other.End),
            });
        }
    }

    private Assertion Context(NarrativeText text, TumorToken head) => context.Judge(text, head.Start, head.End).Assertion;

    private static bool IsNamedAfter(IReadOnlyList<TumorToken> tokens, int i, int last) =>
        i < last && tokens[i + 1].IsCue("named-after") && tokens[i + 1].Start - tokens[i].End <= 2;

    // "Histologic type: SQUAMOUS CELL", "squamous histology", "transformation to small cell".
    private static bool IsLabelled(NarrativeText text, IReadOnlyList<TumorToken> tokens, int i, int first, int last)
    {
        for (var c = Math.Max(0, first - 1); c <= last; c++)
        {
            var before = tokens[i].Start - tokens[c].End;
            var after = tokens[c].Start - tokens[i].End;
            if ((tokens[c].IsCue("histology-label") && ((before is >= 0 and <= 60 && text.Slice(tokens[c].End, tokens[i].Start).IndexOf('.') < 0) || after is >= 0 and <= 3))
                || (tokens[c].IsCue("transformation") && (before is >= 0 and <= 30 || after is >= 0 and <= 3)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCancerWord(NarrativeText text, TumorToken head)
    {
        var word = text.Slice(head.Start, head.End);
        return !(word.StartsWith("tumor", StringComparison.OrdinalIgnoreCase) || word.StartsWith("tumour", StringComparison.OrdinalIgnoreCase) || word.StartsWith("primary", StringComparison.OrdinalIgnoreCase));
    }

    private static (string? Organ, bool Linked, TumorToken Other) Organ(NarrativeText text, Sentence sentence, IReadOnlyList<TumorToken> tokens, int i, int first, int last)
    {
        var head = tokens[i];
        if (head.Term.Word == TumorWord.Disease)
        {
            return (head.Term.Id, true, head);
        }

        if (head.Term.Word == TumorWord.LungCancer || head.Term.ImpliesLung)
        {
            return (TumorMention.Lung, true, head);
        }

        if (Named(text, tokens, i, first, last) is { } named)
        {
            return (OrganOf(named), true, named);
        }

        if (Origin(tokens, first, last, head) is { } origin)
        {
            return (origin, true, head);
        }

        // A common noun without an organ in its name is no name of a tumour.
        if (head.Term.Word == TumorWord.Noun)
        {
            return (null, false, head);
        }

        return (Sample(tokens, first, i) ?? Heading(tokens, first, sentence) ?? Sample(tokens, last, i), false, head);
    }

    // "lung adenocarcinoma", "transverse colon cancer"; "carcinoma of the left breast", "adenocarcinoma, right upper lobe".
    private static TumorToken? Named(NarrativeText text, IReadOnlyList<TumorToken> tokens, int i, int first, int last)
    {
        for (var b = i - 1; b >= first && tokens[i].Start - tokens[b].End <= NameGap; b--)
        {
            if (!Joins(text.Slice(tokens[b].End, tokens[i].Start), before: true) || tokens[b].Term.Word is TumorWord.Metastasis)
            {
                break;
            }

            if (OrganOf(tokens[b]) is not null && !IsPlaceOfSpread(text, tokens[i], tokens[b]))
            {
                return tokens[b];
            }
        }

        for (var a = i + 1; a <= last && tokens[a].Start - tokens[i].End <= NameGap; a++)
        {
            var gap = text.Slice(tokens[i].End, tokens[a].Start);
            gap = gap.StartsWith(". ") && text.Slice(tokens[i].Start, tokens[i].End).Equals("ca", StringComparison.OrdinalIgnoreCase) ? gap[1..] : gap; // "Ca. de mama"
            if (!Joins(gap, before: false) || tokens[a].Term.Word is TumorWord.Metastasis || (Reaches(gap) && OrganOf(tokens[a]) is not (null or TumorMention.Lung)))
            {
                break;
            }

            if (OrganOf(tokens[a]) is not null && !IsPlaceOfSpread(text, tokens[i], tokens[a]))
            {
                return tokens[a];
            }
        }

        return null;
    }

    // "Tumor in the liver", "pleural tumor": where a tumour sits, in an organ to which lung cancer spreads, is not where it began.
    private static bool IsPlaceOfSpread(NarrativeText text, TumorToken head, TumorToken organ) =>
        head.Term.Word == TumorWord.Noun && organ.Term is { Word: TumorWord.Organ, IsSpreadSite: true } && !IsCancerWord(text, head);

    // "Carcinoma involving the pleura": it grows there and began elsewhere.
    private static bool Reaches(ReadOnlySpan<char> gap)
    {
        foreach (var verb in (ReadOnlySpan<string>)["involv", "invad", "infiltr", "extend", "abut", "adher", "encas", "compress", "erod", "cross", "reach", "afecta", "engloba", "contacta", "extiende"])
        {
            if (gap.Contains(verb, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? OrganOf(TumorToken token) => token.Term.Word switch
    {
        TumorWord.Organ => token.Term.Id,
        TumorWord.Lung => TumorMention.Lung,
        TumorWord.Lobe when !token.Term.IsBareSide => TumorMention.Lung,
        _ => null,
    };

    // Between organ and name: before it only words that describe ("transverse colon cancer"); after it a preposition, comma or bracket that places
    // ("carcinoma of the left breast", "adenocarcinoma, right upper lobe"), or nothing ("adenocarcinoma pulmonar"). No clause boundary, no "and", no spread.
    private static bool Joins(ReadOnlySpan<char> gap, bool before)
    {
        if (gap.IndexOfAny('.', ';', ':') >= 0 || (before && gap.IndexOfAny('\n', ')', ',') >= 0))
        {
            return false;
        }

        var words = 0;
        var places = gap.IndexOfAny(',', '(') >= 0;
        foreach (var range in gap.SplitAny(' ', '-', ',', '(', '\n', '\t', '/'))
        {
            var word = gap[range];
            if (word.IsEmpty)
            {
                continue;
            }

            words++;
            places |= Places(word);
            if (Breaks(word) || (before && Places(word)))
            {
                return false;
            }
        }

        return words == 0 || (before ? words <= 3 : words <= 5 && places);
    }

    private static bool Breaks(ReadOnlySpan<char> word) => Is(word, "and") || Is(word, "with") || Is(word, "to") || Is(word, "y") || Is(word, "con") || Is(word, "or") || Is(word, "versus")
        || Is(word, "was") || Is(word, "is") || Is(word, "were") || Is(word, "from") || Is(word, "by") || Is(word, "at") || Is(word, "no") || Is(word, "but") || Is(word, "after") || Is(word, "und") || Is(word, "en")
        || Is(word, "showed") || Is(word, "shows") || Is(word, "showing") || Is(word, "revealed") || Is(word, "revealing") || Is(word, "demonstrated") || Is(word, "confirmed") || Is(word, "found") || Is(word, "mostró") || Is(word, "muestra") || Is(word, "reveló") || Is(word, "confirmó") || Is(word, "evidenció");

    private static bool Places(ReadOnlySpan<char> word) => Is(word, "of") || Is(word, "in") || Is(word, "the") || Is(word, "de") || Is(word, "del") || Is(word, "la") || Is(word, "der") || Is(word, "des")
        || Is(word, "van") || Is(word, "right") || Is(word, "left") || Is(word, "derecho") || Is(word, "izquierdo") || Is(word, "her") || Is(word, "his") || Is(word, "involving") || Is(word, "el") || Is(word, "a") || Is(word, "nivel");

    private static bool Is(ReadOnlySpan<char> word, ReadOnlySpan<char> other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    // "consistent with colonic origin", "lung primary", "originating from the pancreas", "de origen pulmonar".
    private static string? Origin(IReadOnlyList<TumorToken> tokens, int first, int last, TumorToken head)
    {
        for (var c = first; c <= last; c++)
        {
            if (!tokens[c].IsCue("origin"))
            {
                continue;
            }

            foreach (var o in (ReadOnlySpan<int>)[c - 1, c + 1])
            {
                if (o >= first && o <= last && OrganOf(tokens[o]) is { } organ && Distance(tokens[c], tokens[o]) <= OriginGap && Distance(tokens[c], head) <= 90)
                {
                    return organ;
                }
            }
        }

        return null;
    }

    private static int Distance(TumorToken a, TumorToken b) => a.Start < b.Start ? b.Start - a.End : a.Start - b.End;

    // The sample or lesion that the sentence names, nearest to the head on the side of `from`.
    private static string? Sample(IReadOnlyList<TumorToken> tokens, int from, int i)
    {
        var step = from <= i ? -1 : 1;
        for (var s = i + step; step < 0 ? s >= from : s <= from; s += step)
        {
            var term = tokens[s].Term;
            if (term.Word is TumorWord.Lung or TumorWord.LungSample || (term.Word == TumorWord.Lobe && !term.IsBareSide))
            {
                return TumorMention.Lung;
            }

            if (term.Word == TumorWord.Organ && !term.IsSpreadSite)
            {
                return term.Id;
            }
        }

        return null;
    }

    private static string? Heading(IReadOnlyList<TumorToken> tokens, int first, Sentence sentence)
    {
        for (var h = first - 1; h >= 0 && tokens[h].End > sentence.HeadingStart && sentence.HeadingEnd > 0; h--)
        {
            if (tokens[h].Start < sentence.HeadingEnd && OrganOf(tokens[h]) is { } organ && !tokens[h].Term.IsSpreadSite)
            {
                return organ;
            }
        }

        return null;
    }
}
