using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Diagnosis;

/// <summary>Takes back diagnoses that the record itself takes back: the later one holds.</summary>
/// <remarks>"The diagnosis was changed to typical carcinoid" refutes every other type named before; "misdiagnosed with lung cancer" refutes what it names;
/// "initially diagnosed with NSCLC … final assessment: metastases of a pancreatic carcinoma" refutes the initial one.</remarks>
internal static class Revisions
{
    private const int CueReach = 80;
    private const string Refuted = "refuted";

    /// <summary>Marks what is taken back.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="tokens">Its words.</param>
    /// <param name="mentions">Its tumours, changed in place.</param>
    public static void Apply(NarrativeText text, IReadOnlyList<TumorToken> tokens, List<TumorMention> mentions)
    {
        var initial = -1;
        foreach (var token in tokens)
        {
            if (token.Term.Word != TumorWord.Cue)
            {
                continue;
            }

            switch (token.Term.Id)
            {
                case "initial":
                    initial = initial < 0 ? token.Start : initial;
                    break;
                case "refuted" when Following(text, mentions, token) is var wrong and >= 0:
                    mentions[wrong] = mentions[wrong] with { Withheld = Refuted };
                    break;
                case "revised" when Following(text, mentions, token) is var right and >= 0:
                    TakeBack(mentions, token.Start, mentions[right], from: 0);
                    break;
                case "final" when initial >= 0 && Final(text, mentions, token) is var last and >= 0:
                    TakeBack(mentions, token.Start, mentions[last], initial);
                    break;
                default:
                    break;
            }
        }
    }

    private static int Following(NarrativeText text, List<TumorMention> mentions, TumorToken cue)
    {
        var end = text.SentenceAt(cue.Start).End;
        return mentions.FindIndex(m => m.Start >= cue.End && m.Start - cue.End <= CueReach && m.Start < end);
    }

    private static int Final(NarrativeText text, List<TumorMention> mentions, TumorToken cue)
    {
        var sentence = text.SentenceAt(cue.Start);
        return mentions.FindLastIndex(m => m.Start >= sentence.Start && m.Start < sentence.End && m.Start >= cue.End);
    }

    private static void TakeBack(List<TumorMention> mentions, int before, TumorMention now, int from)
    {
        for (var i = 0; i < mentions.Count; i++)
        {
            var earlier = mentions[i];
            if (earlier.Start < before && earlier.Start >= from && earlier.Withheld is null && !Same(earlier, now) && (earlier.Organ is null or TumorMention.Lung || now.Organ == earlier.Organ))
            {
                mentions[i] = earlier with { Withheld = Refuted };
            }
        }
    }

    private static bool Same(TumorMention a, TumorMention b) => a.Term.Word == b.Term.Word && a.Term.Id == b.Term.Id && (a.Organ == b.Organ || a.Organ is null || b.Organ is null);
}
