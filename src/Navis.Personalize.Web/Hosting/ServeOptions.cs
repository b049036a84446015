using Navis.Personalize.Application.Storage;
using Navis.Personalize.Web.Accounts;

namespace Navis.Personalize.Web.Hosting;

/// <summary>How the web program is started.</summary>
/// <param name="Demo">With demo people and cases, whose password stands on the sign-in page.</param>
/// <param name="Data">Data folder.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
/// <param name="Database">Connection string of a PostgreSQL database, or null for files in the data folder.</param>
/// <param name="KeyFile">The file of the master key, or null for the one in the data folder.</param>
/// <param name="Worker">No pages: only the reading jobs, for a further machine on the same database.</param>
internal sealed record ServeOptions(bool Demo, string Data, string Urls, string? Database = null, string? KeyFile = null, bool Worker = false)
{
    /// <summary>E-mail of an administrator who can't get in any more: at the start a link for a new password is written to the program's messages. Null: nobody.</summary>
    public string? Recover { get; init; }

    /// <summary>The site's directory, or null: there is none.</summary>
    public DirectoryOptions? Directory { get; init; }

    public const string DefaultUrls = "http://127.0.0.1:5080";
    public const string WorkerUrls = "http://127.0.0.1:5081";
    public const string Usage = "usage: navis serve [--demo] [--data DIR] [--urls http://127.0.0.1:5080] [--database CONNECTION [--worker]] [--recover EMAIL]";

    /// <summary>Reads a command line; a problem in words where it is wrong.</summary>
    /// <param name="args">The arguments after the verb.</param>
    /// <param name="environment">Where <see cref="DatabasePlace.Variable"/> is looked up when the line names no database.</param>
    public static (ServeOptions? Options, string? Problem) Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var demo = false;
        string? data = null;
        string? urls = null;
        string? database = null;
        var worker = false;
        string? recover = null;
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--demo" when value is null:
                    demo = true;
                    break;
                case "--worker" when value is null:
                    worker = true;
                    break;
                case "--recover":
                    recover = value ?? (++i < args.Count ? args[i] : null);
                    if (string.IsNullOrWhiteSpace(recover))
                    {
                        return (null, "--recover needs the e-mail of an administrator.");
                    }

                    break;
                case "--data" or "--urls" or "--database":
                    value ??= ++i < args.Count ? args[i] : null;
                    if (string.IsNullOrWhiteSpace(value))
                    {
                        return (null, $"{name} needs a value.");
                    }

                    (data, urls, database) = name switch
                    {
                        "--data" => (value, urls, database),
                        "--urls" => (data, value, database),
                        _ => (data, urls, value),
                    };
                    break;
                default:
                    return (null, $"'{args[i]}' is not known here.");
            }
        }

        database ??= environment(DatabasePlace.Variable);
        if (string.IsNullOrEmpty(database))
        {
            database = null;
        }

        return worker switch
        {
            true when database is null => (null, "--worker needs --database: files in a data folder take one program only."),
            true when demo => (null, "--worker has no pages, so no demo."),
            _ => (new(demo, data ?? DataFolder.Default(demo), urls ?? (worker ? WorkerUrls : DefaultUrls), database, environment(DataFolder.KeyVariable), worker) { Recover = recover }, null),
        };
    }
}
