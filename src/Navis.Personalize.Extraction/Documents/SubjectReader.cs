using System.Buffers;
using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Dates;

namespace Navis.Personalize.Extraction.Documents;

/// <summary>Makes claims of the header fields: whom the document says it is about. Placeholders of de-identified records are no names.</summary>
internal static class SubjectReader
{
    private const int LongestName = 60;
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("([{<0123456789#");

    /// <summary>The people of a document; one in the usual case, none when no header says.</summary>
    /// <param name="document">Document.</param>
    /// <param name="fields">Header fields in text order.</param>
    /// <param name="labels">Words of values.</param>
    /// <param name="dayFirst">Order of its dates, or null.</param>
    public static ImmutableArray<SubjectClaim> Read(SourceDocument document, IEnumerable<HeaderField> fields, HeaderFields labels, bool? dayFirst)
    {
        var text = document.Text;
        var people = new List<SubjectClaim>();
        var current = -1;
        foreach (var field in fields)
        {
            var value = text[field.Start..field.End];
            switch (field.Id)
            {
                case "name" when NameLength(value, labels) is > 0 and var length:
                    current = Person(people, value[..length]);
                    people[current] = people[current] with { Name = people[current].Name ?? value[..length], Evidence = people[current].Evidence ?? document.EvidenceAt(field.Start, length) };
                    break;
                case "birth" when Birth(text, field, dayFirst) is { } birth:
                    current = current < 0 ? Nameless(people) : current;
                    people[current] = people[current] with { BirthDate = people[current].BirthDate ?? birth };
                    break;
                case "sex" when Sex(value, labels) is { } sex:
                    current = current < 0 ? Nameless(people) : current;
                    people[current] = people[current] with { Sex = people[current].Sex ?? sex };
                    break;
                case "identifier" when Identifier(value) is { } identifier:
                    current = current < 0 ? Nameless(people) : current;
                    var known = people[current].Identifiers;
                    people[current] = people[current] with { Identifiers = known.Contains(identifier, StringComparer.OrdinalIgnoreCase) ? known : known.Add(identifier) };
                    break;
                default:
                    break;
            }
        }

        return [.. people];
    }

    private static int Nameless(List<SubjectClaim> people)
    {
        if (people.Count == 0)
        {
            people.Add(new(null, null, null));
        }

        return people.Count - 1;
    }

    // The person of that name, the one without a name yet, or a new one. Two names are one person's when they share a surname-length part.
    private static int Person(List<SubjectClaim> people, string name)
    {
        for (var i = 0; i < people.Count; i++)
        {
            if (people[i].Name is not { } known || SameName(known, name))
            {
                return i;
            }
        }

        people.Add(new(null, null, null));
        return people.Count - 1;
    }

    private static bool SameName(string one, string other)
    {
        var parts = Parts(other);
        return Parts(one).Any(p => p.Length > 2 && parts.Contains(p, StringComparer.OrdinalIgnoreCase));
    }

    private static string[] Parts(string name) => name.Split([' ', ',', '.', '-', '\''], StringSplitOptions.RemoveEmptyEntries);

    // Two to five words of letters that begin with capitals; what follows a bracket, a number or a comma with more than a given name is not part of it.
    private static int NameLength(string value, HeaderFields labels)
    {
        var cut = value.AsSpan().IndexOfAny(NameEnds);
        if (cut is >= 0 and < 5)
        {
            return 0;
        }

        var name = (cut < 0 ? value : value[..cut]).TrimEnd(' ', ',', '-', '.');
        for (var comma = name.LastIndexOf(','); comma > 0 && labels.Words(name[comma..]).Any(); comma = name.LastIndexOf(','))
        {
            // "Ann Example, DOB 1960-02-03"
            name = name[..comma].TrimEnd();
        }

        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isName = name.Length is > 4 and <= LongestName && parts.Length is >= 2 and <= 5
            && parts.All(IsNamePart) && parts.Count(p => p.Trim(',', '.').Length > 1) >= 2 && !labels.Words(name).Any();
        return isName ? name.Length : 0;
    }

    private static bool IsNamePart(string part)
    {
        var letters = part.TrimEnd(',', '.');
        return letters.Length > 0 && (char.IsUpper(letters[0]) || letters is "de" or "del" or "la" or "los" or "van" or "von" or "der" or "den" or "y" or "da" or "dos" or "al" or "bin")
            && letters.All(c => char.IsLetter(c) || c is '\'' or '-' or '’' or '.');
    }

    private static PartialDate? Birth(string text, HeaderField field, bool? dayFirst)
    {
        var dates = ClinicalDates.Find(text.AsSpan(field.Start, field.End - field.Start), field.Start, dayFirst ?? false);
        return dates.Count > 0 && dates[0].Start == field.Start ? DateOrder.Settle(dates[0], text, dayFirst) : ClinicalDates.Parse(text.AsSpan(field.Start, field.End - field.Start));
    }

    private static string? Sex(string value, HeaderFields labels) =>
        labels.Words(value.Length > 20 ? value[..20] : value).FirstOrDefault(w => w is "female" or "male");

    // A record number holds a digit and no blank.
    private static string? Identifier(string value)
    {
        var end = value.AsSpan().IndexOfAny(' ', ',', '(');
        var number = (end < 0 ? value : value[..end]).TrimStart('#');
        return number.Length is > 2 and < 30 && number.Any(char.IsAsciiDigit) && number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.' or '_') ? number : null;
    }
}
