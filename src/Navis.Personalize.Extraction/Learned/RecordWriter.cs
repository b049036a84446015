using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>An invented record.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text.</param>
/// <param name="Patient">Whom it is about.</param>
internal sealed record SyntheticRecord(DocumentKind Kind, string Text, SyntheticPatient Patient);

/// <summary>Writes invented records of every kind from the sentences of <c>rules/learned/corpus</c>. The same seed gives the same records.</summary>
internal sealed class RecordWriter
{
    private const string Folder = "rules/learned/corpus";
    private static readonly ImmutableHashSet<string> Shared = [$"{Folder}/patients.yaml", $"{Folder}/statements.yaml"];
    private readonly SyntheticPatients patients;
    private readonly ContentNode statements;
    private readonly ImmutableArray<(DocumentKind Kind, ContentNode Root)> kinds;
    private readonly TextDamage damage;

    /// <summary>Loads the sentences.</summary>
    /// <param name="content">Content.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public RecordWriter(IContentSource content)
    {
        patients = new(content);
        damage = new(content);
        statements = ContentNode.Parse($"{Folder}/statements.yaml", content.Read($"{Folder}/statements.yaml"));
        kinds = [.. content.List(Folder).Where(p => p.EndsWith(".yaml", StringComparison.Ordinal) && !Shared.Contains(p)).Select(p => Read(p, content.Read(p)))];
    }

    /// <summary>Kinds that have sentences.</summary>
    public ImmutableArray<DocumentKind> Kinds => [.. kinds.Select(k => k.Kind)];

    /// <summary>Records of all kinds, three in ten of them Spanish where there are Spanish sentences.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="each">Records of each kind.</param>
    public IEnumerable<SyntheticRecord> Write(ulong seed, int each)
    {
        var draws = new Draws(seed);
        for (var i = 0; i < each; i++)
        {
            foreach (var (kind, root) in kinds)
            {
                var language = root["es"] is not null && draws.Chance(0.3) ? "es" : "en";
                var patient = patients.Draw(draws, language);
                yield return new(kind, damage.Apply(draws, Text(draws, root[language]!, statements[language]!, patient)), patient);
            }
        }
    }

    /// <summary>Cases of one to three records of one patient each, in one language.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="count">Cases.</param>
    public IEnumerable<ImmutableArray<SyntheticRecord>> WriteCases(ulong seed, int count)
    {
        var draws = new Draws(seed);
        for (var i = 0; i < count; i++)
        {
            var language = draws.Chance(0.25) ? "es" : "en";
            var patient = patients.Draw(draws, language);
            var records = ImmutableArray.CreateBuilder<SyntheticRecord>();
            for (var left = draws.One<int>([1, 1, 1, 2, 3]); left > 0; left--)
            {
                var (kind, root) = draws.One(kinds);
                if (root[language] is { } sentences)
                {
                    records.Add(new(kind, damage.Apply(draws, Text(draws, sentences, statements[language]!, patient)), patient));
                }
            }

            if (records.Count > 0)
            {
                yield return records.ToImmutable();
            }
        }
    }

    private static string Text(Draws draws, ContentNode sentences, ContentNode statements, SyntheticPatient patient)
    {
        var lines = new List<string>();
        var isParagraph = draws.Chance(0.25);
        var headed = draws.Chance(isParagraph ? 0.3 : 0.85);
        var bullet = draws.Chance(0.15) ? "- " : "";
        if (draws.Chance(0.7) && draws.One(sentences.Texts("titles")) is { Length: > 0 } title)
        {
            lines.Add(title);
        }

        foreach (var part in sentences.List("parts"))
        {
            if (!draws.Chance(0.85))
            {
                continue;
            }

            if (headed && draws.One(part.Texts("heads")) is { Length: > 0 } head)
            {
                lines.Add(head);
            }

            var count = Math.Max(1, (int)part.Number("take")! + draws.Below(3) - 1);
            lines.AddRange(draws.Some(part.Texts("lines"), count).Select(l => bullet + Statement(draws, l, statements)));
        }

        foreach (var (trap, share) in new[] { ("trap", 0.15), ("trap-hard", 0.04) })
        {
            if (draws.Chance(share))
            {
                lines.Insert(draws.Below(lines.Count + 1), draws.One(statements.Texts(trap)));
            }
        }

        // A language without sentences on a subject says nothing of it.
        lines.RemoveAll(static l => l.Trim(' ', '-').Length == 0);
        return string.Join(isParagraph ? " " : "\n", lines.Select(l => Fill(draws, l, patient))) + "\n";
    }

    private static string Statement(Draws draws, string line, ContentNode statements) =>
        line.StartsWith('@') ? statements.Texts(line[1..]) is { IsEmpty: false } choices ? draws.One(choices) : "" : line;

    private static string Fill(Draws draws, string line, SyntheticPatient patient)
    {
        var text = new StringBuilder();
        for (var at = 0; at < line.Length;)
        {
            var open = line.IndexOf('{', at);
            var close = open < 0 ? -1 : line.IndexOf('}', open);
            if (close < 0)
            {
                return text.Append(line, at, line.Length - at).ToString();
            }

            text.Append(line, at, open - at).Append(draws.One(patient.Words[line[(open + 1)..close]]));
            at = close + 1;
        }

        return text.ToString();
    }

    private static (DocumentKind Kind, ContentNode Root) Read(string path, string yaml)
    {
        var root = ContentNode.Parse(path, yaml);
        return (DocumentKinds.Parse(root.Required("kind")) ?? throw new ContentException(path, root.Line, "'kind' is no kind of record."), root);
    }
}
