using System.Globalization;
using System.Text;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>The rules of a pack as SMT-LIB 2: for each two definitions, that it is true and that it is false; when neither holds it is unknown (Kleene).</summary>
internal sealed class RuleTerms
{
    private readonly Dictionary<AtomTest, int> atoms = [];
    private readonly StringBuilder script = new();
    private readonly ProfileSpace space;

    public RuleTerms(RulePack pack, ProfileSpace space)
    {
        this.space = space;
        for (var i = 0; i < pack.Rules.Length; i++)
        {
            var condition = pack.Rules[i].Condition;
            var (isTrue, isFalse) = (Term(condition, true), Term(condition, false));
            script.Append(CultureInfo.InvariantCulture, $"(define-fun {True(i)} () Bool {isTrue})\n(define-fun {False(i)} () Bool {isFalse})\n");
        }
    }

    public string Script => script.ToString();

    public static string True(int rule) => $"r{rule.ToString(CultureInfo.InvariantCulture)}t";

    public static string False(int rule) => $"r{rule.ToString(CultureInfo.InvariantCulture)}f";

    public static string Unknown(int rule) => Smt.And(Smt.Not(True(rule)), Smt.Not(False(rule)));

    /// <summary>A term that is true when the atom's answer is the one wanted.</summary>
    public string Term(AtomTest test, bool want)
    {
        if (!atoms.TryGetValue(test, out var at))
        {
            atoms[test] = at = atoms.Count;
            script.Append(CultureInfo.InvariantCulture, $"(define-fun a{at}t () Bool {space.Term(test, true)})\n(define-fun a{at}f () Bool {space.Term(test, false)})\n");
        }

        return string.Create(CultureInfo.InvariantCulture, $"a{at}{(want ? 't' : 'f')}");
    }

    private string Term(Condition condition, bool want) => Of(condition, want, Term);

    /// <summary>A term that is true when the condition is surely true, or surely false.</summary>
    public static string Of(Condition condition, bool want, Func<AtomTest, bool, string> atom) => condition switch
    {
        AllOf all => want ? Smt.And(all.Parts.Select(p => Of(p, true, atom)).ToList()) : Smt.Or(all.Parts.Select(p => Of(p, false, atom)).ToList()),
        AnyOf any => want ? Smt.Or(any.Parts.Select(p => Of(p, true, atom)).ToList()) : Smt.And(any.Parts.Select(p => Of(p, false, atom)).ToList()),
        NotOf not => Of(not.Part, !want, atom),
        SureOf sure => want ? Of(sure.Part, true, atom) : Smt.Not(Of(sure.Part, true, atom)),
        Atom leaf => atom(leaf.Test, want),
        _ => throw new ArgumentException("No such condition.", nameof(condition)),
    };
}
