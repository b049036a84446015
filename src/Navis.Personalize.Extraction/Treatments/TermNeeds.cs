using System.Buffers;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>Whether ambiguous words count as a treatment where they stand.</summary>
internal static class TermNeeds
{
    private static readonly SearchValues<string> RegimenWords = Any("regimen", "chemo", "cycle", "protocol", "scheme", "esquema", "ciclo", "quimio", "régimen", "pauta", "zyklen", "doublet");
    private static readonly SearchValues<string> TrialUse = Any("regimen", "protocol", "style", "schema", " arm");
    private static readonly SearchValues<string> GrayWords = Any("Gy", "fraction", "sesion", "fraccion", "hypofract", "palliat", "paliativ", "whole brain");
    private static readonly SearchValues<string> CancerWords = Any("lung", "pulm", "tumor", "tumour", "nodul", "nódul", "lesion", "lesión", "metast", "cancer", "cáncer", "carcin", "neoplas", "mass ", "nsclc", "lobe", "adjuvant", "adyuvan", "chemo", "quimio", "radi", "liver", "hepat", "stage", "estadio", "oncolog", "malign");
    private static readonly SearchValues<string> CranialWords = Any("cranial", "brain", "irradiat", "prophyla", " gy", "radiat", "radio", "profil", "craneal", "cerebr");

    private static readonly SearchValues<string> LocalWords = Any("pleurodes", "talcaje", "sclerosis", "esclerosis", "instill", "instila", "intrapleural", "intrapericard", "perfusion of");

    /// <summary>True when nothing is needed, or what is needed stands there.</summary>
    /// <param name="text">Whole text.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="words">Words of the sentence.</param>
    /// <param name="at">Index of the word.</param>
    public static bool Met(string text, Sentence sentence, ReadOnlySpan<TreatmentWord> words, int at)
    {
        var word = words[at];
        if (word.Term.IsLookAlike || OtherUse(text, sentence, word) || LocalUse(text, sentence, word))
        {
            return false;
        }

        var whole = text.AsSpan(sentence.Start, sentence.End - sentence.Start);
        return word.Term.Needs switch
        {
            Needs.Nothing or Needs.Enrolled => true,
            Needs.Company => Company(text, sentence, words, at),
            Needs.Regimen => Around(text, sentence, word, 28).ContainsAny(RegimenWords),
            Needs.Trial => Around(text, sentence, word, 24).ContainsAny(TrialUse) || text.AsSpan(sentence.Start, word.Start - sentence.Start).TrimEnd() is [.., 'p', 'e', 'r'],
            Needs.Gray => whole.ContainsAny(GrayWords) || Beside(text, words, at),
            Needs.Dose => DoseStart(text, sentence, word.Start) < word.Start && !OtherRadiation(words, at),
            Needs.Cranial => whole.ContainsAny(CranialWords),
            Needs.Cancer or Needs.Given => whole.ContainsAny(CancerWords),
        };
    }

    /// <summary>Start of the number in front of a unit (<c>55 Gy</c>), or the unit's own start when there is none.</summary>
    /// <param name="text">Whole text.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="unit">Start of the unit.</param>
    public static int DoseStart(string text, Sentence sentence, int unit)
    {
        var at = unit;
        while (at > sentence.Start && text[at - 1] is ' ' or '-' or '\u00a0')
        {
            at--;
        }

        var end = at;
        while (at > sentence.Start && (char.IsAsciiDigit(text[at - 1]) || (text[at - 1] is '.' or ',' && at - 1 > sentence.Start && char.IsAsciiDigit(text[at - 2]))))
        {
            at--;
        }

        return at < end ? at : unit;
    }

    private static bool OtherUse(string text, Sentence sentence, TreatmentWord word)
    {
        if (word.Term.NotWith.IsEmpty)
        {
            return false;
        }

        var around = Around(text, sentence, word, 70);
        foreach (var other in word.Term.NotWith)
        {
            var found = around.IndexOf(other, other.Length <= 3 ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
            if (found >= 0 && (found == 0 || !char.IsLetter(around[found - 1])))
            {
                return true;
            }
        }

        return false;
    }

    // "Pleurodesis with cisplatin" seals a space; it is no systemic treatment.
    private static bool LocalUse(string text, Sentence sentence, TreatmentWord word)
    {
        if (!IsDrug(word))
        {
            return false;
        }

        var before = text.AsSpan(sentence.Start, word.Start - sentence.Start);
        before = before[Math.Max(0, before.Length - 34)..];
        return (before.EndsWith(" with ", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" con ", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" of ", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" de ", StringComparison.OrdinalIgnoreCase))
            && before.ContainsAny(LocalWords) && !before.ContainsAny(',', ';', '.');
    }

    // A short name counts beside a drug: "carbo/pem", "gem + cis", "carbo AUC 5".
    private static bool Company(string text, Sentence sentence, ReadOnlySpan<TreatmentWord> words, int at)
    {
        var word = words[at];
        return (at > 0 && IsDrug(words[at - 1]) && Touch(text, words[at - 1].End, word.Start))
            || (at + 1 < words.Length && IsDrug(words[at + 1]) && Touch(text, word.End, words[at + 1].Start))
            || (at > 1 && words[at - 1].Role == CueRole.Join && IsFullDrug(words[at - 2]) && words[at - 1].Start - words[at - 2].End <= 1)
            || (at + 2 < words.Length && words[at + 1].Role == CueRole.Join && IsFullDrug(words[at + 2]) && words[at + 2].Start - words[at + 1].End <= 1 && words[at + 1].Start - word.End <= 1)
            || text.AsSpan(word.End, Math.Min(5, sentence.End - word.End)).TrimStart().StartsWith("AUC", StringComparison.Ordinal);
    }

    private static bool IsDrug(TreatmentWord word) => !word.Term.Targets.IsEmpty && word.Term.Targets[0].Type == "systemic";

    private static bool IsFullDrug(TreatmentWord word) => IsDrug(word) && word.Term.Needs == Needs.Nothing;

    private static bool Touch(string text, int from, int to) =>
        to - from <= 3 && to > from && text.AsSpan(from, to - from).Trim() is "/" or "+" or "&" or "-" or ",";

    private static bool Beside(string text, ReadOnlySpan<TreatmentWord> words, int at)
    {
        for (var i = Math.Max(0, at - 2); i < Math.Min(words.Length, at + 3); i++)
        {
            var gap = i < at ? words[at].Start - words[i].End : words[i].Start - words[at].End;
            if (i != at && words[i].Role is null && !words[i].Term.Targets.IsEmpty && words[i].Term.Targets[0].Type is "systemic" && gap <= 14)
            {
                return true;
            }
        }

        return false;
    }

    private static bool OtherRadiation(ReadOnlySpan<TreatmentWord> words, int at)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (i != at && !words[i].Term.Targets.IsEmpty && words[i].Term.Targets[0].Type == "radiation" && (words[i].Term.Needs != Needs.Dose || i < at))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Around(string text, Sentence sentence, TreatmentWord word, int reach)
    {
        var from = Math.Max(sentence.Start, word.Start - reach);
        return text.AsSpan(from, Math.Min(sentence.End, word.End + reach) - from);
    }

    private static SearchValues<string> Any(params ReadOnlySpan<string> words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
