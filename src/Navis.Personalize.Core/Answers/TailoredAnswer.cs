using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Core.Answers;

/// <summary>The answer of the contract <c>navis-answer/1</c>: sections in order, what is unknown, conflicts, sources, and who has checked it.</summary>
public sealed record TailoredAnswer
{
    /// <summary>The name of the contract.</summary>
    public const string Schema = "navis-answer/1";

    /// <summary>Question id (<c>nsclc-recurrence</c>).</summary>
    public required string Question { get; init; }

    /// <summary>Title for the audience.</summary>
    public required string Title { get; init; }

    /// <summary>Whose wording.</summary>
    public required Audience Audience { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Version of the content.</summary>
    public required string ContentVersion { get; init; }

    /// <summary>Hash over all content files that the answer may rest on, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Sections in order: key points first, the safety block always among them.</summary>
    public required ImmutableArray<AnswerSection> Sections { get; init; }

    /// <summary>What the records do not show, most useful first.</summary>
    public ImmutableArray<AnswerUnknown> Unknowns { get; init; } = [];

    /// <summary>Where the records disagree.</summary>
    public ImmutableArray<ProfileConflict> Conflicts { get; init; } = [];

    /// <summary>Every evidence item that an item of the answer names.</summary>
    public ImmutableArray<AnswerSource> Sources { get; init; } = [];

    /// <summary>Limits and sign-off wording, one sentence each.</summary>
    public ImmutableArray<string> Limits { get; init; } = [];

    /// <summary>Who has checked it.</summary>
    public AnswerReview Review { get; init; } = AnswerReview.Unchecked;
}

/// <summary>Whose wording an answer has.</summary>
public enum Audience
{
    /// <summary>The patient or caregiver.</summary>
    Patient,

    /// <summary>The navigator: the clinician's wording and what is to be checked.</summary>
    Navigator,

    /// <summary>The clinician.</summary>
    Clinician,
}

/// <summary>One section.</summary>
/// <param name="Id">Id, for example <c>resistance</c>.</param>
/// <param name="Title">Title for the audience.</param>
/// <param name="Items">Items in order.</param>
public sealed record AnswerSection(string Id, string Title, ImmutableArray<AnswerItem> Items);

/// <summary>What an item of a section is.</summary>
public enum AnswerItemKind
{
    /// <summary>A statement of the general answer.</summary>
    General,

    /// <summary>A statement about this person; leads to facts that hold.</summary>
    Tailored,

    /// <summary>Something that the records do not show.</summary>
    Missing,

    /// <summary>A question for the team.</summary>
    Question,

    /// <summary>A symptom to report; always there.</summary>
    Safety,
}

/// <summary>One statement.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Rule">Rule or statement id.</param>
/// <param name="Text">Words.</param>
/// <param name="Because">Ids of facts that hold; never empty in a tailored item.</param>
/// <param name="Evidence">Evidence ids.</param>
public sealed record AnswerItem(AnswerItemKind Kind, string Rule, string Text, ImmutableArray<string> Because, ImmutableArray<string> Evidence);

/// <summary>A fact that would settle statements.</summary>
/// <param name="Field">Profile field.</param>
/// <param name="Question">Question for the team.</param>
/// <param name="Settles">Number of statements that wait for it.</param>
/// <param name="Request">Words to send to ask for the record.</param>
public sealed record AnswerUnknown(string Field, string Question, int Settles, string Request);

/// <summary>A source.</summary>
/// <param name="Evidence">Evidence id.</param>
/// <param name="Citation">Citation in one line.</param>
/// <param name="Reviewed">When it was last checked.</param>
/// <param name="Expires">From when it is out of date, or null.</param>
public sealed record AnswerSource(string Evidence, string Citation, PartialDate Reviewed, PartialDate? Expires);

/// <summary>Sign-off.</summary>
/// <param name="State"><c>unchecked</c>, <c>checked</c> or <c>signed</c>.</param>
/// <param name="By">Name or null.</param>
/// <param name="On">Date or null.</param>
/// <param name="Hash">What was signed, or null.</param>
public sealed record AnswerReview(string State, string? By, PartialDate? On, string? Hash)
{
    /// <summary>Nobody has checked it.</summary>
    public static readonly AnswerReview Unchecked = new("unchecked", null, null, null);
}
