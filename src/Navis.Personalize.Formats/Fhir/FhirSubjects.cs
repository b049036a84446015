using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>Decides whom the entries of a file are about. The same person entered twice is one; a Patient that no entry is about (a mother, a donor
/// named in passing) does not make the record mixed.</summary>
internal sealed class FhirSubjects
{
    private readonly List<SubjectClaim> people = [];
    private readonly Dictionary<string, string> personOf = new(StringComparer.Ordinal);
    private readonly FhirReferences references;

    public FhirSubjects(IEnumerable<SubjectClaim> claims, FhirReferences references)
    {
        this.references = references;
        foreach (var claim in claims)
        {
            if (people.Find(p => FhirPatients.Same(p, claim)) is { } known)
            {
                personOf[claim.Reference!] = known.Reference!;
            }
            else
            {
                people.Add(claim);
                personOf[claim.Reference!] = claim.Reference!;
            }
        }
    }

    /// <summary>The key of the person that a subject reference means; a dangling reference stays as it is, null stays null.</summary>
    public string? KeyOf(string? reference)
    {
        if (reference is null)
        {
            return null;
        }

        var key = references.Resolve(reference);
        return personOf.GetValueOrDefault(key, key);
    }

    /// <summary>The subjects of the file; tells when they are several, or when entries point to somebody who is not in the file.</summary>
    /// <param name="entries">Entries with resolved subjects; changed where a lone patient is meant under another name.</param>
    /// <param name="tell">Takes issues.</param>
    public ImmutableArray<SubjectClaim> Decide(ref ImmutableArray<CodedEntry> entries, Action<string, IssueSeverity, string> tell)
    {
        var counts = entries.Where(e => e.Subject is not null && e.Kind != CodedEntryKind.Specimen).GroupBy(e => e.Subject!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var present = people.Where(p => counts.ContainsKey(p.Reference!)).ToList();
        var absent = counts.Keys.Where(k => !personOf.ContainsKey(k)).Order(StringComparer.Ordinal).ToList();
        if (present.Count == 0 && people.Count == 1 && absent.Count == 1)
        {
            // An export that lost its links: one person, one name for the subject.
            var only = people[0].Reference!;
            tell("FHIR-SUBJECT-LINK", IssueSeverity.Warning, "its entries name a patient that is not in the file; they were taken as the one patient who is. Check that the record is this person's.");
            entries = [.. entries.Select(e => e.Subject is null ? e : e with { Subject = only })];
            return [people[0]];
        }

        var subjects = present.Count > 0 ? present : people;
        if (subjects.Count == 0)
        {
            subjects = [.. absent.Select(a => new SubjectClaim(null, null, null) { Reference = a })];
        }
        else if (absent.Count > 0)
        {
            var others = absent.Sum(a => counts[a]);
            tell("FHIR-OTHER-SUBJECT", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{others} of its entries are about somebody who is not in the file and were not used. Check with the sender whose they are."));
        }

        if (subjects.Count > 1)
        {
            tell("MANY-PATIENTS", IssueSeverity.Error, string.Create(CultureInfo.InvariantCulture, $"the file holds the records of {subjects.Count} people, so nothing was taken from it. Choose one with --subject, or add a file that holds one person's record."));
        }

        return [.. subjects];
    }
}
