using Navis.Personalize.Core.Rules.Conditions;

namespace Navis.Personalize.Core.Rules.Engine;

/// <summary>What a node does with its parts.</summary>
internal enum Op : byte
{
    Atom,
    All,
    Any,
    Not,
    Sure,
}

/// <summary>A node of a flat condition: its parts follow it, up to <paramref name="End"/>.</summary>
/// <param name="Op">Operation.</param>
/// <param name="Atom">Index of the atom, for <see cref="Op.Atom"/>.</param>
/// <param name="End">Index after the last node of this subtree.</param>
internal readonly record struct Node(Op Op, int Atom, int End);

/// <summary>A condition as an array over interned atoms, so that evaluation touches no dictionary and allocates nothing.</summary>
internal sealed class CompiledCondition
{
    private readonly Node[] nodes;

    private CompiledCondition(Node[] nodes) => this.nodes = nodes;

    public static CompiledCondition Compile(Condition condition, AtomTable atoms)
    {
        var flat = new List<Node>();
        Add(condition, atoms, flat);
        return new([.. flat]);
    }

    /// <summary>The truth, given the truth of every atom.</summary>
    public Truth Evaluate(ReadOnlySpan<Truth> truths)
    {
        var at = 0;
        return Evaluate(ref at, truths);
    }

    /// <summary>Appends the atoms that make the condition what it is: for true the true ones that carry it, for unknown the unknown ones that could settle it.</summary>
    public void Explain(ReadOnlySpan<Truth> truths, List<int> into) => Explain(0, truths, into);

    private static void Add(Condition condition, AtomTable atoms, List<Node> nodes)
    {
        var at = nodes.Count;
        nodes.Add(default);
        var (op, atom) = (Op.Atom, 0);
        switch (condition)
        {
            case AllOf all:
                op = Op.All;
                AddAll(all.Parts, atoms, nodes);
                break;
            case AnyOf any:
                op = Op.Any;
                AddAll(any.Parts, atoms, nodes);
                break;
            case NotOf not:
                op = Op.Not;
                Add(not.Part, atoms, nodes);
                break;
            case SureOf sure:
                op = Op.Sure;
                Add(sure.Part, atoms, nodes);
                break;
            case Atom leaf:
                atom = atoms.Intern(leaf);
                break;
        }

        nodes[at] = new(op, atom, nodes.Count);
    }

    private static void AddAll(IEnumerable<Condition> parts, AtomTable atoms, List<Node> nodes)
    {
        foreach (var part in parts)
        {
            Add(part, atoms, nodes);
        }
    }

    private Truth Evaluate(ref int at, ReadOnlySpan<Truth> truths)
    {
        var node = nodes[at++];
        switch (node.Op)
        {
            case Op.Atom:
                return truths[node.Atom];
            case Op.Not:
                return Truth.True - (int)Evaluate(ref at, truths);
            case Op.Sure:
                return Evaluate(ref at, truths) is Truth.True ? Truth.True : Truth.False;
            case Op.All:
                var all = Truth.True;
                while (at < node.End && all != Truth.False)
                {
                    var part = Evaluate(ref at, truths);
                    all = part < all ? part : all;
                }

                at = node.End;
                return all;
            default:
                var any = Truth.False;
                while (at < node.End && any != Truth.True)
                {
                    var part = Evaluate(ref at, truths);
                    any = part > any ? part : any;
                }

                at = node.End;
                return any;
        }
    }

    private void Explain(int at, ReadOnlySpan<Truth> truths, List<int> into)
    {
        var node = nodes[at];
        if (node.Op == Op.Atom)
        {
            into.Add(node.Atom);
            return;
        }

        var start = at;
        var whole = Evaluate(ref start, truths);
        for (var part = at + 1; part < node.End; part = nodes[part].End)
        {
            var inner = part;
            var truth = Evaluate(ref inner, truths);
            if (node.Op is Op.Not or Op.Sure || truth == whole)
            {
                Explain(part, truths, into);
            }
        }
    }
}
