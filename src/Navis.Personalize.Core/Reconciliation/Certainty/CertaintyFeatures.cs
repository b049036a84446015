using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation.Decisions;

namespace Navis.Personalize.Core.Reconciliation.Certainty;

/// <summary>What is known of how a fact was read: its kind, how sure its words were, how well the text around them can be read, how often and by how many
/// records it is said, and whether something else is said too. Names are those of <c>rules/learned/certainty.yaml</c>.</summary>
internal sealed class CertaintyFeatures
{
    private readonly Dictionary<string, TextNoise> noise = new(StringComparer.Ordinal);
    private readonly Dictionary<(FactKind Kind, string Of), (HashSet<string> Held, HashSet<string> NotHeld)> answers = [];

    /// <summary>Takes a case after its facts were weighed.</summary>
    public CertaintyFeatures(Weighing weighing)
    {
        foreach (var fact in weighing.Facts)
        {
            if (fact.Origin is not FactOrigin.Derived && fact.Why is not RuleIds.LessSpecific && Question(fact) is var (question, answer))
            {
                var known = answers.TryGetValue(question, out var sets) ? sets : answers[question] = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
                (fact.Holds ? known.Held : known.NotHeld).Add(answer);
            }
        }
    }

    public List<string> Of(FactDraft fact)
    {
        var record = fact.Documents[0].Source;
        var features = new List<string>(12)
        {
            "kind:" + fact.Kind.Name(),
            fact.Certainty switch { < 0.8 => "words:weak", < 0.9 => "words:fair", < 0.95 => "words:good", _ => "words:clear" },
            fact.Evidence.Count switch { 1 => "said:once", 2 => "said:twice", _ => "said:often" },
        };
        Add(fact.Documents.Count > 1, "records:several");
        Add(fact.Assertion is Assertion.Historical, "historical");
        Add(fact.Kind is FactKind.Biomarker && fact.Value is not "detected", "marker:" + fact.Value);
        Add(fact.Kind is FactKind.Biomarker && fact.Qualifiers.Alteration is "any" or null, "marker:bare");
        Add(fact.Kind is FactKind.Treatment && fact.Qualifiers.Status is null, "treatment:no-status");
        Add(fact.Kind is FactKind.Treatment && fact.Qualifiers.Status is "planned" or "declined" or "not-given", "treatment:not-given");
        if (Question(fact) is var (question, answer) && answers.TryGetValue(question, out var said))
        {
            Add(said.Held.Count > (said.Held.Contains(answer) ? 1 : 0), "disputed");
            Add(said.NotHeld.Count > (said.NotHeld.Contains(answer) ? 1 : 0), "said-otherwise");
        }

        if (record.Reading is ReadingMode.Structured || fact.Origin is FactOrigin.Coded)
        {
            return features;
        }

        Add(record.Reading is ReadingMode.Ocr, "ocr");
        Add(record.Kind is DocumentKind.Other, "record:other");
        Add(record.Language is not ("en" or "es"), "language:in-part");
        if (!noise.TryGetValue(record.Id, out var text))
        {
            noise[record.Id] = text = TextNoise.Of(record);
        }

        features.Add(text.Share switch { < 0.004 => "page:clean", < 0.012 => "page:spotted", < 0.03 => "page:damaged", _ => "page:ruined" });
        Add(text.IsNear(fact.Evidence[0]), "damage-near");
        return features;

        void Add(bool applies, string feature)
        {
            if (applies)
            {
                features.Add(feature);
            }
        }
    }

    // What a fact is about and what it says of it, so that two answers can't both be so, or not without a person's look. Null where several are usual.
    private static ((FactKind Kind, string Of) Question, string Answer)? Question(FactDraft fact) => fact.Kind switch
    {
        FactKind.Biomarker => fact.Value is "detected" or "not-detected" ? ((fact.Kind, fact.Qualifiers.Gene ?? ""), fact.Value) : null,
        FactKind.Treatment => ((fact.Kind, fact.Value), fact.Qualifiers.Status is "planned" or "declined" or "not-given" ? "not given" : "given"),
        FactKind.T or FactKind.N or FactKind.M => ((fact.Kind, FieldKey.Of(fact).Detail), fact.Value),
        FactKind.DiseaseStatus or FactKind.MetastasisSite or FactKind.PerformanceStatus or FactKind.DiseaseState or FactKind.Intent => null,
        FactKind.Diagnosis or FactKind.Histology or FactKind.Laterality or FactKind.Lobe or FactKind.StageGroup or FactKind.TumorSize or FactKind.Grade or FactKind.Margins
            or FactKind.NodesExamined or FactKind.NodesPositive or FactKind.LymphovascularInvasion or FactKind.VisceralPleuralInvasion or FactKind.Stas or FactKind.PerineuralInvasion
            or FactKind.Smoking or FactKind.PathologicResponse => ((fact.Kind, ""), fact.Value),
    };
}
