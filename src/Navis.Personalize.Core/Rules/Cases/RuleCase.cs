using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Profiles;

namespace Navis.Personalize.Core.Rules.Cases;

/// <summary>A test of one rule: a profile, and what the rule must make of it.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Name">What the case shows.</param>
/// <param name="Profile">Profile.</param>
/// <param name="Truth">Expected truth.</param>
/// <param name="AsOf">Day of evaluation, or null for the day that the caller gives.</param>
/// <param name="Contains">Words that the patient's text must hold.</param>
/// <param name="NotContains">Words that it must not hold.</param>
/// <param name="ClinicianContains">Words that the clinician's text must hold.</param>
/// <param name="SettledBy">Names of facts that an unknown waits for; all must be named by the trace. Empty: not checked.</param>
/// <param name="Source">Place in the file.</param>
public sealed record RuleCase(
    string Rule,
    string Name,
    RuleProfile Profile,
    Truth Truth,
    DateOnly? AsOf,
    ImmutableArray<string> Contains,
    ImmutableArray<string> NotContains,
    ImmutableArray<string> ClinicianContains,
    ImmutableArray<string> SettledBy,
    ContentNode Source);
