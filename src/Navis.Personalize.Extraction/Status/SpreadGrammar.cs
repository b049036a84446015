using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Status;

/// <summary>Which organs a word for spread speaks of.</summary>
internal static class SpreadGrammar
{
    private static readonly string[] Doubt = ["suspicious for", "consistent with", "concerning for", "compatible with", "worrisome for", "represent", "likely", "suggestive of", "compatible con", "sugestiv", "sospechos", "compatibles con", "metastá", "due to", "secondary to"];

    /// <summary>The organs tied to the word at an index: in front (<c>brain and liver metastases</c>), behind (<c>metastases to the brain</c>),
    /// by their lesions (<c>liver lesions consistent with metastases</c>), or as the specimen (<c>Liver, biopsy: metastatic adenocarcinoma</c>).</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="sentence">Sentence of the word.</param>
    /// <param name="words">Words of the whole text.</param>
    /// <param name="at">Index of the word.</param>
    public static List<SiteWord> Organs(NarrativeText text, Sentence sentence, ReadOnlySpan<SiteWord> words, int at)
    {
        List<SiteWord> found = [];
        Front(text.Text, sentence, words, at, found);
        var front = found.Count;
        Behind(text.Text, sentence, words, at, found, front);
        if (found.Count == 0)
        {
            Lesions(text.Text, sentence, words, at, found);
        }

        if (found.Count == 0)
        {
            Specimen(text.Text, sentence, words, at, found);
        }

        if (found.Count == 0)
        {
            Head(text.Text, sentence, words, at, found);
        }

        found.RemoveAll(w => w.Id == "regional-node" || (w.Id == "distant" && found.Count > 1));
        return found;
    }

    private static void Front(string text, Sentence sentence, ReadOnlySpan<SiteWord> words, int at, List<SiteWord> found)
    {
        var next = words[at].Start;
        var adjacent = true;
        for (var i = at - 1; i >= 0 && words[i].End > sentence.Start; i--)
        {
            if (!Plain(text, words[i].End, next) || words[i].Role is not (SiteRole.Organ or SiteRole.Link or SiteRole.Lesion))
            {
                return;
            }

            // Only joined organs reach further back: "liver and bone metastases", not "the brain with metastases".
            if (words[i].Role == SiteRole.Organ)
            {
                found.Insert(0, words[i]);
            }
            else if (words[i].Role == SiteRole.Lesion || !IsJoin(text, words[i]))
            {
                if (!adjacent || words[i].Role == SiteRole.Lesion || !IsSide(text, words[i]))
                {
                    return;
                }
            }

            adjacent = words[i].Role == SiteRole.Organ;
            next = words[i].Start;
        }
    }

    private static void Behind(string text, Sentence sentence, ReadOnlySpan<SiteWord> words, int at, List<SiteWord> found, int front)
    {
        var last = words[at].End;
        var linked = false;
        var spanish = words[at].Id == "m1" || text.AsSpan(words[at].Start, words[at].End - words[at].Start).Contains('á');
        for (var i = at + 1; i < words.Length && words[i].Start < sentence.End; i++)
        {
            if (!Plain(text, last, words[i].Start))
            {
                return;
            }

            if (words[i].Role == SiteRole.Link)
            {
                linked |= IsPreposition(text, words[i]);
            }
            else if (words[i].Role == SiteRole.Organ)
            {
                // English needs a preposition ("metastases to the liver") or a lesion behind ("metastatic bone lesions"); "metastatic lung cancer" has neither.
                if (!linked && !spanish && found.Count == front && !(i + 1 < words.Length && words[i + 1].Role == SiteRole.Lesion && words[i + 1].Start - words[i].End <= 1) && !FollowedByDisease(text, words[i]))
                {
                    return;
                }

                if (front == 0 || linked)
                {
                    found.Add(words[i]);
                }
            }
            else
            {
                return;
            }

            last = words[i].End;
        }
    }

    private static void Lesions(string text, Sentence sentence, ReadOnlySpan<SiteWord> words, int at, List<SiteWord> found)
    {
        var before = text.AsSpan(Math.Max(sentence.Start, words[at].Start - 40), words[at].Start - Math.Max(sentence.Start, words[at].Start - 40));
        var doubt = false;
        foreach (var phrase in Doubt)
        {
            doubt |= before.Contains(phrase, StringComparison.OrdinalIgnoreCase);
        }

        var lesion = false;
        for (var i = at - 1; doubt && i >= 0 && words[i].Start >= sentence.Start && words[at].Start - words[i].End < 110; i--)
        {
            lesion |= words[i].Role == SiteRole.Lesion;
            if (words[i].Role == SiteRole.Organ && words[i].Id is not ("regional-node" or "lung" or "distant") && (lesion || LesionFollows(words, i, at)))
            {
                found.Add(words[i]);
                return;
            }
        }
    }

    private static bool LesionFollows(ReadOnlySpan<SiteWord> words, int organ, int spread)
    {
        for (var i = organ + 1; i < spread; i++)
        {
            if (words[i].Role == SiteRole.Lesion)
            {
                return true;
            }
        }

        return false;
    }

    private static void Specimen(string text, Sentence sentence, ReadOnlySpan<SiteWord> words, int at, List<SiteWord> found)
    {
        var head = text.AsSpan(sentence.Start, words[at].Start - sentence.Start);
        var colon = head.IndexOf(':');
        if (colon < 0 || !(head[..colon].Contains("biops", StringComparison.OrdinalIgnoreCase) || head[..colon].Contains("excision", StringComparison.OrdinalIgnoreCase) || head[..colon].Contains("resection", StringComparison.OrdinalIgnoreCase) || head[..colon].Contains("aspirat", StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        for (var i = at - 1; i >= 0 && words[i].Start >= sentence.Start; i--)
        {
            if (words[i].Role == SiteRole.Organ && words[i].Start - sentence.Start < 25 && words[i].Id is not ("regional-node" or "lung" or "distant"))
            {
                found.Add(words[i]);
                return;
            }
        }
    }

    // "Brain MRI: three metastases": the scan of one organ tells of that organ.
    private static void Head(string text, Sentence sentence, ReadOnlySpan<SiteWord> words, int at, List<SiteWord> found)
    {
        var head = text.AsSpan(sentence.Start, words[at].Start - sentence.Start);
        var colon = head.IndexOf(':');
        if (colon is < 0 or > 40 || head.Length - colon > 60 || head[(colon + 1)..].IndexOfAny(".;") >= 0)
        {
            return;
        }

        head = head[..colon];
        if (head.Contains("brain", StringComparison.OrdinalIgnoreCase) || head.Contains("cerebral", StringComparison.OrdinalIgnoreCase) || head.Contains("craneal", StringComparison.OrdinalIgnoreCase) || head.Contains("head", StringComparison.OrdinalIgnoreCase))
        {
            found.Add(new("brain", SiteRole.Organ, true, sentence.Start, sentence.Start + colon));
        }
    }

    // Nothing but blanks, commas, brackets and hyphens between two words of a list.
    private static bool Plain(string text, int from, int to)
    {
        if (to < from || to - from > 4)
        {
            return false;
        }

        foreach (var c in text.AsSpan(from, to - from))
        {
            if (!char.IsWhiteSpace(c) && c is not (',' or '/' or '-' or '(' or ')'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsJoin(string text, SiteWord word) => text.AsSpan(word.Start, word.End - word.Start) is "and" or "y" or "e" or "or" or "o" or "und" or "AND" or "Y";

    private static bool IsSide(string text, SiteWord word) => text.AsSpan(word.Start, word.End - word.Start) is not ("to" or "in" or "of" or "with" or "con" or "to the" or "in the" or "of the" or "at" or "from" or "de" or "en");

    private static bool IsPreposition(string text, SiteWord word) => text.AsSpan(word.Start, word.End - word.Start) is not ("and" or "y" or "e" or "or" or "o" or "und" or "multiple" or "several" or "with" or "con");

    private static bool FollowedByDisease(string text, SiteWord word)
    {
        var after = text.AsSpan(word.End).TrimStart();
        return after.StartsWith("disease", StringComparison.OrdinalIgnoreCase) || after.StartsWith("involvement", StringComparison.OrdinalIgnoreCase) || after.StartsWith("spread", StringComparison.OrdinalIgnoreCase) || after.StartsWith("deposit", StringComparison.OrdinalIgnoreCase);
    }
}
