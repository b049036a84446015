using System.Collections.Immutable;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation;

namespace Navis.Personalize.Application.Features.Evaluation;

/// <summary>Reads the records that a gold file names and compares what was read with what the gold says.</summary>
/// <param name="Lines">Lines of the gold file, read as they are needed.</param>
/// <param name="Open">Opens the record of a gold line by the path that it names.</param>
/// <param name="AsOf">Day of the profile, or null.</param>
[Requires(Permission.None)]
public sealed record EvaluateGold(IEnumerable<string> Lines, Func<string, ImmutableArray<CaseFile>> Open, PartialDate? AsOf) : IQuery<GoldEvaluation>;

internal sealed class EvaluateGoldHandler(IMediator mediator, IContentSource content) : IQueryHandler<EvaluateGold, GoldEvaluation>
{
    public async ValueTask<GoldEvaluation> Handle(EvaluateGold query, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        var scorer = new RecordScorer(new GoldWords(content), tally);
        var problems = ImmutableArray.CreateBuilder<GoldProblem>();
        var running = new Queue<Task<(GoldRecord Gold, ImmutableArray<Fact> Facts, string? Problem)>>();
        var records = 0;
        var line = 0;
        using var lines = query.Lines.GetEnumerator();
        var more = true;
        while (more || running.Count > 0)
        {
            // A few records are read ahead, side by side; they are scored one by one in the order of the gold.
            while (running.Count < Environment.ProcessorCount * 4 && (more = more && lines.MoveNext()))
            {
                line++;
                if (string.IsNullOrWhiteSpace(lines.Current))
                {
                    continue;
                }

                try
                {
                    var gold = GoldReader.Read(lines.Current, line);
                    running.Enqueue(Task.Run(() => ReadAsync(gold, query, cancellationToken), cancellationToken));
                }
                catch (FormatException e)
                {
                    problems.Add(new(line, e.Message));
                }
            }

            if (running.Count == 0)
            {
                continue;
            }

            var (record, facts, problem) = await running.Dequeue().ConfigureAwait(false);
            if (problem is not null)
            {
                problems.Add(new(record.Line, problem));
                continue;
            }

            scorer.Score(record, facts);
            records++;
        }

        return new(records, tally.Rows, scorer.Safety, tally.Misses, tally.Claims, [.. problems.OrderBy(p => p.Line)]);
    }

    private async Task<(GoldRecord Gold, ImmutableArray<Fact> Facts, string? Problem)> ReadAsync(GoldRecord gold, EvaluateGold query, CancellationToken cancellationToken)
    {
        var files = query.Open(gold.File);
        if (files is [{ Issue: { } issue }])
        {
            return (gold, [], issue.Message);
        }

        var value = await mediator.Send(new ProfileCase(gold.File, files, new ReconcileOptions(query.AsOf)), cancellationToken).ConfigureAwait(false);
        return (gold, value.Facts, null);
    }
}
