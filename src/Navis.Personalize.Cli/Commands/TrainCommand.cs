using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Extraction.Learned;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis train</c>: writes <c>rules/learned</c> anew from its corpus. The same corpus gives the same bytes.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; exit code 1 when the files are not what a training gives." };
        var command = new Command("train", "Learns the kind of a record and how far a reading can be trusted, from invented records (rules/learned/corpus).") { check };
        command.SetAction(parsed =>
        {
            var content = FileContentSource.Locate();
            var same = true;
            foreach (var file in Training.Train(content))
            {
                var path = Path.Combine(content.Root, file.Path);
                var isSame = File.Exists(path) && string.Equals(File.ReadAllText(path), file.Text, StringComparison.Ordinal);
                same &= isSame;
                if (!isSame && !parsed.GetValue(check))
                {
                    Output.Text(file.Text, new FileInfo(path));
                }

                Output.Text($"{file.Path}: {(isSame ? "unchanged" : parsed.GetValue(check) ? "differs" : "written")}, {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))[..12]}\n{file.Proof}\n");
            }

            return same || !parsed.GetValue(check) ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
