namespace Navis.Personalize.Core.Profiles;

/// <summary>What a case amounts to; the value is the exit code of <c>navis analyze</c> (design, section 8).</summary>
public enum CaseOutcome
{
    /// <summary>At least one fact holds about this person's lung cancer, sure or suspected.</summary>
    AboutLungCancer = 0,

    /// <summary>Nothing could be read, or the records are about more than one person: no fact holds.</summary>
    NotUsable = 1,

    /// <summary>Something was read, and none of it is about this person's lung cancer.</summary>
    NotAboutLungCancer = 3,
}
