using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation.Decisions;

namespace Navis.Personalize.Core.Reconciliation.Derived;

/// <summary>A course of treatment while it is put together.</summary>
internal sealed class CourseDraft
{
    public List<FactDraft> Facts { get; init; } = [];

    public string Treatment => Facts[0].Value;

    public string? Type { get; private set; }

    public string? Now { get; set; }

    public string? Setting { get; set; }

    public string? Intent { get; private set; }

    public string? Class { get; private set; }

    public int? Line { get; private set; }

    public int? Place { get; set; }

    /// <summary>Line of therapy, stated or by the rules.</summary>
    public int? TherapyLine { get; set; }

    public string? Reason { get; private set; }

    public string? Response { get; private set; }

    public PartialDate? Start { get; private set; }

    public PartialDate? End { get; private set; }

    public bool Given => Now is not (CourseNow.Planned or CourseNow.Declined);

    public bool IsSystemic => Type is "systemic";

    public static bool IsGivenStatus(string? status) => status is not ("planned" or "declined" or "not-given");

    public static PartialDate? StartOf(FactDraft fact) => fact.Qualifiers.Start ?? (fact.Qualifiers.Status is "completed" or "discontinued" || fact.Qualifiers.End is not null ? null : fact.Date);

    /// <summary>True when a statement can be about this course.</summary>
    public bool Takes(FactDraft fact, int months) => Facts.TrueForAll(f =>
        !Differ(f.Qualifiers.Setting, fact.Qualifiers.Setting)
        && !(f.Qualifiers.Line is { } a && fact.Qualifiers.Line is { } b && a != b)
        && !EventDistance.IsBefore(f.Qualifiers.End, StartOf(fact))
        && !EventDistance.IsBefore(fact.Qualifiers.End, StartOf(f))
        && !(f.Qualifiers.Start is not null && fact.Qualifiers.Start is not null && EventDistance.IsBeyond(f.Qualifiers.Start, fact.Qualifiers.Start, months))
        && !(fact.Qualifiers.Type is "surgery" && f.Date is { } x && fact.Date is { } y && x.Contradicts(y)));

    /// <summary>True when this course is what a plan came to: it did not end before the plan was made, and the setting fits.</summary>
    public bool Realises(FactDraft plan) => Facts.TrueForAll(f => !Differ(f.Qualifiers.Setting, plan.Qualifiers.Setting))
        && !Facts.Exists(f => EventDistance.IsBefore(f.Qualifiers.End ?? (f.Qualifiers.Status is "discontinued" or "completed" ? f.DateOrRecord : null), plan.DateOrRecord));

    /// <summary>True when the course was being given on a day, or had just ended, and no other systemic course had begun since.</summary>
    public bool IsActive(PartialDate day, int months, List<CourseDraft> others) =>
        Start is { } start && !EventDistance.IsBefore(day, start)
        && !(Now is CourseNow.Completed && EventDistance.IsBefore(End, day))
        && !EventDistance.IsBeyond(End is { } end && end < day ? end : null, day, months)
        && !others.Exists(o => o.Start is { } later && EventDistance.IsBefore(start, later) && !EventDistance.IsBefore(day, later));

    /// <summary>Reads the attributes off the facts.</summary>
    public void Settle()
    {
        Facts.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        Type = First(static q => q.Type);
        Setting = First(static q => q.Setting);
        Intent = First(static q => q.Intent);
        Class = First(static q => q.Class);
        Line = Facts.Select(static f => f.Qualifiers.Line).FirstOrDefault(static l => l is not null);
        Start = Facts.Select(StartOf).Where(static d => d is not null).DefaultIfEmpty(null).Min();
        End = Facts.Select(static f => f.Qualifiers.End).Where(static d => d is not null).DefaultIfEmpty(null).Max();
        Reason = First(static q => q.Reason);
        Response = Facts.Exists(static f => f.Qualifiers.Response is "progression") ? "progression" : First(static q => q.Response);
        Now = NowOf();
    }

    public TreatmentCourse ToCourse() => new(Treatment, Type, Now, [.. Facts.Distinct().OrderBy(static f => f.Index).Select(static f => f.Id)])
    {
        Setting = Setting,
        Intent = Intent,
        Line = Line,
        Order = Place,
        Start = Start,
        End = End,
        Class = Class,
        TherapyLine = TherapyLine,
        Reason = Reason,
        Response = Response,
    };

    private static bool Differ(string? a, string? b) => a is not null && b is not null && !string.Equals(a, b, StringComparison.Ordinal);

    private string? NowOf()
    {
        if (!IsGivenStatus(Facts[0].Qualifiers.Status))
        {
            return Facts[0].Qualifiers.Status is "planned" ? CourseNow.Planned : CourseNow.Declined;
        }

        if (Facts.Exists(static f => f.Qualifiers.Reason is "progression" || f.Qualifiers.Response is "progression"))
        {
            return CourseNow.Progressed;
        }

        // The latest record that says how it goes decides; in one record an end outweighs "on it".
        var said = Facts.FindAll(static f => f.Qualifiers.Status is not null);
        var latest = said.FindAll(f => !said.Exists(o => EventDistance.IsBefore(f.DateOrRecord, o.DateOrRecord)));
        return latest.Exists(static f => f.Qualifiers.Status is "discontinued") ? latest.Exists(static f => f.Qualifiers.Reason is "completed") ? CourseNow.Completed : CourseNow.Stopped
            : latest.Exists(static f => f.Qualifiers.Status is "completed") ? CourseNow.Completed
            : latest.Exists(static f => f.Qualifiers.Status is "ongoing") ? CourseNow.Ongoing
            : Facts.Exists(static f => f.Qualifiers.Type is "surgery" or "ablation") ? CourseNow.Completed : null;
    }

    private string? First(Func<Qualifiers, string?> member) => Facts.Select(f => member(f.Qualifiers)).FirstOrDefault(static v => v is not null);
}
