using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Navis.Personalize.Core.Content;

/// <summary>A node of a content file (YAML 1.2 subset: maps, lists, scalars; no anchors, no tags), with its place for messages.</summary>
public sealed class ContentNode
{
    private const int MaximumDepth = 32;

    private ContentNode(string path, int line, string? scalar, ImmutableArray<ContentNode> items, ImmutableArray<KeyValuePair<string, ContentNode>> members)
        => (Path, Line, Scalar, Items, Members) = (path, line, scalar, items, members);

    /// <summary>File path as given to <see cref="Parse"/>.</summary>
    public string Path { get; }

    /// <summary>1-based line.</summary>
    public int Line { get; }

    /// <summary>Text of a scalar, null for lists, maps and an explicit <c>null</c>.</summary>
    public string? Scalar { get; }

    /// <summary>Items of a list; empty otherwise.</summary>
    public ImmutableArray<ContentNode> Items { get; }

    /// <summary>Members of a map in file order; empty otherwise.</summary>
    public ImmutableArray<KeyValuePair<string, ContentNode>> Members { get; }

    /// <summary>Member of a map, or null.</summary>
    /// <param name="key">Key.</param>
    public ContentNode? this[string key]
    {
        get
        {
            foreach (var (name, value) in Members)
            {
                if (string.Equals(name, key, StringComparison.Ordinal))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>Parses a file.</summary>
    /// <param name="path">Path for messages.</param>
    /// <param name="yaml">Text.</param>
    /// <exception cref="ContentException">Not this subset of YAML; names file and line.</exception>
    public static ContentNode Parse(string path, string yaml)
    {
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return new(path, 1, null, [], []);
            }

            parser.Consume<DocumentStart>();
            var root = Read(parser, path, 0);
            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
            return root;
        }
        catch (YamlException e)
        {
            throw new ContentException(path, (int)e.Start.Line, e.Message);
        }
    }

    /// <summary>Text of a required member.</summary>
    /// <param name="key">Key.</param>
    /// <exception cref="ContentException">Absent or not a scalar.</exception>
    public string Required(string key) => Optional(key) ?? throw new ContentException(Path, Line, $"'{key}' is missing.");

    /// <summary>Text of a member, or null.</summary>
    /// <param name="key">Key.</param>
    public string? Optional(string key) => this[key]?.Scalar;

    /// <summary>Texts of a member that is a list of scalars or one scalar; empty when absent.</summary>
    /// <param name="key">Key.</param>
    public ImmutableArray<string> Texts(string key) => this[key] is { } node ? node.AsTexts() : [];

    /// <summary>This node as a list of scalars.</summary>
    public ImmutableArray<string> AsTexts()
    {
        if (Scalar is not null)
        {
            return [Scalar];
        }

        var texts = ImmutableArray.CreateBuilder<string>(Items.Length);
        foreach (var item in Items)
        {
            texts.Add(item.Scalar ?? throw new ContentException(Path, item.Line, "A text was expected here."));
        }

        return texts.ToImmutable();
    }

    /// <summary>Nodes of a member that is a list; empty when absent.</summary>
    /// <param name="key">Key.</param>
    public ImmutableArray<ContentNode> List(string key) => this[key]?.Items ?? [];

    /// <summary>A member as a number, or null.</summary>
    /// <param name="key">Key.</param>
    /// <exception cref="ContentException">Not a number.</exception>
    public decimal? Number(string key) => Optional(key) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ContentException(Path, this[key]!.Line, $"'{key}' must be a number.");

    private static ContentNode Read(Parser parser, string path, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new ContentException(path, (int)parser.Current!.Start.Line, "Nested too deeply.");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "null" or "~");
            return new(path, (int)scalar.Start.Line, isNull ? null : scalar.Value, [], []);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = ImmutableArray.CreateBuilder<ContentNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Read(parser, path, depth + 1));
            }

            return new(path, (int)sequence.Start.Line, null, items.ToImmutable(), []);
        }

        var map = parser.Consume<MappingStart>();
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, ContentNode>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (!keys.Add(key.Value))
            {
                throw new ContentException(path, (int)key.Start.Line, $"'{key.Value}' stands twice.");
            }

            members.Add(new(key.Value, Read(parser, path, depth + 1)));
        }

        return new(path, (int)map.Start.Line, null, [], members.ToImmutable());
    }
}

/// <summary>A content file is not as its format says: a mistake of its author, named with file and line.</summary>
public sealed class ContentException : Exception
{
    /// <summary>A mistake at a place.</summary>
    /// <param name="path">File.</param>
    /// <param name="line">1-based line.</param>
    /// <param name="problem">What is wrong.</param>
    public ContentException(string path, int line, string problem)
        : base(string.Create(CultureInfo.InvariantCulture, $"{path}({line}): {problem}")) => (Path, Line) = (path, line);

    /// <summary>File.</summary>
    public string Path { get; }

    /// <summary>1-based line.</summary>
    public int Line { get; }
}
