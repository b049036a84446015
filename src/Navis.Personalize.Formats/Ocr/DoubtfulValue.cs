using System.Text.RegularExpressions;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Which recognised words are values that a decision may rest on, and when they are to be checked by a person.</summary>
internal static partial class DoubtfulValue
{
    /// <summary>Confidence written for a value that is to be checked; a fact that rests on it is no surer.</summary>
    public const double ToBeChecked = 0.4;

    /// <summary>Confidence written for a value that one reader read surely and no other confirmed.</summary>
    public const double OneReader = 0.65;

    /// <summary>Least confidence written for a value that both readers read alike.</summary>
    public const double TwoReaders = 0.9;

    /// <summary>Whether a word is a number, a code or a category: anything with a digit, a Roman stage.</summary>
    /// <param name="word">Word.</param>
    public static bool IsValue(string word) => word.AsSpan().ContainsAnyInRange('0', '9') || word.Contains('%', StringComparison.Ordinal) || Roman().IsMatch(word);

    /// <summary>Whether a word is one that engines make of a comparison, all of them and surely: "≥1%" comes out as "21%", "=1%" or ">1%".</summary>
    /// <param name="word">Word.</param>
    public static bool MayHideComparison(string word) => Comparison().IsMatch(word);

    /// <summary>Whether a letter stands where a category has a digit: both readers take the nought of "pM0" for an O.</summary>
    /// <param name="word">Word.</param>
    public static bool IsDamaged(string word) => Damaged().IsMatch(word);

    /// <summary>Whether it is something that both readers get wrong in the same way.</summary>
    /// <param name="word">Word.</param>
    public static bool IsTreacherous(string word) => MayHideComparison(word) || IsDamaged(word);

    // pMO NO pTl
    [GeneratedRegex(@"^[(\[]?[cpyra]{0,3}([TNM][OoIlSsZz][abc]?)+[,.;:)\]]?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Damaged();

    // 21% =1% >50% 25%
    [GeneratedRegex(@"^[(\[]?[2>=<z](1|5|10|50)\s?%?[,.;:)\]]?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();

    // IIIA, "IV," and what becomes of them: "lIB", "HIB", "ITIA"; "pN" with a letter that should be a digit ("pNO", "pTla")
    [GeneratedRegex(@"^[(\[]?([Il|!]{1,3}[ABC]?|[Il|!]?V[ABC]?|[ITHl|!]{1,4}[ABC]|[cpyra]{0,3}[TNM][OoIlXx][abcAB]?)[,.;:)\]]?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Roman();
}
