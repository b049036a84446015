using System.Collections.Immutable;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Rules.Cases;
using Navis.Personalize.Core.Rules.Profiles;

namespace Navis.Personalize.Core.Answers;

/// <summary>Facts that are tried out in place of what a record says: <c>ALK=fusion</c>, <c>stage.group=IIIA</c>, <c>osimertinib=progressed</c>, <c>MET=unknown</c>.</summary>
public sealed class WhatIf
{
    /// <summary>Where a what-if stands in messages: its option.</summary>
    public const string Source = "--set";

    private const string Unknown = "unknown";
    private readonly ImmutableArray<(string Name, string Value)> settings;

    private WhatIf(ImmutableArray<(string Name, string Value)> settings) => this.settings = settings;

    /// <summary>The tried-out facts, so that an answer can lead to them.</summary>
    public IEnumerable<Fact> Facts => settings.SelectMany(s => (ImmutableArray<string>)[s.Name, string.Concat(s.Name, ".", s.Value)], (s, name) => new Fact
    {
        Id = CaseProfileReader.IdOf(name),
        Kind = FactKind.Diagnosis,
        Value = s.Value,
        Origin = FactOrigin.Reported,
        Holds = true,
        Why = "what-if",
        Evidence = [new Evidence(Source, 0, 0, 0, $"{s.Name}={s.Value}")],
    });

    /// <summary>Reads <c>NAME=VALUE</c> texts; a name is one of <c>rules/vocabulary.yaml</c>, with or without <c>biomarker.</c> or <c>treatment.</c> before it.
    /// The value <c>unknown</c> takes back what the record says.</summary>
    /// <param name="texts">Texts.</param>
    /// <exception cref="ContentException">A text has no name or no value.</exception>
    public static WhatIf Parse(IEnumerable<string> texts) => new([.. texts.Select(Read)]);

    internal void Apply(RuleProfileBuilder profile)
    {
        foreach (var (name, _) in settings)
        {
            profile.Forget(name);
            foreach (var change in profile.Vocabulary.Genes.Where(g => g.Gene == name).SelectMany(g => g.Changes))
            {
                profile.Forget(change.Name);
            }
        }

        var said = settings.Where(s => s.Value != Unknown).Select(s => $"{s.Name}: \"{s.Value}\"").ToList();
        if (said.Count > 0)
        {
            new CaseProfileReader(profile.Vocabulary).Apply(profile, ContentNode.Parse(Source, string.Join('\n', said)));
        }
    }

    private static (string Name, string Value) Read(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at <= 0 || at == text.Length - 1 || text.AsSpan().IndexOfAny('"', '\n', '\\') >= 0
            ? throw new ContentException(Source, 1, $"'{text}' sets nothing; write NAME=VALUE, for example biomarker.ALK=fusion.")
            : (NameOf(text[..at].Trim()), text[(at + 1)..].Trim());
    }

    private static string NameOf(string name) => name switch
    {
        _ when name.StartsWith("biomarker.", StringComparison.Ordinal) => name["biomarker.".Length..],
        _ when name.StartsWith("treatment.", StringComparison.Ordinal) => name["treatment.".Length..],
        "stage-group" => "stage.group",
        _ => name,
    };
}

/// <summary>What differs between two answers.</summary>
/// <param name="Added">Statements that only the second says.</param>
/// <param name="Removed">Statements that only the first says.</param>
/// <param name="NoLongerMissing">Fields that only the first misses.</param>
/// <param name="NowMissing">Fields that only the second misses.</param>
public sealed record AnswerChange(
    ImmutableArray<(string Section, AnswerItem Item)> Added, ImmutableArray<(string Section, AnswerItem Item)> Removed, ImmutableArray<string> NoLongerMissing, ImmutableArray<string> NowMissing)
{
    /// <summary>True when both answers say the same.</summary>
    public bool IsNone => Added.IsEmpty && Removed.IsEmpty && NoLongerMissing.IsEmpty && NowMissing.IsEmpty;

    /// <summary>Compares two answers; the key points, which repeat other statements, are left out.</summary>
    /// <param name="before">First.</param>
    /// <param name="after">Second.</param>
    public static AnswerChange Between(TailoredAnswer before, TailoredAnswer after)
    {
        static List<(string Section, AnswerItem Item)> Items(TailoredAnswer answer) => [.. answer.Sections.Where(s => s.Id != "key-points").SelectMany(s => s.Items.Select(i => (s.Id, i)))];
        static bool Has(List<(string Section, AnswerItem Item)> list, (string Section, AnswerItem Item) one) => list.Exists(o => o.Section == one.Section && o.Item.Rule == one.Item.Rule && o.Item.Text == one.Item.Text);
        var (first, second) = (Items(before), Items(after));
        return new(
            [.. second.Where(i => !Has(first, i))],
            [.. first.Where(i => !Has(second, i))],
            [.. before.Unknowns.Select(u => u.Field).Except(after.Unknowns.Select(u => u.Field), StringComparer.Ordinal)],
            [.. after.Unknowns.Select(u => u.Field).Except(before.Unknowns.Select(u => u.Field), StringComparer.Ordinal)]);
    }
}
