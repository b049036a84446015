using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Rules.Engine;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Projections;
using Navis.Personalize.Core.Staging;

namespace Navis.Personalize.Core.Answers;

/// <summary>From a reconciled case to the tailored answer: the one door of this room. Immutable and thread safe.</summary>
/// <example><c>Tailor.Load(content).Answer(reconciled, new(new(2026, 12, 1))).Answer</c></example>
public sealed class Tailor
{
    /// <summary>The question that is answered.</summary>
    public const string Question = "nsclc-recurrence";

    private readonly CaseProjector projector;
    private readonly NameLexicon names;

    private readonly PackWords? words;

    private Tailor(RulePack pack, GeneralAnswer general, CaseProjector projector, string version, string hash, PackWords? words)
    {
        (Pack, General, this.projector, ContentVersion, ContentHash, this.words) = (pack, general, projector, version, hash, words);
        names = new(pack.Vocabulary);
    }

    /// <summary>Rules and evidence.</summary>
    public RulePack Pack { get; }

    /// <summary>The general answer.</summary>
    public GeneralAnswer General { get; }

    /// <summary>Version of the content, from <c>rules/content.yaml</c>.</summary>
    public string ContentVersion { get; }

    /// <summary>SHA-256 over path and text of every content file but cases, schemas and pages, lower-case hex.</summary>
    public string ContentHash { get; }

    /// <summary>Reads rules, evidence, staging tables and the general answer.</summary>
    /// <param name="content">Content.</param>
    /// <param name="language">Language of the answer, <c>en</c> or <c>es</c>; records are read in theirs.</param>
    /// <exception cref="ContentException">Vocabulary, staging tables or general answer are not of their form.</exception>
    public static Tailor Load(IContentSource content, string language = GeneralAnswer.DefaultLanguage)
    {
        var translation = language == GeneralAnswer.DefaultLanguage ? null : PackWords.Load(content, language);
        var pack = RulePack.Load(content, translation);
        var grouper = StageGrouper.Load(content);
        const string path = "rules/content.yaml";
        return new(
            pack,
            GeneralAnswer.Load(content, Question, language),
            new(pack.Vocabulary, grouper, EditionMap.Load(content, grouper)),
            ContentNode.Parse(path, content.Read(path)).Required("version"),
            HashOf(content),
            translation);
    }

    /// <summary>The profile that rules see.</summary>
    /// <param name="value">Case.</param>
    /// <param name="asOf">Day.</param>
    public RuleProfile Project(ReconciledCase value, DateOnly asOf) => projector.Project(value, asOf);

    /// <summary>The answer for a case.</summary>
    /// <param name="value">Case.</param>
    /// <param name="options">Options.</param>
    public ComposedAnswer Answer(ReconciledCase value, AnswerOptions options)
    {
        var trace = RuleEngine.Evaluate(Pack, Project(value, options.AsOf), new(options.AsOf, options.ShowSurvival));
        return new AnswerComposer(General, names, value, trace, options, words).Compose(ContentVersion, ContentHash);
    }

    /// <summary>The answer as it would be if something else stood in the record.</summary>
    /// <param name="value">Case.</param>
    /// <param name="options">Options.</param>
    /// <param name="whatIf">What would stand there.</param>
    /// <exception cref="ContentException">A name or value is not of the vocabulary.</exception>
    public ComposedAnswer Answer(ReconciledCase value, AnswerOptions options, WhatIf whatIf)
    {
        var profile = projector.Project(value, options.AsOf, builder => whatIf.Apply(builder));
        var trace = RuleEngine.Evaluate(Pack, profile, new(options.AsOf, options.ShowSurvival));
        return new AnswerComposer(General, names, value with { Facts = value.Facts.AddRange(whatIf.Facts) }, trace, options, words).Compose(ContentVersion, ContentHash);
    }

    private static string HashOf(IContentSource content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in ImmutableArray.Create("rules", "seeds").SelectMany(content.List).Where(IsRead))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData([0]);
            hash.AppendData(Encoding.UTF8.GetBytes(content.Read(path)));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsRead(string path) => path.EndsWith(".yaml", StringComparison.Ordinal) && !path.EndsWith(".cases.yaml", StringComparison.Ordinal);
}
