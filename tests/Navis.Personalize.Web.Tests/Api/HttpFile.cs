using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Navis.Personalize.Web.Tests.Api;

/// <summary>One request of a <c>.http</c> file.</summary>
public sealed record HttpFileRequest(string Title, string? Name, int Status, string? Code, string? Goto, string? When, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string Body);

/// <summary>A file of requests as editors know it: <c>###</c> parts them, <c>@name = value</c> sets a variable, <c>{{name}}</c> puts it in.</summary>
public sealed partial record HttpFile(IReadOnlyDictionary<string, string> Variables, IReadOnlyList<HttpFileRequest> Requests)
{
    public static HttpFile Parse(string path)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var requests = new List<HttpFileRequest>();
        foreach (var block in Regex.Split(File.ReadAllText(path), "^###", RegexOptions.Multiline, TimeSpan.FromSeconds(1)))
        {
            if (requests.Count == 0 && !block.Contains("HTTP", StringComparison.Ordinal) && Variable().IsMatch(block))
            {
                foreach (Match match in Variable().Matches(block))
                {
                    variables[match.Groups["name"].Value] = match.Groups["value"].Value.Trim();
                }

                continue;
            }

            requests.Add(Request(block, Path.GetDirectoryName(path)!));
        }

        return new(variables, requests);
    }

    /// <summary>The value at a path like <c>$.items[0].id</c>.</summary>
    public static string At(JsonElement json, string path)
    {
        foreach (var step in path.TrimStart('$').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.Split('[')[0];
            json = json.GetProperty(name);
            if (step.Length > name.Length)
            {
                json = json[int.Parse(step[(name.Length + 1)..^1], CultureInfo.InvariantCulture)];
            }
        }

        return json.ToString();
    }

    /// <summary>Puts variables and answers into a text.</summary>
    public static string Fill(string text, Func<string, string> value) => Place().Replace(text, m => value(m.Groups["name"].Value.Trim()));

    private static HttpFileRequest Request(string block, string folder)
    {
        var lines = block.Split('\n');
        var head = lines.TakeWhile(l => !Start().IsMatch(l)).ToList();
        var start = lines[head.Count].Trim().Split(' ', 2);
        var headers = lines.Skip(head.Count + 1).TakeWhile(l => l.Trim().Length > 0).Select(l => l.Split(':', 2)).Select(p => (p[0].Trim(), p[1].Trim())).ToList();
        var body = lines.Skip(head.Count + 2 + headers.Count).Select(l => l.StartsWith("< ", StringComparison.Ordinal) ? File.ReadAllText(Path.Combine(folder, l[2..].Trim())).TrimEnd('\n') : l);
        var expect = Mark(head, "expect")?.Split(' ') ?? throw new InvalidDataException($"The request{lines[0]} says not what it expects.");
        var jump = Mark(head, "goto")?.Split(" when ", 2);
        return new(lines[0].Trim(), Mark(head, "name"), int.Parse(expect[0], CultureInfo.InvariantCulture), expect.ElementAtOrDefault(1), jump?[0], jump?.ElementAtOrDefault(1), start[0], start[1], headers, string.Join('\n', body).TrimEnd());
    }

    private static string? Mark(IEnumerable<string> head, string name) =>
        head.Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith($"# @{name} ", StringComparison.Ordinal))?[(name.Length + 4)..].Trim();

    [GeneratedRegex(@"^@(?<name>[a-z]+) *= *(?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("^(GET|POST|PUT|PATCH|DELETE) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start();

    [GeneratedRegex(@"\{\{(?<name>[^}]+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
