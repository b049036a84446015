using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Web.Components;

/// <summary>What a lane of the timeline shows.</summary>
public enum TimelineKind
{
    /// <summary>A treatment, as bars.</summary>
    Treatment,

    /// <summary>A result, as dots.</summary>
    Result,
}

/// <summary>One lane of the timeline.</summary>
/// <param name="Name">Name of treatment or result.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Marks">What stands in it.</param>
public sealed record TimelineLane(string Name, TimelineKind Kind, IReadOnlyList<TimelineMark> Marks);

/// <summary>A bar or dot.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">Last day, or null when it goes on.</param>
/// <param name="Words">Value or state in plain words.</param>
public sealed record TimelineMark(PartialDate Start, PartialDate? End, string Words);
