using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Administration;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Application.Features.Review;
using Navis.Personalize.Application.Features.SignOff;
using Navis.Personalize.Application.Jobs;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Opens stored cases: unseals, reconciles with the decisions laid over, and tells what was signed.</summary>
internal sealed class CaseBook(NavisDb db, CaseVault vault, CaseCache cache, Reconciler reconciler, Tailors tailors, SiteNow site, TimeProvider clock)
{
    private readonly Tailor tailor = tailors.For(GeneralAnswer.DefaultLanguage);

    public DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().Date);

    public async Task<CaseRow> RowAsync(Guid caseId, CancellationToken cancellation) =>
        await db.Cases.SingleOrDefaultAsync(c => c.Id == caseId, cancellation).ConfigureAwait(false) ?? throw new RefusedException(Refusal.NoSuchCase);

    public async Task<OpenedCase> OpenAsync(Guid caseId, CancellationToken cancellation)
    {
        var row = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == caseId, cancellation).ConfigureAwait(false) ?? throw new RefusedException(Refusal.NoSuchCase);
        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        var files = await db.Files.AsNoTracking().Where(f => f.CaseId == caseId).OrderBy(f => f.Number)
            .Select(f => new { f.Id, f.Name, f.Size, f.AddedAt, f.Digest }).ToListAsync(cancellation).ConfigureAwait(false);
        var reports = await db.Reports.AsNoTracking().Where(r => r.CaseId == caseId).OrderBy(r => r.At).ToListAsync(cancellation).ConfigureAwait(false);
        var opened = new OpenedCase(
            row.Id, seal.OpenWords(Purpose.Title, row.Title), row.CreatedAt, row.SharedAt,
            [.. files.Select(f => new RecordInfo(f.Id, seal.OpenWords(Purpose.FileName(f.Id), f.Name), f.Size, f.AddedAt))],
            files.Count == 0 ? ReadingState.NoRecords : ReadingState.Underway)
        {
            ClaimedBy = row.Holder(clock.GetUtcNow()),
            TimeSpent = TimeSpan.FromMilliseconds(await db.WorkTimes.Where(t => t.CaseId == caseId).SumAsync(t => t.Milliseconds, cancellation).ConfigureAwait(false)),
            Site = await site.SiteAsync(cancellation).ConfigureAwait(false),
            Reports = [.. reports.Select(r => ReportOf(seal, r)).Where(r => r.FactId.Length > 0)],
        };
        var decisions = await DecisionsAsync(caseId, cancellation).ConfigureAwait(false);
        opened = opened with { Told = ToldOf(seal, reports, decisions) };
        if (files.Count == 0)
        {
            return opened;
        }

        var names = new RecordNames([.. files.Select(f => f.Id)]);
        if (await StateAsync(row, decisions, opened.Told, names, cancellation).ConfigureAwait(false) is not { } state)
        {
            var dead = await db.Jobs.AnyAsync(j => j.CaseId == caseId && j.RecordVersion == row.RecordVersion && j.State == JobState.Dead, cancellation).ConfigureAwait(false);
            return dead ? opened with { Reading = ReadingState.Failed } : opened;
        }

        // Bound without the site's numbers: a signature is about this person, not about whom to call.
        var patient = state.Patient with { Answer = Withheld.From(state.Patient.Answer, DecisionRules.InForce(decisions)) };
        var binding = Binding.Of(files.Select(f => f.Digest), state.Reviewed, patient);
        var stands = SignedState.Of(state.Reviewed, opened.Records.Select(r => r.Name), patient.Answer);
        var signatures = await SignaturesAsync(caseId, cancellation).ConfigureAwait(false);
        return opened with
        {
            Reading = ReadingState.Done,
            Machine = state.Machine,
            Reviewed = state.Reviewed,
            Decisions = decisions,
            Decided = state.Decided,
            Names = names,
            Binding = binding,
            Standing = Standing.Of(signatures, binding, stands),
            Stands = stands,
        };
    }

    /// <summary>The answer with what is known of its review.</summary>
    public TailoredAnswer AnswerFor(OpenedCase opened, Audience audience, bool showSurvival, string language)
    {
        var review = opened.Standing.Valid is { } valid
            ? new AnswerReview(valid.Kind is SignatureKind.SignedOff ? "signed" : "checked", valid.By, PartialDate.Of(valid.At.Year, valid.At.Month, valid.At.Day), valid.Bound.Hash)
            : AnswerReview.Unchecked;
        return Withheld.From(tailors.For(language).Answer(opened.Reviewed!, new(Today) { Audience = audience, ShowSurvival = showSurvival, Site = opened.Site, Review = review }).Answer, DecisionRules.InForce(opened.Decisions));
    }

    /// <summary>A stored file, unsealed; null where the case has none of that id.</summary>
    public async Task<SourceFile?> FileAsync(Guid caseId, Guid file, CancellationToken cancellation)
    {
        if (await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.CaseId == caseId && f.Id == file, cancellation).ConfigureAwait(false) is not { } row)
        {
            return null;
        }

        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        return new(seal.OpenWords(Purpose.FileName(row.Id), row.Name), seal.Open(Purpose.FileContent(row.Id), row.Content));
    }

    public async Task<ImmutableArray<Decision>> DecisionsAsync(Guid caseId, CancellationToken cancellation)
    {
        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        var rows = await db.Decisions.AsNoTracking().Where(d => d.CaseId == caseId).OrderBy(d => d.Number).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. rows.Select(r => JsonSerializer.Deserialize<Decision>(seal.Open(Purpose.Decision(r.Number), r.Content))!)];
    }

    /// <summary>What was told in own words, oldest first.</summary>
    public async Task<ImmutableArray<ToldItem>> ToldAsync(Guid caseId, CancellationToken cancellation)
    {
        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        var reports = await db.Reports.AsNoTracking().Where(r => r.CaseId == caseId).OrderBy(r => r.At).ToListAsync(cancellation).ConfigureAwait(false);
        return ToldOf(seal, reports, await DecisionsAsync(caseId, cancellation).ConfigureAwait(false));
    }

    public async Task DecideAsync(Decision decision, Guid caseId, CancellationToken cancellation)
    {
        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        db.Decisions.Add(new()
        {
            CaseId = caseId,
            Number = decision.Number,
            ActorId = decision.ActorId,
            At = decision.At,
            Content = seal.Seal(Purpose.Decision(decision.Number), JsonSerializer.SerializeToUtf8Bytes(decision)),
        });
    }

    public async Task<ImmutableArray<Signature>> SignaturesAsync(Guid caseId, CancellationToken cancellation)
    {
        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        var rows = await db.Signatures.AsNoTracking().Where(s => s.CaseId == caseId).OrderBy(s => s.Number).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. rows.Select(r =>
        {
            var words = JsonSerializer.Deserialize<SignatureWords>(seal.Open(Purpose.Signature(r.Number), r.Words))!;
            return new Signature(r.Number, Enum.Parse<SignatureKind>(r.Kind), words.By, r.At, new(r.RecordsHash, r.ProfileHash, r.ContentHash, r.TraceHash), words.Note, new(words.Facts, [.. words.Records ?? []], [.. words.Statements ?? []]));
        })];
    }

    /// <summary>Puts a signature under what stands, and only under that.</summary>
    public async Task SignAsync(Actor actor, OpenedCase opened, SignatureKind kind, string? note, CancellationToken cancellation)
    {
        var seal = await vault.OpenAsync(opened.Id, cancellation).ConfigureAwait(false);
        var number = await db.Signatures.CountAsync(s => s.CaseId == opened.Id, cancellation).ConfigureAwait(false) + 1;
        var bound = opened.Binding!;
        db.Signatures.Add(new()
        {
            CaseId = opened.Id,
            Number = number,
            Kind = kind.ToString(),
            ActorId = actor.Id,
            At = clock.GetUtcNow(),
            RecordsHash = bound.Records,
            ProfileHash = bound.Profile,
            ContentHash = bound.Content,
            TraceHash = bound.Trace,
            Words = seal.Seal(Purpose.Signature(number), JsonSerializer.SerializeToUtf8Bytes(new SignatureWords(actor.Name, note, opened.Stands!.Facts) { Records = [.. opened.Stands.Records], Statements = [.. opened.Stands.Statements] })),
        });
    }

    private async Task<ReadCaseState?> StateAsync(CaseRow row, ImmutableArray<Decision> decisions, ImmutableArray<ToldItem> told, RecordNames names, CancellationToken cancellation)
    {
        var key = new CaseCache.Key(row.RecordVersion, tailor.ContentHash, decisions.Length, told.Count(t => t.Used), Today);
        if (cache.Find(row.Id, key) is { } cached)
        {
            return cached;
        }

        var seal = await vault.OpenAsync(row.Id, cancellation).ConfigureAwait(false);
        var name = seal.OpenWords(Purpose.Title, row.Title);
        var options = new ReconcileOptions(PartialDate.Of(Today.Year, Today.Month, Today.Day));
        var before = cache.FindMachine(row.Id, key);
        if ((before?.Extracted ?? await ReadingAsync(row, seal, cancellation).ConfigureAwait(false)) is not { } extracted)
        {
            return null;
        }

        var machine = before?.Machine ?? reconciler.Reconcile(name, extracted.Documents, extracted.Findings, options);

        // What was told is no record: it comes in only where a navigator has made a fact of it.
        var documents = extracted.Documents.AddRange(told.Where(t => t.Used).Select(ToldDocument.Of));
        var findings = DecisionRules.Apply(documents, extracted.Findings, decisions, names);
        var reviewed = findings == extracted.Findings ? machine : reconciler.Reconcile(name, documents, findings, options);
        var state = new ReadCaseState(extracted, machine, reviewed, DecisionRules.Standing(decisions, machine, names), tailor.Answer(reviewed, new(key.AsOf)));
        cache.Keep(row.Id, key, state);
        return state;
    }

    private async Task<ExtractedCase?> ReadingAsync(CaseRow row, CaseSeal seal, CancellationToken cancellation)
    {
        var reading = await db.Readings.AsNoTracking().SingleOrDefaultAsync(r => r.CaseId == row.Id, cancellation).ConfigureAwait(false);
        return reading is null || reading.RecordVersion != row.RecordVersion ? null : ReadingJson.Read(seal.Open(Purpose.Reading, reading.Content));
    }

    private static PatientReport ReportOf(CaseSeal seal, ReportRow row)
    {
        var words = JsonSerializer.Deserialize<ReportWords>(seal.Open(Purpose.Report(row.Id), row.Words))!;
        return new(row.Id, words.FactId, words.Words, row.At, row.Answer is null ? null : seal.OpenWords(Purpose.ReportAnswer(row.Id), row.Answer), row.AnsweredAt);
    }

    private static ImmutableArray<ToldItem> ToldOf(CaseSeal seal, IEnumerable<ReportRow> reports, ImmutableArray<Decision> decisions)
    {
        var used = DecisionRules.InForce(decisions).Select(d => d.Missed?.Record).ToHashSet(StringComparer.Ordinal);
        return [.. reports.Select(r => (Row: r, Words: JsonSerializer.Deserialize<ReportWords>(seal.Open(Purpose.Report(r.Id), r.Words))!)).Where(r => r.Words.FactId.Length == 0)
            .Select(r => new ToldItem(
                r.Row.Id, r.Words.About ?? ToldTopics.All[^1], r.Words.By ?? "", r.Words.Words, r.Row.At,
                r.Row.Answer is null ? null : seal.OpenWords(Purpose.ReportAnswer(r.Row.Id), r.Row.Answer), r.Row.AnsweredAt, used.Contains(ToldItem.DocumentOf(r.Row.Id))))];
    }

    private sealed record SignatureWords(string By, string? Note, ImmutableArray<string> Facts)
    {
        public string[]? Records { get; init; }

        public string[]? Statements { get; init; }
    }
}

/// <summary>What is sealed of something said: about a fact, or about none (<see cref="TellMissing"/>).</summary>
internal sealed record ReportWords(string FactId, string Words)
{
    public string? About { get; init; }

    public string? By { get; init; }
}
