using System.Runtime.InteropServices;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Context;
using Navis.Personalize.Extraction.Diagnosis;
using Navis.Personalize.Extraction.Narrative;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>Reads treatments: one finding a course of a drug, an operation, a radiation course or an ablation, with status, setting, line, dates, reason and response.</summary>
internal sealed class TreatmentExtractor : INarrativeExtractor
{
    private const string Id = "narrative/treatment";

    // "Treatment was stopped" speaks of the course before, but not of one told paragraphs ago.
    private const int AnaphorReach = 4;
    private readonly TreatmentLexicon lexicon;
    private readonly DiseaseScopes scopes;
    private readonly IContextEngine context;

    /// <summary>Loads the vocabulary.</summary>
    /// <param name="content">Content.</param>
    /// <param name="scopes">Which tumour a sentence speaks of.</param>
    /// <param name="context">Context engine.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public TreatmentExtractor(IContentSource content, DiseaseScopes scopes, IContextEngine context) =>
        (lexicon, this.scopes, this.context) = (new TreatmentLexicon(content), scopes, context);

    /// <inheritdoc/>
    public void Extract(NarrativeText text, ICollection<Finding> findings)
    {
        var words = lexicon.Find(text.Text);
        if (!words.Exists(w => w.Role is null))
        {
            return;
        }

        var book = new EpisodeBook();
        var all = CollectionsMarshal.AsSpan(words);
        var first = 0;
        for (var i = 0; i < text.Sentences.Length && first < all.Length; i++)
        {
            var end = i + 1 < text.Sentences.Length ? text.Sentences[i + 1].Start : int.MaxValue;
            var next = first;
            while (next < all.Length && all[next].Start < end)
            {
                next++;
            }

            if (next > first)
            {
                Read(text, i, all[first..next], book);
            }

            first = next;
        }

        foreach (var episode in book.Close(text.Document.Kind == DocumentKind.SurgicalPathology))
        {
            findings.Add(episode.ToFinding(text, Id));
        }
    }

    private void Read(NarrativeText text, int index, ReadOnlySpan<TreatmentWord> words, EpisodeBook book)
    {
        var sentence = text.Sentences[index];
        var courses = CourseFinder.Find(text.Text, sentence, words);
        var named = courses.Exists(c => !c.IsAnaphor);
        if (!named)
        {
            AfterWords(text, index, words, book);
        }

        if (courses.Count == 0)
        {
            return;
        }

        CueBinder.Bind(text.Text, sentence, courses, words);
        for (var i = 0; i < courses.Count; i++)
        {
            var course = courses[i];
            if (course.IsAnaphor)
            {
                Anaphor(text, index, courses, i, words, book);
            }
            else if (text.SectionOf(sentence).Concept != "allergies")
            {
                Course(text, index, courses, i, words, book);
            }
        }
    }

    private void Course(NarrativeText text, int index, List<Course> courses, int at, ReadOnlySpan<TreatmentWord> words, EpisodeBook book)
    {
        var course = courses[at];
        var judgement = context.Judge(text, course.Members[0].Start, course.Members[0].End);
        var decided = DispositionReader.ByCues(text, course, words);
        if (CourseQualifiers.ResponseTo(text.Text, course, words) is { } response && decided is null or { Decided.Role: CueRole.Decided })
        {
            decided = Disposition.GivenAs(null, 0.9, response);
        }

        if ((decided ?? CourseDefaults.Of(text, course, judgement)) is not { } disposition)
        {
            return;
        }

        var qualifiers = CourseQualifiers.Read(text, text.Sentences[index], courses, at, disposition, words, book.HasRadiation(index - 2));
        if (disposition.Given && course.Members.TrueForAll(m => m.Target.IsUnnamed || m.Target.Value == "radiotherapy") && TakenUp(course, disposition, qualifiers, index, book))
        {
            return;
        }

        var sorts = course.Members.Where(m => !m.Target.IsUnnamed).Select(m => m.Target.Sort).ToHashSet(StringComparer.Ordinal);
        var mentions = new List<(Target, Assertion, string?, int, int)>();
        foreach (var member in course.Members)
        {
            // "Chemotherapy with cisplatin and etoposide": the drugs are named, the word adds nothing.
            if ((member.Target.IsUnnamed && sorts.Contains(member.Target.Sort)) || (decided is null && member.Target.Value is "surgery" or "clinical-trial" && decided is null))
            {
                continue;
            }

            var who = member == course.Members[0] ? judgement : context.Judge(text, member.Start, member.End);
            var (start, end) = Quote(member, disposition);
            mentions.Add((member.Target, AssertionOf(disposition, who), CancerScope.WithheldAt(scopes.Of(text), text, member.Start, member.End), start, end));
        }

        book.Add(mentions, disposition, qualifiers, index);
    }

    private static Assertion AssertionOf(Disposition disposition, ContextJudgement judgement) => judgement.Experiencer switch
    {
        Experiencer.Family => Assertion.Family,
        Experiencer.Other => Assertion.OtherPerson,
        Experiencer.Patient => disposition is { Assertion: Assertion.Affirmed, Given: true } && judgement.Historical ? Assertion.Historical : disposition.Assertion,
    };

    // The quote takes in the word that decided ("declined further chemotherapy") when it stands near.
    private static (int Start, int End) Quote(Member member, Disposition disposition)
    {
        if (disposition.Decided is not { } cue)
        {
            return (member.Start, member.End);
        }

        var (start, end) = (Math.Min(cue.Start, member.Start), Math.Max(cue.End, member.End));
        return end - start <= 90 ? (start, end) : (member.Start, member.End);
    }

    // "Chemotherapy was stopped" after "cisplatin and etoposide": the named course, not another one.
    private static bool TakenUp(Course course, Disposition disposition, CourseQualifiers qualifiers, int index, EpisodeBook book)
    {
        var newest = book.NewestLike(course.Members[0].Target);
        if (newest.Count == 0 || !newest.TrueForAll(e => e.Qualifiers.Agrees(qualifiers)))
        {
            return false;
        }

        var planned = newest.TrueForAll(e => !e.Disposition.Given);
        if (planned || index - newest[0].LastSentence <= AnaphorReach)
        {
            newest.ForEach(e => e.Add(disposition, qualifiers));
            newest.ForEach(e => e.LastSentence = index);
            book.Last = newest;
            return true;
        }

        return qualifiers.SaysNoCourse || newest.TrueForAll(e => qualifiers.SaysOnlySettingOf(e.Qualifiers));
    }

    private static void Anaphor(NarrativeText text, int index, List<Course> courses, int at, ReadOnlySpan<TreatmentWord> words, EpisodeBook book)
    {
        if (book.Last.Count == 0 || index - book.Last[0].LastSentence > AnaphorReach || DispositionReader.ByCues(text, courses[at], words) is not { Given: true } disposition)
        {
            return;
        }

        var qualifiers = CourseQualifiers.Read(text, text.Sentences[index], courses, at, disposition, words, book.HasRadiation(index - 2));
        if ((disposition.Status ?? (object?)qualifiers.Start ?? qualifiers.End) is not null && book.Last.TrueForAll(e => e.Disposition.Given && e.Qualifiers.Agrees(qualifiers)))
        {
            book.Last.ForEach(e => e.Add(disposition, qualifiers));
        }
    }

    // "…, por lo que se suspende.", "… and was therefore stopped.": nothing else stands behind that could have been stopped.
    private static bool EndsClause(string text, TreatmentWord word)
    {
        var after = text.AsSpan(word.End, Math.Min(16, text.Length - word.End)).TrimStart();
        return word.Term.Scope != CueScope.Left && (after.IsEmpty || after[0] is '.' or ',' or ';' || after.StartsWith("definit", StringComparison.OrdinalIgnoreCase) || after.StartsWith("permanent", StringComparison.OrdinalIgnoreCase)
            || after.StartsWith("por ", StringComparison.OrdinalIgnoreCase) || after.StartsWith("debido", StringComparison.OrdinalIgnoreCase) || after.StartsWith("because", StringComparison.OrdinalIgnoreCase) || after.StartsWith("due to", StringComparison.OrdinalIgnoreCase))
            && Reflexive(text.AsSpan(word.Start, word.End - word.Start), text.AsSpan(0, word.Start));
    }

    // "se suspende", "was stopped": the drug is the subject. "He stopped" speaks of a person.
    private static bool Reflexive(ReadOnlySpan<char> word, ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        return word.StartsWith("se ", StringComparison.OrdinalIgnoreCase) || word.StartsWith("suspend", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith(" and was", StringComparison.OrdinalIgnoreCase) || before.EndsWith("which was", StringComparison.OrdinalIgnoreCase) || before.EndsWith("therefore", StringComparison.OrdinalIgnoreCase) || before.EndsWith("leading to", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("requiring", StringComparison.OrdinalIgnoreCase) || before.EndsWith("to", StringComparison.OrdinalIgnoreCase) && word.StartsWith("discontinuation", StringComparison.OrdinalIgnoreCase);
    }

    // "Curative intent." by itself behind the course that it speaks of.
    private static bool IsFragment(Sentence sentence, ReadOnlySpan<TreatmentWord> words) =>
        words.Length == 1 && words[0].Role == CueRole.Intent && sentence.End - sentence.Start - (words[0].End - words[0].Start) <= 12;

    // A response told in the next sentence ("CT showed a partial response") belongs to the course before.
    private void AfterWords(NarrativeText text, int index, ReadOnlySpan<TreatmentWord> words, EpisodeBook book)
    {
        if (book.Last.Count == 0 || index - book.Last[0].LastSentence > 2 || !book.Last.TrueForAll(e => e.Disposition.Given))
        {
            return;
        }

        foreach (var word in words)
        {
            if (word.Role == CueRole.Stopped && index - book.Last[0].LastSentence <= 1 && EndsClause(text.Text, word) && context.Judge(text, word.Start, word.End) is { Negated: false, Hypothetical: false, Experiencer: Experiencer.Patient })
            {
                var reason = words.ToArray().Where(w => w.Role == CueRole.Reason).Select(w => w.Term.Value).FirstOrDefault();
                book.Last.ForEach(e => e.Add(Disposition.GivenAs("discontinued", 0.85, word), new() { Reason = reason }));
                return;
            }
        }

        if (IsFragment(text.Sentences[index], words))
        {
            var intent = words[0].Term.Value;
            book.Last.ForEach(e => e.Qualifiers = e.Qualifiers with { Intent = e.Qualifiers.Intent ?? intent });
            return;
        }

        foreach (var word in words)
        {
            if (word.Role == CueRole.Response && word.Term.Value is not "progression" && context.Judge(text, word.Start, word.End).Assertion is Assertion.Affirmed or Assertion.Historical)
            {
                // A drug that is being taken answers for the scan, not the radiation of one spot that was told in between.
                var answering = book.Last.TrueForAll(e => e.Target.Type == "radiation") && book.Taken(index - 2) is { Count: > 0 } taken ? taken : book.Last;
                answering.ForEach(e => e.Qualifiers = e.Qualifiers with { Response = e.Qualifiers.Response ?? word.Term.Value });
                return;
            }
        }
    }
}
