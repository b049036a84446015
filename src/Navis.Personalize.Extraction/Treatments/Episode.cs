using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>One course of one treatment, as far as the record has told it: grows with every further statement.</summary>
internal sealed class Episode
{
    /// <summary>Treatment.</summary>
    public required Target Target { get; init; }

    /// <summary>Disposition so far.</summary>
    public Disposition Disposition { get; set; }

    /// <summary>Qualifiers so far.</summary>
    public CourseQualifiers Qualifiers { get; set; } = new();

    /// <summary>Assertion after context.</summary>
    public Assertion Assertion { get; set; }

    /// <summary>Why it is withheld, or null.</summary>
    public string? Withheld { get; set; }

    /// <summary>Index of the sentence that spoke of it last.</summary>
    public int LastSentence { get; set; }

    /// <summary>Spans that state it, in order of appearance.</summary>
    public List<(int Start, int End)> Spans { get; } = [];

    /// <summary>True when this patient got it.</summary>
    public bool Given => Disposition.Given && Assertion is Assertion.Affirmed or Assertion.Historical && Disposition.Given;

    /// <summary>Takes up what another statement of the same course adds; what was said first stands.</summary>
    /// <param name="disposition">Disposition of the further statement.</param>
    /// <param name="more">Its qualifiers.</param>
    public void Add(Disposition disposition, CourseQualifiers more)
    {
        var status = (Disposition.Status, disposition.Status) switch
        {
            (_, null) when disposition.Given && Disposition.Status is "planned" or "not-given" => null,
            (var known, null) => known,
            (null or "planned" or "ongoing" or "not-given", var said) when said is not "planned" || !Disposition.Given => said,
            // A pause ends when the drug is taken again.
            ("discontinued", "ongoing") when Disposition.Decided?.Term.Value is "paused" || disposition.Decided?.Term.Value is "resumed" => "ongoing",
            // A list of medicines copied forward does not undo "discontinued"; neither does a plan written before.
            (var known, "ongoing" or "planned" or null) => known,
            ("completed", "discontinued") => "completed",
            (_, var said) => said,
        };
        var resumed = Disposition.Status is "discontinued" && status is "ongoing";
        Disposition = Disposition with { Decided = status is "ongoing" ? disposition.Decided : disposition.Decided ?? Disposition.Decided, Status = status, Given = Disposition.Given || disposition.Given, Certainty = Math.Max(Disposition.Certainty, disposition.Certainty) };
        Qualifiers = Qualifiers with
        {
            Setting = Qualifiers.Setting ?? more.Setting,
            Intent = Qualifiers.Intent ?? more.Intent,
            Line = Qualifiers.Line ?? more.Line,
            Reason = resumed ? null : Qualifiers.Reason is null or "completed" ? more.Reason ?? Qualifiers.Reason : Qualifiers.Reason,
            // What a course came to: growth after a response is the later word on it.
            Response = more.Response is "progression" ? more.Response : Qualifiers.Response ?? more.Response,
            Start = Finer(Qualifiers.Start, more.Start),
            End = resumed ? null : Finer(Qualifiers.End, more.End),
            Regimen = Qualifiers.Regimen ?? more.Regimen,
            Partners = more.Partners.Length > Qualifiers.Partners.Length ? more.Partners : Qualifiers.Partners,
        };
    }

    /// <summary>The finding.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="extractor">Id of the extractor.</param>
    public Finding ToFinding(NarrativeText text, string extractor)
    {
        // "maintained until June, when it progressed": an end is stated, so it is no longer ongoing.
        // "Since January 2016, progression in March 2017" says when it began, not that it goes on.
        var said = Disposition.Status is not "ongoing" ? Disposition.Status
            : Qualifiers.End is not null ? Qualifiers.Response is "progression" ? "discontinued" : null
            : Qualifiers.Response is "progression" && Disposition.Decided?.Term.Value == "since" ? null : "ongoing";
        var status = said ?? (Given && Target.Type is "surgery" or "ablation" && Disposition.Given ? "completed" : null);
        var lines = new[] { "", "first-line", "second-line", "third-line", "fourth-line", "fifth-line", "sixth-line" };
        return new(FactKind.Treatment, Target.Value, Evidence(text, 0), extractor)
        {
            Assertion = Assertion,
            Certainty = Disposition.Certainty,
            Withheld = Withheld,
            Date = Qualifiers.Start ?? Qualifiers.End,
            MoreEvidence = [.. Enumerable.Range(1, Spans.Count - 1).Select(i => Evidence(text, i))],
            Qualifiers = new()
            {
                Type = Target.Type,
                Class = Target.Type == "systemic" ? Qualifiers.Regimen ?? Target.Class : null,
                Intent = Qualifiers.Intent,
                Setting = Qualifiers.Setting ?? (Qualifiers.Line is { } line && Target.Type == "systemic" ? lines[line] : null),
                Line = Target.Type == "systemic" ? Qualifiers.Line : null,
                Start = Qualifiers.Start,
                End = Qualifiers.End,
                Status = status,
                Reason = status is "discontinued" or "completed" && Target.Type != "surgery" ? Qualifiers.Reason ?? (status is "discontinued" && Qualifiers.Response is "progression" ? "progression" : null) : null,
                Response = Qualifiers.Response,
            },
        };
    }

    private Evidence Evidence(NarrativeText text, int index) => text.Document.EvidenceAt(Spans[index].Start, Spans[index].End - Spans[index].Start);

    private static PartialDate? Finer(PartialDate? known, PartialDate? said) =>
        known is not { } k ? said : said is { } s && !k.Contradicts(s) && (s.Day > 0 || (s.Month > 0 && k.Day == 0)) ? s : k;
}
