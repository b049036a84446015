using System.Collections.Immutable;
using System.Xml.Linq;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ccda;

/// <summary>Clinical statements of a CDA section as coded entries. Goes by class and structure rather than by template, so that R1.1, R2.1 and vendors' own dialects agree.</summary>
/// <param name="values">Data types.</param>
/// <param name="entries">Where to add.</param>
internal sealed class CdaStatements(CdaValues values, ImmutableArray<CodedEntry>.Builder entries)
{
    private const int MaximumDepth = 24;
    private const string SmokingTemplate = "2.16.840.1.113883.10.20.22.4.78", ProblemTemplate = "2.16.840.1.113883.10.20.22.4.4", FamilyTemplate = "2.16.840.1.113883.10.20.22.4.46";
    private const string Loinc = "2.16.840.1.113883.6.1";

    /// <summary>What a problem observation is asked for: problem, diagnosis, finding, complaint, condition, symptom (C-CDA value set Problem Type).</summary>
    private static readonly ImmutableHashSet<string> ProblemTypes = ["55607006", "282291009", "404684003", "409586006", "64572001", "418799008", "248536006", "75323-6", "29308-4", "75326-9", "75321-0", "75325-1", "75322-8", "ASSERTION"];

    /// <summary>Adds what an entry states.</summary>
    /// <param name="entry">Element <c>entry</c>.</param>
    /// <param name="path">Its path.</param>
    public void Add(XElement entry, string path)
    {
        foreach (var statement in entry.Elements())
        {
            Walk(statement, path.Below(statement), new(null, null), 0);
        }
    }

    private void Walk(XElement statement, string path, Surroundings around, int depth)
    {
        if (depth > MaximumDepth)
        {
            return;
        }

        switch (statement.Name.LocalName)
        {
            case "observation":
                Observation(statement, path, around);
                break;
            case "substanceAdministration":
                Drug(statement, path, around);
                break;
            case "procedure":
                Procedure(statement, path, around);
                break;
            case "act" when statement.First("code").Attr("code") is { } code && code is not ("CONC" or "48765-2"):
                Procedure(statement, path, around);
                break;
            case "organizer" or "act" or "encounter" or "supply":
                break;
            default:
                return;
        }

        var inner = around with
        {
            Relation = statement.First("subject").First("relatedSubject") is { } relative ? values.Concept(relative.First("code")).Display ?? "relative" : around.Relation,
            Specimen = statement.First("specimen").First("specimenRole").First("specimenPlayingEntity") is { } material ? values.Concept(material.First("code")) : around.Specimen,
        };
        foreach (var link in statement.Elements().Where(e => e.Name.LocalName is "entryRelationship" or "component"))
        {
            // Reasons and status stand in the entry itself; what caused or explains it is not another finding.
            if (link.Attr("typeCode") is "RSON")
            {
                continue;
            }

            foreach (var child in link.Elements())
            {
                Walk(child, path.Below(link).Below(child), inner, depth + 1);
            }
        }
    }

    private void Observation(XElement statement, string path, Surroundings around)
    {
        var code = values.Concept(statement.First("code"));
        var value = statement.First("value");
        if (IsQualifier(statement, code))
        {
            return;
        }

        var isEvent = statement.Attr("moodCode") is null or "EVN";
        var problem = value is not null && value.Attr("type") is not ("PQ" or "ST" or "INT") && (statement.Follows(ProblemTemplate) || statement.Follows(FamilyTemplate) || code.Codes.Any(c => c.Code is not null && ProblemTypes.Contains(c.Code)) || code.IsEmpty);
        var smoking = statement.Follows(SmokingTemplate);
        var time = CdaValues.Time(statement);
        var read = value is null ? default : values.Value(value);
        entries.Add(Base(statement, path, around) with
        {
            Kind = !isEvent ? CodedEntryKind.ServiceRequest : around.Relation is not null ? CodedEntryKind.FamilyHistory : problem && !smoking ? CodedEntryKind.Condition : CodedEntryKind.Observation,
            Code = smoking ? new([new(Loinc, "72166-2", null), .. code.Codes], code.Text) : problem && isEvent ? read.Concept ?? CodedConcept.Empty : code,
            Values = problem && !smoking || read.Concept is null or { IsEmpty: true } ? [] : [read.Concept],
            Quantity = read.Quantity,
            ValueText = problem && !smoking ? null : read.Text,
            Interpretations = Concepts(statement, "interpretationCode"),
            Method = values.Concept(statement.First("methodCode")),
            ClinicalStatus = ClinicalStatus(statement),
            Verification = statement.Attr("moodCode") is "EVN" && statement.First("statusCode").Attr("code") is "nullified" ? "entered-in-error" : null,
            Date = time.Start ?? time.End,
            End = problem ? time.End : null,
        });
    }

    private void Drug(XElement statement, string path, Surroundings around)
    {
        var material = statement.First("consumable").First("manufacturedProduct").First("manufacturedMaterial");
        var code = values.Concept(material.First("code"));
        if (code.IsEmpty && material.First("name").Words() is { } name)
        {
            code = new([], name);
        }

        var time = CdaValues.Time(statement);
        entries.Add(Base(statement, path, around) with
        {
            Kind = CodedEntryKind.Medication,
            Code = code,
            Date = time.Start,
            End = time.End,
            Reasons = Reasons(statement),
            StatusReason = Refusal(statement),
        });
    }

    private void Procedure(XElement statement, string path, Surroundings around)
    {
        var mood = statement.Attr("moodCode");
        var time = CdaValues.Time(statement);
        entries.Add(Base(statement, path, around) with
        {
            Kind = mood is null or "EVN" ? CodedEntryKind.Procedure : CodedEntryKind.ServiceRequest,
            Code = values.Concept(statement.First("code")),
            Date = time.Start ?? time.End,
            End = time.Start is null ? null : time.End,
            Reasons = Reasons(statement),
            StatusReason = Refusal(statement),
        });
    }

    private CodedEntry Base(XElement statement, string path, Surroundings around) => new()
    {
        Path = path,
        Kind = CodedEntryKind.Other,
        SourceType = statement.Name.LocalName,
        Reference = path,
        Status = statement.First("statusCode").Attr("code")?.ToLowerInvariant() is "nullified" ? "entered-in-error" : statement.First("statusCode").Attr("code")?.ToLowerInvariant(),
        Intent = statement.Attr("moodCode") is { } mood && mood is not "EVN" ? mood.ToLowerInvariant() : null,
        Negated = statement.Attr("negationInd") is "true",
        Relationship = around.Relation,
        BodySites = Concepts(statement, "targetSiteCode"),
        Specimen = around.Specimen ?? CodedConcept.Empty,
        Notes = Notes(statement),
    };

    /// <summary>Status, severity, age at onset and the like say something of the statement above them.</summary>
    private static bool IsQualifier(XElement statement, CodedConcept code) =>
        code.Codes.Any(c => c.Code is "33999-4" or "SEV" or "445518008" or "48767-8" or "11323-3" or "105480006" or "225773000")
        || (statement.Parent?.Name.LocalName is "entryRelationship" && statement.Parent.Attr("inversionInd") is "true" && statement.Parent.Attr("typeCode") is "SUBJ" && statement.Parent.Parent?.Name.LocalName is "observation" && !statement.Follows(ProblemTemplate));

    private string? ClinicalStatus(XElement statement)
    {
        foreach (var observation in statement.Each("entryRelationship").SelectMany(r => r.Each("observation")).Where(o => o.First("code").Attr("code") is "33999-4"))
        {
            return (values.Concept(observation.First("value")).Display ?? string.Empty).ToLowerInvariant() switch
            {
                var s when s.StartsWith("inactive", StringComparison.Ordinal) => "inactive",
                var s when s.StartsWith("active", StringComparison.Ordinal) => "active",
                var s when s.StartsWith("resolved", StringComparison.Ordinal) => "resolved",
                _ => null,
            };
        }

        return null;
    }

    private ImmutableArray<CodedConcept> Reasons(XElement statement) =>
        [.. statement.Each("entryRelationship").Where(r => r.Attr("typeCode") is "RSON").SelectMany(r => r.Each("observation")).Select(o => values.Concept(o.First("value"))).Where(c => !c.IsEmpty)];

    /// <summary>Why it was not done or stopped: the reason of a negated statement.</summary>
    private CodedConcept Refusal(XElement statement) => statement.Attr("negationInd") is not "true" ? CodedConcept.Empty
        : statement.Each("entryRelationship").Where(r => r.Attr("typeCode") is "RSON").SelectMany(r => r.Each("observation"))
            .Select(o => o.First("value") is { } value ? values.Concept(value) : values.Concept(o.First("code"))).FirstOrDefault(c => !c.IsEmpty) ?? CodedConcept.Empty;

    private ImmutableArray<CodedConcept> Concepts(XElement statement, string name) => [.. statement.Each(name).Select(values.Concept).Where(c => !c.IsEmpty)];

    private ImmutableArray<string> Notes(XElement statement) =>
        [.. ((IEnumerable<string?>)[values.Text(statement.First("text")), .. statement.Each("entryRelationship").SelectMany(r => r.Each("act")).Where(a => a.First("code").Attr("code") is "48767-8").Select(a => values.Text(a.First("text")))]).OfType<string>()];

    private sealed record Surroundings(string? Relation, CodedConcept? Specimen);
}
