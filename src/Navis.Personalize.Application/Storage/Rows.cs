namespace Navis.Personalize.Application.Storage;

/// <summary>A case. What a person wrote or a record says is sealed with the key of the case.</summary>
internal sealed class CaseRow
{
    public Guid Id { get; init; }
    public required string OwnerId { get; init; }
    public required byte[] Title { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts changes of the record set.</summary>
    public int RecordVersion { get; set; }
    public DateTimeOffset? SharedAt { get; set; }
    public string? ClaimedBy { get; set; }
    public DateTimeOffset? ClaimedAt { get; set; }
}

/// <summary>The key of a case, wrapped by the master key. Without this row nothing of the case can be read again.</summary>
internal sealed class CaseKeyRow
{
    public Guid CaseId { get; init; }

    /// <summary>Version of the master key that wrapped it.</summary>
    public int KeyVersion { get; set; }
    public required byte[] Wrapped { get; set; }
}

/// <summary>A key that protects cookies and forms, sealed with the master key.</summary>
internal sealed class SessionKeyRow
{
    public Guid Id { get; init; }
    public int KeyVersion { get; set; }
    public required byte[] Content { get; set; }
}

internal sealed class FileRow
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public int Number { get; init; }
    public required byte[] Name { get; init; }
    public required byte[] Content { get; init; }
    public long Size { get; init; }

    /// <summary>Keyed digest of the content: equal files of one case are known, and nothing can be guessed once the key is gone.</summary>
    public required string Digest { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public required string AddedBy { get; init; }
}

/// <summary>An upload that its sender has named, so that it can be sent again.</summary>
internal sealed class UploadRow
{
    public Guid CaseId { get; init; }

    /// <summary>Keyed digest of sender and name.</summary>
    public required string Key { get; init; }

    /// <summary>Keyed digest of the files.</summary>
    public required string Files { get; init; }
    public int Added { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Documents and findings as read, sealed.</summary>
internal sealed class ReadingRow
{
    public Guid CaseId { get; init; }
    public int RecordVersion { get; set; }
    public required string ContentHash { get; set; }
    public required byte[] Content { get; set; }
}

internal sealed class JobRow
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public int RecordVersion { get; init; }
    public required string State { get; set; }

    /// <summary>How often it was taken.</summary>
    public int Attempts { get; set; }

    /// <summary>Who does it.</summary>
    public string? Worker { get; set; }

    /// <summary>Until when it is the worker's alone, unless the worker says that it lives; then another takes it over.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset NotBefore { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public string? Problem { get; set; }
}

/// <summary>What a navigator decided on one fact; never changed, only followed by another.</summary>
internal sealed class DecisionRow
{
    public Guid CaseId { get; init; }
    public int Number { get; init; }
    public required string ActorId { get; init; }
    public DateTimeOffset At { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>How long a member of the team had a case open.</summary>
internal sealed class WorkTimeRow
{
    public Guid CaseId { get; init; }
    public required string PersonId { get; init; }
    public long Milliseconds { get; set; }
    public DateTimeOffset LastSeen { get; set; }
}

/// <summary>Checked, signed or returned, bound to what stood there.</summary>
internal sealed class SignatureRow
{
    public Guid CaseId { get; init; }
    public int Number { get; init; }
    public required string Kind { get; init; }
    public required string ActorId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string RecordsHash { get; init; }
    public required string ProfileHash { get; init; }
    public required string ContentHash { get; init; }
    public required string TraceHash { get; init; }
    public required byte[] Words { get; init; }
}

/// <summary>The patient lets a caregiver act until it ends.</summary>
internal sealed class ConsentRow
{
    public Guid CaseId { get; init; }
    public required string PersonId { get; init; }
    public DateTimeOffset GivenAt { get; set; }
    public DateTimeOffset? Until { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>"This is not right", and what became of it.</summary>
internal sealed class ReportRow
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public required string ActorId { get; init; }
    public DateTimeOffset At { get; init; }
    public required byte[] Words { get; init; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public byte[]? Answer { get; set; }
}

/// <summary>What patient and caregiver keep beside a case for themselves (<c>questions</c>), sealed. No part of profile, answer or signature.</summary>
internal sealed class NoteRow
{
    public Guid CaseId { get; init; }
    public required string Name { get; init; }
    public required byte[] Content { get; set; }
}

/// <summary>What a site has set: the highest number of a key holds, older ones stay.</summary>
internal sealed class SettingRow
{
    public required string Key { get; init; }
    public int Number { get; init; }
    public required string Value { get; init; }
    public DateTimeOffset At { get; init; }
    public required string ActorId { get; init; }
}

/// <summary>What the patient of a case was told last, sealed.</summary>
internal sealed class AnswerMarkRow
{
    public Guid CaseId { get; init; }
    public DateTimeOffset At { get; set; }
    public required byte[] Content { get; set; }
}

/// <summary>What a change of the content did to statements that were told, sealed; until it is put away.</summary>
internal sealed class NoticeRow
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string ContentFrom { get; init; }
    public required string ContentTo { get; init; }
    public required byte[] Words { get; init; }
    public DateTimeOffset? DismissedAt { get; set; }
}

internal sealed class AuditRow
{
    public long Number { get; init; }
    public DateTimeOffset At { get; init; }
    public required string ActorId { get; init; }
    public required string Role { get; init; }
    public required string Action { get; init; }
    public Guid? CaseId { get; init; }
    public required string Outcome { get; init; }

    /// <summary>Version of the master key under which the hash was made.</summary>
    public int KeyVersion { get; init; }
    public required string Hash { get; init; }
}
