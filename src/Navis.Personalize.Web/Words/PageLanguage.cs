using Microsoft.Net.Http.Headers;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Words;

/// <summary>In which language a request is answered: the one chosen with the switch, else the first that the browser asks for and that we have, else English. The pages of the team are English only.</summary>
internal static class PageLanguage
{
    public const string Cookie = "navis-language";

    public static string Of(HttpContext? http)
    {
        if (http is null || !CanChoose(PersonClaims.ActorOf(http.User)?.Role))
        {
            return GeneralAnswer.DefaultLanguage;
        }

        return Known(http.Request.Cookies[Cookie]) ?? Asked(http) ?? GeneralAnswer.DefaultLanguage;
    }

    /// <summary>Whether somebody of this role, or nobody in particular, reads pages that are there in every language.</summary>
    public static bool CanChoose(Role? role) => role is null or Role.Patient or Role.Caregiver;

    /// <summary>The language, when it is one of ours.</summary>
    public static string? Known(string? language) => Tailors.Languages.FirstOrDefault(l => l == language);

    private static string? Asked(HttpContext http) =>
        StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var asked)
            ? asked.OrderByDescending(a => a.Quality ?? 1).Select(a => Known(a.Value.Value?.Split('-')[0])).FirstOrDefault(l => l is not null)
            : null;
}
