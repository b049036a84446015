using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Decisions;

/// <summary>Which record decides when two describe one specimen differently: an amended report before the first one, the resection before the biopsy, the report before a letter.</summary>
internal static class RecordStrength
{
    private const int Resection = 1;
    private const int Letter = 3;

    /// <summary>The kinds that a specimen settles.</summary>
    private static readonly FactKind[] OfSpecimen =
    [
        FactKind.Histology, FactKind.T, FactKind.N, FactKind.StageGroup, FactKind.TumorSize, FactKind.Grade, FactKind.Margins, FactKind.NodesExamined, FactKind.NodesPositive,
        FactKind.LymphovascularInvasion, FactKind.VisceralPleuralInvasion, FactKind.Stas, FactKind.PerineuralInvasion, FactKind.PathologicResponse,
    ];

    /// <summary>Values of an amended report withhold other values of the report that it amends.</summary>
    public static void Amended(Weighing weighing)
    {
        foreach (var amended in weighing.Documents.Where(static d => d.IsAmended))
        {
            var replaced = weighing.Documents.Where(d => !d.IsAmended && d.Source.Kind == amended.Source.Kind && d.MayShareSpecimen(amended) && !EventDistance.IsBefore(amended.Source.Date, d.Source.Date)
                && !EventDistance.IsBeyond(d.Source.Date, amended.Source.Date, weighing.Content.SameEventMonths)).ToHashSet();
            if (replaced.Count == 0)
            {
                continue;
            }

            foreach (var news in weighing.Facts.FindAll(f => f.Holds && f.Documents.Contains(amended) && (f.Kind is FactKind.Biomarker || !FieldKey.IsManyValued(f.Kind))).ToLookup(FieldKey.Of))
            {
                foreach (var old in weighing.Of(news.Key.Kind).FindAll(f => f.Holds && FieldKey.Of(f) == news.Key && f.Documents.TrueForAll(replaced.Contains)))
                {
                    if (!news.Any(f => string.Equals(f.Value, old.Value, StringComparison.Ordinal)))
                    {
                        weighing.Flag(ProfileNames.Field(old), news.Append(old), news.First(), RuleIds.AmendedReport, Weighing.Told(news.Append(old)));
                        old.Withhold(RuleIds.AmendedReport);
                    }
                }
            }
        }
    }

    /// <summary>A reviewer's correction withholds every other value of its field; of a many-valued kind only the same words with another status or qualifier.</summary>
    public static void Corrected(Weighing weighing)
    {
        foreach (var correction in weighing.Facts.FindAll(static f => f.Holds && f.Origin is FactOrigin.Corrected))
        {
            foreach (var other in weighing.Of(correction.Kind))
            {
                if (other.Origin is not FactOrigin.Corrected && FieldKey.Of(other) == FieldKey.Of(correction)
                    && (!FieldKey.IsManyValued(other.Kind) || other.Kind is FactKind.Biomarker || other.Evidence.Exists(correction.Evidence.Contains)))
                {
                    other.Withhold(RuleIds.ReviewerCorrected);
                }
            }
        }
    }

    /// <summary>A stronger record withholds other values of weaker ones that look at the same event.</summary>
    public static void Ranked(Weighing weighing)
    {
        foreach (var kind in OfSpecimen)
        {
            var facts = weighing.Holding(kind);
            if (facts.Count < 2)
            {
                continue;
            }

            foreach (var weak in facts.OrderByDescending(static f => f.Rank))
            {
                if (facts.Find(strong => strong.Holds && Decides(weighing, strong, weak)) is { } strong)
                {
                    var rule = strong.Rank == Resection && (weak.Rank != Letter || kind is FactKind.TumorSize) ? RuleIds.ResectionOutranksBiopsy : RuleIds.ReportOutranksRestatement;
                    weighing.Flag(ProfileNames.Field(weak), [strong, weak], strong, rule, Weighing.Told([strong, weak]));
                    weak.Withhold(rule);
                }
            }
        }
    }

    private static bool Decides(Weighing weighing, FactDraft strong, FactDraft weak) =>
        strong.Rank < weak.Rank && strong.Rank < Letter
        && !string.Equals(strong.Value, weak.Value, StringComparison.Ordinal)
        && FieldKey.Of(strong) == FieldKey.Of(weak)
        && !FieldKey.EditionsDiffer(strong, weak)
        && strong.Kind switch
        {
            // A clinical category is the clinic's own: no pathology report decides over it.
            FactKind.T or FactKind.N or FactKind.StageGroup => strong.Qualifiers.Basis is "pathologic",
            FactKind.Histology => weak.Value is not "small-cell-carcinoma" && strong.Value is not "small-cell-carcinoma",
            _ => true,
        }
        && !EventDistance.IsBeyond(strong.DateOrRecord, weak.Date ?? strong.DateOrRecord, weighing.Content.SameEventMonths);
}
