using System.Collections.Immutable;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Application.Features.Evaluation;

/// <summary>Counts by field, in the order in which fields were first met, and every miss.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly List<EvaluationMiss> misses = [];
    private readonly Dictionary<(string Record, string Fact), EvaluationClaim> claims = [];

    public ImmutableArray<EvaluationRow> Rows => [.. order.Select(f => new EvaluationRow(f, rows[f].Records, rows[f].Right, rows[f].Wrong, rows[f].Missed))];

    public ImmutableArray<EvaluationMiss> Misses => [.. misses];

    public ImmutableArray<EvaluationClaim> Claims => [.. claims.Values];

    /// <summary>Adds to the counts of a field; zeros make its row appear.</summary>
    public void Add(string field, int records = 0, int right = 0, int wrong = 0, int missed = 0)
    {
        if (!rows.TryGetValue(field, out var row))
        {
            rows[field] = row = new();
            order.Add(field);
        }

        row.Records += records;
        row.Right += right;
        row.Wrong += wrong;
        row.Missed += missed;
    }

    public void Missed(GoldRecord record, string field, string expected, string? got, Fact? fact) => Add(record, field, isWrong: false, expected, got, fact);

    public void Wrong(GoldRecord record, string field, string? expected, string got, Fact? fact) => Add(record, field, isWrong: true, expected, got, fact);

    private void Add(GoldRecord record, string field, bool isWrong, string? expected, string? got, Fact? fact) =>
        misses.Add(new(record.Id, record.File, field, isWrong, expected, got, fact?.Evidence[0].Quote, fact?.Certainty));

    /// <summary>Compares what gold says with what was read, value by value.</summary>
    /// <param name="record">Record.</param>
    /// <param name="field">Field.</param>
    /// <param name="gold">Values of gold.</param>
    /// <param name="got">Values read, each with the facts that say it.</param>
    /// <param name="count">Whether the record counts among those with gold.</param>
    /// <param name="near">What the record says of a missed value without holding it, or null.</param>
    public void Sets(GoldRecord record, string field, ImmutableHashSet<string> gold, Reading got, bool count = true, Func<string, Fact?>? near = null)
    {
        var missed = gold.Where(g => !got.Values.ContainsKey(g)).Order(StringComparer.Ordinal).ToList();
        var wrong = got.Values.Keys.Where(g => !gold.Contains(g)).Order(StringComparer.Ordinal).ToList();
        Add(field, count ? 1 : 0, gold.Count - missed.Count, wrong.Count, missed.Count);
        foreach (var value in missed)
        {
            var close = near?.Invoke(value);
            Missed(record, field, value, close is not null ? $"{value}, not held ({close.Why})" : Joined(got.Values.Keys), close ?? (wrong.Count > 0 ? got.Values[wrong[0]].FirstOrDefault() : null));
        }

        foreach (var value in wrong)
        {
            Wrong(record, field, Joined(gold), value, got.Values[value].FirstOrDefault());
        }

        foreach (var (value, facts) in got.Values)
        {
            foreach (var fact in facts)
            {
                Judge(record, field, fact, got.IsOne ? gold.Contains(fact.Value) : gold.Contains(value));
            }
        }
    }

    /// <summary>Notes whether a fact is right. A fact judged under several fields is right when it is right under all of them.</summary>
    public void Judge(GoldRecord record, string field, Fact fact, bool right)
    {
        var key = (record.Id, fact.Id);
        claims[key] = claims.TryGetValue(key, out var known) ? known with { Right = known.Right && right, Field = known.Right && !right ? field : known.Field } : new(record.Id, field, fact, right);
    }

    private static string? Joined(IEnumerable<string> values) => string.Join(", ", values.Order(StringComparer.Ordinal)) is { Length: > 0 } text ? text : null;

    private sealed class Row
    {
        public int Records { get; set; }

        public int Right { get; set; }

        public int Wrong { get; set; }

        public int Missed { get; set; }
    }
}

/// <summary>Values read of one field, each with the facts behind it.</summary>
internal sealed class Reading
{
    public Dictionary<string, List<Fact>> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>True when the facts behind the one value may differ among themselves.</summary>
    public bool IsOne { get; private init; }

    public static Reading Of(IEnumerable<(string Value, Fact? Fact)> values)
    {
        var reading = new Reading();
        foreach (var (value, fact) in values)
        {
            if (!reading.Values.TryGetValue(value, out var facts))
            {
                reading.Values[value] = facts = [];
            }

            if (fact is not null)
            {
                facts.Add(fact);
            }
        }

        return reading;
    }

    /// <summary>One value, whatever the number of facts that make it.</summary>
    public static Reading One(string? value, IEnumerable<Fact> facts)
    {
        var reading = new Reading { IsOne = true };
        if (value is not null)
        {
            reading.Values[value] = [.. facts];
        }

        return reading;
    }
}
