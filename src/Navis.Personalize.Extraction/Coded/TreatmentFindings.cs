using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Drugs, operations and radiation: what was given, is given, is planned, was declined or not given. Doses of one course become one finding.</summary>
internal sealed class TreatmentFindings(TreatmentNames names, TumorClassifier classifier, CodeTables tables)
{
    /// <summary>Doses further apart than this are courses of their own: longer than any cycle or planned pause, shorter than a line after relapse usually takes.</summary>
    private const int LongestGapDays = 183;

    /// <summary>Adds what the entries state.</summary>
    /// <param name="findings">Where to add.</param>
    public void Add(CodedFindings findings)
    {
        var doses = new List<Dose>();
        foreach (var entry in findings.Case.Document.Entries)
        {
            var treatments = entry.Kind switch
            {
                CodedEntryKind.Medication => names.Drugs(entry.Code),
                CodedEntryKind.Procedure or CodedEntryKind.ServiceRequest => OnTheLung(names.Procedures(entry.Code), entry),
                CodedEntryKind.Condition or CodedEntryKind.Observation or CodedEntryKind.Report or CodedEntryKind.FamilyHistory or CodedEntryKind.Specimen or CodedEntryKind.Other => [],
            };
            foreach (var treatment in treatments)
            {
                doses.Add(DoseOf(findings, entry, treatment));
            }

            AddPlace(findings, entry, treatments);
        }

        foreach (var course in Courses(PlannedUnlessGiven(doses)).OrderBy(c => c.First))
        {
            var first = course.Doses[0];
            var qualifiers = first.Qualifiers with { Start = course.Start, End = course.End };
            findings.Add(FactKind.Treatment, first.Treatment.Value, first.Entry, first.Entry.Path, first.Entry.Code.Display, first.Judgement, qualifiers, date: course.Start);
            foreach (var dose in course.Doses.Skip(1).Take(4))
            {
                findings.Add(FactKind.Treatment, dose.Treatment.Value, dose.Entry, dose.Entry.Path, dose.Entry.Code.Display, dose.Judgement, qualifiers, date: course.Start);
            }
        }
    }

    // "Lobectomy of thyroid", "segmental resection of liver": the same words on another organ.
    private ImmutableArray<NamedTreatment> OnTheLung(ImmutableArray<NamedTreatment> treatments, CodedEntry entry) =>
        treatments.IsEmpty || (classifier.PlaceOf([entry.Code]).Organ ?? classifier.PlaceOf(entry.BodySites).Organ) is not "other" ? treatments : [.. treatments.Where(t => t.Type is not "surgery" || t.IsLungProcedure)];

    // Where the lung was resected the tumour was.
    private void AddPlace(CodedFindings findings, CodedEntry entry, ImmutableArray<NamedTreatment> treatments)
    {
        if (entry.Kind != CodedEntryKind.Procedure || entry.BodySites.IsEmpty || entry.Status is not ("completed" or "complete" or null) || entry.Negated || !treatments.Any(t => t.Type is "surgery"))
        {
            return;
        }

        var place = classifier.PlaceOf(entry.BodySites);
        if (place.Organ is not "lung" || findings.Case.ScopeOf(entry) is Scope.Other or Scope.Refuted)
        {
            return;
        }

        var quote = string.Join(", ", entry.BodySites.Select(b => b.Display));
        if (place.Side is { } side)
        {
            findings.Add(FactKind.Laterality, side, entry, entry.Path, quote, findings.Judge(entry), certainty: 0.85);
        }

        if (place.Lobe is { } lobe)
        {
            findings.Add(FactKind.Lobe, lobe, entry, entry.Path, quote, findings.Judge(entry), certainty: 0.85);
        }
    }

    private Dose DoseOf(CodedFindings findings, CodedEntry entry, NamedTreatment treatment)
    {
        var reason = Reason(entry);
        var scope = findings.Case.ScopeOf(entry);
        if (scope == Scope.Either && (treatment.IsLungDrug || treatment.IsLungProcedure))
        {
            scope = Scope.Lung;
        }

        var judgement = findings.Judge(entry, scope);
        if (scope == Scope.Either && judgement is { Assertion: Assertion.Affirmed, Withheld: null })
        {
            // Two cancers, and nothing says for which: not to be counted as treatment of this one.
            judgement = judgement with { Assertion = Assertion.Uncertain };
        }

        var intents = entry.Parts.Where(p => p.Code.Codes is [{ System: "extension" }, ..]).SelectMany(p => p.Values).Concat(entry.Categories).Select(tables.Treatments.Find).OfType<CodeEntry>().ToList();
        var status = TreatmentStatus.Of(entry, reason);
        return new(entry, treatment, judgement, new()
        {
            Type = treatment.Type,
            Class = treatment.Class,
            Intent = intents.Select(i => i["intent"]).FirstOrDefault(i => i is not null),
            Setting = intents.Select(i => i["setting"]).FirstOrDefault(i => i is not null),
            Status = status,
            Reason = status is "discontinued" ? reason : null,
        });
    }

    private string? Reason(CodedEntry entry)
    {
        if (tables.Treatments.Find(entry.StatusReason)?["reason"] is { } coded)
        {
            return coded;
        }

        foreach (var text in entry.StatusReason.Codes.Select(c => c.Display).Append(entry.StatusReason.Text))
        {
            if (tables.Treatments.Words.Within(text) is { } word)
            {
                return word;
            }
        }

        return entry.Status is "stopped" or "not-done" or "cancelled" ? entry.Notes.Select(tables.Treatments.Words.Within).FirstOrDefault(w => w is not null) : null;
    }

    /// <summary>Where a record shows doses given, an order of a drug that was never given is a plan.</summary>
    private static List<Dose> PlannedUnlessGiven(List<Dose> doses)
    {
        var given = doses.Where(d => d.Entry.SourceType is "MedicationAdministration" or "substanceAdministration" && d.Qualifiers.Status is not ("not-given" or "planned")).Select(d => d.Treatment.Value).ToHashSet(StringComparer.Ordinal);
        return given.Count == 0 ? doses
            : doses.ConvertAll(d => d.Entry.SourceType is "MedicationRequest" && d.Qualifiers.Status is "ongoing" && !given.Contains(d.Treatment.Value) ? d with { Qualifiers = d.Qualifiers with { Status = "planned" } } : d);
    }

    private static IEnumerable<Course> Courses(List<Dose> doses)
    {
        var numbered = doses.Select((dose, index) => (dose, index));
        foreach (var group in numbered.GroupBy(d => (d.dose.Treatment.Value, d.dose.Qualifiers, d.dose.Judgement)))
        {
            List<Dose> current = [];
            var first = int.MaxValue;
            PartialDate? reached = null;
            foreach (var (dose, index) in group.OrderBy(d => d.dose.Start).ThenBy(d => d.index))
            {
                if (current.Count > 0 && reached is { } until && dose.Start is { } start && DaysBetween(until, start) > LongestGapDays)
                {
                    yield return new(current, first);
                    (current, first, reached) = ([], int.MaxValue, null);
                }

                current.Add(dose);
                first = Math.Min(first, index);
                var end = dose.Entry.End ?? dose.Start;
                reached = reached is null || (end is not null && end > reached) ? end : reached;
            }

            if (current.Count > 0)
            {
                yield return new(current, first);
            }
        }
    }

    private static int DaysBetween(PartialDate from, PartialDate to) => Day(to, last: false).DayNumber - Day(from, last: true).DayNumber;

    private static DateOnly Day(PartialDate date, bool last)
    {
        var month = date.Month > 0 ? date.Month : last ? 12 : 1;
        return new(date.Year, month, date.Day > 0 ? date.Day : last ? DateTime.DaysInMonth(date.Year, month) : 1);
    }

    private sealed record Dose(CodedEntry Entry, NamedTreatment Treatment, Judgement Judgement, Qualifiers Qualifiers)
    {
        public PartialDate? Start => Entry.Date ?? Entry.Issued;
    }

    private sealed record Course(List<Dose> Doses, int First)
    {
        public PartialDate? Start => Doses[0].Start;

        public PartialDate? End
        {
            get
            {
                var last = Doses.Select(d => d.Entry.End).Where(e => e is not null).Max();
                var lastDose = Doses.Count > 1 ? Doses[^1].Start : null;
                return last is null || (lastDose is not null && lastDose > last) ? lastDose ?? last : last;
            }
        }
    }
}
