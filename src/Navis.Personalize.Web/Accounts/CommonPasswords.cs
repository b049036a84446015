using Microsoft.AspNetCore.Identity;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Refuses what people guess first, by rule and without a list from elsewhere: what is left of a password when names of product and person, everyday words of passwords, runs of the keyboard, counts, years and repetitions are taken out must still be six letters or digits.</summary>
internal sealed class CommonPasswords : IPasswordValidator<Person>
{
    private const int MustRemain = 6;
    private const int Run = 4;

    private static readonly string[] Words =
    [
        "navis", "personalize", "password", "passwort", "passphrase", "contrasena", "letmein", "welcome", "bienvenido", "iloveyou", "tequiero", "admin", "administrator", "login", "secret", "changeme", "default",
        "hospital", "clinic", "doctor", "nurse", "patient", "cancer", "lung", "monkey", "dragon", "football", "baseball", "princess", "sunshine", "superman", "master", "summer", "winter", "spring", "autumn",
    ];

    // Rows and columns of keyboards, the alphabet and the digits.
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "abcdefghijklmnopqrstuvwxyz", "01234567890"];

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password)
    {
        var own = (user.Email ?? "").Split('@')[0].Split('.').Concat((user.DisplayName ?? "").Split(' ')).Where(w => w.Length > 2);
        return Task.FromResult(Remaining(password ?? "", own) >= MustRemain
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = nameof(CommonPasswords), Description = "This password is one of the first that others would try." }));
    }

    /// <summary>How many letters and digits are left.</summary>
    internal static int Remaining(string password, IEnumerable<string> own)
    {
        var plain = Once(string.Concat(password.ToLowerInvariant().Where(c => char.IsLetterOrDigit(Letter(c)))));
        var letters = string.Concat(plain.Select(Letter));
        var taken = new bool[plain.Length];
        foreach (var word in Words.Concat(own.Select(w => w.ToLowerInvariant())))
        {
            for (var at = letters.IndexOf(word, StringComparison.Ordinal); at >= 0; at = letters.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                Array.Fill(taken, true, at, word.Length);
            }
        }

        TakeRuns(plain, taken);
        for (var i = 0; i < plain.Length; i++)
        {
            // A third letter alike tells nothing more; a year is four digits from 1900 to 2099.
            taken[i] |= i >= 2 && plain[i] == plain[i - 1] && plain[i] == plain[i - 2];
            if (i + 4 <= plain.Length && plain.AsSpan(i, 2) is "19" or "20" && char.IsAsciiDigit(plain[i + 2]) && char.IsAsciiDigit(plain[i + 3]))
            {
                Array.Fill(taken, true, i, 4);
            }
        }

        return taken.Count(t => !t);
    }

    // Of a block that is written again and again, one.
    private static string Once(string text) =>
        Enumerable.Range(1, text.Length / 2).Where(p => text.Select((c, i) => c == text[i % p]).All(same => same)).Select(p => text[..p]).FirstOrDefault() ?? text;

    private static void TakeRuns(string text, bool[] taken)
    {
        foreach (var row in Rows.Concat(Rows.Select(r => string.Concat(r.Reverse()))))
        {
            for (var i = 0; i + Run <= text.Length; i++)
            {
                if (row.Contains(text.Substring(i, Run), StringComparison.Ordinal))
                {
                    Array.Fill(taken, true, i, Run);
                }
            }
        }
    }

    // What is written for a letter.
    private static char Letter(char c) => c switch
    {
        '@' or '4' => 'a',
        '$' or '5' => 's',
        '!' or '1' => 'i',
        '0' => 'o',
        '3' => 'e',
        '7' => 't',
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        'ñ' => 'n',
        _ => c,
    };
}
