using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Core.Reconciliation.Subjects;

/// <summary>Keeps the records of different people apart. Built once a case.</summary>
internal sealed class SubjectGuard
{
    /// <summary>Code of the issue that says that records of several people were added together.</summary>
    public const string ManyPatients = "MANY-PATIENTS";

    /// <summary>Code of the issue that says that the person chosen is in none of the records.</summary>
    public const string SubjectNotFound = "SUBJECT-NOT-FOUND";

    private const int FilesListed = 20;
    private readonly List<List<Claimed>> people;
    private readonly HashSet<string> manyInOne;
    private readonly int chosen;
    private readonly bool isNotFound;

    private SubjectGuard(List<List<Claimed>> people, HashSet<string> manyInOne, int chosen, bool isNotFound) =>
        (this.people, this.manyInOne, this.chosen, this.isNotFound) = (people, manyInOne, chosen, isNotFound);

    /// <summary>True when the records are about several people and none was chosen: nothing may hold.</summary>
    public bool IsMixed => isNotFound || (chosen < 0 && (people.Count > 1 || manyInOne.Count > 0));

    /// <summary>Sorts the claims of a case into people.</summary>
    /// <param name="documents">Records.</param>
    /// <param name="subjectName">Person to go on with, or null.</param>
    public static SubjectGuard Of(ImmutableArray<CaseDocument> documents, string? subjectName)
    {
        var claims = new List<Claimed>();
        var several = new HashSet<string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            var own = document.Source.Subjects.Select(s => new Claimed(document, Person.Of(s))).Where(c => !c.Person.IsEmpty || c.Person.Claim.Reference is not null).ToList();
            claims.AddRange(own.Where(static c => !c.Person.IsEmpty));
            if (document.Source.Issues.Any(static i => i.Code is ManyPatients && i.Severity is IssueSeverity.Error) || own.Exists(a => own.Exists(b => AreTwo(a, b))))
            {
                several.Add(document.Source.Id);
            }
        }

        var groups = Group(claims);
        if (subjectName is null)
        {
            return new(groups, several, -1, false);
        }

        var wanted = PersonName.Read(subjectName);
        var fits = Enumerable.Range(0, groups.Count).Where(i => groups[i].Exists(c => PersonName.Match(c.Person.Name, wanted) is NameMatch.Compatible)).ToList();
        return fits.Count == 1 ? new(groups, several, fits[0], false) : new(groups, several, -1, isNotFound: fits.Count == 0 && groups.Count > 0);
    }

    /// <summary>The rule that shuts out a finding because of whom its record is about, or null.</summary>
    /// <param name="finding">Finding.</param>
    /// <param name="document">Its record.</param>
    public string? Excludes(Finding finding, CaseDocument document)
    {
        if (IsMixed)
        {
            return RuleIds.MixedSubjects;
        }

        if (chosen < 0 || (people.Count == 1 && manyInOne.Count == 0))
        {
            return null;
        }

        var about = people.Where(p => p.Exists(c => ReferenceEquals(c.Document, document))).ToList();
        if (about.Count == 1 && !manyInOne.Contains(document.Source.Id))
        {
            return ReferenceEquals(about[0], people[chosen]) ? null : RuleIds.AnotherSubject;
        }

        if (about.Count == 0)
        {
            return RuleIds.UnnamedRecord;
        }

        // A bundle about several people: the coded entry says whom it is about; of free text nobody can tell.
        return Reference(finding, document) is { } reference && people[chosen].Exists(c => ReferenceEquals(c.Document, document) && string.Equals(c.Person.Claim.Reference, reference, StringComparison.Ordinal))
            ? null
            : RuleIds.AnotherSubject;
    }

    /// <summary>The person of the case.</summary>
    public CaseSubject Subject()
    {
        if (IsMixed)
        {
            return new(null, null, null, [], true);
        }

        var claims = (chosen >= 0 ? people[chosen] : people.FirstOrDefault() ?? []).Select(c => c.Person).ToList();
        if (claims.Count == 0)
        {
            return CaseSubject.Unnamed;
        }

        var named = claims.Where(c => c.Name is not null).OrderByDescending(c => c.Name!.Weight).ThenBy(c => c.Claim.Name, StringComparer.Ordinal).FirstOrDefault();
        var born = claims.Where(c => c.Claim.BirthDate is not null).OrderByDescending(c => (c.Claim.BirthDate!.Value.Month > 0, c.Claim.BirthDate!.Value.Day > 0))
            .ThenByDescending(c => claims.Count(o => o.Claim.BirthDate == c.Claim.BirthDate)).ThenBy(c => c.Claim.BirthDate).FirstOrDefault();
        var sexes = claims.Select(c => c.Claim.Sex).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new(
            named?.Claim.Name, born?.Claim.BirthDate, sexes.Count == 1 ? sexes[0] : null,
            [.. claims.SelectMany(c => c.Claim.Identifiers).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], false);
    }

    /// <summary>The records with the issues that the guard raises.</summary>
    /// <param name="documents">Records.</param>
    public ImmutableArray<SourceDocument> Mark(ImmutableArray<CaseDocument> documents)
    {
        var several = people.Count > 1 && people.SelectMany(p => p.Select(c => c.Document)).Distinct().Skip(1).Any();
        var issue = !IsMixed ? null : isNotFound ? NotFoundIssue() : several ? ManyIssue() : null;
        return
        [
            .. documents.Select(d =>
            {
                var own = issue ?? (IsMixed && manyInOne.Contains(d.Source.Id) && !d.Source.Issues.Any(static i => i.Code is ManyPatients) ? OneTextIssue(d) : null);
                return own is null ? d.Source : d.Source with { Issues = d.Source.Issues.Add(own) };
            }),
        ];
    }

    private DocumentIssue ManyIssue()
    {
        var groups = people.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"Person {i + 1}: {Files(p)}."));
        return new(ManyPatients, IssueSeverity.Error, string.Create(
            CultureInfo.InvariantCulture,
            $"Records of {people.Count} people were added together, so nothing was merged. {string.Join(' ', groups)} Add the files of one person only, or choose the person with --subject NAME."));
    }

    private static DocumentIssue OneTextIssue(CaseDocument document) => new(
        ManyPatients, IssueSeverity.Error, $"{document.Source.Name} is about more than one person, so nothing of it was used. Add the record of one person only.");

    private static DocumentIssue NotFoundIssue() => new(
        SubjectNotFound, IssueSeverity.Error, "None of the records is about the person named with --subject. Check the spelling, or leave the option out.");

    private static string Files(List<Claimed> person)
    {
        var files = person.Select(c => c.Document).Distinct().OrderBy(d => d.Order).Select(d => d.Source.Name).ToList();
        return files.Count <= FilesListed
            ? string.Join(", ", files)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", files.Take(FilesListed))} and {files.Count - FilesListed} more");
    }

    // The most telling claim founds a group; each other one joins the first group that it fits with all members of. Ordered by content, so that
    // the order of the files changes nothing; the groups are then numbered by their first file.
    private static List<List<Claimed>> Group(List<Claimed> claims)
    {
        var groups = new List<List<Claimed>>();
        foreach (var claim in claims.OrderByDescending(static c => c.Person.Name?.Weight ?? 0).ThenByDescending(static c => c.Person.Claim.BirthDate is not null)
                     .ThenByDescending(static c => c.Person.Claim.Identifiers.Length).ThenBy(static c => c.Person.Claim.Name, StringComparer.Ordinal)
                     .ThenBy(static c => c.Person.Claim.BirthDate).ThenBy(static c => string.Join(' ', c.Person.Claim.Identifiers), StringComparer.Ordinal))
        {
            var fits = groups.FindAll(g => !g.Exists(c => AreTwo(c, claim)));
            var group = fits.Find(g => g.Exists(c => SubjectMatch.Agrees(c.Person, claim.Person))) ?? fits.FirstOrDefault();
            if (group is null)
            {
                groups.Add([claim]);
            }
            else
            {
                group.Add(claim);
            }
        }

        groups.Sort(static (a, b) => a.Min(c => c.Document.Order).CompareTo(b.Min(c => c.Document.Order)));
        return groups;
    }

    // Two patients of one bundle are two people unless something says that they are one.
    private static bool AreTwo(Claimed a, Claimed b) =>
        SubjectMatch.Contradicts(a.Person, b.Person)
        || (ReferenceEquals(a.Document, b.Document) && a.Person.Claim.Reference is { } x && b.Person.Claim.Reference is { } y
            && !string.Equals(x, y, StringComparison.Ordinal) && !SubjectMatch.Agrees(a.Person, b.Person));

    private static string? Reference(Finding finding, CaseDocument document)
    {
        var path = finding.Evidence.Path;
        return path is null
            ? null
            : document.Source.Entries.Where(e => path.StartsWith(e.Path, StringComparison.Ordinal) && (path.Length == e.Path.Length || path[e.Path.Length] == '.'))
                .OrderByDescending(e => e.Path.Length).Select(e => e.Subject).FirstOrDefault();
    }

    private sealed record Claimed(CaseDocument Document, Person Person);
}
