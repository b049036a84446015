using System.Globalization;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Web.Components;

/// <summary>A fact in one line, in the clinicians' words.</summary>
internal static class FactWords
{
    public static string Name(Fact fact, AnswerLabels labels) => fact.Kind switch
    {
        FactKind.Biomarker => fact.Qualifiers.Gene is { } gene ? labels.Find("gene." + gene, Audience.Clinician) ?? gene : "Biomarker",
        FactKind.Treatment => "Treatment",
        _ => labels.Find("field." + fact.Kind.Name(), Audience.Clinician) ?? fact.Kind.Name(),
    };

    public static string Value(Fact fact, AnswerLabels labels)
    {
        var q = fact.Qualifiers;
        string?[] parts =
        [
            q.Prefix is null ? null : q.Prefix + "-",
            Word(fact.Kind, fact.Value, labels),
            q.Alteration is null or "any" ? null : labels.Find("value.alteration." + q.Alteration, Audience.Clinician) ?? q.Alteration,
            q.Partner is null ? null : $"with {q.Partner}",
            Amount(q),
            q.Specimen is null ? null : $"in {q.Specimen}",
            q.Basis is null or "unspecified" ? null : q.Basis,
            q.Edition is null ? null : $"edition {q.Edition}",
            q.Setting, q.Status,
            q.Start is { } start ? $"from {start}" : null,
            q.End is { } end ? $"to {end}" : null,
            q.Sites.IsEmpty ? null : string.Join(", ", q.Sites),
        ];
        return string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    public static string Word(FactKind kind, string value, AnswerLabels labels) =>
        labels.Find($"value.{kind.Name()}.{value}", Audience.Clinician) ?? labels.Find("state." + value, Audience.Clinician) ?? labels.Find("value." + value, Audience.Clinician) ?? value.Replace('-', ' ');

    private static string? Amount(Qualifiers q) => q.Quantity is not { } quantity ? null : string.Create(
        CultureInfo.InvariantCulture, $"{q.Comparator}{quantity}{(q.QuantityHigh is { } high ? $"–{high}" : "")}{(q.Unit is null or "%" ? q.Unit : " " + q.Unit)}{(q.Score is null ? "" : $" {q.Score}")}");
}
