using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Evidence;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Answers;

/// <summary>An answer with what a reviewer needs beside it.</summary>
/// <param name="Answer">Answer.</param>
/// <param name="Scope">How far it was tailored.</param>
/// <param name="Trace">Truth of every rule.</param>
/// <param name="Bugs">Mistakes of the content that showed.</param>
public sealed record ComposedAnswer(TailoredAnswer Answer, AnswerScope Scope, RuleTrace Trace, ImmutableArray<ContentBug> Bugs);

/// <summary>Composes the tailored answer from the general one and a trace. Pure: same input, same answer.</summary>
internal sealed class AnswerComposer
{
    private const string KeyPointsSection = "key-points";
    private const string QuestionsSection = "questions";
    private const string SafetySection = "safety";
    private const int KeyPoints = 3;

    private readonly GeneralAnswer general;
    private readonly ReconciledCase value;
    private readonly RuleTrace trace;
    private readonly AnswerOptions options;
    private readonly AnswerScope scope;
    private readonly PatientTextGuard guard;
    private readonly Speakers speakers;
    private readonly string? intent;
    private readonly HashSet<string> holding;
    private readonly PackWords? words;

    public AnswerComposer(GeneralAnswer general, NameLexicon names, ReconciledCase value, RuleTrace trace, AnswerOptions options, PackWords? words)
    {
        (this.general, this.value, this.trace, this.options, this.words) = (general, value, trace, options, words);
        scope = ScopeOf.Case(value, trace.Profile);
        guard = new(names);
        speakers = new(trace, guard);
        intent = scope is AnswerScope.Tailored ? trace.Profile.ValueOf("intent") : null;
        holding = value.Facts.Where(f => f.Holds).Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
    }

    private bool ForPatient => options.Audience is Audience.Patient;

    public ComposedAnswer Compose(string version, string hash)
    {
        var sections = ImmutableArray.CreateBuilder<AnswerSection>();
        var tailored = scope is AnswerScope.Tailored ? speakers.All.Select(o => (Outcome: o, Item: ItemOf(o))).Where(i => i.Item is not null).Select(i => (i.Outcome, Item: i.Item!)).ToList() : [];
        var unknowns = scope is AnswerScope.Tailored ? new UnknownRanking(trace).All(ForPatient) : [];
        if (scope is AnswerScope.Tailored)
        {
            sections.Add(new(KeyPointsSection, Label("section.key-points"), KeyPointsOf(tailored)));
        }

        foreach (var (id, title) in general.Sections)
        {
            if (id is QuestionsSection)
            {
                sections.Add(new(id, TitleOf(title), Questions(tailored)));
            }
            else if (scope is not AnswerScope.NotNsclc)
            {
                sections.Add(new(id, TitleOf(title), [.. tailored.Where(t => Rule(t.Outcome).Section == id).Select(t => t.Item), .. Missing(id), .. General(id)]));
            }
        }

        sections.Add(new(SafetySection, Label("section.safety"), new SafetyBlock(general, trace, options, scope, Shown).Items()));
        var all = sections.ToImmutable();
        return new(
            new()
            {
                Question = general.Id,
                Title = Label(general.Title),
                Audience = options.Audience,
                Language = general.Language,
                ContentVersion = version,
                ContentHash = hash,
                Sections = all,
                Unknowns = unknowns,
                Conflicts = Conflicts(),
                Sources = Sources(all),
                Limits = new LimitSentences(general, trace, options, scope, speakers).Sentences(),
                Review = options.Review,
            },
            scope,
            trace,
            [.. guard.Bugs]);
    }

    private Rule Rule(RuleOutcome outcome) => trace.Pack.Rules[outcome.Rule];

    private string Label(string key) => general.Label(key, options.Audience) ?? key;

    private string TitleOf(string key) => (intent is "control" ? general.Label(key + ".control", options.Audience) : null) ?? Label(key);

    private AnswerItem? ItemOf(RuleOutcome outcome)
    {
        var rule = Rule(outcome);
        if (ForPatient && (rule.Patient is null || rule.Evidence.Any(e => trace.Pack.Evidence[e].Display is EvidenceDisplay.Clinician)))
        {
            return null;
        }

        var because = trace.FactsOf(outcome).Where(holding.Contains).ToImmutableArray();
        if (because.IsEmpty)
        {
            guard.Report(new(rule.Id, "no-fact", "nothing that holds stands behind it"));
            return null;
        }

        var text = (ForPatient ? rule.Patient : rule.Clinician ?? rule.Patient)?.Render(trace.Profile);
        if (text is null)
        {
            guard.Report(new(rule.Id, "no-value", "a fact in braces is not settled"));
            return null;
        }

        var clean = ForPatient ? guard.Clean(rule.Id, text, trace.Profile, PatientTextGuard.NamesOf(trace, outcome)) : text;
        // A rule writes its question in quotes; in the list it stands like the general ones.
        return clean is null ? null
            : rule.Section is QuestionsSection ? new(AnswerItemKind.Question, rule.Id, clean.Trim().Trim('"'), because, rule.Evidence)
            : new(AnswerItemKind.Tailored, rule.Id, clean, because, rule.Evidence);
    }

    private IEnumerable<AnswerItem> General(string section) => general.Statements
        .Where(s => s.Section == section && FitsIntent(s) && !(scope is AnswerScope.Tailored && speakers.IsReplaced(s.Id)))
        .Select(s => new AnswerItem(AnswerItemKind.General, s.Id, s.Text.For(options.Audience), [], Shown(s.Evidence)));

    // A statement for one aim is shown when that is the aim; in the untailored answer both stand side by side. Once the cancer has come back, what is
    // said to people whose treatment was to clear it fits no longer; and nobody reads about an operation that the record does not show.
    private bool FitsIntent(GeneralStatement statement) => scope is not AnswerScope.Tailored
        || ((statement.Context is null || (statement.Context == intent && (statement.Context is not "curative" || statement.AfterReturn || !HasReturned)))
            && (statement.Needs is not { } needed || (trace.Pack.Vocabulary.Find(needed) is TreatmentSlot slot && trace.Profile.GivenOf(slot).Any())));

    private bool HasReturned => trace.Profile.ValueOf("disease-state") is "local-recurrence" or "distant-recurrence";

    private ImmutableArray<string> Shown(ImmutableArray<string> evidence) =>
        [.. evidence.Where(e => trace.Pack.Evidence.TryGetValue(e, out var item) && item.Verified && (item.Expires is not { } end || end >= options.AsOf))];

    private IEnumerable<AnswerItem> Missing(string section)
    {
        if (scope is not AnswerScope.Tailored)
        {
            yield break;
        }

        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var outcome in trace.Outcomes.Where(o => o.Speech is RuleSpeech.Open && Rule(o).Section == section))
        {
            var rule = Rule(outcome);
            foreach (var slot in trace.SlotsOf(outcome).Where(s => rule.Missing.ContainsKey(s.Name)))
            {
                var text = rule.Missing[slot.Name];
                var clean = ForPatient ? guard.Clean(rule.Id, text, trace.Profile, MayMiss) : text;
                if (clean is not null && said.Add(clean))
                {
                    yield return new(AnswerItemKind.Missing, rule.Id, clean, [], []);
                }
            }
        }
    }

    // A missing result may be named while no driver is known.
    private bool MayMiss(NamedThing thing) => PatientTextGuard.NamesOf(trace.Profile)(thing) || (thing.Gene is not null && trace.Profile.ValueOf("driver") is null or "none-found");

    private ImmutableArray<AnswerItem> Questions(List<(RuleOutcome Outcome, AnswerItem Item)> tailored)
    {
        var questions = new List<AnswerItem>();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (outcome, item) in tailored)
        {
            var rule = Rule(outcome);
            if (item.Kind is AnswerItemKind.Question && said.Add(item.Text))
            {
                questions.Add(item);
            }

            foreach (var id in rule.Ask)
            {
                if (QuestionText(id) is { } text && said.Add(text)
                    && (!ForPatient || guard.Clean(rule.Id, text, trace.Profile, PatientTextGuard.NamesOf(trace, outcome)) == text))
                {
                    questions.Add(new(AnswerItemKind.Question, id, text, item.Because, trace.Pack.Evidence.ContainsKey(id) ? [id] : []));
                }
            }
        }

        questions.AddRange(general.Questions.Where(q => FitsIntent(q) && !(scope is AnswerScope.Tailored && speakers.IsReplaced(q.Id)) && said.Add(q.Text.For(options.Audience)))
            .Select(q => new AnswerItem(AnswerItemKind.Question, q.Id, q.Text.For(options.Audience), [], Shown(q.Evidence))));
        return [.. questions];
    }

    private string? QuestionText(string id)
    {
        if (general.Find(id) is { } question)
        {
            return question.Text.For(options.Audience);
        }

        if (!trace.Pack.Evidence.TryGetValue(id, out var item) || !item.Verified || (item.Expires is { } end && end < options.AsOf))
        {
            return null;
        }

        var text = ForPatient ? item.Plain : item.Statement;
        return text is not null && text.StartsWith("Ask: ", StringComparison.Ordinal) ? text["Ask: ".Length..].Trim() : text;
    }

    private ImmutableArray<AnswerItem> KeyPointsOf(List<(RuleOutcome Outcome, AnswerItem Item)> tailored)
    {
        var points = new List<AnswerItem>();
        var statements = tailored.Where(t => t.Item.Kind is AnswerItemKind.Tailored).ToList();

        // The statements that authors marked as key, one a section first; then the first sentence of others.
        foreach (var (outcome, item) in statements.Where(t => Rule(t.Outcome).Key is not null).OrderBy(t => KeyRank(t.Outcome)).DistinctBy(t => Rule(t.Outcome).Section, StringComparer.Ordinal)
            .Concat(statements.OrderBy(t => KeyRank(t.Outcome))))
        {
            if (points.Count < KeyPoints && !points.Exists(p => p.Rule == item.Rule))
            {
                var key = ForPatient ? Rule(outcome).Key?.Render(trace.Profile) : null;
                var text = key is null ? Sentences.Of(item.Text)[0] : guard.Clean(item.Rule, key, trace.Profile, PatientTextGuard.NamesOf(trace, outcome)) ?? Sentences.Of(item.Text)[0];
                points.Add(item with { Text = text });
            }
        }

        foreach (var statement in general.Statements.Where(s => s.Id is "general.how-it-recurs.nothing-you-did" or "general.follow-up.between" or "general.follow-up.team" or "general.how-it-recurs.survive"))
        {
            if (points.Count < KeyPoints)
            {
                points.Add(new(AnswerItemKind.General, statement.Id, statement.Text.For(options.Audience), [], Shown(statement.Evidence)));
            }
        }

        return [.. points];
    }

    // What changes the picture most for this reader comes first: treatment that stops working, then risk, check-ups, type, mechanism.
    private int KeyRank(RuleOutcome outcome) => (Rule(outcome).Section switch
    {
        "resistance" => 0,
        "risk-factors" => 1,
        "follow-up" => 2,
        "types" => 3,
        _ => 4,
    } * 10_000) + Rule(outcome).Order;

    private ImmutableArray<ProfileConflict> Conflicts()
    {
        if (scope is AnswerScope.General && value.Subject.Mixed)
        {
            return [.. value.Conflicts.Select(InLanguage)];
        }

        var conflicts = value.Conflicts.Select(InLanguage).ToImmutableArray().ToBuilder();
        if (trace.Pack.Vocabulary.Find("driver") is ChoiceSlot driver && trace.Profile.Conflicts.Contains(driver.Ref))
        {
            conflicts.Add(new("driver", trace.Profile.FactsOf(driver.Ref), null, "one-driver", trace.Pack.Vocabulary.Words["two-drivers"].Label));
        }

        return conflicts.ToImmutable();
    }

    // What is at odds stands beside the text, in the quotes; in another language the rule's own sentence serves alone.
    private ProfileConflict InLanguage(ProfileConflict conflict) => words?.Reconciliation(conflict.Rule) is { } text ? conflict with { Text = text } : conflict;

    private ImmutableArray<AnswerSource> Sources(ImmutableArray<AnswerSection> sections) =>
        [.. sections.SelectMany(s => s.Items).SelectMany(i => i.Evidence).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(e => trace.Pack.Evidence[e]).Select(e => new AnswerSource(e.Id, e.Citation.ToString(), Partial(e.Reviewed) ?? default, Partial(e.Expires)))];

    private static PartialDate? Partial(DateOnly? date) => date is { } day ? PartialDate.Of(day.Year, day.Month, day.Day) : null;
}
