using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Navis.Personalize.Web.Api;

/// <summary>Examples of what goes in and comes out, by operation. Invented, like every sample.</summary>
internal static class ApiExamples
{
    private const string Id = "5f0c4c1e-3d0b-4f0e-9a53-0d4c3f6f2b11";
    private const string Seen = "b1946ac92492d2347c6235b4d2611184d1c8a2a9b2fd3f9c0b51c7a1f6d0e9aa";
    private const string Unchecked = """{"state":"unchecked","by":null,"at":null,"changed":[]}""";
    private const string Fact = """{"id":"f-52c0a9d1","kind":"biomarker","value":"detected","qualifiers":{"gene":"EGFR","alteration":"L858R"},"assertion":"affirmed","date":"2025-03-12","certainty":0.98,"origin":"stated","holds":true,"why":null,"from":[],"evidence":[{"document":"d1","page":1,"start":212,"end":240,"quote":"EGFR L858R mutation detected","boxes":[],"path":null}]}""";

    private static readonly FrozenDictionary<string, string> In = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["openCase"] = """{"title":"My records"}""",
        ["renameCase"] = """{"title":"Records of 2025"}""",
        ["reportFact"] = """{"factId":"f-52c0a9d1","words":"It was the left lung."}""",
        ["shareCase"] = """{"shared":true}""",
        ["giveConsent"] = """{"email":"caregiver@example.org","days":90}""",
        ["decideFact"] = """{"factId":"f-52c0a9d1","verb":"confirm"}""",
        ["addMissedFact"] = """{"documentId":"d1","page":1,"words":"PD-L1 TPS 40%","kind":"biomarker","gene":"CD274","value":"detected"}""",
        ["replyToReport"] = """{"words":"We looked again: the record says right."}""",
        ["finishChecking"] = $$"""{"seen":"{{Seen}}"}""",
        ["returnCase"] = """{"words":"Please look at the stage once more."}""",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Out = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["listCases"] = $$"""{"items":[{"id":"{{Id}}","title":"My records","records":3,"createdAt":"2026-11-28T09:30:00+00:00"}],"total":1}""",
        ["openCase"] = $$"""{"id":"{{Id}}"}""",
        ["getCase"] = $$"""{"id":"{{Id}}","title":"My records","records":3,"createdAt":"2026-11-28T09:30:00+00:00","sharedAt":null,"reading":"done","mixed":false,"openFacts":4,"review":{{Unchecked}},"seen":"{{Seen}}"}""",
        ["listRecords"] = $$"""{"items":[{"id":"{{Id}}","name":"pathology.pdf","size":48211,"addedAt":"2026-11-28T09:31:00+00:00"}],"total":1}""",
        ["addRecords"] = """{"added":1,"sent":1}""",
        ["getProfile"] = $$"""{"schema":"navis-profile/1","case":"My records","documents":[],"subject":{},"facts":[{{Fact}}],"profile":{"version":"1","fields":{} } }""",
        ["listFacts"] = $$"""{"items":[{"fact":{{Fact}},"open":true}],"total":1}""",
        ["getAnswer"] = """{"schema":"navis-answer/1","question":"recurrence","title":"What if it comes back?","audience":"patient","language":"en","sections":[]}""",
        ["listReports"] = $$"""{"items":[{"id":"{{Id}}","factId":"f-52c0a9d1","words":"It was the left lung.","at":"2026-11-28T10:00:00+00:00","reply":null,"repliedAt":null}],"total":1}""",
        ["reportFact"] = $$"""{"id":"{{Id}}"}""",
        ["listConsents"] = """{"items":[{"personId":"c4b2","name":"Chris Caring","givenAt":"2026-11-28T10:00:00+00:00","until":null}],"total":1}""",
        ["listWork"] = $$"""{"items":[{"id":"{{Id}}","title":"My records","reading":"done","openFacts":4,"conflicts":1,"openReports":0,"waitingSince":"2026-11-28T10:00:00+00:00","claim":"free","review":{{Unchecked}},"weight":7.5}],"total":1}""",
        ["decideFact"] = """{"number":1}""",
        ["addMissedFact"] = """{"number":2}""",
        ["getSummary"] = $$"""{"id":"{{Id}}","seen":"{{Seen}}","binding":{"records":"…","profile":"…","content":"…","trace":"…"},"review":{{Unchecked}},"gone":[],"come":[],"signAt":"/cases/{{Id}}/summary"}""",
        ["searchAudit"] = $$"""{"items":[{"number":812,"at":"2026-11-28T10:00:00+00:00","actorId":"7d1e","role":"Navigator","action":"DecideFact","caseId":"{{Id}}","outcome":"done"}],"total":812}""",
        ["listPeople"] = """{"items":[{"id":"7d1e","name":"Nora Navigator","email":"nora@example.org","role":"navigator","secondStep":true,"createdAt":"2026-11-24T08:00:00Z"}],"total":1}""",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What the command line's writers put out is described by its members; their meaning is that of the named schema.
    private static readonly FrozenDictionary<string, string[]> Members = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["getProfile"] = ["schema", "case", "documents", "subject", "facts", "profile"],
        ["listFacts"] = ["items", "total"],
        ["getAnswer"] = ["schema", "question", "title", "audience", "language", "content", "sections"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Put(OpenApiOperation operation)
    {
        var id = operation.OperationId ?? "";
        if (In.TryGetValue(id, out var request) && operation.RequestBody?.Content?.Values.FirstOrDefault() is OpenApiMediaType body)
        {
            body.Example = JsonNode.Parse(request);
        }

        if (operation.Responses?.FirstOrDefault(r => r.Key is "200" or "201").Value?.Content?.Values.FirstOrDefault() is not OpenApiMediaType response)
        {
            return;
        }

        if (Out.TryGetValue(id, out var example))
        {
            response.Example = JsonNode.Parse(example);
        }

        if (Members.TryGetValue(id, out var members))
        {
            response.Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string>(members, StringComparer.Ordinal),
                Properties = members.ToDictionary(m => m, IOpenApiSchema (_) => new OpenApiSchema(), StringComparer.Ordinal),
            };
        }
    }
}
