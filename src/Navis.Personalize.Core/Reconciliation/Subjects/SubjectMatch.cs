using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Core.Reconciliation.Subjects;

/// <summary>A claim prepared for comparison.</summary>
/// <param name="Claim">Claim.</param>
/// <param name="Name">Its name, or null.</param>
internal sealed record Person(SubjectClaim Claim, PersonName? Name)
{
    public static Person Of(SubjectClaim claim) => new(claim, PersonName.Read(claim.Name));

    /// <summary>True when it tells nothing that could tell people apart.</summary>
    public bool IsEmpty => Name is null && Claim.BirthDate is null && Claim.Identifiers.IsEmpty;
}

/// <summary>Whether two claims can be about one person. What is unknown on one side contradicts nothing.</summary>
internal static class SubjectMatch
{
    /// <summary>True when the claims can't be about one person.</summary>
    public static bool Contradicts(Person a, Person b)
    {
        var sameNumber = a.Claim.Identifiers.Any(i => Number(i).Length >= 4 && b.Claim.Identifiers.Any(j => SameNumber(i, j)));
        var name = PersonName.Match(a.Name, b.Name);
        var birth = Birth(a.Claim.BirthDate, b.Claim.BirthDate);
        return name switch
        {
            // Two people may share a number by a slip, and a family may share a birthday: two of the three must agree.
            NameMatch.Different => !(sameNumber && birth is true),
            NameMatch.SameFirstName => !(birth is true || sameNumber) || birth is false,
            NameMatch.Compatible => birth is false && !sameNumber && !Swapped(a.Claim.BirthDate, b.Claim.BirthDate),
            NameMatch.Unknown => birth is false ? !sameNumber : !sameNumber && birth is null && SexDiffers(a, b),
        };
    }

    /// <summary>True when something that tells people apart agrees.</summary>
    public static bool Agrees(Person a, Person b) =>
        PersonName.Match(a.Name, b.Name) is NameMatch.Compatible || Birth(a.Claim.BirthDate, b.Claim.BirthDate) is true
        || a.Claim.Identifiers.Any(i => b.Claim.Identifiers.Any(j => SameNumber(i, j)));

    // True: the same whole day. False: a stated part differs. Null: not enough is stated.
    private static bool? Birth(PartialDate? a, PartialDate? b) =>
        a is not { } x || b is not { } y ? null : x.Contradicts(y) ? false : x.Day > 0 && x == y ? true : null;

    // 03/09/1959 is the 3rd of September to one hospital and the 9th of March to another.
    private static bool Swapped(PartialDate? a, PartialDate? b) =>
        a is { } x && b is { } y && x.Year == y.Year && x.Day > 0 && x.Month == y.Day && x.Day == y.Month;

    private static bool SexDiffers(Person a, Person b) =>
        a.Claim.Sex is "female" or "male" && b.Claim.Sex is "female" or "male" && !string.Equals(a.Claim.Sex, b.Claim.Sex, StringComparison.Ordinal);

    // Systems are named differently from record to record; where both name one it must be the same.
    private static bool SameNumber(string a, string b) =>
        Number(a).Equals(Number(b), StringComparison.OrdinalIgnoreCase)
        && (System(a).IsEmpty || System(b).IsEmpty || System(a).Equals(System(b), StringComparison.OrdinalIgnoreCase));

    private static ReadOnlySpan<char> Number(string identifier) => identifier.AsSpan(identifier.LastIndexOf('|') + 1).Trim();

    private static ReadOnlySpan<char> System(string identifier) => identifier.AsSpan(0, Math.Max(0, identifier.LastIndexOf('|'))).Trim();
}
