using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation.Certainty;

namespace Navis.Personalize.Core.Review;

/// <summary>Tells which fields of a profile a person must look at: those in conflict, and those that rest on a fact less certain than is accepted. Immutable and thread safe.</summary>
public sealed class ReviewNeeds
{
    private const string File = "rules/reconciliation/harm.yaml";
    private const string BiomarkerPrefix = "biomarker.";
    private readonly FrozenDictionary<string, double> harms;
    private readonly double otherHarm;

    private ReviewNeeds(FrozenDictionary<string, double> harms, double otherHarm, double accept) => (this.harms, this.otherHarm, Accept) = (harms, otherHarm, accept);

    /// <summary>From this certainty on a fact needs no look.</summary>
    public double Accept { get; }

    /// <summary>Loads the harms and the accepted certainty.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public static ReviewNeeds Load(IContentSource content)
    {
        var root = ContentNode.Parse(File, content.Read(File));
        var listed = (root["harm"] ?? throw new ContentException(File, root.Line, "'harm' is missing.")).Members
            .ToFrozenDictionary(m => m.Key, m => root["harm"]!.Number(m.Key) is >= 1 and <= 10 and var harm ? (double)harm : throw new ContentException(File, m.Value.Line, "Harm is a number from 1 to 10."), StringComparer.Ordinal);
        return new(listed, listed.TryGetValue("other", out var other) ? other : throw new ContentException(File, root.Line, "'other' is missing: the harm of what is not listed."), CertaintyModel.Load(content).Accept);
    }

    /// <summary>The fields of a case that need a person, the most worth a look first; empty when every field may be accepted as it is.</summary>
    /// <param name="value">Case.</param>
    public ImmutableArray<ReviewNeed> Of(ReconciledCase value) => Of(value.Profile, value.Facts);

    internal ImmutableArray<ReviewNeed> Of(ClinicalProfile profile, ImmutableArray<Fact> facts)
    {
        var byId = facts.GroupBy(static f => f.Id, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);
        var needs = new List<ReviewNeed>();
        foreach (var (name, field) in profile.Fields)
        {
            var held = field.Facts.Select(f => byId.GetValueOrDefault(f)).OfType<Fact>().ToList();
            switch (field.State)
            {
                case FieldState.Conflicting:
                    needs.Add(new(name, ReviewReason.Conflicting, HarmOf(name), 1, field.Facts));
                    break;
                case FieldState.Known when held.Count > 0 && Certainty(name, held) is var certainty && certainty < Accept:
                    needs.Add(new(name, ReviewReason.Uncertain, HarmOf(name), 1 - certainty, [.. held.Where(f => f.Certainty < Accept).Select(f => f.Id)]));
                    break;
                case FieldState.Known or FieldState.Unknown:
                    break;
            }
        }

        return [.. needs.OrderByDescending(static n => n.Worth).ThenBy(static n => n.Field, StringComparer.Ordinal)];
    }

    // Facts that say the same make a field as sure as the surest; where each says something of its own, the weakest counts.
    private static double Certainty(string field, List<Fact> facts) =>
        field is "treatment" or "metastasis-site" || field.StartsWith(BiomarkerPrefix, StringComparison.Ordinal) ? facts.Min(static f => f.Certainty) : facts.Max(static f => f.Certainty);

    private double HarmOf(string field) =>
        harms.TryGetValue(field, out var own) ? own
        : field.StartsWith(BiomarkerPrefix, StringComparison.Ordinal) && harms.TryGetValue("biomarker", out var gene) ? gene
        : otherHarm;
}
