using Navis.Personalize.Extraction.Narrative;
using Navis.Personalize.Extraction.Staging;

namespace Navis.Personalize.Extraction.Status;

/// <summary>Spread that no word for spread tells: in brackets behind a stage IV, or by cancer cells in a fluid.</summary>
internal static class SpreadByStage
{
    /// <summary>The organs in brackets behind a stage IV: <c>stage IVA (pleura)</c>, <c>EIV (óseo, hepático)</c>; each with the stage as the word that says spread.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="words">Words of the whole text.</param>
    public static IEnumerable<(SiteWord Organ, SiteWord Stage)> BehindStage(NarrativeText text, List<SiteWord> words)
    {
        var first = 0;
        foreach (var stage in StageGroupScanner.Scan(text.Text))
        {
            while (first < words.Count && words[first].Start < stage.End)
            {
                first++;
            }

            var open = stage.End < text.Text.Length && text.Text[stage.End] == ' ' ? stage.End + 1 : stage.End;
            if (!stage.Value.StartsWith("IV", StringComparison.Ordinal) || open >= text.Text.Length || text.Text[open] != '(' || text.Text.IndexOf(')', open) is not (>= 0 and var close) || close - open > 60)
            {
                continue;
            }

            for (var i = first; i < words.Count && words[i].End <= close; i++)
            {
                if (words[i].Role is SiteRole.Organ or SiteRole.Both && words[i].Distant && words[i].Id != "distant" && words[i].Start > open)
                {
                    yield return (words[i], new("stage", SiteRole.Spread, true, stage.Anchor, stage.End));
                }
            }
        }
    }

    /// <summary>Fluids in which the cells of the cancer were found: <c>Pleural fluid: malignant cells present</c>.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="words">Words of the whole text.</param>
    public static IEnumerable<(SiteWord Organ, SiteWord Cells)> Fluids(NarrativeText text, List<SiteWord> words)
    {
        foreach (var organ in words)
        {
            if (organ is not { Role: SiteRole.Organ, Id: "pleura" or "pericardium" } || !(IsFluid(text.Text.AsSpan(organ.End)) || text.Text.AsSpan(0, organ.Start).TrimEnd().EndsWith("líquido", StringComparison.OrdinalIgnoreCase) || text.Text.AsSpan(0, organ.Start).TrimEnd().EndsWith("derrame", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            foreach (var found in (ReadOnlySpan<string>)["malignant cells", "positive for malignan", "positive for adenocarcinoma", "positive for carcinoma", "metastatic adenocarcinoma", "metastatic carcinoma", "células malignas", "positivo para células", "positiva para células", "positivo para malignidad", "positiva para malignidad"])
            {
                var reach = IsSpecimen(text, organ) ? 170 : Math.Min(170, Math.Max(0, text.SentenceAt(organ.Start).End - organ.End));
                var at = text.Text.IndexOf(found, organ.End, Math.Min(reach, text.Text.Length - organ.End), StringComparison.OrdinalIgnoreCase);
                if (at >= 0)
                {
                    yield return (organ, new("cells", SiteRole.Spread, true, at, at + found.Length));
                    break;
                }
            }
        }
    }

    // "Specimen: Pleural fluid": the diagnosis stands in the lines below it.
    private static bool IsSpecimen(NarrativeText text, SiteWord organ)
    {
        var label = text.Slice(text.SentenceAt(organ.Start).Start, organ.Start);
        return label.Length < 60 && (label.Contains("specimen", StringComparison.OrdinalIgnoreCase) || label.Contains("source", StringComparison.OrdinalIgnoreCase) || label.Contains("muestra", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsFluid(ReadOnlySpan<char> after)
    {
        after = after.TrimStart();
        return after.StartsWith("fluid", StringComparison.OrdinalIgnoreCase) || after.StartsWith("effusion", StringComparison.OrdinalIgnoreCase);
    }
}
