namespace Navis.Personalize.Core.Answers;

/// <summary>How an answer is wanted.</summary>
/// <param name="AsOf">Day of the answer.</param>
public sealed record AnswerOptions(DateOnly AsOf)
{
    /// <summary>Whose wording.</summary>
    public Audience Audience { get; init; } = Audience.Patient;

    /// <summary>True when survival figures were asked for.</summary>
    public bool ShowSurvival { get; init; }

    /// <summary>Whom to call in this region.</summary>
    public Site Site { get; init; } = Site.None;

    /// <summary>Who has checked it.</summary>
    public AnswerReview Review { get; init; } = AnswerReview.Unchecked;
}

/// <summary>How far an answer may be tailored.</summary>
public enum AnswerScope
{
    /// <summary>Non-small cell lung cancer: everything.</summary>
    Tailored,

    /// <summary>Nothing about lung cancer, or records of more than one person: the general answer, safety and questions.</summary>
    General,

    /// <summary>Another kind of cancer of the lung (small cell, carcinoid, mixed): safety, questions and limits only.</summary>
    NotNsclc,

    /// <summary>The records were hard to read: the general answer, and the request to confirm.</summary>
    LowCertainty,
}

/// <summary>A mistake of the content that showed while an answer was composed. The statement was left out; <c>navis rules check</c> should have found it.</summary>
/// <param name="Rule">Rule or statement.</param>
/// <param name="Code"><c>foreign-name</c>, <c>forbidden-word</c>, <c>noun-of-intent</c>, <c>excluded-together</c>, <c>no-fact</c>, <c>no-value</c>.</param>
/// <param name="Detail">The word or rule at fault; never a word of a record.</param>
public sealed record ContentBug(string Rule, string Code, string Detail);
