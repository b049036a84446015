using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Profiles;

/// <summary>One course of one treatment, put together from every treatment fact that holds and speaks of it.</summary>
/// <param name="Treatment">Canonical name of the contract (<c>osimertinib</c>, <c>lobectomy</c>).</param>
/// <param name="Type"><c>surgery systemic radiation ablation</c>, or null.</param>
/// <param name="Now"><c>ongoing completed stopped progressed planned declined</c>, or null when it was given and nothing tells how it goes.</param>
/// <param name="Facts">Facts it rests on, in the order of the case.</param>
public sealed record TreatmentCourse(string Treatment, string? Type, string? Now, ImmutableArray<string> Facts)
{
    /// <summary>True when it was given: not only planned, and not declined or left out.</summary>
    public bool Given => Now is not (CourseNow.Planned or CourseNow.Declined);

    /// <summary><c>neoadjuvant adjuvant definitive consolidation advanced maintenance</c> … as stated; <c>advanced</c> also when the cancer was advanced before it began; else null.</summary>
    public string? Setting { get; init; }

    /// <summary><c>curative</c> or <c>palliative</c> as stated, or null.</summary>
    public string? Intent { get; init; }

    /// <summary>Line of therapy as stated, or null.</summary>
    public int? Line { get; init; }

    /// <summary>1-based line of therapy for advanced disease: as stated, else by the published rules of <c>rules/reconciliation/lines.yaml</c>; null when neither tells.</summary>
    public int? TherapyLine { get; init; }

    /// <summary>Why it ended, as stated (<c>progression toxicity completed choice deterioration</c>), or null.</summary>
    public string? Reason { get; init; }

    /// <summary>What it came to, as stated (<c>complete partial stable progression</c>), or null.</summary>
    public string? Response { get; init; }

    /// <summary>1-based place among the systemic courses that were given, when every one of them has a date that tells; else null.</summary>
    public int? Order { get; init; }

    /// <summary>First stated start.</summary>
    public PartialDate? Start { get; init; }

    /// <summary>Last stated end.</summary>
    public PartialDate? End { get; init; }

    /// <summary>Regimen or class as stated.</summary>
    public string? Class { get; init; }
}

/// <summary>Words of <see cref="TreatmentCourse.Now"/>.</summary>
public static class CourseNow
{
    /// <summary>Being given.</summary>
    public const string Ongoing = "ongoing";

    /// <summary>Finished as meant.</summary>
    public const string Completed = "completed";

    /// <summary>Ended before its time, not because the cancer grew.</summary>
    public const string Stopped = "stopped";

    /// <summary>The cancer grew or came back on it, whether it is still taken or not.</summary>
    public const string Progressed = "progressed";

    /// <summary>Offered or ordered, not begun.</summary>
    public const string Planned = "planned";

    /// <summary>Refused, or stated as not given.</summary>
    public const string Declined = "declined";
}
