using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>A document's coded entries with what links them: who the patient is, which diseases there are, and to which of them an entry belongs.</summary>
internal sealed class CodedCase
{
    private const int MaximumSteps = 4;

    private readonly Dictionary<string, CodedEntry> byReference;
    private readonly Dictionary<string, List<CodedEntry>> holders = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, CodedEntry>> conclusions;
    private readonly Dictionary<string, Problem> problemOf = new(StringComparer.Ordinal);
    private readonly Dictionary<CodedEntry, Problem> problemOfEntry = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CodedEntry, Scope> scopes = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<Dictionary<string, Scope>> visits;
    private readonly Lazy<List<CodedEntry>> histologyResults;
    private readonly Lazy<HashSet<string>> conditions;
    private readonly TumorClassifier classifier;
    private readonly string? patient;

    public CodedCase(SourceDocument document, TumorClassifier classifier)
    {
        Document = document;
        this.classifier = classifier;
        byReference = new(document.Entries.Length, StringComparer.Ordinal);
        histologyResults = new(() => [.. document.Entries.Where(e => e.Kind == CodedEntryKind.Observation && IsPatients(e) && e.Status is not ("entered-in-error" or "preliminary" or "cancelled") && classifier.IsHistology(e.Code))]);
        conditions = new(() => document.Entries.Where(e => e.Kind == CodedEntryKind.Condition).Select(e => e.Reference).OfType<string>().ToHashSet(StringComparer.Ordinal));
        visits = new(Visits);
        conclusions = new(() => document.Entries.SelectMany(e => e.DerivedFrom.Select(from => (from, e))).ToLookup(p => p.from, p => p.e, StringComparer.Ordinal));
        patient = document.Subjects is [{ Reference: { } only }] ? only : null;
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var entry in document.Entries)
        {
            if (entry.Reference is { } reference)
            {
                byReference.TryAdd(reference, entry);
            }

            AddHolder(entry.Members, entry);
            foreach (var part in entry.Parts)
            {
                AddHolder(part.Related, entry);
            }

            if (entry.Kind == CodedEntryKind.Condition && IsPatients(entry))
            {
                var problem = new Problem(entry, Typed(classifier.Classify(entry.Code, entry.BodySites, Morphology(entry)), entry));
                problems.Add(problem);
                problemOfEntry.TryAdd(entry, problem);
                if (entry.Reference is not null)
                {
                    problemOf.TryAdd(entry.Reference, problem);
                }
            }
        }

        Problems = problems.DrainToImmutable();
        FirstLung = Problems.Where(p => p.Holds && p.Tumor.IsProvenLung).Select(p => p.Entry.Date ?? p.Entry.Issued).Where(d => d is not null).Min();
        HasTypedLung = Problems.Any(p => p.Holds && p.Tumor.Disease is Disease.Nsclc or Disease.Sclc && p.Entry.Verification is not ("provisional" or "differential" or "unconfirmed"));
        HasLungProblem = Problems.Any(p => p.Holds && p.Tumor.IsLung);
        LungRefuted = !HasLungProblem && Problems.Any(p => !p.Holds && p.Tumor.IsLung);
        // Laboratories know the disease only as the reason of the order.
        var reasons = document.Entries.Where(e => IsPatients(e) && e.Status is not "entered-in-error").SelectMany(e => e.Reasons).DistinctBy(r => r.Display, StringComparer.Ordinal).Select(r => classifier.Classify(r)).ToList();
        HasLung = HasLungProblem || (!LungRefuted && reasons.Exists(r => r.IsLung));
        HasOther = Problems.Any(p => p.Holds && p.Tumor.Disease == Disease.Other) || reasons.Exists(r => r.Disease == Disease.Other);
    }

    /// <summary>The document.</summary>
    public SourceDocument Document { get; }

    /// <summary>The patient's diagnoses in source order.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>Whether a lung cancer is among the diagnoses, not only a reason.</summary>
    public bool HasLungProblem { get; }

    /// <summary>Whether a lung cancer, sure or suspected, is among them and stands.</summary>
    public bool HasLung { get; }

    /// <summary>Whether a lung cancer of known type is among them, confirmed and standing.</summary>
    public bool HasTypedLung { get; }

    /// <summary>Whether another cancer is among them and stands.</summary>
    public bool HasOther { get; }

    /// <summary>Whether the only lung cancer was refuted.</summary>
    public bool LungRefuted { get; }

    /// <summary>First date of a proven lung cancer, or null.</summary>
    public PartialDate? FirstLung { get; }

    /// <summary>The entries that are concluded from one, in source order.</summary>
    /// <param name="reference">Reference of the one.</param>
    public IEnumerable<CodedEntry> ConcludedFrom(string reference) => conclusions.Value[reference];

    /// <summary>Whether an entry is about the patient of the document.</summary>
    /// <param name="entry">Entry.</param>
    public bool IsPatients(CodedEntry entry) => patient is null || entry.Subject is null || string.Equals(entry.Subject, patient, StringComparison.Ordinal);

    /// <summary>The entry behind a reference, or null.</summary>
    /// <param name="reference">Resolved reference.</param>
    public CodedEntry? Find(string reference) => byReference.GetValueOrDefault(reference);

    /// <summary>The entries that gather, or assess by, an entry.</summary>
    /// <param name="entry">Entry.</param>
    public IReadOnlyList<CodedEntry> HoldersOf(CodedEntry entry) => entry.Reference is { } reference && holders.TryGetValue(reference, out var list) ? list : [];

    /// <summary>To which disease an entry belongs: by its links, its reasons, its site, the visit; else by which diseases the patient has.</summary>
    /// <param name="entry">Entry.</param>
    public Scope ScopeOf(CodedEntry entry)
    {
        if (!scopes.TryGetValue(entry, out var scope))
        {
            scopes.Add(entry, scope = Linked(entry, 0) ?? ByVisit(entry) ?? Default(entry));
        }

        return scope;
    }

    /// <summary>The diagnosis that a condition states, or null when it is not the patient's.</summary>
    /// <param name="condition">Entry.</param>
    public Problem? ProblemOf(CodedEntry condition) => problemOfEntry.GetValueOrDefault(condition);

    /// <summary>Morphology stated beside a diagnosis (mCODE, MII extensions).</summary>
    /// <param name="entry">Condition.</param>
    public static ImmutableArray<CodedConcept> Morphology(CodedEntry entry) =>
        [.. entry.Parts.Where(p => p.Code.Codes is [{ System: "extension", Code: { } url }, ..] && (url.Contains("morphology", StringComparison.OrdinalIgnoreCase) || url.Contains("histolog", StringComparison.OrdinalIgnoreCase))).SelectMany(p => p.Values)];

    // "C34.1" leaves the type open; the pathologist's histology result beside it says it.
    private Tumor Typed(Tumor tumor, CodedEntry problem)
    {
        if (tumor.Disease != Disease.Lung || tumor.Type is not null)
        {
            return tumor;
        }

        foreach (var result in histologyResults.Value)
        {
            var other = result.Related.Any(r => !string.Equals(r, problem.Reference, StringComparison.Ordinal) && conditions.Value.Contains(r));
            if (!other && result.Values.Select(classifier.HistologyOf).FirstOrDefault(t => t is not null) is { } type)
            {
                return tumor with { Type = type, Disease = type is "small-cell-carcinoma" ? Disease.Sclc : type is "carcinoid" or "other" ? Disease.Lung : Disease.Nsclc };
            }
        }

        return tumor;
    }

    private Scope? Linked(CodedEntry entry, int step)
    {
        if (step == MaximumSteps)
        {
            return null;
        }

        Scope? first = null;
        foreach (var reference in entry.Related)
        {
            first = problemOf.TryGetValue(reference, out var problem) ? First(first, ScopeOf(problem)) : first;
        }

        foreach (var reason in entry.Reasons)
        {
            first = First(first, Of(classifier.Classify(reason)));
        }

        if (first is not null)
        {
            return first;
        }

        if (ByPlace(entry) is { } place)
        {
            return place;
        }

        if ((LinkedBy(entry.Related, entry, step) ?? LinkedBy(entry.DerivedFrom, entry, step)) is { } through)
        {
            return through;
        }

        foreach (var holder in HoldersOf(entry))
        {
            if ((holder.Reference is { } reference && problemOf.TryGetValue(reference, out var problem) ? ScopeOf(problem) : Linked(holder, step + 1)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Scope? LinkedBy(ImmutableArray<string> references, CodedEntry entry, int step)
    {
        foreach (var reference in references)
        {
            if (byReference.TryGetValue(reference, out var other) && !ReferenceEquals(other, entry) && other.Kind != CodedEntryKind.Condition && Linked(other, step + 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Scope? First(Scope? one, Scope? other) => one is null ? other : other is null || one <= other ? one : other;

    private void AddHolder(ImmutableArray<string> members, CodedEntry holder)
    {
        foreach (var member in members)
        {
            if (!holders.TryGetValue(member, out var list))
            {
                holders.Add(member, list = []);
            }

            list.Add(holder);
        }
    }

    // A reason that still names the refuted disease is refuted with it.
    private Scope? Of(Tumor tumor) => ScopeOf(tumor) is Scope.Lung && LungRefuted ? Scope.Refuted : ScopeOf(tumor);

    private Scope? ByPlace(CodedEntry entry) => entry.Kind is CodedEntryKind.Condition ? null : classifier.PlaceOf(entry.BodySites).Organ switch
    {
        "lung" when HasLung || (!HasOther && !LungRefuted) => Scope.Lung,
        // A procedure on another organ may be for a metastasis of the lung cancer; a specimen or a measure of it is not decided by its place alone.
        "other" when HasOther && !HasLung => Scope.Other,
        _ => null,
    };

    private Scope? ByVisit(CodedEntry entry) => entry.Encounter is { } visit && visits.Value.TryGetValue(visit, out var scope) ? scope : null;

    // Of the diagnoses that stand at a visit a lung cancer decides, then another cancer.
    private Dictionary<string, Scope> Visits()
    {
        var scopeOf = new Dictionary<string, Scope>(StringComparer.Ordinal);
        foreach (var problem in Problems)
        {
            if (problem is { Holds: true, Entry.Encounter: { } visit } && (problem.Tumor.IsLung || problem.Tumor.Disease == Disease.Other) && (problem.Tumor.IsLung || !scopeOf.ContainsKey(visit)))
            {
                scopeOf[visit] = problem.Tumor.IsLung ? Scope.Lung : Scope.Other;
            }
        }

        return scopeOf;
    }

    private Scope Default(CodedEntry entry)
    {
        if (!HasLung)
        {
            return LungRefuted ? Scope.Refuted : HasOther ? Scope.Other : Scope.Undecided;
        }

        // What was given well before the lung cancer was known belongs to the other one.
        return HasOther && FirstLung is { } first && (entry.End ?? entry.Date ?? entry.Issued) is { } date && date.Year < first.Year ? Scope.Other : HasOther ? Scope.Either : Scope.Lung;
    }

    private static Scope? ScopeOf(Problem problem) => !problem.Holds && problem.Tumor.IsLung ? Scope.Refuted : ScopeOf(problem.Tumor);

    private static Scope? ScopeOf(Tumor tumor) => tumor.Disease switch
    {
        Disease.Nsclc or Disease.Sclc or Disease.Lung or Disease.Suspected or Disease.LungHistory => Scope.Lung,
        Disease.Other or Disease.OtherHistory or Disease.InSitu => Scope.Other,
        Disease.None or Disease.Family or Disease.Spread or Disease.Unspecified => null,
    };
}

/// <summary>A diagnosis of the patient.</summary>
/// <param name="Entry">Entry.</param>
/// <param name="Tumor">What it says.</param>
internal sealed record Problem(CodedEntry Entry, Tumor Tumor)
{
    /// <summary>Why the source takes it back, or null.</summary>
    public string? Withheld => Entry.Verification is "entered-in-error" || Entry.Status is "entered-in-error" ? "entered-in-error" : Entry.Verification is "refuted" || Entry.Negated ? "refuted" : null;

    /// <summary>Whether it stands.</summary>
    public bool Holds => Withheld is null;
}

/// <summary>To which disease an entry belongs; the first that is linked wins.</summary>
internal enum Scope
{
    /// <summary>The lung cancer.</summary>
    Lung,

    /// <summary>Another cancer.</summary>
    Other,

    /// <summary>A lung cancer that was refuted.</summary>
    Refuted,

    /// <summary>The patient has a lung cancer and another; nothing says which is meant.</summary>
    Either,

    /// <summary>No cancer is named.</summary>
    Undecided,
}
