using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;

namespace Navis.Personalize.Application.Features.Cases;

/// <summary>The whole corridor: from files to the tailored answer.</summary>
public sealed record AnalyzeCase(string Name, ImmutableArray<CaseFile> Files, CaseWish Wish) : IQuery<CaseResult>;

/// <summary>How the answer is wanted.</summary>
public sealed record CaseWish(Audience Audience, DateOnly AsOf, bool ShowSurvival, string? SubjectName);

/// <summary>Profile, answer and what the case amounts to.</summary>
public sealed record CaseResult(ReconciledCase Case, TailoredAnswer Answer, CaseOutcome Outcome);
