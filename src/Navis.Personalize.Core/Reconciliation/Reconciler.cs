using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation.Certainty;
using Navis.Personalize.Core.Reconciliation.Decisions;
using Navis.Personalize.Core.Reconciliation.Derived;
using Navis.Personalize.Core.Reconciliation.Subjects;
using Navis.Personalize.Core.Review;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Core.Reconciliation;

/// <summary>Turns what the records of a case state into what holds for the person: one list of facts, a profile, and the conflicts that a person must settle.</summary>
/// <remarks>Pure and thread safe: the result depends on nothing but its input and the content, and not on the order of documents or findings.</remarks>
public sealed class Reconciler
{
    private readonly ReconciliationContent content;
    private readonly StageDeriver stages;
    private readonly StateRules states;
    private readonly TherapyLines lines;
    private readonly CertaintyModel certainty;
    private readonly ReviewNeeds needs;
    private readonly ImmutableSortedDictionary<string, string> learned;

    private Reconciler(ReconciliationContent content, StageDeriver stages, StateRules states, TherapyLines lines, CertaintyModel certainty, ReviewNeeds needs, ImmutableSortedDictionary<string, string> learned) =>
        (this.content, this.stages, this.states, this.lines, this.certainty, this.needs, this.learned) = (content, stages, states, lines, certainty, needs, learned);

    /// <summary>The rules with their explanations, in the order in which they are taken.</summary>
    public ImmutableArray<ReconciliationRule> Rules => content.Rules;

    /// <summary>Loads <c>rules/reconciliation</c>, <c>rules/staging</c> and <c>rules/learned</c>.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not as its form says.</exception>
    public static Reconciler Load(IContentSource content) => new(
        ReconciliationContent.Load(content), new(StageGrouper.Load(content), EditionCalendar.Load(content)), StateRules.Load(content), TherapyLines.Load(content),
        CertaintyModel.Load(content), ReviewNeeds.Load(content), LearnedContent.Hashes(content));

    /// <summary>Reconciles a case.</summary>
    /// <param name="name">Name of the case.</param>
    /// <param name="documents">Records with unique ids, unreadable ones included.</param>
    /// <param name="findings">What they state; a finding of a record that is not among them is left out.</param>
    /// <param name="options">Wishes; null for none.</param>
    /// <returns>The case. Records of several people give a case in which nothing holds, with an issue that names the files; it never throws on content.</returns>
    public ReconciledCase Reconcile(string name, ImmutableArray<SourceDocument> documents, IEnumerable<Finding> findings, ReconcileOptions? options = null)
    {
        options ??= ReconcileOptions.Default;
        var records = CaseDocument.Of(documents, content);
        var guard = SubjectGuard.Of(records, options.SubjectName);
        var weighing = Weigh(records, guard, findings, options);
        var courses = CourseBuilder.Build(weighing);
        var (stateRule, intentRule) = weighing.State is GateState.Nsclc or GateState.Transformed or GateState.Suspected or GateState.SilentLobe or GateState.Silent
            ? states.Apply(weighing, CaseSignals.Of(weighing, courses))
            : (RuleIds.Silent, RuleIds.Silent);
        AdvancedSetting(weighing, courses);
        lines.Apply(weighing, courses);
        var fields = new FieldBuilder(weighing, stateRule, intentRule).Build();
        return Finish(name, guard, weighing, courses, fields);
    }

    /// <summary>What a case shows of how its facts were read, for training: each fact that is not derived, with its features.</summary>
    /// <param name="documents">Records.</param>
    /// <param name="findings">What they state.</param>
    public ImmutableArray<(Fact Fact, ImmutableArray<string> Features)> Features(ImmutableArray<SourceDocument> documents, IEnumerable<Finding> findings)
    {
        var records = CaseDocument.Of(documents, content);
        var weighing = Weigh(records, SubjectGuard.Of(records, null), findings, ReconcileOptions.Default);
        var features = new CertaintyFeatures(weighing);
        return [.. weighing.Facts.Where(static f => f.Origin is not FactOrigin.Derived).Select(f => (Fact(f), features.Of(f).ToImmutableArray()))];
    }

    private Weighing Weigh(ImmutableArray<CaseDocument> records, SubjectGuard guard, IEnumerable<Finding> findings, ReconcileOptions options)
    {
        var facts = FactMerger.Merge(findings, records.ToDictionary(static r => r.Source.Id, StringComparer.Ordinal), guard.Excludes, content);
        var weighing = new Weighing(facts, records, content);
        PlainDecisions.AfterAsOf(weighing, options.AsOf);
        DiseaseGate.Apply(weighing);
        PlainDecisions.ImagingGivesNoPathology(weighing);
        RecordStrength.Corrected(weighing);
        RecordStrength.Amended(weighing);
        PlainDecisions.ResultArrived(weighing);
        PlainDecisions.LessSpecific(weighing);
        RecordStrength.Ranked(weighing);
        PlainDecisions.EarlierStatus(weighing);
        MarkerConflicts.Apply(weighing);
        stages.Apply(weighing);
        return weighing;
    }

    // With a cancer that had spread before it began, a systemic course is treatment of advanced disease.
    private static void AdvancedSetting(Weighing weighing, List<CourseDraft> courses)
    {
        if (weighing.Holding(FactKind.DiseaseState) is not [{ Value: "advanced-at-diagnosis" or "distant-recurrence" } state])
        {
            return;
        }

        foreach (var course in courses.Where(static c => c.IsSystemic && c.Given && c.Setting is null))
        {
            if (state.Value is "advanced-at-diagnosis" || state.From.Exists(f => f.Kind is FactKind.DiseaseStatus or FactKind.MetastasisSite && EventDistance.IsBefore(f.Date, course.Start)))
            {
                course.Setting = "advanced";
            }
        }
    }

    private ReconciledCase Finish(string name, SubjectGuard guard, Weighing weighing, List<CourseDraft> courses, ImmutableSortedDictionary<string, ProfileField> fields)
    {
        certainty.Apply(weighing);
        weighing.Facts.Sort(FactMerger.Compare);
        var facts = ImmutableArray.CreateBuilder<Fact>(weighing.Facts.Count);
        var timeline = new List<(PartialDate Date, int Index, string Id)>();
        foreach (var draft in weighing.Facts)
        {
            var when = draft.Kind is FactKind.Treatment ? draft.Qualifiers.Start ?? draft.Date ?? draft.Qualifiers.End : draft.Date;
            if (draft.Holds && when is { } date && draft.Origin is not FactOrigin.Derived)
            {
                timeline.Add((date, facts.Count, draft.Id));
            }

            facts.Add(Fact(draft));
        }

        timeline.Sort(static (a, b) => (a.Date, a.Index).CompareTo((b.Date, b.Index)));
        var documents = guard.Mark(weighing.Documents);
        var all = facts.MoveToImmutable();
        var profile = new ClinicalProfile(ClinicalProfile.CurrentVersion, fields, [.. timeline.Select(static t => new TimelineEntry(t.Date, t.Id))]) { Learned = learned };
        return new(name, documents, guard.Subject(), all, profile, weighing.Conflicts())
        {
            Needs = needs.Of(profile, all),
            Disease = GateStates.Disease(weighing.State),
            Courses = [.. courses.Select(static c => c.ToCourse())],
            Outcome = OutcomeOf(guard, weighing),
        };
    }

    private static CaseOutcome OutcomeOf(SubjectGuard guard, Weighing weighing) =>
        guard.IsMixed || !weighing.Documents.Any(static d => !d.Source.Entries.IsEmpty || d.Source.Pages.Any(static p => !string.IsNullOrWhiteSpace(p.Text))) ? CaseOutcome.NotUsable
        : weighing.Facts.Exists(static f => f.Holds && f.Kind is not (FactKind.Smoking or FactKind.PerformanceStatus) && !(f.Kind is FactKind.Diagnosis && f.Value is "other-cancer" or "no-cancer"))
            ? CaseOutcome.AboutLungCancer
            : CaseOutcome.NotAboutLungCancer;

    private static Fact Fact(FactDraft draft) => new()
    {
        Id = draft.Id,
        Kind = draft.Kind,
        Value = draft.Value,
        Qualifiers = draft.Qualifiers,
        Assertion = draft.Assertion,
        Date = draft.Date,
        Certainty = draft.Certainty,
        Origin = draft.Origin,
        Holds = draft.Holds,
        Why = draft.Why,
        From = [.. draft.From.Select(static f => f.Id)],
        Evidence = [.. draft.Evidence],
    };
}
