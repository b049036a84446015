using System.CommandLine;
using System.Globalization;
using Navis.Personalize.Application.Storage.Backups;
using Navis.Personalize.Cli.Hosting;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis backup</c> and <c>navis restore</c>: the web application's data, in one file.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var options = new DataOptions();
        var target = new Option<string>("--out") { Description = "The file to write.", Required = true };
        var withKey = new Option<bool>("--with-key") { Description = "Put the master key in too: whoever has the file can then read everything." };
        var backup = new Command("backup", "Writes cases and accounts, as they are at one moment, into one file; the program may run. The master key is not in it.") { target, withKey };
        options.AddTo(backup);
        backup.SetAction((parsed, cancellation) => DataOptions.RunAsync(async () =>
        {
            var report = await DataBackup.WriteAsync(options.Of(parsed), parsed.GetValue(target)!, parsed.GetValue(withKey), TimeProvider.System, cancellation).ConfigureAwait(false);
            Output.Text(
                string.Create(CultureInfo.InvariantCulture, $"backed up: {report.Bytes} bytes, {report.AuditLines} lines of the audit, head {report.AuditHead}\n")
                + (report.AuditSound ? "" : "warning: the audit does not verify; run navis audit verify\n")
                + (report.WithKey ? "the master key is in it: keep it locked away\n" : "the master key is not in it: keep a copy of the key file apart\n"),
                null);
            return ExitCode.Ok;
        }));
        return backup;
    }

    public static Command CreateRestore()
    {
        var options = new DataOptions();
        var source = new Argument<string>("FILE") { Description = "The backup." };
        var key = new Option<string?>("--key") { Description = "The master key file, where it is not in the backup." };
        var restore = new Command("restore", "Brings a backup back into an empty folder; checks every file and the audit.") { source, key };
        options.AddTo(restore);
        restore.SetAction((parsed, cancellation) => DataOptions.RunAsync(async () =>
        {
            var place = options.Of(parsed);
            var report = await DataRestore.RunAsync(parsed.GetValue(source)!, place, parsed.GetValue(key), cancellation).ConfigureAwait(false);
            Output.Text(
                report.Audit is { } audit
                    ? string.Create(CultureInfo.InvariantCulture, $"restored into {place.Folder.FullPath}; the audit is sound: {audit.Lines} lines, head {audit.Head}\n")
                    : string.Create(CultureInfo.InvariantCulture, $"restored into {place.Folder.FullPath}, without the key: nothing can be read yet\nput version {report.KeyVersion} of the master key there as master.key, then run navis audit verify\n"),
                null);
            return ExitCode.Ok;
        }));
        return restore;
    }
}
