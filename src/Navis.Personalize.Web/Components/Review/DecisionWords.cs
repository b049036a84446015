using Navis.Personalize.Application.Features.Review;

namespace Navis.Personalize.Web.Components.Review;

/// <summary>A decision in two or three words.</summary>
internal static class DecisionWords
{
    public static string Of(Decision decision) => decision.Verb switch
    {
        Verb.Confirm => decision.Batch is null ? "Confirmed" : "Confirmed with others",
        Verb.Correct => $"Corrected to {decision.Value}",
        Verb.Reject => "Rejected",
        Verb.Unknown => "Can't be told",
        Verb.Undo => "Undone",
        Verb.Add => "Added",
        Verb.Withhold => "Withheld",
    };
}
