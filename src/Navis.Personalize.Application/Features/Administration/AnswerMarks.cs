using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>What a patient was told last: the statements about them, each with what its rule was. Sealed with the key of the case.</summary>
internal sealed record AnswerMark(string Language, ImmutableArray<MarkedRule> Rules);

/// <summary>A statement and the fingerprint of its rule.</summary>
internal sealed record MarkedRule(string Rule, string Fingerprint, string Text);

/// <summary>Keeps what patients were told, so that a change of the content can be told to those whom it touches.</summary>
internal sealed class AnswerMarks(NavisDb db, CaseVault vault, Tailors tailors, TimeProvider clock)
{
    /// <summary>The statements about the person in an answer.</summary>
    public AnswerMark Of(TailoredAnswer answer)
    {
        var pack = tailors.For(answer.Language).Pack;
        return new(answer.Language, [.. answer.Sections.SelectMany(s => s.Items).Where(i => i.Kind is AnswerItemKind.Tailored && pack.Find(i.Rule) is not null)
            .Select(i => new MarkedRule(i.Rule, FingerprintOf(pack, pack.Find(i.Rule)!), i.Text)).DistinctBy(r => (r.Rule, r.Text))]);
    }

    /// <summary>What a rule is, as far as a patient can notice: condition, words and the evidence that it rests on.</summary>
    public static string FingerprintOf(RulePack pack, Rule rule)
    {
        var evidence = rule.Evidence.Select(id => pack.Evidence.GetValueOrDefault(id)).Select(e => $"{e?.Statement}|{e?.Plain}|{e?.Verified}");
        var all = string.Join('\n', evidence.Prepend($"{new ConditionWords(pack.Vocabulary).Of(rule)}|{rule.Patient?.Source}|{rule.Key?.Source}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
    }

    public async Task<AnswerMark?> FindAsync(Guid caseId, CancellationToken cancellation)
    {
        var row = await db.AnswerMarks.AsNoTracking().SingleOrDefaultAsync(m => m.CaseId == caseId, cancellation).ConfigureAwait(false);
        return row is null ? null : JsonSerializer.Deserialize<AnswerMark>((await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false)).Open(Purpose.AnswerMark, row.Content));
    }

    /// <summary>Notes that this was told. Writes only where it is news.</summary>
    public async Task KeepAsync(Guid caseId, AnswerMark mark, CancellationToken cancellation)
    {
        var before = await FindAsync(caseId, cancellation).ConfigureAwait(false);
        if (before is not null && before.Language == mark.Language && before.Rules.SequenceEqual(mark.Rules))
        {
            return;
        }

        var (content, at) = ((await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false)).Seal(Purpose.AnswerMark, JsonSerializer.SerializeToUtf8Bytes(mark)), clock.GetUtcNow());
        if (await db.AnswerMarks.Where(m => m.CaseId == caseId).ExecuteUpdateAsync(u => u.SetProperty(m => m.Content, content).SetProperty(m => m.At, at), cancellation).ConfigureAwait(false) > 0)
        {
            return;
        }

        var row = new AnswerMarkRow { CaseId = caseId, Content = content, At = at };
        try
        {
            db.AnswerMarks.Add(row);
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateException) when (before is null)
        {
            // The same person looked twice at the same moment: one of the two has kept it.
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }
}
