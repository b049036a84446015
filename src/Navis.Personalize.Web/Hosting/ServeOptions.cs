using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Web.Hosting;

/// <summary>How the web program is started.</summary>
/// <param name="Demo">With demo people and cases, whose password stands on the sign-in page.</param>
/// <param name="Data">Data folder.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
internal sealed record ServeOptions(bool Demo, string Data, string Urls)
{
    public const string DefaultUrls = "http://127.0.0.1:5080";
    public const string Usage = "usage: navis serve [--demo] [--data DIR] [--urls http://127.0.0.1:5080]";

    /// <summary>Reads a command line; a problem in words where it is wrong.</summary>
    public static (ServeOptions? Options, string? Problem) Parse(IReadOnlyList<string> args)
    {
        var demo = false;
        string? data = null;
        string? urls = null;
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--demo" when value is null:
                    demo = true;
                    break;
                case "--data" or "--urls":
                    value ??= ++i < args.Count ? args[i] : null;
                    if (string.IsNullOrWhiteSpace(value))
                    {
                        return (null, $"{name} needs a value.");
                    }

                    (data, urls) = name == "--data" ? (value, urls) : (data, value);
                    break;
                default:
                    return (null, $"'{args[i]}' is not known here.");
            }
        }

        return (new(demo, data ?? DataFolder.Default(demo), urls ?? DefaultUrls), null);
    }
}
