using System.Globalization;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Core.Rules;

/// <summary>A mistake in the content, told to its author.</summary>
/// <param name="Path">File below the content root.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Code">Stable code such as <c>unknown-fact</c>.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="NextStep">What to do about it.</param>
public sealed record RuleProblem(string Path, int Line, string Code, string Problem, string NextStep)
{
    /// <summary>A mistake found while reading.</summary>
    /// <param name="mistake">Mistake.</param>
    public static RuleProblem Of(ContentException mistake) => new(mistake.Path, mistake.Line, "form", mistake.Message[(mistake.Message.IndexOf("): ", StringComparison.Ordinal) + 3)..], "See rules/README.md for the form.");

    /// <summary>The rule that it is about, or null where the file could not be read so far.</summary>
    public string? Rule { get; init; }

    /// <summary>True for a hint that breaks nothing.</summary>
    public bool IsWarning { get; init; }

    /// <summary><c>file(line): rule: problem next step</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}({Line}): {(Rule is null ? "" : Rule + ": ")}{Problem} {NextStep}");
}
