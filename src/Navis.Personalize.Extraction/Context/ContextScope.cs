using Navis.Personalize.Extraction.Terminology;

namespace Navis.Personalize.Extraction.Context;

/// <summary>One target among the words of its sentence: which cues reach it.</summary>
internal ref struct ContextScope
{
    private const int MostMarks = 320;
    private readonly CueLexicon cues;
    private readonly ReadOnlySpan<Word> words;
    private readonly int first;
    private readonly int last;
    private readonly ReadOnlySpan<char> sentence;
    private readonly int own;
    private Verdict verdict;

    /// <summary>A target.</summary>
    /// <param name="cues">Cues.</param>
    /// <param name="words">Words of heading and sentence.</param>
    /// <param name="own">First word of the sentence itself.</param>
    /// <param name="first">First word of the target.</param>
    /// <param name="last">Last word of the target.</param>
    /// <param name="sentence">Text of the sentence.</param>
    public ContextScope(CueLexicon cues, ReadOnlySpan<Word> words, int own, int first, int last, ReadOnlySpan<char> sentence)
    {
        this.cues = cues;
        this.words = words;
        this.own = own;
        this.first = first;
        this.last = last;
        this.sentence = sentence;
    }

    /// <summary>Judges it.</summary>
    public ContextJudgement Judge()
    {
        Span<Mark> marks = stackalloc Mark[MostMarks];
        var before = Find(0, first, marks);
        var inside = before + Find(first, last + 1, marks[before..]);
        var count = inside + Find(last + 1, words.Length, marks[inside..]);
        var behind = Behind(marks[inside..count]);
        Before(marks[..before], behind);
        return Decide(marks[before..inside], behind);
    }

    private readonly int Find(int from, int to, scoped Span<Mark> marks)
    {
        var count = 0;
        for (var i = from; i < to && count < marks.Length;)
        {
            var value = cues.Longest(words[..to], i, out var length);
            if (value < 0 || IsNodeCategory(i, length) || (Any(value, CueCategory.Marker) && !IsMarker(i)))
            {
                i++;
                continue;
            }

            marks[count++] = new(i, i + length - 1, value);
            i += length;
        }

        return count;
    }

    // "1) one thing 2) another": a number and a bracket that was not opened.
    private readonly bool IsNumbering(int bracket) =>
        bracket > own && words[bracket - 1].Id == Vocabulary.Number && (bracket == own + 1 || words[bracket - 2].Sign != '(');

    // OCR writes N0 as "NO": behind a T category the word is no cue ("pT2a NO MX").
    private readonly bool IsNodeCategory(int at, int length)
    {
        if (length != 1 || at <= own || words[at].End - words[at].Start != 2 || sentence[words[at].End - 1] != 'O')
        {
            return false;
        }

        var previous = sentence[words[at - 1].Start..words[at - 1].End].TrimStart("cpyra");
        return previous.Length is > 1 and < 5 && previous[0] is 'T' && (char.IsAsciiDigit(previous[1]) || previous[1] is 'X' or 'x' or 'i');
    }

    // "MET" is a gene and "met" a verb.
    private readonly bool IsMarker(int at) => at >= own && (char.IsUpper(sentence[words[at].Start]) || char.IsAsciiDigit(sentence[words[at].End - 1]) || words[at].End - words[at].Start > 4);

    // Genes, stains, and changes such as L858R.
    private readonly bool TargetIsMarker()
    {
        for (var i = first; i <= last; i++)
        {
            var word = sentence[words[i].Start..words[i].End];
            if ((cues.Longest(words[..(last + 1)], i, out _) is >= 0 and var value && Any(value, CueCategory.Marker | CueCategory.Noun)) || (word.Length > 3 && char.IsAsciiLetter(word[0]) && char.IsAsciiLetter(word[^1]) && !word[1..^1].ContainsAnyExceptInRange('0', '9')))
            {
                return true;
            }
        }

        return false;
    }

    // Walks away from the target to the right: predicates and other cues that follow what they rule.
    private Polarity Behind(scoped ReadOnlySpan<Mark> marks)
    {
        var open = CueCategory.Negated | CueCategory.Affirmed | CueCategory.Uncertain | CueCategory.Historical | CueCategory.Hypothetical | CueCategory.Family | CueCategory.Other;
        var list = new ListShape();
        var found = new Polarity();
        int next = 0, distance = 0;
        for (var i = last + 1; i < words.Length && open != CueCategory.None; i++)
        {
            if (next < marks.Length && marks[next].First == i)
            {
                // What rules backward is heard before what begins something new ("a descartar" is both).
                var mark = marks[next++];
                foreach (var backward in (ReadOnlySpan<bool>)[true, false])
                {
                    foreach (var cue in cues.Meanings(mark.Value))
                    {
                        if (cue.Direction.Has(CueDirection.Backward) == backward)
                        {
                            BehindCue(cue, mark, distance, ref list, ref open, ref found);
                        }
                    }
                }

                distance += mark.Last - mark.First + 1;
                i = mark.Last;
                continue;
            }

            var word = words[i];
            if (word.IsWord)
            {
                distance++;
                list.Words++;
                list.SinceColon++;
                continue;
            }

            switch (word.Sign)
            {
                case ',':
                    open &= list.Finite ? CueCategory.None : ~(CueCategory.Historical | CueCategory.Family | CueCategory.Other);
                    list.Comma();
                    break;
                case '/':
                    list.Slash();
                    break;
                case ':' or WordScanner.Dash or '=' or '→':
                    list.Colons++;
                    list.SinceColon = 0;
                    found.HasValue = true;
                    break;
                case '%':
                    found.HasValue = true;
                    break;
                case '?':
                    verdict.Uncertain |= list.Segments == 0 && open.Has(CueCategory.Uncertain);
                    open = CueCategory.None;
                    break;
                case ';' or '•' or '|' or '!':
                case ')' when IsNumbering(i):
                    open = CueCategory.None;
                    break;
                default:
                    break;
            }
        }

        return found;
    }

    private void BehindCue(in Cue cue, in Mark mark, int distance, ref ListShape list, ref CueCategory open, ref Polarity found)
    {
        var category = cue.Category;
        if (category.Has(CueCategory.Negated | CueCategory.Affirmed))
        {
            BehindPolarity(cue, mark, distance, list, ref open, ref found);
        }

        var reaches = cue.Direction.Has(CueDirection.Backward) && distance <= cue.Scope && (list.Segments == 0 || cue.Kind == CueKind.Copula);
        if (reaches && !category.Has(CueCategory.Clause))
        {
            verdict.Uncertain |= (category & open).Has(CueCategory.Uncertain);
            verdict.Historical |= (category & open).Has(CueCategory.Historical);
            verdict.Hypothetical |= (category & open).Has(CueCategory.Hypothetical) && !category.Has(CueCategory.Other | CueCategory.Uncertain);
        }

        if (category.Has(CueCategory.Family | CueCategory.Other) && cue.Direction.Has(CueDirection.Backward) && open.Has(CueCategory.Family) && IsOf(mark))
        {
            verdict.Experiencer = category.Has(CueCategory.Family) ? Experiencer.Family : Experiencer.Other;
        }

        open &= category.Has(CueCategory.Uncertain) ? ~(CueCategory.Uncertain | CueCategory.Negated | CueCategory.Affirmed) : ~CueCategory.None;
        if (category.Has(CueCategory.Stop))
        {
            open &= CueCategory.Family;
        }

        if (category.Has(CueCategory.And) && list.Finite)
        {
            // "Osimertinib was held and radiotherapy was not given": what follows is another clause.
            open = CueCategory.None;
        }

        list.See(category);
        list.Finite |= category.Has(CueCategory.Clause);
        if (category.Has(CueCategory.Clause) && !category.Has(CueCategory.Be))
        {
            list.Verb = true;
        }
    }

    private readonly void BehindPolarity(in Cue cue, in Mark mark, int distance, in ListShape list, ref CueCategory open, ref Polarity found)
    {
        const CueCategory Either = CueCategory.Negated | CueCategory.Affirmed;
        if (!open.Has(Either))
        {
            return;
        }

        if (!cue.Direction.Has(CueDirection.Backward))
        {
            // "ALK: no rearrangement" answers for the label; "no" alone at the end of a phrase is an answer; everywhere else it begins something new.
            if (cue.Category.Has(CueCategory.Negated) && (distance == 0 || list is { Colons: 1, SinceColon: 0 }) && list.Segments == 0 && IsKindOfFinding(mark.Last + 1) && TargetIsMarker())
            {
                (found.Category, found.Kind) = (CueCategory.Negated, cue.Kind);
            }

            open &= EndsPhrase(mark.Last) && HasFinal(mark) ? open : ~Either;
            return;
        }

        if (cue.Kind == CueKind.Final && !EndsPhrase(mark.Last))
        {
            return;
        }

        if (list.Colons > 1 || (list.Colons == 1 && !list.IsAnswer && cue.Kind is not CueKind.Copula))
        {
            open &= ~Either;
            return;
        }

        if (distance > (cue.Kind is CueKind.Copula || list.IsAnswer ? cue.Scope : Math.Min(cue.Scope, 12)) || (list.Verb && cue.Kind is not CueKind.Copula))
        {
            open &= ~Either;
            return;
        }

        found.Category = cue.Category & Either;
        found.Kind = cue.Kind;
        if (list.Marker && !TargetIsMarker())
        {
            // "Adenocarcinoma, stage IV, EGFR and ALK negative", "the adenocarcinoma is PD-L1 negative": a result of the markers.
            found.Category = CueCategory.None;
        }
        else if (list.Segments > 0 && cue.Kind is not CueKind.Copula && !list.IsAnswer)
        {
            // "EGFR, ALK and ROS1 negative" rules all three; in "EGFR L858R, ALK and ROS1 negative" it cannot be told.
            // "Adenocarcinoma, margins neg": two things of unlike kind, and the predicate is of the second. Markers are alike.
            found.Category = list.IsParallel && (list.HasConjunction || TargetIsMarker()) ? found.Category : CueCategory.None;
            found.Ambiguous = !list.IsParallel && list.HasConjunction && cue.Category.Has(CueCategory.Negated);
        }

        open &= ~Either;
    }

    private readonly bool IsKindOfFinding(int at) => at < words.Length && cues.Longest(words, at, out _) is >= 0 and var value && Any(value, CueCategory.Noun);

    private readonly bool HasFinal(in Mark mark)
    {
        foreach (var cue in cues.Meanings(mark.Value))
        {
            if (cue.Kind == CueKind.Final)
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool EndsPhrase(int at) => at + 1 >= words.Length || (!words[at + 1].IsWord && words[at + 1].Sign is not ('(' or '/'));

    // "lung cancer in her mother", "lung cancer (mother)", "lung cancer - mother": a relative behind a target needs such a link.
    private readonly bool IsOf(in Mark mark)
    {
        if (mark.Last + 1 < words.Length && IsContent(mark.Last + 1))
        {
            return false;
        }

        for (var i = mark.First - 1; i > last && i >= mark.First - 3; i--)
        {
            if (!words[i].IsWord)
            {
                return words[i].Sign is '(' or WordScanner.Dash or ':';
            }

            var value = cues.Longest(words[..(i + 1)], i, out _);
            if (value >= 0 && Any(value, CueCategory.Preposition))
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool Any(int value, CueCategory category)
    {
        foreach (var cue in cues.Meanings(value))
        {
            if (cue.Category.Has(category))
            {
                return true;
            }
        }

        return false;
    }

    // Walks away from the target to the left: cues that precede what they rule, labels and headings.
    private void Before(scoped ReadOnlySpan<Mark> marks, in Polarity behind)
    {
        var walk = new Walk { Open = ~CueCategory.None, Verb = HasVerbInSegment(), OwnStatus = behind.Category != CueCategory.None || behind.HasValue };
        var next = marks.Length - 1;
        for (var i = first - 1; i >= 0 && walk.Open != CueCategory.None; i--)
        {
            if (next >= 0 && marks[next].Last == i)
            {
                var mark = marks[next--];
                foreach (var cue in cues.Meanings(mark.Value))
                {
                    BeforeCue(cue, mark, ref walk);
                }

                foreach (var cue in cues.Meanings(mark.Value))
                {
                    walk.See(cue);
                }

                walk.Distance += mark.Last - mark.First + 1;
                i = mark.First;
                continue;
            }

            if (words[i].IsWord)
            {
                walk.Distance++;
            }
            else
            {
                verdict.Uncertain |= words[i].Sign == '?' && walk.Distance == 0;
                var sign = words[i].Sign == ')' && IsNumbering(i) ? ';' : words[i].Sign;
                if (sign == ';' && !walk.Separate && ContinuesList(i + 1))
                {
                    walk.ContinueList();
                }
                else
                {
                    walk.Sign(sign);
                }
            }
        }
    }

    // "Negative for ALK, ROS1 and RET; KRAS, BRAF and MET": behind the semicolon stands nothing but more of the list.
    private readonly bool ContinuesList(int from)
    {
        int commas = 0, conjunctions = 0;
        for (var i = from; i < words.Length && words[i].Sign is not (';' or '.');)
        {
            var value = cues.Longest(words, i, out var length);
            if (value >= 0 && Any(value, CueCategory.And | CueCategory.Or))
            {
                conjunctions++;
            }
            else if ((value >= 0 && !Any(value, CueCategory.Noun | CueCategory.Preposition | CueCategory.Marker)) || (!words[i].IsWord && words[i].Sign is not (',' or '/' or '(' or ')' or '.')))
            {
                return false;
            }

            commas += words[i].Sign == ',' ? 1 : 0;
            i += Math.Max(1, length);
        }

        return commas > 0 && conjunctions > 0;
    }

    // Whether the words right of the target, up to the next comma or conjunction, hold a finite verb that is no status phrase.
    private readonly bool HasVerbInSegment()
    {
        for (var i = last + 1; i < words.Length;)
        {
            var value = cues.Longest(words, i, out var length);
            if (value >= 0)
            {
                if (Any(value, CueCategory.Clause))
                {
                    return true;
                }

                if (Any(value, CueCategory.And | CueCategory.Or | CueCategory.Stop | CueCategory.Negated | CueCategory.Affirmed | CueCategory.Uncertain))
                {
                    return false;
                }

                i += length;
                continue;
            }

            if (!words[i].IsWord && words[i].Sign is ',' or ';' or '?' or ':')
            {
                return false;
            }

            i++;
        }

        return false;
    }

    private void BeforeCue(in Cue cue, in Mark mark, ref Walk walk)
    {
        var category = cue.Category & walk.Open;
        if (category == CueCategory.None)
        {
            return;
        }

        var forward = cue.Direction.Has(CueDirection.Forward);
        if (category.Has(CueCategory.Negated | CueCategory.Affirmed))
        {
            BeforePolarity(cue, mark, forward, ref walk);
        }

        if (forward && walk.Distance <= cue.Scope)
        {
            verdict.Uncertain |= category.Has(CueCategory.Uncertain);
            verdict.Historical |= category.Has(CueCategory.Historical) && !walk.VerbBetween;
            verdict.Hypothetical |= category.Has(CueCategory.Hypothetical) && (cue.Kind == CueKind.List || !walk.Stopped);
            if (category.Has(CueCategory.Family | CueCategory.Other) && !(walk.Separated && IsRelativeClause(mark.First)))
            {
                verdict.Experiencer = category.Has(CueCategory.Family) ? Experiencer.Family : Experiencer.Other;
            }
        }
    }

    private void BeforePolarity(in Cue cue, in Mark mark, bool forward, ref Walk walk)
    {
        const CueCategory Either = CueCategory.Negated | CueCategory.Affirmed;
        var isAdjective = cue.Kind is CueKind.Adjective or CueKind.Final;
        if (forward && isAdjective)
        {
            // "negative EGFR" at the start of a phrase; "ALK negative, EGFR" is the predicate of ALK.
            forward = walk.Distance <= 2 && !walk.Separated && (mark.First == 0 || !IsContent(mark.First - 1));
        }

        if (forward && cue.Kind is not CueKind.Copula and not CueKind.Participle)
        {
            if (walk.Distance <= cue.Scope && (!walk.Separate || cue.Kind == CueKind.List))
            {
                verdict.Polarity = cue.Category & Either;
                verdict.SameSegment = !walk.Separated;
            }

            walk.Open &= ~Either;
            return;
        }

        if (walk.InLabel && (cue.Kind != CueKind.Final || EndsPhrase(mark.Last)))
        {
            if (!walk.OwnStatus)
            {
                verdict.Polarity = cue.Category & Either;
            }

            walk.Open &= ~Either;
            return;
        }

        // "No mutations were detected in EGFR": the predicate belongs to "no", whose scope goes on behind a preposition or "or".
        if (cue.Kind is CueKind.Copula or CueKind.Participle && mark.Last + 1 < words.Length)
        {
            var value = cues.Longest(words, mark.Last + 1, out _);
            if (value >= 0 && Any(value, CueCategory.Preposition | CueCategory.Or))
            {
                return;
            }
        }

        walk.Open &= cue.Kind == CueKind.Final && !EndsPhrase(mark.Last) ? walk.Open : ~Either;
    }

    // "The patient, whose mother had breast cancer, has …": the clause is over at its comma.
    private readonly bool IsRelativeClause(int at) => at > 0 && cues.Longest(words[..at], at - 1, out _) is >= 0 and var value && Any(value, CueCategory.Stop);

    private readonly bool IsContent(int at) => words[at].IsWord && words[at].Id == 0;

    private readonly ContextJudgement Decide(scoped ReadOnlySpan<Mark> inside, in Polarity behind)
    {
        var negated = behind.Category switch
        {
            CueCategory.Negated => true,
            CueCategory.Affirmed => verdict.Polarity == CueCategory.Negated && (behind.Kind == CueKind.Participle || verdict.SameSegment),
            _ => verdict.Polarity == CueCategory.Negated,
        };
        if (behind.Category == CueCategory.None && verdict.Polarity == CueCategory.None)
        {
            foreach (var mark in inside)
            {
                negated |= (mark.First <= first + 1 || mark.Last == last) && Any(mark.Value, CueCategory.Negated);
            }
        }

        var uncertain = verdict.Uncertain || (behind.Ambiguous && !negated);
        return new(negated, uncertain, verdict.Historical, verdict.Hypothetical, verdict.Experiencer);
    }

    /// <summary>A cue phrase in the words.</summary>
    private readonly record struct Mark(int First, int Last, int Value);

    /// <summary>What the cues left of the target and the other cues say.</summary>
    private record struct Verdict(CueCategory Polarity, bool SameSegment, bool Uncertain, bool Historical, bool Hypothetical, Experiencer Experiencer);

    /// <summary>What the predicate right of the target says.</summary>
    private record struct Polarity(CueCategory Category, CueKind Kind, bool Ambiguous, bool HasValue);

    /// <summary>The walk to the left.</summary>
    private record struct Walk(CueCategory Open, int Distance, bool Verb, bool VerbBetween, bool Separated, bool InLabel, bool Stopped, bool OwnStatus, bool Separate)
    {
        private const CueCategory Bound = CueCategory.Negated | CueCategory.Affirmed | CueCategory.Uncertain | CueCategory.Historical;

        public void Sign(char sign)
        {
            switch (sign)
            {
                case ',':
                    Boundary();
                    break;
                case ':':
                    (InLabel, Verb, Separated) = (true, false, true);
                    break;
                case WordScanner.Dash:
                    Boundary();
                    InLabel = true;
                    break;
                case ';' or '?' or '!' or '•' or '|':
                    Open = CueCategory.None;
                    break;
                default:
                    break;
            }
        }

        /// <summary>Only a cue that rules lists reaches over the semicolon.</summary>
        public void ContinueList()
        {
            Open &= CueCategory.Negated | CueCategory.Stop | CueCategory.Clause;
            (Separate, Separated) = (true, true);
        }

        public void See(in Cue cue)
        {
            if (cue.Category.Has(CueCategory.Clause))
            {
                Verb = VerbBetween = true;
            }

            if (cue.Category.Has(CueCategory.And))
            {
                Boundary();
            }

            if (cue.Category.Has(CueCategory.Or))
            {
                (Verb, Separated) = (false, true);
            }

            if (cue.Category.Has(CueCategory.Recent))
            {
                Open &= ~CueCategory.Historical;
            }

            if (cue.Category.Has(CueCategory.Patient))
            {
                Open &= ~(CueCategory.Family | CueCategory.Other);
            }

            if (cue.Category.Has(CueCategory.Family | CueCategory.Other))
            {
                Open &= ~(CueCategory.Family | CueCategory.Other);
            }

            if (cue.Category.Has(CueCategory.Stop))
            {
                Open &= ~Bound;
                Stopped = true;
            }
        }

        private void Boundary()
        {
            Separated = true;
            if (Verb)
            {
                Open &= ~Bound;
                Stopped = true;
            }

            Verb = false;
        }
    }

    /// <summary>The list that stands between a target and the predicate behind it.</summary>
    private record struct ListShape(int Segments, int Words, int OwnWords, bool OwnNoun, bool Noun, bool HasConjunction, int Colons, int SinceColon, bool Verb, bool Finite)
    {
        private bool pastComma;

        /// <summary>The last member is a gene or stain.</summary>
        public bool Marker { get; private set; }

        /// <summary>All members are named alike: the target's own has no further words, and a kind of finding only if the last has one too.</summary>
        public readonly bool IsParallel => (Segments == 0 ? Words : OwnWords) == 0 && (!OwnNoun || Noun);

        /// <summary>The predicate stands right behind the one colon: <c>A, B and C: not detected</c>.</summary>
        public readonly bool IsAnswer => Colons == 1 && SinceColon <= 2;

        public void Comma()
        {
            pastComma = true;
            Next();
        }

        public void Joined()
        {
            HasConjunction = true;
            Next();
        }

        /// <summary>"EGFR/ALK/ROS1" binds closer than a comma: seen from outside it is one member.</summary>
        public void Slash()
        {
            if (!pastComma)
            {
                Joined();
            }
        }

        public void See(CueCategory category)
        {
            if (category.Has(CueCategory.And | CueCategory.Or))
            {
                Joined();
            }
            else if (category.Has(CueCategory.Noun))
            {
                Noun = true;
            }
            else if (!category.Has(CueCategory.Preposition | CueCategory.Clause))
            {
                Words++;
                SinceColon += category.Has(CueCategory.Marker) ? 1 : 0;
                Marker |= category.Has(CueCategory.Marker);
            }
        }

        private void Next()
        {
            if (Segments == 0)
            {
                (OwnWords, OwnNoun) = (Words, Noun);
            }

            // ", and": one boundary, not two.
            Segments += Words > 0 || Noun || Segments == 0 ? 1 : 0;
            (Words, Noun) = (0, false);
        }
    }
}
