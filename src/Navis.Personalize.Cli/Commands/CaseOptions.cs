using System.CommandLine;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Cli.Commands;

/// <summary>Arguments and options that several verbs share.</summary>
internal static class CaseOptions
{
    public static Argument<string[]> Paths() => new("PATH")
    {
        Description = "Files or folders of one case. A folder is one case with all its files.",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string> JsonFormat()
    {
        var format = new Option<string>("--format") { Description = "json.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json");
        return format;
    }

    public static Option<string?> AsOf()
    {
        var option = new Option<string?>("--as-of") { Description = "The day on which the answer is to be right (YYYY-MM-DD): later statements do not hold, and sources out of date on it say so." };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && PartialDate.Parse(result.Tokens[0].Value) is null)
            {
                result.AddError($"'{result.Tokens[0].Value}' is no date; write YYYY-MM-DD.");
            }
        });
        return option;
    }

    public static Option<string?> Subject() => new("--subject") { Description = "When the records are about several people: the name of the one to go on with." };

    public static Option<string> Audience()
    {
        var option = new Option<string>("--audience") { Description = "patient (default), navigator or clinician.", DefaultValueFactory = _ => "patient" };
        option.AcceptOnlyFromAmong("patient", "navigator", "clinician");
        return option;
    }

    public static Option<bool> Survival() => new("--show-survival") { Description = "Show figures about how long people live." };

    /// <summary>How the answer is wanted, from the options of a command.</summary>
    public static CaseWish Wish(ParseResult parsed, Option<string> audience, Option<string?> asOf, Option<bool> survival, Option<string?> subject, Option<string>? language = null) => new(
        parsed.GetValue(audience) switch { "clinician" => Core.Answers.Audience.Clinician, "navigator" => Core.Answers.Audience.Navigator, _ => Core.Answers.Audience.Patient },
        Date(parsed.GetValue(asOf)) is { } date ? Day(date) : DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date),
        parsed.GetValue(survival),
        parsed.GetValue(subject),
        language is null ? GeneralAnswer.DefaultLanguage : parsed.GetRequiredValue(language));

    public static PartialDate? Date(string? text) => PartialDate.Parse(text);

    /// <summary>The last day that a partial date allows.</summary>
    public static DateOnly Day(PartialDate date)
    {
        var month = date.Month == 0 ? 12 : date.Month;
        return new(date.Year, month, date.Day == 0 ? DateTime.DaysInMonth(date.Year, month) : date.Day);
    }
}
