using System.Collections.Immutable;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Comparison;

namespace Navis.Personalize.Application.Features.Administration;

/// <summary>What another state of the content would change: rule by rule, and in how many kept cases. Says nothing of whose.</summary>
[Requires(Permission.Administer)]
public sealed record CompareContent(IContentSource Other) : IQuery<ContentComparison>, IGuarded;

/// <summary>The running content beside another.</summary>
/// <param name="Running">Version and hash of the content that runs.</param>
/// <param name="Other">Version and hash of the other; null when it can't be read.</param>
/// <param name="Problem">Why it can't be read, naming file and line, or null.</param>
/// <param name="Rules">Rules added, removed or changed.</param>
/// <param name="Evidence">Changed evidence, in words.</param>
/// <param name="Cases">Cases whose answers were compared; the newest where there are very many.</param>
/// <param name="Changed">Of these, cases whose answer would be another.</param>
/// <param name="Effects">By rule: in how many cases it would come, go, or speak otherwise.</param>
public sealed record ContentComparison(
    ContentState Running, ContentState? Other, string? Problem, ImmutableArray<RuleChange> Rules, ImmutableArray<string> Evidence, int Cases, int Changed, ImmutableArray<RuleEffect> Effects);

/// <summary>A state of the content.</summary>
public sealed record ContentState(string Version, string Hash);

/// <summary>What becomes of one statement in the kept cases.</summary>
public sealed record RuleEffect(string Rule, int Comes, int Goes, int OtherWords);

internal sealed class CompareContentHandler(NavisDb db, CaseBook book, Tailors tailors) : IQueryHandler<CompareContent, ContentComparison>
{
    private const int MostCases = 2000;

    public async ValueTask<ContentComparison> Handle(CompareContent query, CancellationToken cancellationToken)
    {
        var running = tailors.For(GeneralAnswer.DefaultLanguage);
        var now = new ContentState(running.ContentVersion, running.ContentHash);
        Tailor other;
        PackComparison packs;
        try
        {
            other = Tailor.Load(query.Other);
            packs = PackComparison.OfPacks(running.Pack, other.Pack);
        }
        catch (ContentException e)
        {
            return new(now, null, e.Message, [], [], 0, 0, []);
        }

        var effects = new SortedDictionary<string, RuleEffect>(StringComparer.Ordinal);
        var (cases, changed) = (0, 0);
        foreach (var id in await db.Readings.AsNoTracking().Join(db.Cases, r => r.CaseId, c => c.Id, (r, c) => c).OrderByDescending(c => c.CreatedAt).Take(MostCases).Select(c => c.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
        {
            if ((await book.OpenAsync(id, cancellationToken).ConfigureAwait(false)).Reviewed is { } reviewed)
            {
                cases++;
                changed += Note(effects, Said(running, reviewed, book.Today), Said(other, reviewed, book.Today)) ? 1 : 0;
            }
        }

        return new(now, new(other.ContentVersion, other.ContentHash), null, packs.Rules, packs.Evidence, cases, changed, [.. effects.Values]);
    }

    private static Dictionary<string, string> Said(Tailor tailor, ReconciledCase reviewed, DateOnly today) =>
        tailor.Answer(reviewed, new(today)).Answer.Sections.SelectMany(s => s.Items).GroupBy(i => i.Rule, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => string.Join('\n', g.Select(i => i.Text)), StringComparer.Ordinal);

    private static bool Note(SortedDictionary<string, RuleEffect> effects, Dictionary<string, string> old, Dictionary<string, string> now)
    {
        var any = false;
        foreach (var rule in old.Keys.Union(now.Keys, StringComparer.Ordinal))
        {
            var (before, after) = (old.GetValueOrDefault(rule), now.GetValueOrDefault(rule));
            if (before == after)
            {
                continue;
            }

            any = true;
            var known = effects.GetValueOrDefault(rule) ?? new(rule, 0, 0, 0);
            effects[rule] = before is null ? known with { Comes = known.Comes + 1 } : after is null ? known with { Goes = known.Goes + 1 } : known with { OtherWords = known.OtherWords + 1 };
        }

        return any;
    }
}
