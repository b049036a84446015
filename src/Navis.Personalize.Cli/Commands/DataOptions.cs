using System.CommandLine;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Cli.Hosting;

namespace Navis.Personalize.Cli.Commands;

/// <summary>Where the verbs that look after the web application's data find it, and what becomes of their failures.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> data = new("--data") { Description = "The data folder of navis serve." };
    private readonly Option<string?> database = new("--database") { Description = $"Connection string of the PostgreSQL database, where navis serve uses one; else {DatabasePlace.Variable}." };

    public void AddTo(Command command)
    {
        command.Options.Add(data);
        command.Options.Add(database);
    }

    public DatabasePlace Of(ParseResult parsed) => DatabasePlace.Of(parsed.GetValue(data), parsed.GetValue(database));

    /// <summary>Does something; what a person can mend is said in a line on standard error.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            await Console.Error.WriteLineAsync($"navis: {e.Message}").ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync($"navis: {e.Message} Stop navis serve on this data, then run this again.").ConfigureAwait(false);
        }
        catch (System.Data.Common.DbException e)
        {
            await Console.Error.WriteLineAsync($"navis: the database refused: {e.GetType().Name} {e.SqlState}. Check --database, or the data folder.").ConfigureAwait(false);
        }

        return ExitCode.Failed;
    }
}
