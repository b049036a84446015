using System.CommandLine;
using System.Globalization;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Cli.Hosting;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis keys rotate</c>: a new master key in the place of the old.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var options = new DataOptions();
        var rotate = new Command("rotate", "Makes a new master key, wraps every case key with it and retires the old one. Stop the program first; cut off, run it again.");
        options.AddTo(rotate);
        rotate.SetAction((parsed, cancellation) => DataOptions.RunAsync(async () =>
        {
            var place = options.Of(parsed);
            var rotation = await KeyRotation.RunAsync(place, cancellation).ConfigureAwait(false);
            Output.Text(
                string.Create(CultureInfo.InvariantCulture, $"{(rotation.Resumed ? "finished the rotation that was cut off" : "rotated")}: version {rotation.Version}, {rotation.Keys} keys wrapped anew\n")
                + $"copy {place.Folder.KeyFile} apart from the data, and to every machine that runs navis on it\n",
                null);
            return ExitCode.Ok;
        }));
        return new Command("keys", "Looks after the master key of the web application.") { rotate };
    }
}
