using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>The episodes of one record: further statements of the same course add to its episode, another course opens a new one.</summary>
internal sealed class EpisodeBook
{
    private readonly List<Episode> episodes = [];

    /// <summary>The episodes of the course that was named last, which "treatment" and "it" stand for.</summary>
    public List<Episode> Last { get; set; } = [];

    /// <summary>Takes up one course.</summary>
    /// <param name="mentions">Its members, each with its assertion and span.</param>
    /// <param name="disposition">Disposition.</param>
    /// <param name="qualifiers">Qualifiers.</param>
    /// <param name="sentence">Index of the sentence.</param>
    public void Add(IEnumerable<(Target Target, Assertion Assertion, string? Withheld, int Start, int End)> mentions, Disposition disposition, CourseQualifiers qualifiers, int sentence)
    {
        List<Episode> course = [];
        foreach (var mention in mentions)
        {
            if (disposition is { Status: "not-given", Assertion: Assertion.Negated } && episodes.FindLast(e => e.Target == mention.Target && e.Disposition.Status is "planned") is { } plan)
            {
                plan.Disposition = plan.Disposition with { Status = "not-given" };
                plan.Spans.Add((mention.Start, mention.End));
                continue;
            }

            var known = Find(mention.Target, mention.Assertion, mention.Withheld, disposition, qualifiers);
            if (known is null)
            {
                known = new Episode { Target = mention.Target, Disposition = disposition, Qualifiers = qualifiers, Assertion = mention.Assertion, Withheld = mention.Withheld };
                episodes.Add(known);
            }
            else
            {
                known.Add(disposition, qualifiers);
            }

            known.LastSentence = sentence;
            if (!known.Spans.Exists(s => s.Start < mention.End && mention.Start < s.End))
            {
                known.Spans.Add((mention.Start, mention.End));
            }

            if (mention.Assertion is Assertion.Affirmed or Assertion.Historical && mention.Target.Type is "systemic" or "radiation" && !course.Contains(known))
            {
                course.Add(known);
            }
        }

        if (course.Count > 0)
        {
            // Drugs given with radiation are one treatment with it: "the patient completed treatment".
            Last = qualifiers.Setting is "chemoradiation" && course.TrueForAll(e => e.Target.Type == "systemic")
                ? [.. course, .. episodes.Where(e => Holds(e) && e.Target.Type == "radiation" && e.LastSentence >= sentence - 2)]
                : course;
        }
    }

    /// <summary>The newest course that an unspecific word can stand for, or an empty list: "chemotherapy" after "cisplatin and etoposide", "radiation" after a planned "SBRT".</summary>
    /// <param name="vague">What the word names.</param>
    public List<Episode> NewestLike(Target vague)
    {
        var newest = episodes.FindLast(e => Holds(e) && !e.Target.IsUnspecific && e.Target.Type == vague.Type && string.Equals(e.Target.Sort, vague.Sort, StringComparison.Ordinal));
        return newest is null ? [] : episodes.FindAll(e => Holds(e) && e.Target.Type == vague.Type && e.LastSentence == newest.LastSentence && !e.Target.IsUnspecific);
    }

    /// <summary>True when a course of radiation was spoken of at or behind a sentence.</summary>
    /// <param name="from">Index of the sentence.</param>
    public bool HasRadiation(int from) => episodes.Exists(e => Holds(e) && e.Target.Type == "radiation" && e.LastSentence >= from);

    /// <summary>The systemic courses that are being taken and were spoken of at or behind a sentence.</summary>
    /// <param name="from">Index of the sentence.</param>
    public List<Episode> Taken(int from) =>
        episodes.FindAll(e => Holds(e) && e.Target.Type == "systemic" && e.Disposition is { Given: true, Status: "ongoing" } && e.LastSentence >= from);

    /// <summary>The episodes in order of first mention, without unspecific words for what is named elsewhere.</summary>
    /// <param name="specimen">True for the report on one resection specimen, where a "lobectomy specimen" of two lobes is the bilobectomy.</param>
    public IEnumerable<Episode> Close(bool specimen)
    {
        var two = specimen && episodes.Exists(e => e.Target.Value == "bilobectomy" && e.Given);
        foreach (var episode in episodes)
        {
            if (!(episode.Target.IsUnspecific && Spoken(episode)) && !(two && episode.Target.Value == "lobectomy" && episode.Qualifiers.SaysNoCourse))
            {
                yield return episode;
            }
        }
    }

    private bool Spoken(Episode vague)
    {
        if (!Holds(vague))
        {
            return vague.Target.IsUnnamed && vague.Assertion == Assertion.Hypothetical;
        }

        return episodes.Exists(e => !e.Target.IsUnspecific && e.Target.Type == vague.Target.Type && Holds(e) && string.Equals(e.Withheld, vague.Withheld, StringComparison.Ordinal)
            && (!vague.Target.IsUnnamed || string.Equals(e.Target.Sort, vague.Target.Sort, StringComparison.Ordinal) || (vague.Target.Value is "clinical-trial" && e.LastSentence == vague.LastSentence))
            && (e.Given == vague.Given || !vague.Given)
            && (vague.Disposition.Status is not "declined" || e.Disposition.Status is "declined")
            && (SaysNothingNew(vague, e) || vague.Qualifiers.SaysOnlySettingOf(e.Qualifiers)
                || (vague.Target.Type is not "radiation" && Math.Abs(e.LastSentence - vague.LastSentence) <= 1 && (vague.Qualifiers.Setting is null || vague.Qualifiers.Agrees(e.Qualifiers) && e.Qualifiers.Setting is not null))
                || (vague.Target.Type == "surgery" && vague.Qualifiers.Agrees(e.Qualifiers))));
    }

    // "Radiation" beside "SRS" is another course when it has an aim, a date or an end of its own.
    private static bool SaysNothingNew(Episode vague, Episode named) => vague.Qualifiers.SaysNoCourse
        && (vague.Target.Type is not "radiation" || (vague.Qualifiers.Intent is null && (vague.Disposition.Status is null || string.Equals(vague.Disposition.Status, named.Disposition.Status, StringComparison.Ordinal))));

    private Episode? Find(Target target, Assertion assertion, string? withheld, Disposition disposition, CourseQualifiers qualifiers)
    {
        for (var i = episodes.Count - 1; i >= 0; i--)
        {
            var known = episodes[i];
            if (!string.Equals(known.Target.Value, target.Value, StringComparison.Ordinal) || !string.Equals(known.Withheld, withheld, StringComparison.Ordinal))
            {
                continue;
            }

            var holds = assertion is Assertion.Affirmed or Assertion.Historical;
            if (holds != Holds(known) || (!holds && known.Assertion != assertion))
            {
                continue;
            }

            if (!holds || SameCourse(known, disposition, qualifiers))
            {
                return known;
            }
        }

        return null;
    }

    private static bool SameCourse(Episode known, Disposition disposition, CourseQualifiers qualifiers)
    {
        var was = known.Disposition;
        if (was.Status is "declined" != disposition.Status is "declined" || !known.Qualifiers.Agrees(qualifiers))
        {
            return false;
        }

        if (disposition.Again && !was.Again && was.Given)
        {
            return false;
        }

        // One drug of a regimen that goes on alone is another course; a plan for a drug whose course has ended and that says which course is meant, too.
        var maintenance = qualifiers.Setting is "maintenance" && known.Qualifiers.Setting is null && !known.Qualifiers.Partners.IsEmpty && known.Target.Type == "systemic";
        var next = disposition.Status is "planned" && was.Status is "completed" or "discontinued" && disposition.Status is "planned" && (qualifiers.Setting is not null || qualifiers.Line is not null) && known.Qualifiers.Setting is null && known.Qualifiers.Line is null;
        return !maintenance && !next;
    }

    private static bool Holds(Episode episode) => episode.Assertion is Assertion.Affirmed or Assertion.Historical;
}
