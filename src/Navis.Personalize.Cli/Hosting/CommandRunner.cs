using System.CommandLine;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Cli.Hosting;

/// <summary>Parses and runs a command line. Wrong use is exit code 2 with nothing on standard output; a broken content file is 1.</summary>
internal static class CommandRunner
{
    public static int Run(RootCommand root, string[] args)
    {
        if (args.Length == 0)
        {
            args = ["--help"];
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine($"navis: {error.Message}");
            }

            Console.Error.WriteLine("navis: run 'navis --help', or 'navis COMMAND --help', to see how it is used.");
            return ExitCode.WrongUse;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ContentException e)
        {
            Console.Error.WriteLine($"navis: {e.Message} Run 'navis rules check' to see every mistake of the content.");
            return ExitCode.Failed;
        }
        catch (IOException e) when (e.HResult == unchecked((int)0x80131620) || e is EndOfStreamException)
        {
            // The reader of our output went away (a closed pipe): nothing more can be said to it.
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // The last line of defence: an exit code of the contract, and no words of a record.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"navis: a mistake in the program ({e.GetType().Name} at {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}). Nothing was written. Please report it with the command, not with the record.");
            return ExitCode.Failed;
        }
    }
}

/// <summary>The exit codes of the contract.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;
    public const int NothingAboutLungCancer = 3;
}
