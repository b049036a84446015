using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>Looks for a profile that satisfies a term, and that the engine confirms.</summary>
internal sealed class ProfileSearch(ProfileSpace space, ISmtSession session)
{
    private const int Tries = 6;

    /// <summary>The solver's answer (<c>sat</c>, <c>unsat</c> or what it says), with a case that shows it where one can be written.</summary>
    /// <param name="term">Term.</param>
    /// <param name="about">Facts on which it turns: a profile that is silent on all others is tried first.</param>
    /// <param name="shows">Whether the engine confirms a case.</param>
    /// <param name="isLikely">True when there most likely is one, so that it is looked for among the plain ones first.</param>
    public (string Answer, CaseDraft? Draft) Find(string term, IReadOnlyList<FactSlot> about, Func<CaseDraft, bool> shows, bool isLikely)
    {
        var (answer, draft) = isLikely ? ("unsat", null) : Find(term, "true", shows);
        if (draft is not null || (!isLikely && answer is not "sat"))
        {
            return (answer, draft);
        }

        foreach (var wish in about.Count == 0 ? (string[])[space.Plain, "true"] : [Smt.And(space.Plain, space.SilentBut(about)), Smt.And(space.OneDriver, space.SilentBut(about)), space.Plain, "true"])
        {
            var (next, found) = Find(term, wish, shows);
            if (found is not null)
            {
                return (next, found);
            }

            answer = next is "unsat" ? answer : next;
        }

        return (answer, null);
    }

    private (string Answer, CaseDraft? Draft) Find(string term, string wish, Func<CaseDraft, bool> shows)
    {
        session.Ask($"(push 1)\n(assert {term})\n(assert {wish})\n");
        try
        {
            for (var i = 0; i < Tries; i++)
            {
                var answer = session.Ask("(check-sat)").Trim();
                if (answer is not "sat")
                {
                    return i == 0 ? (answer, null) : ("sat", null);
                }

                var model = Smt.Values(session.Ask($"(get-value ({string.Join(' ', space.Variables)}))"));
                if (CaseDraft.Of(space, model) is { } draft && shows(draft))
                {
                    return ("sat", draft);
                }

                // Another profile than this one, as far as genes and facts go.
                var same = space.Vocabulary.Choices.Select(c => Smt.Is(ProfileSpace.Name(c), model[ProfileSpace.Name(c)], c.Values.Length));
                session.Ask($"(assert {Smt.Not(Smt.And(same))})");
            }

            return ("sat", null);
        }
        finally
        {
            session.Ask("(pop 1)");
        }
    }
}
