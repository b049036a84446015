using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>What a sentence says around a course besides whether it was given: setting, intent, line, reason, response, dates, regimen.</summary>
internal sealed record CourseQualifiers
{
    /// <summary>Setting, or null.</summary>
    public string? Setting { get; init; }

    /// <summary>Intent, or null.</summary>
    public string? Intent { get; init; }

    /// <summary>Line of therapy, or null.</summary>
    public int? Line { get; init; }

    /// <summary>Why it was stopped, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Response, or null.</summary>
    public string? Response { get; init; }

    /// <summary>Start, or null.</summary>
    public PartialDate? Start { get; init; }

    /// <summary>End, or null.</summary>
    public PartialDate? End { get; init; }

    /// <summary>Regimen as written, or null for one drug.</summary>
    public string? Regimen { get; init; }

    /// <summary>The drugs given together, sorted; empty for one drug.</summary>
    public ImmutableArray<string> Partners { get; init; } = [];

    /// <summary>True when the two can be the same course: nothing that both say differs.</summary>
    /// <param name="other">Other.</param>
    public bool Agrees(CourseQualifiers other) =>
        !(Line is { } a && other.Line is { } b && a != b)
        && !(Setting is { } s && other.Setting is { } o && !string.Equals(s, o, StringComparison.Ordinal) && !(s is "chemoradiation" or "definitive" && o is "chemoradiation" or "definitive"))
        && !(Start is { } f && other.Start is { } t && f.Contradicts(t))
        && !(End is { } e && other.End is { } u && e.Contradicts(u))
        && (Partners.IsEmpty || other.Partners.IsEmpty || Partners.All(other.Partners.Contains) || other.Partners.All(Partners.Contains));

    /// <summary>True when nothing is said of which course it is.</summary>
    public bool SaysNoCourse => Line is null && Setting is null && Start is null && End is null;

    /// <summary>True when nothing but the setting is said of which course it is, and the other has that setting.</summary>
    /// <param name="other">Other.</param>
    public bool SaysOnlySettingOf(CourseQualifiers other) =>
        Setting is not null && other.Setting is not null && Line is null && Start is null && End is null && Agrees(other);

    /// <summary>Reads them.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="sentence">Sentence.</param>
    /// <param name="courses">Courses of the sentence.</param>
    /// <param name="at">Index of the course.</param>
    /// <param name="disposition">Its disposition.</param>
    /// <param name="words">Words of the sentence.</param>
    /// <param name="besideRadiation">True when a course of radiation is told in this sentence or shortly before.</param>
    public static CourseQualifiers Read(NarrativeText text, Sentence sentence, List<Course> courses, int at, Disposition disposition, ReadOnlySpan<TreatmentWord> words, bool besideRadiation)
    {
        var course = courses[at];
        var from = at > 0 ? courses[at - 1].End : sentence.Start;
        var to = at + 1 < courses.Count ? courses[at + 1].Start : sentence.End;
        var stops = disposition.Status is "discontinued";
        var (start, end) = disposition.Given || disposition.Status is not null ? CourseDates.Read(text, sentence, courses, at, disposition, words) : default;
        // The dates of a pause are neither the start nor the end of the course.
        (start, end) = disposition.Decided?.Term.Value is "resumed" ? (null, null) : (start, end);
        var line = Nearest(text.Text, course, from, to, words, CueRole.Line, 200, 60);
        return new()
        {
            Setting = SettingOf(text.Text, course, from, to, words, besideRadiation || courses.Exists(c => c.Has("radiation"))),
            Intent = course.Members.Find(m => m.Intent is not null).Intent ?? Nearest(text.Text, course, from, to, words, CueRole.Intent, 60, 60)?.Term.Value,
            Line = line is { } l ? int.Parse(l.Term.Value, CultureInfo.InvariantCulture) : null,
            Reason = stops ? ReasonOf(disposition, course, to, words) : disposition.Status is "completed" ? "completed" : null,
            Response = disposition.Given ? ResponseOf(text.Text, course, from, to, words, stops) : null,
            Start = start,
            End = end,
            Regimen = RegimenOf(text.Text, course),
            Partners = PartnersOf(course),
        };
    }

    /// <summary>True when a response stands right before the course: <c>partial response to osimertinib</c>.</summary>
    /// <param name="text">Whole text.</param>
    /// <param name="course">Course.</param>
    /// <param name="words">Words of the sentence.</param>
    public static TreatmentWord? ResponseTo(string text, Course course, ReadOnlySpan<TreatmentWord> words)
    {
        foreach (var word in words)
        {
            if (word.Role == CueRole.Response && word.End <= course.Start && course.Start - word.End <= 8)
            {
                // "Nodal recurrence -> chemoradiation": what it was given for, not what came of it.
                if ((Denied(text, word.Start) || text.AsSpan(word.End, course.Start - word.End).IndexOfAny('>', '\u2192') >= 0) && word.Term.Value is "progression")
                {
                    continue;
                }

                return word;
            }
        }

        return null;
    }

    private static string? SettingOf(string text, Course course, int from, int to, ReadOnlySpan<TreatmentWord> words, bool besideRadiation)
    {
        if (course.Members.Find(m => m.Setting is not null).Setting is { } own)
        {
            return own;
        }

        var found = Nearest(text, course, from, to, words, CueRole.Setting, 70, 45)?.Term.Value;
        var local = course.Has("radiation") || course.Has("ablation");
        return found switch
        {
            // "Concurrent" says with what: drugs with radiation; a concurrent illness is no setting. "Definitive" is radiation.
            "concurrent" => local || (course.Has("systemic") && besideRadiation) ? "chemoradiation" : null,
            "definitive" when !local => null,
            not null when course.Has("surgery") && !local && !course.Has("systemic") && found is not "salvage" => null,
            _ => found,
        };
    }

    // Before the course and nearer than any other; else shortly behind it ("pemetrexed de mantenimiento", "docetaxel as second line").
    private static TreatmentWord? Nearest(string text, Course course, int from, int to, ReadOnlySpan<TreatmentWord> words, CueRole role, int before, int after)
    {
        TreatmentWord? left = null, right = null;
        foreach (var word in words)
        {
            if (word.Role != role)
            {
                continue;
            }

            if (word.Start >= from && word.End <= course.Start && course.Start - word.End <= before && !text.AsSpan(word.End, course.Start - word.End).Contains(';'))
            {
                left = word;
            }
            else if (right is null && word.Start >= course.End && word.End <= to && word.Start - course.End <= after && !text.AsSpan(course.End, word.Start - course.End).ContainsAny(';', '.'))
            {
                right = word;
            }
        }

        return left is { } l && right is { } r && course.Start - l.End > 40 && r.Start - course.End < 6 ? r : left ?? right;
    }

    private static string? ReasonOf(Disposition disposition, Course course, int to, ReadOnlySpan<TreatmentWord> words)
    {
        var at = disposition.Decided?.End ?? course.End;
        TreatmentWord? behind = null, front = null;
        foreach (var word in words)
        {
            if (word.Role is not CueRole.Reason && word is not { Role: CueRole.Response, Term.Value: "progression" })
            {
                continue;
            }

            if (word.Start >= Math.Min(at, course.End) && word.Start < Math.Max(to, at + 90))
            {
                behind ??= word;
            }
            else if (word.End <= at && !BeginsBetween(words, word.End, course.Start))
            {
                front = word;
            }
        }

        return (behind ?? front)?.Term.Value;
    }

    // "After progression she was switched to lorlatinib, which was stopped": the growth was why it began.
    private static bool BeginsBetween(ReadOnlySpan<TreatmentWord> words, int from, int to)
    {
        foreach (var word in words)
        {
            if (word.Role is CueRole.Started or CueRole.Again or CueRole.Given && word.Start >= from && word.End <= to)
            {
                return true;
            }
        }

        return false;
    }

    private static string? ResponseOf(string text, Course course, int from, int to, ReadOnlySpan<TreatmentWord> words, bool stops)
    {
        if (ResponseTo(text, course, words) is { } direct)
        {
            return direct.Term.Value;
        }

        foreach (var word in words)
        {
            if (word.Role == CueRole.Response && word.Start >= course.End && word.End <= to && !Denied(text, word.Start) && (stops || word.Term.Value is not "progression" || !IsOccasion(text, word.Start)))
            {
                return word.Term.Value;
            }
        }

        return from < course.Start && course.Before is [{ Role: CueRole.Effect } effect, ..] && SaysGrowth(text.AsSpan(effect.Start, effect.End - effect.Start)) && !Denied(text, effect.Start) ? "progression" : null;
    }

    private static bool SaysGrowth(ReadOnlySpan<char> effect) =>
        effect.Contains("rogres", StringComparison.Ordinal) && !effect.StartsWith("no ", StringComparison.OrdinalIgnoreCase);

    // "Switched to lorlatinib for progression in the brain": the growth was the occasion of the drug, not what came of it.
    private static bool IsOccasion(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - 26), at - Math.Max(0, at - 26));
        foreach (var word in Occasions)
        {
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly string[] Occasions = [" for ", "due to ", "because of ", "owing to ", " after ", "following ", "upon ", "given ", "in view of ", " por ", "debido a ", " tras ", " ante ", " al "];

    // "no progression", "sin progresión": ConText would say the same; a response is no finding of its own here.
    private static bool Denied(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - 24), at - Math.Max(0, at - 24));
        return before.EndsWith(" no ", StringComparison.OrdinalIgnoreCase) || before.Equals("no ", StringComparison.OrdinalIgnoreCase) || before.Contains("without", StringComparison.OrdinalIgnoreCase) || before.Contains("sin ", StringComparison.OrdinalIgnoreCase)
            || before.Contains("no evidence", StringComparison.OrdinalIgnoreCase) || before.Contains("until", StringComparison.OrdinalIgnoreCase) || before.Contains("hasta", StringComparison.OrdinalIgnoreCase);
    }

    private static ImmutableArray<string> PartnersOf(Course course)
    {
        var drugs = course.Members.Where(m => m.Target is { Type: "systemic", IsUnnamed: false }).Select(m => m.Target.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return drugs.Length > 1 ? drugs : [];
    }

    private static string? RegimenOf(string text, Course course)
    {
        var drugs = PartnersOf(course);
        if (drugs.IsEmpty)
        {
            return null;
        }

        var start = course.Members.Find(m => m.Target is { Type: "systemic", IsUnnamed: false }).Start;
        var end = course.Members.FindLast(m => m.Target is { Type: "systemic", IsUnnamed: false }).End;
        var written = string.Join(' ', text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return written.Length <= 80 ? written : string.Join('/', drugs);
    }
}
