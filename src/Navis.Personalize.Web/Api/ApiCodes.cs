using System.Collections.Frozen;

namespace Navis.Personalize.Web.Api;

/// <summary>Every <c>code</c> of a problem with its status and words. A client may rely on codes; words may be mended. None holds words of a record.</summary>
internal static class ApiCodes
{
    public const string NotFound = "not-found";
    public const string Token = "token";
    public const string Scope = "token-scope";
    public const string TooManyRequests = "too-many-requests";
    public const string Malformed = "malformed";
    public const string Internal = "internal";

    private const int Invalid = StatusCodes.Status422UnprocessableEntity;
    private const int Conflict = StatusCodes.Status409Conflict;

    private static readonly FrozenDictionary<string, (int Status, string Title)> All = new Dictionary<string, (int, string)>(StringComparer.Ordinal)
    {
        [Malformed] = (StatusCodes.Status400BadRequest, "The request is not of its form. Compare it with the description at /api."),
        [Token] = (StatusCodes.Status401Unauthorized, "A token is needed that is in force. Make one at /account/tokens and send it as 'Authorization: Bearer navis_…'."),
        [Scope] = (StatusCodes.Status403Forbidden, "This token was not made for this request. Make one with the scope that the description names."),
        [NotFound] = (StatusCodes.Status404NotFound, "There is nothing here for you."),
        ["too-large"] = (StatusCodes.Status413PayloadTooLarge, "This is too much at once. Send up to 64 MB of files, or 256 kB of anything else."),
        ["media-type"] = (StatusCodes.Status415UnsupportedMediaType, "Send application/json, or multipart/form-data for files."),
        [TooManyRequests] = (StatusCodes.Status429TooManyRequests, "These are too many requests. Wait as long as Retry-After says."),
        [Internal] = (StatusCodes.Status500InternalServerError, "That was our mistake. Tell your administrator the request number."),

        ["not-read"] = (Conflict, "The records are not read yet. Ask for the case again until reading is 'done'."),
        ["claimed-by-other"] = (Conflict, "A colleague is working on this case now."),
        ["changed-meanwhile"] = (Conflict, "Something changed since. Get the case again and look at what it says now."),
        ["facts-open"] = (Conflict, "Some facts still wait for a decision."),
        ["not-checked"] = (Conflict, "A navigator must check this case first."),
        ["changes-need-note"] = (Conflict, "Signing with changes needs a note to the patient about them."),
        ["mixed"] = (Conflict, "These records are about more than one person. Nothing of them can be used until that is settled."),
        ["nothing-to-undo"] = (Conflict, "There is nothing to undo here."),
        ["idempotency-key-reused"] = (Conflict, "This Idempotency-Key came with other files before. Take a new one."),

        ["title-missing"] = (Invalid, "The title is missing."),
        ["title-too-long"] = (Invalid, "The title is too long: up to 80 characters."),
        ["no-files"] = (Invalid, "Send at least one file that is not empty."),
        ["too-many-files"] = (Invalid, "These are too many files: up to 100 at a time and 500 in all."),
        ["name-too-long"] = (Invalid, "The name of a file is too long: up to 200 characters."),
        ["idempotency-key"] = (Invalid, "An Idempotency-Key has 1 to 100 letters, digits or signs of ASCII."),
        ["words-missing"] = (Invalid, "Words are missing."),
        ["words-too-long"] = (Invalid, "These are too many words: up to 1,000 characters."),
        ["no-such-fact"] = (Invalid, "The case has no such fact now: the records may have been read anew."),
        ["no-such-page"] = (Invalid, "The case has no such page."),
        ["value-missing"] = (Invalid, "A value is missing."),
        ["value-not-allowed"] = (Invalid, "This value is not one that this kind of fact can have."),
        ["verb"] = (Invalid, "The verb is confirm, correct, reject, unknown or undo."),
        ["words-not-there"] = (Invalid, "These words do not stand on this page."),
        ["words-twice"] = (Invalid, "These words stand on the page more than once. Take more of the line with them."),
        ["topic"] = (Invalid, "What is told is about test, treatment, stage, health or other."),
        ["question-too-long"] = (Invalid, "The question is too long."),
        ["questions"] = (Invalid, "These are not questions of this case."),
        ["too-many-questions"] = (Invalid, "There are as many questions as a sheet takes."),
        ["nobody"] = (Invalid, "Name a person."),
        ["days"] = (Invalid, "The number of days is not allowed."),
        ["page"] = (Invalid, "A page is a number from 1, a limit one from 1 to 100."),
        ["audience"] = (Invalid, "The audience is patient, or that of your own role."),
        ["language"] = (Invalid, "The language is en or es."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Codes of forms, which no endpoint of the interface can give.</summary>
    public static IReadOnlySet<string> OfFormsOnly { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "account", "code", "invitation", "locked", "name", "no-such-statement", "not-agreed", "not-sure", "password", "password-again", "role", "scope", "setup-code", "sign-in", "too-many-lines", "too-many-tokens",
    };

    public static IEnumerable<string> Known => All.Keys;

    /// <summary>Status and words of a code; one that is not known is told as a request that was not accepted.</summary>
    public static (int Status, string Title) Of(string code) => All.TryGetValue(code, out var found) ? found : (Invalid, "This was not accepted.");

    /// <summary>The code of a status that came without one.</summary>
    public static string OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Token,
        StatusCodes.Status403Forbidden => Scope,
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => NotFound,
        StatusCodes.Status413PayloadTooLarge => "too-large",
        StatusCodes.Status415UnsupportedMediaType => "media-type",
        StatusCodes.Status429TooManyRequests => TooManyRequests,
        >= StatusCodes.Status500InternalServerError => Internal,
        _ => Malformed,
    };
}
