namespace Navis.Personalize.Web.Api;

/// <summary>A case in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What its owner calls it.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="CreatedAt">When it was opened.</param>
public sealed record CaseBody(Guid Id, string Title, int Records, DateTimeOffset CreatedAt);

/// <summary>A case: how far it is read and what stands under it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What its owner calls it.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="SharedAt">Since when the team sees it; null when it does not.</param>
/// <param name="Reading">How far the records are read: <c>no-records</c>, <c>underway</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Mixed">True when the records are about several people: then nothing of them is used.</param>
/// <param name="OpenFacts">How many facts wait for a person.</param>
/// <param name="Review">Who has checked or signed what stands here.</param>
/// <param name="Seen">What stands here, as a hash: send it back to check exactly this. Null until the records are read.</param>
public sealed record CaseDetailBody(Guid Id, string Title, int Records, DateTimeOffset CreatedAt, DateTimeOffset? SharedAt, string Reading, bool Mixed, int OpenFacts, ReviewBody Review, string? Seen);

/// <summary>Who has checked or signed a case.</summary>
/// <param name="State"><c>unchecked</c>, <c>checked</c>, <c>signed</c>, <c>returned</c>, or <c>expired</c> when something changed since.</param>
/// <param name="By">Who, or null.</param>
/// <param name="At">When, or null.</param>
/// <param name="Changed">What changed since: <c>records</c>, <c>profile</c>, <c>content</c>, <c>trace</c>.</param>
public sealed record ReviewBody(string State, string? By, DateTimeOffset? At, IReadOnlyList<string> Changed);

/// <summary>A new case.</summary>
/// <param name="Title">What to call it: 1 to 80 characters.</param>
public sealed record NewCaseBody(string Title);

/// <summary>A new title.</summary>
/// <param name="Title">What to call it from now on: 1 to 80 characters.</param>
public sealed record TitleBody(string Title);

/// <summary>A record of a case.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Size">Bytes.</param>
/// <param name="AddedAt">When it was added.</param>
public sealed record RecordBody(Guid Id, string Name, long Size, DateTimeOffset AddedAt);

/// <summary>What became of an upload.</summary>
/// <param name="Added">How many files were new. A file that the case already has is not added again.</param>
/// <param name="Sent">How many files came.</param>
public sealed record UploadBody(int Added, int Sent);

/// <summary>"This is not right", and the reply.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FactId">The fact that it is about.</param>
/// <param name="Words">What was said.</param>
/// <param name="At">When.</param>
/// <param name="Reply">The navigator's reply, or null.</param>
/// <param name="RepliedAt">When, or null.</param>
public sealed record ReportBody(Guid Id, string FactId, string Words, DateTimeOffset At, string? Reply, DateTimeOffset? RepliedAt);

/// <summary>"This is not right."</summary>
/// <param name="FactId">The fact that it is about.</param>
/// <param name="Words">What is not right: 1 to 1,000 characters.</param>
public sealed record NewReportBody(string FactId, string Words);

/// <summary>Words.</summary>
/// <param name="Words">1 to 1,000 characters.</param>
public sealed record WordsBody(string Words);

/// <summary>What was made.</summary>
/// <param name="Id">Its id.</param>
public sealed record MadeBody(Guid Id);

/// <summary>What was made.</summary>
/// <param name="Number">Its number among the decisions of the case.</param>
public sealed record NumberBody(int Number);

/// <summary>Whether the team sees a case.</summary>
/// <param name="Shared">True: navigators and clinicians see it.</param>
public sealed record SharingBody(bool Shared);

/// <summary>A caregiver who may act in a case.</summary>
/// <param name="PersonId">Account.</param>
/// <param name="Name">Name, or null when the account is gone.</param>
/// <param name="GivenAt">Since when.</param>
/// <param name="Until">Until when; null: until it is ended.</param>
public sealed record ConsentBody(string PersonId, string? Name, DateTimeOffset GivenAt, DateTimeOffset? Until);

/// <summary>Consent for a caregiver.</summary>
/// <param name="Email">E-mail of the caregiver's account. Whether there is one is not told: the list shows who has consent.</param>
/// <param name="Days">For how many days, 1 to 3650; null: until it is ended.</param>
public sealed record NewConsentBody(string Email, int? Days = null);

/// <summary>A case in the worklist.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Reading">How far it is read.</param>
/// <param name="OpenFacts">Facts that wait for a person.</param>
/// <param name="Conflicts">Conflicts between records.</param>
/// <param name="OpenReports">Reports without a reply.</param>
/// <param name="WaitingSince">Since when it waits.</param>
/// <param name="Claim"><c>free</c>, <c>mine</c> or <c>other</c>.</param>
/// <param name="Review">Who has checked or signed it.</param>
/// <param name="Weight">Harm times waiting time: the list is ordered by it.</param>
public sealed record WorkBody(Guid Id, string Title, string Reading, int OpenFacts, int Conflicts, int OpenReports, DateTimeOffset WaitingSince, string Claim, ReviewBody Review, double Weight);

/// <summary>A word on one fact.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Verb"><c>confirm</c>, <c>correct</c>, <c>reject</c>, <c>unknown</c> or <c>undo</c>.</param>
/// <param name="Value">The value instead, for <c>correct</c>.</param>
/// <param name="Note">Why: up to 1,000 characters, or null.</param>
public sealed record DecisionBody(string FactId, string Verb, string? Value = null, string? Note = null);

/// <summary>A fact that was missed, and the words that say it.</summary>
/// <param name="DocumentId">Document, as the profile names it.</param>
/// <param name="Page">Page, from 1.</param>
/// <param name="Words">Words as they stand on the page, once.</param>
/// <param name="Kind">Kind of fact, as the profile names it.</param>
/// <param name="Value">Value in the words of the contract.</param>
/// <param name="Gene">Gene of a biomarker, else null.</param>
/// <param name="Note">Why: up to 1,000 characters, or null.</param>
public sealed record MissedFactBody(string DocumentId, int Page, string Words, string Kind, string Value, string? Gene = null, string? Note = null);

/// <summary>What was seen.</summary>
/// <param name="Seen">The hash that the case gave with what was looked at.</param>
public sealed record SeenBody(string Seen);

/// <summary>What a clinician signs.</summary>
/// <param name="Id">Case.</param>
/// <param name="Seen">Hash of what stands here.</param>
/// <param name="Binding">Hashes of records, profile, content and trace: a signature ends when one changes.</param>
/// <param name="Review">Who has checked or signed it.</param>
/// <param name="Gone">Facts that held when it was signed and hold no more.</param>
/// <param name="Come">Facts that have come to hold.</param>
/// <param name="SignAt">Page where it is signed: signing asks for the person once more, so no token can do it.</param>
public sealed record SummaryBody(Guid Id, string Seen, BindingBody Binding, ReviewBody Review, IReadOnlyList<string> Gone, IReadOnlyList<string> Come, string SignAt);

/// <summary>What a signature is bound to, as hashes.</summary>
/// <param name="Records">Record set.</param>
/// <param name="Profile">Profile.</param>
/// <param name="Content">Version and hash of the rules.</param>
/// <param name="Trace">Answer and how it came about.</param>
public sealed record BindingBody(string Records, string Profile, string Content, string Trace);

/// <summary>One line of the audit.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">Account, or <c>-</c>.</param>
/// <param name="Role">Role, or <c>-</c>.</param>
/// <param name="Action">What was done.</param>
/// <param name="CaseId">Case, or null.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record AuditBody(long Number, DateTimeOffset At, string ActorId, string Role, string Action, Guid? CaseId, string Outcome);

/// <summary>A person with an account.</summary>
/// <param name="Id">Account.</param>
/// <param name="Name">Name.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Role">Role.</param>
/// <param name="SecondStep">Whether a second step is on.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record PersonBody(string Id, string Name, string? Email, string Role, bool SecondStep, DateTime CreatedAt);
