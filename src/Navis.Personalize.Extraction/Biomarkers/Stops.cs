using System.Buffers;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>Signs that end what belongs together.</summary>
internal static class Stops
{
    /// <summary>Ends of a clause: comma, semicolon, full stop, colon.</summary>
    public static readonly SearchValues<char> Clause = SearchValues.Create(",;.:");

    /// <summary>The same and brackets.</summary>
    public static readonly SearchValues<char> ClauseOrBracket = SearchValues.Create(",;.:()");

    /// <summary>Ends of a noun phrase: also the wall of a table cell and the end of a line.</summary>
    public static readonly SearchValues<char> Phrase = SearchValues.Create(",;.:|\n");

    /// <summary>Ends of one name of a gene.</summary>
    public static readonly SearchValues<char> Name = SearchValues.Create(",;:.|+");

    /// <summary>Ends of a compound noun.</summary>
    public static readonly SearchValues<char> Compound = SearchValues.Create(",;/:.(");

    /// <summary>What may stand between two writings of one change.</summary>
    public static readonly SearchValues<char> Pairing = SearchValues.Create(" ;,:()[]/|\t");

    /// <summary>Ends of a test's name.</summary>
    public static readonly SearchValues<char> Test = SearchValues.Create(",;:.(");

    /// <summary>What stands between the numbers of a list.</summary>
    public static readonly SearchValues<char> List = SearchValues.Create(" ,-\u2013/");

    /// <summary>What stands between an abbreviation and its meaning.</summary>
    public static readonly SearchValues<char> Meaning = SearchValues.Create(" =:,-\u2013");

    /// <summary>What the rule below the header of a table is drawn with.</summary>
    public static readonly SearchValues<char> Rule = SearchValues.Create("|-:=+_ \t");
}
