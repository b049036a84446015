using System.CommandLine;
using System.Globalization;
using Navis.Personalize.Application.Features.Audit;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Cli.Hosting;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis audit verify</c>: whether the audit of a data folder is whole.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The data folder of navis serve." };
        var database = new Option<string?>("--database") { Description = "Connection string of the PostgreSQL database, where navis serve uses one; else NAVIS_DATABASE." };
        var expect = new Option<string?>("--expect") { Description = "A head that an earlier check printed: it must still stand in the chain's place, so that no line was cut off since." };
        var verify = new Command("verify", "Checks that no line of the audit was changed, added or taken out.") { data, database, expect };
        verify.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var verdict = await AuditCheck.VerifyAsync(DatabasePlace.Of(parsed.GetValue(data), parsed.GetValue(database)), parsed.GetValue(expect), cancellation).ConfigureAwait(false);
                Output.Text(Words(verdict), null);
                return verdict.Sound ? ExitCode.Ok : ExitCode.Failed;
            }
            catch (InvalidDataException e)
            {
                await Console.Error.WriteLineAsync($"navis: {e.Message}").ConfigureAwait(false);
                return ExitCode.Failed;
            }
        });
        return new Command("audit", "Looks after the audit of the web application.") { verify };
    }

    private static string Words(AuditVerdict verdict) => verdict switch
    {
        { BrokenAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"broken at line {at}: it does not follow the line before\n"),
        { ExpectedFound: false } => string.Create(CultureInfo.InvariantCulture, $"cut: {verdict.Lines} lines follow one another, and the expected head is not among them\n"),
        _ => string.Create(CultureInfo.InvariantCulture, $"sound: {verdict.Lines} lines, head {verdict.Head}\n"),
    };
}
