using System.Globalization;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Web.Components;

/// <summary>A fact in one line, in the words of the one who reads it.</summary>
internal static class FactWords
{
    public static string Name(Fact fact, AnswerLabels labels, Audience audience = Audience.Clinician) => fact.Kind switch
    {
        FactKind.Biomarker => fact.Qualifiers.Gene is { } gene ? labels.Find("gene." + gene, audience) ?? gene : "Biomarker",
        FactKind.Treatment when audience is not Audience.Patient => "Treatment",
        _ => labels.Find("field." + fact.Kind.Name(), audience) ?? fact.Kind.Name(),
    };

    public static string Value(Fact fact, AnswerLabels labels, Audience audience = Audience.Clinician)
    {
        var q = fact.Qualifiers;
        var clinical = audience is not Audience.Patient;
        string?[] parts =
        [
            q.Prefix is null || !clinical ? null : q.Prefix + "-",
            fact.Kind is FactKind.Treatment ? labels.Find("treatment." + fact.Value, audience) ?? fact.Value.Replace('-', ' ') : Word(fact.Kind, fact.Value, labels, audience),
            q.Alteration is null or "any" ? null : labels.Find("value.alteration." + q.Alteration, audience) ?? q.Alteration,
            q.Partner is null ? null : $"with {q.Partner}",
            Amount(q),
            q.Specimen is null || !clinical ? null : $"in {q.Specimen}",
            q.Basis is null or "unspecified" || !clinical ? null : q.Basis,
            q.Edition is null || !clinical ? null : $"edition {q.Edition}",
            q.Setting is null ? null : labels.Find("value.setting." + q.Setting, audience) ?? (clinical ? q.Setting : null),
            q.Status is null ? null : labels.Find("value.now." + q.Status, audience) ?? (clinical ? q.Status : null),
            q.Start is { } start ? $"from {start}" : null,
            q.End is { } end ? $"to {end}" : null,
            q.Sites.IsEmpty ? null : string.Join(", ", q.Sites),
        ];
        return string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    /// <summary>The value of a result in plain words, without what only the team reads.</summary>
    public static string Plain(Fact fact, AnswerLabels labels)
    {
        var q = fact.Qualifiers;
        if (Amount(q) is { } amount && q.Alteration is null or "any")
        {
            return amount;
        }

        var change = fact.Kind is not FactKind.Biomarker || fact.Value is not BiomarkerStatus.Detected || q.Alteration is null or "any" ? null : labels.Find("value.alteration." + q.Alteration, Audience.Patient) ?? q.Alteration;
        string?[] parts = [change ?? Word(fact.Kind, fact.Value, labels, Audience.Patient), q.Partner is null ? null : $"({q.Partner})"];
        return string.Join(" ", parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    public static string Word(FactKind kind, string value, AnswerLabels labels, Audience audience = Audience.Clinician) =>
        labels.Find($"value.{kind.Name()}.{value}", audience) ?? labels.Find("state." + value, audience) ?? labels.Find("value." + value, audience) ?? value.Replace('-', ' ');

    private static string? Amount(Qualifiers q) => q.Quantity is not { } quantity ? null : string.Create(
        CultureInfo.InvariantCulture, $"{q.Comparator}{quantity}{(q.QuantityHigh is { } high ? $"–{high}" : "")}{(q.Unit is null or "%" ? q.Unit : " " + q.Unit)}{(q.Score is null ? "" : $" {q.Score}")}");
}
