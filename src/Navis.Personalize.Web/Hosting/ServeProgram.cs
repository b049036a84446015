using System.Security.Cryptography;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Starts the web program. Messages go to standard error; standard output stays empty.</summary>
internal static class ServeProgram
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int WrongUse = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Any(a => a is "--help" or "-h" or "-?"))
        {
            await Console.Out.WriteLineAsync(ServeOptions.Usage).ConfigureAwait(false);
            return Ok;
        }

        var (options, problem) = ServeOptions.Parse(args is ["serve", .. var rest] ? rest : args, Environment.GetEnvironmentVariable);
        if (options is null)
        {
            Say($"{problem} {ServeOptions.Usage}");
            return WrongUse;
        }

        try
        {
            // Offline nobody is asked who comes.
            var directory = options.Offline || CloudOptions.IsOffline(Environment.GetEnvironmentVariable) ? null : DirectoryOptions.From(Environment.GetEnvironmentVariable);
            var app = NavisWeb.Build(options with { Directory = directory });
            await using (app.ConfigureAwait(false))
            {
                Exposure.Check(options, app.Configuration);
                var held = await app.Services.GetRequiredService<DatabasePlace>().HoldAsync(alone: false, CancellationToken.None).ConfigureAwait(false);
                await using var holding = held.ConfigureAwait(false);
                await NavisWeb.PrepareAsync(app, Say).ConfigureAwait(false);
                await app.StartAsync().ConfigureAwait(false);
                Say($"ready at {string.Join(" ", app.Urls)}; data in {options.Data}");
                await app.WaitForShutdownAsync().ConfigureAwait(false);
            }

            return Ok;
        }
        catch (Exception e) when (e is InvalidDataException or ContentException or CryptographicException)
        {
            Say(e.Message);
            return Failed;
        }
        catch (IOException e)
        {
            Say($"{e.Message} Is another navis serve running on this data folder, or another program on this address?");
            return Failed;
        }
    }

    private static void Say(string words) => Console.Error.WriteLine($"navis: {words}");
}
