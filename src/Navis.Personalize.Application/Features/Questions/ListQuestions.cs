using System.Collections.Immutable;
using System.Globalization;
using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Core.Answers;

namespace Navis.Personalize.Application.Features.Questions;

/// <summary>The questions to take along: own ones, those of the answer, and those about what the records do not show.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="Language">One of <see cref="Tailors.Languages"/>; own questions stay as they were written.</param>
[Requires(Permission.Report)]
public sealed record ListQuestions(Guid CaseId, string Language = GeneralAnswer.DefaultLanguage) : IQuery<ImmutableArray<QuestionToTake>>, ICaseMessage, IChecked
{
    public string? Problem() => Tailors.Languages.Contains(Language, StringComparer.Ordinal) ? null : "language";
}

/// <summary>Where a question comes from.</summary>
public enum QuestionSource
{
    /// <summary>Written by the patient or a caregiver.</summary>
    Own,

    /// <summary>From a statement about this patient.</summary>
    AboutYou,

    /// <summary>About something that the records do not show.</summary>
    Missing,

    /// <summary>From the general answer.</summary>
    General,
}

/// <summary>A question.</summary>
/// <param name="Key">Lasting name, the same in every language.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Text">Words.</param>
/// <param name="Ticked">True when it is to be taken along.</param>
public sealed record QuestionToTake(string Key, QuestionSource Source, string Text, bool Ticked);

internal sealed class ListQuestionsHandler(CaseBook book, QuestionSheet sheet) : IQueryHandler<ListQuestions, ImmutableArray<QuestionToTake>>
{
    public async ValueTask<ImmutableArray<QuestionToTake>> Handle(ListQuestions query, CancellationToken cancellationToken)
    {
        var notes = await sheet.OpenAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
        var opened = await book.OpenAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
        var questions = notes.Own.Select(o => (o.Key, Source: QuestionSource.Own, o.Text));
        if (opened.Reviewed is not null)
        {
            questions = questions.Concat(Of(book.AnswerFor(opened, Audience.Patient, showSurvival: false, query.Language)));
        }

        return [.. questions.Select(q => new QuestionToTake(q.Key, q.Source, q.Text, notes.Ticked.Contains(q.Key, StringComparer.Ordinal))).OrderBy(q => q.Source)];
    }

    private static IEnumerable<(string Key, QuestionSource Source, string Text)> Of(TailoredAnswer answer)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in answer.Sections.SelectMany(s => s.Items).Where(i => i.Kind is AnswerItemKind.Question))
        {
            // One rule may ask twice: a number keeps the keys apart.
            var number = seen[item.Rule] = seen.GetValueOrDefault(item.Rule) + 1;
            if (said.Add(item.Text))
            {
                yield return (number == 1 ? item.Rule : string.Create(CultureInfo.InvariantCulture, $"{item.Rule}:{number}"), item.Because.IsEmpty ? QuestionSource.General : QuestionSource.AboutYou, item.Text);
            }
        }

        foreach (var unknown in answer.Unknowns.Where(u => said.Add(u.Question)))
        {
            yield return ("missing:" + unknown.Field, QuestionSource.Missing, unknown.Question);
        }
    }
}
