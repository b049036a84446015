using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Application.Features.Questions;

/// <summary>What is ticked and what was added, kept sealed beside the case.</summary>
internal sealed class QuestionSheet(NavisDb db, CaseVault vault)
{
    private const string Name = "questions";

    public async Task<QuestionNotes> OpenAsync(Guid caseId, CancellationToken cancellation)
    {
        var row = await db.Notes.AsNoTracking().SingleOrDefaultAsync(n => n.CaseId == caseId && n.Name == Name, cancellation).ConfigureAwait(false);
        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        return row is null ? QuestionNotes.Empty : JsonSerializer.Deserialize<QuestionNotes>(seal.Open(Purpose.Note(Name), row.Content))!;
    }

    public async Task KeepAsync(Guid caseId, QuestionNotes notes, CancellationToken cancellation)
    {
        var seal = await vault.OpenAsync(caseId, cancellation).ConfigureAwait(false);
        var content = seal.Seal(Purpose.Note(Name), JsonSerializer.SerializeToUtf8Bytes(notes));
        if (await db.Notes.SingleOrDefaultAsync(n => n.CaseId == caseId && n.Name == Name, cancellation).ConfigureAwait(false) is { } row)
        {
            row.Content = content;
        }
        else
        {
            db.Notes.Add(new() { CaseId = caseId, Name = Name, Content = content });
        }
    }
}

/// <summary>Keys that are ticked, and own questions in the order in which they were added.</summary>
internal sealed record QuestionNotes(ImmutableArray<string> Ticked, ImmutableArray<OwnQuestion> Own)
{
    public static readonly QuestionNotes Empty = new([], []);
}

/// <summary>A question of the patient's own.</summary>
internal sealed record OwnQuestion(string Key, string Text);
