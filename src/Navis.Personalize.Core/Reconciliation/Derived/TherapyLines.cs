using System.Collections.Frozen;
using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Core.Reconciliation.Derived;

/// <summary>Numbers the lines of systemic therapy for advanced disease by <c>rules/reconciliation/lines.yaml</c> (Meng 2021, Hess 2021) where the records do not.</summary>
/// <remarks>Only where the cancer is advanced, from the start or since a distant return, and only where every course has a date or a stated line: an undated one may have been any.</remarks>
internal sealed class TherapyLines
{
    private const string Path = "rules/reconciliation/lines.yaml";
    private readonly int window;
    private readonly int gap;
    private readonly FrozenSet<string> gapFree;
    private readonly FrozenSet<string> switches;
    private readonly FrozenSet<string> platinum;
    private readonly FrozenSet<string> notCounted;
    private readonly ImmutableArray<ImmutableArray<string>> substitutions;

    private TherapyLines(ContentNode root)
    {
        window = Days(root, "window-days");
        gap = Days(root, "gap-days");
        gapFree = root.Texts("gap-free").ToFrozenSet(StringComparer.Ordinal);
        switches = root.Texts("switch-maintenance").ToFrozenSet(StringComparer.Ordinal);
        platinum = root.Texts("platinum").ToFrozenSet(StringComparer.Ordinal);
        notCounted = root.Texts("not-counted").ToFrozenSet(StringComparer.Ordinal);
        substitutions = [.. root.List("substitutions").Select(static s => s.AsTexts())];
    }

    /// <exception cref="ContentException">A number is missing.</exception>
    public static TherapyLines Load(IContentSource content) => new(ContentNode.Parse(Path, content.Read(Path)));

    /// <summary>Sets <see cref="CourseDraft.TherapyLine"/> of the courses for advanced disease.</summary>
    /// <param name="weighing">Case; its disease state is known by now.</param>
    /// <param name="courses">Courses in the order of their starts.</param>
    public void Apply(Weighing weighing, List<CourseDraft> courses)
    {
        foreach (var course in courses)
        {
            course.TherapyLine = course.IsSystemic ? course.Line : null;
        }

        if (weighing.Holding(FactKind.DiseaseState) is not [{ Value: "advanced-at-diagnosis" or "distant-recurrence" }])
        {
            return;
        }

        var counted = courses.FindAll(c => c.IsSystemic && c.Given && !(c.Setting is { } s && notCounted.Contains(s)));
        if (counted.Exists(c => c.Start is null && c.Line is null && c.Setting is not "maintenance" && !counted.Exists(o => o.Start is not null && Same(o.Treatment, c.Treatment))))
        {
            return;
        }

        Line? line = null;
        foreach (var course in counted.Where(static c => c.Start is not null))
        {
            if (line is null || Begins(weighing, line, course))
            {
                line = new Line(course.Line ?? (line?.Number ?? 0) + 1, course.Start!.Value);
            }

            line.Courses.Add(course);
            course.TherapyLine ??= line.Number;
        }
    }

    private bool Begins(Weighing weighing, Line line, CourseDraft course)
    {
        if (course.Line is { } stated)
        {
            return stated != line.Number;
        }

        var start = course.Start!.Value;
        if (Within(line.Start, start, window))
        {
            return false;
        }

        if (line.Courses.FindLast(c => Same(c.Treatment, course.Treatment)) is { } before)
        {
            var pause = before.End is { } end && Beyond(end, start, gap);
            return (pause && !gapFree.Contains(weighing.Content.SortOf(course.Treatment) ?? "")) || (before.Now is CourseNow.Progressed && before.End is { } stop && !Within(stop, start, window));
        }

        return !(course.Setting is "maintenance" || IsSwitchMaintenance(line, course));
    }

    private bool IsSwitchMaintenance(Line line, CourseDraft course) =>
        switches.Contains(course.Treatment)
        && line.Courses.Exists(c => platinum.Contains(c.Treatment))
        && line.Courses.TrueForAll(static c => c.Now is not CourseNow.Progressed);

    private bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal) || substitutions.Any(s => s.Contains(a, StringComparer.Ordinal) && s.Contains(b, StringComparer.Ordinal));

    // Partial dates count as close as they can be.
    private static bool Within(PartialDate a, PartialDate b, int days) => !a.Contradicts(b) || Earliest(b) - Latest(a) <= days;

    private static bool Beyond(PartialDate a, PartialDate b, int days) => a.Contradicts(b) && Earliest(b) - Latest(a) > days;

    private static int Earliest(PartialDate date) => new DateOnly(date.Year, Math.Max(1, date.Month), Math.Max(1, date.Day)).DayNumber;

    private static int Latest(PartialDate date)
    {
        var month = date.Month > 0 ? date.Month : 12;
        return new DateOnly(date.Year, month, date.Day > 0 ? date.Day : DateTime.DaysInMonth(date.Year, month)).DayNumber;
    }

    private static int Days(ContentNode root, string key) => (int)(root.Number(key) ?? throw new ContentException(Path, root.Line, $"'{key}' is missing."));

    private sealed class Line(int number, PartialDate start)
    {
        public int Number => number;

        public PartialDate Start => start;

        public List<CourseDraft> Courses { get; } = [];
    }
}
