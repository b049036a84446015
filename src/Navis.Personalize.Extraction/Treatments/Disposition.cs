using System.Runtime.InteropServices;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Dates;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>What a sentence says of a course: whether it was given, is to be given, was refused, or is only spoken of.</summary>
/// <param name="Assertion">Assertion.</param>
/// <param name="Status">Status of the contract, or null when the text does not say.</param>
/// <param name="Given">True when this patient got it.</param>
/// <param name="Again">True for a second time with the same treatment.</param>
/// <param name="Certainty">0..1.</param>
/// <param name="Decided">The cue that decided, or null for the default of the section.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Disposition(Assertion Assertion, string? Status, bool Given, bool Again, double Certainty, TreatmentWord? Decided)
{
    /// <summary>A statement that this patient got it.</summary>
    public static Disposition GivenAs(string? status, double certainty = 0.95, TreatmentWord? cue = null, bool again = false) => new(Assertion.Affirmed, status, true, again, certainty, cue);

    /// <summary>A statement that this patient is to get it, or refused it, or did not get what was planned.</summary>
    public static Disposition NotYet(string status, double certainty = 0.9, TreatmentWord? cue = null) => new(Assertion.Affirmed, status, false, false, certainty, cue);

    /// <summary>Merely spoken of.</summary>
    public static Disposition Mentioned(TreatmentWord? cue = null) => new(Assertion.Hypothetical, null, false, false, 0.85, cue);

    /// <summary>Denied.</summary>
    public static Disposition Denied(TreatmentWord? cue = null) => new(Assertion.Negated, null, false, false, 0.9, cue);
}

/// <summary>Reads the disposition of a course from its cues, its section and the kind of document.</summary>
internal static class DispositionReader
{
    /// <summary>The disposition by the cues alone; null when no cue governs the course.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="course">Course.</param>
    /// <param name="words">Words of the sentence.</param>
    public static Disposition? ByCues(NarrativeText text, Course course, ReadOnlySpan<TreatmentWord> words)
    {
        var before = Front(text, course, words);
        var after = Back(text, course, words);
        var general = false;
        foreach (var word in words)
        {
            general |= word.Role == CueRole.General && !IsNaming(text.Text, course, word);
        }

        // "Four cycles of cisplatin are planned", "a course of radiation was not given": how much there is says nothing where a verb follows.
        if (after is not null && before is { Given: true, Status: null, Decided: { Role: CueRole.Given } amount } && text.Text.AsSpan(amount.Start, amount.End - amount.Start).EndsWith(" of", StringComparison.OrdinalIgnoreCase))
        {
            before = null;
        }

        var decided = (before, after) switch
        {
            ({ Status: "declined" }, _) or (_, { Status: "declined" }) => after is { Status: "declined" } ? after : before,
            ({ Assertion: Assertion.Negated }, not { Given: true, Again: true }) => before,
            ({ Given: true }, { Assertion: Assertion.Negated or Assertion.Hypothetical }) => before,
            ({ Status: "planned" } or { Assertion: Assertion.Hypothetical }, { Status: "not-given" }) => after.Value with { Assertion = Assertion.Affirmed },
            (_, { Assertion: Assertion.Negated }) => after,
            ({ Given: true }, { Status: "not-given" }) => before,
            // "Off osimertinib since May": since when it is not taken.
            ({ Given: true, Status: "discontinued" }, { Status: "ongoing", Decided.Term.Value: "since" }) => before,
            ({ Given: true } b, { Given: true } a) => a with { Status = a.Status ?? b.Status, Again = a.Again || b.Again, Decided = a.Status is null ? b.Decided : a.Decided },
            (_, { Given: true }) => after,
            ({ Given: true }, _) => before,
            (not null, { Status: "planned" }) => before is { Assertion: Assertion.Hypothetical } ? before : after,
            (not null, _) => before,
            _ => after,
        };
        if (course.Alternatives && decided is { Given: true, Assertion: Assertion.Affirmed, Status: null } or { Status: "planned" } && course.Alternatives)
        {
            return Disposition.Mentioned(decided?.Decided);
        }

        if (!general)
        {
            return decided;
        }

        // A guideline, a label or a trial is named: only a verb of giving speaks of this patient, and a plan only where plans are written.
        return decided switch
        {
            null => Disposition.Mentioned(),
            { Given: true, Decided.Role: CueRole.Effect } => Disposition.Mentioned(decided.Value.Decided),
            { Status: "planned" } when !CourseDefaults.PlansStandHere(text, course) => Disposition.Mentioned(decided.Value.Decided),
            _ => decided,
        };
    }

    // "The specimen is a left pneumonectomy": an operation that a sentence ends in is no definition ("osimertinib is a …").
    private static bool IsNaming(string text, Course course, TreatmentWord word) =>
        course.Has("surgery") && word.End <= course.Start && text.AsSpan(word.Start, word.End - word.Start) is "is a" or "is an" or "are a" or "are an";

    private static Disposition? Front(NarrativeText text, Course course, ReadOnlySpan<TreatmentWord> words)
    {
        Disposition? inner = null;
        foreach (var cue in course.Before)
        {
            var role = IsSwitchedTo(text.Text, course, cue) ? CueRole.Started : Modal(text.Text, cue, words) ?? cue.Role;
            inner = role switch
            {
                CueRole.Declined => Disposition.NotYet("declined", 0.95, cue),
                CueRole.Negated => Disposition.Denied(cue),
                CueRole.NotGiven => Disposition.Denied(cue),
                CueRole.General or CueRole.Considered => inner is { Given: true, Status: "ongoing" or "discontinued" } ? inner.Value with { Status = "ongoing" } : Disposition.Mentioned(cue),
                CueRole.Planned => inner switch
                {
                    { Given: true, Status: "ongoing" } => inner,
                    { Given: true, Status: "discontinued" } => inner.Value with { Status = "ongoing" },
                    { Assertion: Assertion.Hypothetical or Assertion.Negated } or { Status: "declined" } => inner,
                    _ => Disposition.NotYet("planned", 0.9, cue),
                },
                CueRole.Decided => inner ?? (CourseDefaults.PlansStandHere(text, course) ? Disposition.NotYet("planned", 0.8, cue) : Disposition.GivenAs(null, 0.75, cue)),
                // "completed four cycles of cisplatin": the outer word says the status, the inner one that it was given.
                CueRole.Stopped => inner is null or { Given: true, Status: null } ? Disposition.GivenAs("discontinued", 0.95, cue) : inner,
                CueRole.Completed => inner is null or { Given: true, Status: null } ? Disposition.GivenAs("completed", 0.95, cue) : inner,
                CueRole.Ongoing when cue.Term.Value == "since" => inner ?? Disposition.GivenAs(null, 0.9, cue),
                CueRole.Ongoing => inner is null or { Given: true, Status: null } ? Disposition.GivenAs("ongoing", 0.95, cue) : inner,
                CueRole.Again => inner is null ? Disposition.GivenAs(null, 0.95, cue, again: true) : inner.Value with { Again = true },
                CueRole.Effect => inner ?? Disposition.GivenAs(null, 0.85, cue),
                CueRole.Given or CueRole.Started => inner ?? Disposition.GivenAs(null, 0.95, cue),
                _ => inner,
            };
        }

        return course.Follows && inner is { Given: true, Status: not null } ? inner.Value with { Status = null } : inner;
    }

    // "Switched from gefitinib to osimertinib": the first was stopped, the second begun.
    private static bool IsSwitchedTo(string text, Course course, TreatmentWord cue)
    {
        if (cue.Role != CueRole.Stopped || cue.End > course.Start || !text.AsSpan(cue.Start, cue.End - cue.Start).EndsWith(" from", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var between = text.AsSpan(cue.End, course.Start - cue.End);
        return between.EndsWith(" to ", StringComparison.OrdinalIgnoreCase) && between.Trim().Length > 3;
    }

    private static Disposition? Back(NarrativeText text, Course course, ReadOnlySpan<TreatmentWord> words)
    {
        Disposition? last = null;
        foreach (var cue in course.After)
        {
            var role = Modal(text.Text, cue, words) ?? cue.Role;
            Disposition? next = role switch
            {
                CueRole.Declined => Disposition.NotYet("declined", 0.95, cue),
                CueRole.Negated => last is { Given: true } ? last : Disposition.Denied(cue),
                // "Lobectomy was not performed": denied, unless it was planned here or elsewhere in the record (the book of episodes knows).
                CueRole.NotGiven => Disposition.NotYet("not-given", 0.85, cue) with { Assertion = last is { Status: "planned" } or { Assertion: Assertion.Hypothetical } ? Assertion.Affirmed : Assertion.Negated },
                CueRole.Considered or CueRole.General => last ?? Disposition.Mentioned(cue),
                CueRole.Planned => last ?? Disposition.NotYet("planned", 0.85, cue),
                CueRole.Stopped => Disposition.GivenAs("discontinued", 0.95, cue, last?.Again ?? false),
                CueRole.Completed => Disposition.GivenAs(last is { Status: "discontinued" } ? "discontinued" : "completed", 0.95, cue, last?.Again ?? false),
                CueRole.Ongoing when cue.Term.Value == "since" && !DateFollows(text.Text, cue) => last,
                CueRole.Ongoing when cue.Term.Value == "resumed" => Disposition.GivenAs("ongoing", 0.9, cue, last?.Again ?? false),
                CueRole.Ongoing => last is { Status: "discontinued" or "completed" } ? last : Disposition.GivenAs("ongoing", 0.9, cue, last?.Again ?? false),
                CueRole.Again => last is { Given: true } ? last.Value with { Again = true } : Disposition.GivenAs(null, 0.9, cue, again: true),
                CueRole.Given or CueRole.Started or CueRole.Effect => last is { Given: true } ? last : Disposition.GivenAs(null, 0.9, cue),
                _ => last,
            };
            last = last is { Status: "declined" } ? last : next;
        }

        return last;
    }

    private static bool DateFollows(string text, TreatmentWord cue)
    {
        var after = text.AsSpan(cue.End, Math.Min(24, text.Length - cue.End)).TrimStart();
        return after is ['{' or (>= '0' and <= '9'), ..] || ClinicalDates.Find(after) is [{ Start: < 8 }, ..];
    }

    // "will receive", "should be started": a plan or a possibility, not a course.
    private static CueRole? Modal(string text, TreatmentWord cue, ReadOnlySpan<TreatmentWord> words)
    {
        if (cue.Role is not (CueRole.Given or CueRole.Started or CueRole.Completed or CueRole.Ongoing or CueRole.Again) || cue.Term.Value is "after" or "tras" or "on")
        {
            return null;
        }

        foreach (var word in words)
        {
            if (word.Role != CueRole.Modal || word.End > cue.Start || cue.Start - word.End > 10)
            {
                continue;
            }

            var between = text.AsSpan(word.End, cue.Start - word.End).Trim();
            if (between is "" or "be" or "then" or "also" or "now" or "have" or "soon" or "likely" or "not")
            {
                return word.Term.Value == "considered" ? CueRole.Considered : IsToOfPast(text, word) ? null : CueRole.Planned;
            }
        }

        return null;
    }

    // "was able to complete", "continued to receive", "went on to receive": no plan.
    private static bool IsToOfPast(string text, TreatmentWord to)
    {
        var before = text.AsSpan(Math.Max(0, to.Start - 14), to.Start - Math.Max(0, to.Start - 14)).TrimEnd();
        return before.EndsWith("able", StringComparison.OrdinalIgnoreCase) || before.EndsWith("continued", StringComparison.OrdinalIgnoreCase) || before.EndsWith("went on", StringComparison.OrdinalIgnoreCase);
    }
}
