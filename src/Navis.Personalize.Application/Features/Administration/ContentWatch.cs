using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>At the start of the program: where the content is another than before, everybody whose statements it touches gets a notice for their next visit.</summary>
public static class ContentWatch
{
    /// <summary>Compares and writes the notices; does nothing where the content is the same.</summary>
    /// <returns>How many people are touched.</returns>
    public static async Task<int> NoteContentChangeAsync(this IServiceProvider services, CancellationToken cancellation = default)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await scope.ServiceProvider.GetRequiredService<ContentChange>().NoteAsync(cancellation).ConfigureAwait(false);
        }
    }
}

internal sealed class ContentChange(NavisDb db, SiteSettings settings, AnswerMarks marks, CaseBook book, CaseVault vault, AuditTrail trail, Tailors tailors, TimeProvider clock)
{
    public async Task<int> NoteAsync(CancellationToken cancellation)
    {
        var tailor = tailors.For(GeneralAnswer.DefaultLanguage);
        var state = $"{tailor.ContentVersion} {tailor.ContentHash}";
        var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await db.LockAsync(null, cancellation).ConfigureAwait(false);
            var before = await settings.FindAsync(SiteSettings.Content, cancellation).ConfigureAwait(false);
            if (before?.Value == state)
            {
                return 0;
            }

            await settings.SetAsync(SiteSettings.Content, state, AuditTrail.Nobody, cancellation).ConfigureAwait(false);
            var touched = 0;
            if (before is not null)
            {
                foreach (var caseId in await db.AnswerMarks.AsNoTracking().Select(m => m.CaseId).ToListAsync(cancellation).ConfigureAwait(false))
                {
                    touched += await NoteAsync(caseId, before.Value, state, cancellation).ConfigureAwait(false) ? 1 : 0;
                }
            }

            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await trail.AppendAsync("ContentChanged", null, AuditOutcome.Done, cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
            return touched;
        }
    }

    private async Task<bool> NoteAsync(Guid caseId, string from, string to, CancellationToken cancellation)
    {
        var mark = (await marks.FindAsync(caseId, cancellation).ConfigureAwait(false))!;
        var pack = tailors.For(mark.Language).Pack;
        var suspects = mark.Rules.Where(r => pack.Find(r.Rule) is not { } rule || rule.Status is RuleStatus.Retired || AnswerMarks.FingerprintOf(pack, rule) != r.Fingerprint).ToImmutableArray();
        if (suspects.IsEmpty)
        {
            return false;
        }

        // A rule that was changed and still says the same to this person is no news to them.
        var opened = await book.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        var said = opened.Reviewed is null ? [] : book.AnswerFor(opened, Audience.Patient, showSurvival: true, mark.Language).Sections.SelectMany(s => s.Items).Select(i => (i.Rule, i.Text)).ToHashSet();
        var lines = suspects.Where(r => !said.Contains((r.Rule, r.Text)))
            .Select(r => new NoticeLine(r.Rule, pack.Find(r.Rule) is not { } rule || rule.Status is RuleStatus.Retired ? NoticeLine.Withdrawn : NoticeLine.Changed, r.Text)).ToImmutableArray();

        // From here on the mark speaks of the new content, so that nothing is told twice.
        await marks.KeepAsync(caseId, mark with { Rules = [.. mark.Rules.Where(r => pack.Find(r.Rule) is not null).Select(r => r with { Fingerprint = AnswerMarks.FingerprintOf(pack, pack.Find(r.Rule)!) })] }, cancellation).ConfigureAwait(false);
        if (lines.IsEmpty)
        {
            return false;
        }

        var id = Guid.NewGuid();
        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        db.Notices.Add(new() { Id = id, CaseId = caseId, At = clock.GetUtcNow(), ContentFrom = from, ContentTo = to, Words = seal.Seal(Purpose.Notice(id), JsonSerializer.SerializeToUtf8Bytes(lines)) });
        return true;
    }
}
