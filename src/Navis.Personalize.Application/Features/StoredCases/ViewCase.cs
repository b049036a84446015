using Mediator;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Application.Features.Administration;
using Navis.Personalize.Core.Answers;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Everything about a case, with the answer in the words of who asks, in one of <see cref="Tailors.Languages"/>. The team may ask for the patient's words.</summary>
[Requires(Permission.ViewCase)]
public sealed record ViewCase(Guid CaseId, bool ShowSurvival = false, bool InPatientWords = false, string Language = GeneralAnswer.DefaultLanguage) : IQuery<CaseView>, ICaseMessage, IChecked
{
    public string? Problem() => Tailors.Languages.Contains(Language, StringComparer.Ordinal) ? null : "language";
}

/// <summary>The case and, once it is read, its answer.</summary>
public sealed record CaseView(OpenedCase Case, TailoredAnswer? Answer);

internal sealed class ViewCaseHandler(CaseBook book, AnswerMarks marks, CurrentActor actor) : IQueryHandler<ViewCase, CaseView>
{
    public async ValueTask<CaseView> Handle(ViewCase query, CancellationToken cancellationToken)
    {
        var opened = await book.OpenAsync(query.CaseId, cancellationToken).ConfigureAwait(false);
        var audience = actor.Known.Role switch
        {
            Role.Navigator when !query.InPatientWords => Audience.Navigator,
            Role.Clinician when !query.InPatientWords => Audience.Clinician,
            Role.Patient or Role.Caregiver or Role.Navigator or Role.Clinician or Role.Administrator => Audience.Patient,
        };
        var answer = opened.Reviewed is null ? null : book.AnswerFor(opened, audience, query.ShowSurvival, query.Language);
        if (answer is not null && actor.Known.Role is Role.Patient or Role.Caregiver)
        {
            await marks.KeepAsync(opened.Id, marks.Of(answer), cancellationToken).ConfigureAwait(false);
        }

        return new(opened, answer);
    }
}
