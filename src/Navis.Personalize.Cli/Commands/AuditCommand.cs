using System.CommandLine;
using System.Globalization;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Cli.Hosting;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis audit verify</c>: whether the audit of a data folder is whole.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var options = new DataOptions();
        var expect = new Option<string?>("--expect") { Description = "A head that an earlier check printed: it must still stand in the chain's place, so that no line was cut off since." };
        var verify = new Command("verify", "Checks that no line of the audit was changed, added or taken out.") { expect };
        options.AddTo(verify);
        verify.SetAction((parsed, cancellation) => DataOptions.RunAsync(async () =>
        {
            var verdict = await AuditCheck.VerifyAsync(options.Of(parsed), parsed.GetValue(expect), cancellation).ConfigureAwait(false);
            Output.Text(Words(verdict), null);
            return verdict.Sound ? ExitCode.Ok : ExitCode.Failed;
        }));
        return new Command("audit", "Looks after the audit of the web application.") { verify };
    }

    private static string Words(AuditVerdict verdict) => verdict switch
    {
        { BrokenAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"broken at line {at}: it does not follow the line before\n"),
        { ExpectedFound: false } => string.Create(CultureInfo.InvariantCulture, $"cut: {verdict.Lines} lines follow one another, and the expected head is not among them\n"),
        _ => string.Create(CultureInfo.InvariantCulture, $"sound: {verdict.Lines} lines, head {verdict.Head}\n"),
    };
}
