using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Gathers the resources of one file: entries, people, attachments, text. Not thread safe; one for each file.</summary>
internal sealed class FhirRecord
{
    private const int MaximumNesting = 8;
    private const int MaximumNamed = 12;

    private readonly List<Draft> drafts = [];
    private readonly Dictionary<string, int> draftOfKey = new(StringComparer.Ordinal);
    private readonly List<SubjectClaim> patients = [];
    private readonly Dictionary<string, CodedConcept> medications = new(StringComparer.Ordinal);
    private readonly FhirReferences references = new();
    private readonly List<DocumentIssue> issues = [];
    private readonly string fileName;
    private readonly Dictionary<string, int> passedOver = new(StringComparer.Ordinal);
    private FhirSubjects? people;

    public FhirRecord(string fileName) => this.fileName = fileName;

    /// <summary>Resources seen, whatever their type.</summary>
    public int Resources { get; private set; }

    /// <summary>Attached files and texts, in source order.</summary>
    public FhirAttachments Attachments { get; } = new();

    /// <summary>What tells the version.</summary>
    public FhirVersions Versions { get; } = new();

    /// <summary>Whether the whole file is a result of ours.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Resources that are results of ours, among records.</summary>
    public int Own { get; private set; }

    /// <summary>Errors that a server sent instead of resources.</summary>
    public int Outcomes { get; private set; }

    /// <summary>Adds an issue; the file's name is put before the message.</summary>
    public void Tell(string code, IssueSeverity severity, string message) => issues.Add(new(code, severity, $"{fileName}: {message}"));

    /// <summary>Adds the issue that more pages of a search result are missing.</summary>
    public void TellIncomplete() => Tell("FHIR-INCOMPLETE", IssueSeverity.Warning, "this is one page of a longer search result, so the record is incomplete. Fetch the next pages too, or export the whole record, and add them.");

    /// <summary>Takes a resource in; nested bundles and parameters are opened.</summary>
    /// <param name="resource">Resource.</param>
    /// <param name="path">Its path.</param>
    /// <param name="fullUrl">Its full URL in a bundle, or null.</param>
    /// <param name="nesting">Bundles around it.</param>
    public void Add(JsonElement resource, string path, string? fullUrl, int nesting = 0)
    {
        if (resource.Text("resourceType") is not { } type || nesting > MaximumNesting)
        {
            return;
        }

        switch (type)
        {
            case "Bundle":
                ObserveBundle(resource.Get("meta"));
                foreach (var (entry, index) in resource.Each("entry"))
                {
                    AddEntry(entry, $"{path}.entry[{index}]", nesting + 1);
                }

                return;
            case "Parameters":
                foreach (var (parameter, index) in resource.Each("parameter"))
                {
                    Add(parameter.Get("resource"), $"{path}.parameter[{index}].resource", null, nesting + 1);
                }

                return;
            case "OperationOutcome":
                Outcomes++;
                return;
            default:
                break;
        }

        Resources++;
        var noted = FhirObject.Noted(resource);
        if (OwnOutput.IsIn(noted.Get("meta")))
        {
            Own++;
            return;
        }

        Versions.Observe(type, noted);
        if (!ResourceMapper.IsRead(type))
        {
            LeaveOut(type);
        }

        var id = noted.Text("id");
        var key = FhirReferences.KeyOf(type, id, fullUrl, path);
        references.Add(key, id, fullUrl);
        var context = new ResourceContext(type, noted, path, key);
        switch (type)
        {
            case "Patient":
                AddPatient(resource, key);
                return;
            case "Medication":
                medications[key] = FhirMedications.Medication(noted);
                return;
            default:
                Attachments.Collect(context);
                Keep(context);
                return;
        }
    }

    /// <summary>What was left out, by type, the most first: <c>12 Claim, 1 Immunization</c>; null for nothing.</summary>
    public string? LeftOut => passedOver.Count == 0 ? null
        : string.Join(", ", passedOver.OrderByDescending(static p => p.Value).ThenBy(static p => p.Key, StringComparer.Ordinal).Take(MaximumNamed).Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Value} {p.Key}")));

    /// <summary>Counts a resource of which nothing is read.</summary>
    /// <param name="type">Its type.</param>
    public void PassOver(string type)
    {
        Resources++;
        LeaveOut(type);
    }

    /// <summary>Looks at the <c>meta</c> of a bundle for our own mark.</summary>
    /// <param name="meta">Element or undefined.</param>
    public void ObserveBundle(JsonElement meta) => IsOwn |= OwnOutput.IsIn(meta);

    /// <summary>Takes a bundle entry in.</summary>
    /// <param name="entry">Entry.</param>
    /// <param name="path">Its path.</param>
    /// <param name="nesting">Bundles around it.</param>
    public void AddEntry(JsonElement entry, string path, int nesting)
    {
        if (entry.Get("request").Text("method") is not "DELETE")
        {
            Add(entry.Get("resource"), $"{path}.resource", entry.Text("fullUrl"), nesting);
        }
    }

    /// <summary>The entries with references resolved, in source order, one for each resource.</summary>
    /// <param name="subjects">The people, the same person once.</param>
    public ImmutableArray<CodedEntry> Finish(out ImmutableArray<SubjectClaim> subjects)
    {
        var specimens = drafts.Where(d => d.Entry.Kind == CodedEntryKind.Specimen).GroupBy(d => d.Entry.Reference!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Entry.Code, StringComparer.Ordinal);
        people = new FhirSubjects(patients, references);
        var entries = ImmutableArray.CreateBuilder<CodedEntry>(drafts.Count);
        foreach (var draft in drafts)
        {
            entries.Add(Resolve(draft, specimens, people));
        }

        drafts.Clear();
        draftOfKey.Clear();
        var resolved = entries.DrainToImmutable();
        subjects = people.Decide(ref resolved, Tell);
        return resolved;
    }

    /// <summary>The person that a reference as written means, among the subjects; the only one when it says nobody.</summary>
    /// <param name="reference">Reference or null.</param>
    /// <param name="subjects">Subjects of the file.</param>
    public ImmutableArray<SubjectClaim> SubjectsOf(string? reference, ImmutableArray<SubjectClaim> subjects)
    {
        var key = people?.KeyOf(reference);
        return subjects.Length == 1 && (key is null || !references.Knows(key) || string.Equals(subjects[0].Reference, key, StringComparison.Ordinal)) ? subjects
            : [.. subjects.Where(s => string.Equals(s.Reference, key, StringComparison.Ordinal))];
    }

    /// <summary>Issues so far.</summary>
    public ImmutableArray<DocumentIssue> Issues => [.. issues];

    private void LeaveOut(string type)
    {
        // The type is the file's own word: only what can be one is repeated.
        var name = type.Length <= 40 && type.All(char.IsAsciiLetter) ? type : "other";
        passedOver[name] = passedOver.GetValueOrDefault(name) + 1;
    }

    private void AddPatient(JsonElement resource, string key)
    {
        var claim = FhirPatients.Read(resource, key);
        foreach (var identifier in claim.Identifiers)
        {
            references.AddIdentifier(key, "Patient", identifier);
        }

        patients.Add(claim);
    }

    private void Keep(ResourceContext context)
    {
        var updated = context.Resource.Get("meta").Text("lastUpdated");
        foreach (var entry in ResourceMapper.Map(context))
        {
            var draft = new Draft(entry, FhirMedications.Reference(context.Resource), context.Resource.First("specimen").Text("reference"), updated);
            var own = entry.Kind == CodedEntryKind.FamilyHistory ? entry.Path : context.Key;
            if (!draftOfKey.TryGetValue(own, out var earlier))
            {
                draftOfKey.Add(own, drafts.Count);
                drafts.Add(draft);
            }
            else if (string.CompareOrdinal(updated, drafts[earlier].Updated) > 0)
            {
                // A history or a merged export holds several versions: the newest says what is so.
                drafts[earlier] = draft;
            }
        }
    }

    private CodedEntry Resolve(Draft draft, Dictionary<string, CodedConcept> specimens, FhirSubjects people)
    {
        var entry = draft.Entry;
        var code = entry.Code;
        if (code.IsEmpty && draft.Medication is { } medication)
        {
            code = medications.GetValueOrDefault(references.Resolve(medication), CodedConcept.Empty);
        }

        var specimen = entry.Specimen.IsEmpty && draft.Specimen is { } taken ? specimens.GetValueOrDefault(references.Resolve(taken), CodedConcept.Empty) : entry.Specimen;
        return entry with
        {
            Code = code,
            Specimen = specimen,
            Subject = people.KeyOf(entry.Subject),
            Encounter = entry.Encounter is null ? null : references.Resolve(entry.Encounter),
            Related = Resolve(entry.Related),
            Members = Resolve(entry.Members),
            DerivedFrom = Resolve(entry.DerivedFrom),
            Parts = HasReferences(entry.Parts) ? [.. entry.Parts.Select(p => p.Related.IsEmpty ? p : p with { Related = Resolve(p.Related) })] : entry.Parts,
        };
    }

    private ImmutableArray<string> Resolve(ImmutableArray<string> written) =>
        written switch
        {
            [] => written,
            [var only] => [references.Resolve(only)],
            _ => [.. written.Select(references.Resolve).Distinct(StringComparer.Ordinal)],
        };

    private static bool HasReferences(ImmutableArray<CodedPart> parts)
    {
        foreach (var part in parts)
        {
            if (!part.Related.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Draft(CodedEntry Entry, string? Medication, string? Specimen, string? Updated);
}
