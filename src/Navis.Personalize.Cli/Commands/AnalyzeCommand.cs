using System.CommandLine;
using System.Text.Json;
using Navis.Personalize.Application.Features.Cases;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Formats.Answers;
using Navis.Personalize.Formats.Fhir.Writing;
using Navis.Personalize.Formats.Json;
using Navis.Personalize.Formats.Pdf.Writing;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis analyze PATH…</c>: profile and tailored answer of a case, or of each path with <c>--each</c>.</summary>
internal static class AnalyzeCommand
{
    private static readonly string[] Forms = ["text", "json", "markdown", "html", "pdf", "fhir"];

    public static Command Create()
    {
        var paths = CaseOptions.Paths();
        var each = new Option<bool>("--each") { Description = "Every path is a case of its own: one JSON object a line, in input order." };
        var format = new Option<string?>("--format") { Description = "text (default), json, markdown, html, pdf or fhir." };
        var output = new Option<FileInfo?>("--out") { Description = "Write the result to this file." };
        var audience = CaseOptions.Audience();
        var language = new Option<string>("--language") { Description = "en (default) or es; quotes stay in the language of the record.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong([.. Tailors.Languages]);
        var survival = CaseOptions.Survival();
        var asOf = CaseOptions.AsOf();
        var subject = CaseOptions.Subject();
        var site = new Option<FileInfo?>("--site") { Description = "A site's file: 'emergency: \"112\"' and 'support: [\"…\"]', for the symptoms to report at once." };
        var command = new Command("analyze", "Reads the records of a case and prints the profile and the tailored answer.") { paths, each, format, output, audience, language, asOf, survival, subject, site };
        command.Validators.Add(result =>
        {
            switch (result.GetValue(format))
            {
                case { } form when !Forms.Contains(form, StringComparer.Ordinal):
                    result.AddError($"'{form}' is no format; use text, json, markdown, html, pdf or fhir.");
                    break;
                case not (null or "json") when result.GetValue(each):
                    result.AddError("--each writes JSON, one object a line; leave --format out or say --format json.");
                    break;
                case "pdf" when result.GetValue(output) is null && !Console.IsOutputRedirected:
                    result.AddError("A PDF can't be shown on a terminal; say where it is to go with --out FILE.");
                    break;
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var wish = CaseOptions.Wish(parsed, audience, asOf, survival, subject, language);
            if (parsed.GetValue(site) is { } file)
            {
                if (!file.Exists)
                {
                    Console.Error.WriteLine($"navis: there is no site file '{file.Name}'. Check the path, or leave --site out.");
                    return ExitCode.WrongUse;
                }

                wish = wish with { Site = Site.Parse(file.Name, await File.ReadAllTextAsync(file.FullName, cancellation).ConfigureAwait(false)) };
            }

            using var services = CompositionRoot.Create();
            return parsed.GetValue(each)
                ? await EachAsync(services, parsed.GetRequiredValue(paths), wish, parsed.GetValue(output), cancellation).ConfigureAwait(false)
                : await OneAsync(services, parsed.GetRequiredValue(paths), wish, parsed.GetValue(format) ?? "text", parsed.GetValue(output), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> OneAsync(CompositionRoot services, string[] paths, CaseWish wish, string format, FileInfo? output, CancellationToken cancellation)
    {
        var result = await services.Mediator.Send(new AnalyzeCase(CaseFiles.Name(paths[0]), CaseFiles.Open(paths), wish), cancellation).ConfigureAwait(false);
        if (format == "json")
        {
            Output.Json(json => Write(json, result), indented: true, output);
        }
        else if (format == "fhir")
        {
            Output.Bytes(new FhirBundleWriter(services.Content).Write(result.Case, result.Answer.Review, wish.AsOf), output);
        }
        else if (format == "pdf")
        {
            Output.Bytes(AnswerPdfWriter.Write(result.Case, result.Answer, services.Labels(result.Answer), wish.AsOf), output);
        }
        else
        {
            var form = format switch { "markdown" => AnswerForm.Markdown, "html" => AnswerForm.Html, _ => AnswerForm.Text };
            Output.Text(AnswerWriter.Write(result.Case, result.Answer, services.Labels(result.Answer), form), output);
        }

        return (int)result.Case.Outcome;
    }

    /// <summary>Cases side by side, lines in input order. A path that fails in an unforeseen way is a line too, and makes the exit code 1.</summary>
    private static async Task<int> EachAsync(CompositionRoot services, string[] paths, CaseWish wish, FileInfo? output, CancellationToken cancellation)
    {
        using var target = output is null ? Console.OpenStandardOutput() : output.Create();
        var workers = Math.Max(1, Environment.ProcessorCount);
        var running = new Queue<Task<byte[]>>();
        var next = 0;
        while (next < paths.Length || running.Count > 0)
        {
            while (next < paths.Length && running.Count < workers * 4)
            {
                var path = paths[next++];
                running.Enqueue(Task.Run(() => LineAsync(services, path, wish, cancellation), cancellation));
            }

            await target.WriteAsync(await running.Dequeue().ConfigureAwait(false), cancellation).ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }

    private static async Task<byte[]> LineAsync(CompositionRoot services, string path, CaseWish wish, CancellationToken cancellation)
    {
        var result = await services.Mediator.Send(new AnalyzeCase(CaseFiles.Name(path), CaseFiles.Open([path]), wish), cancellation).ConfigureAwait(false);
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, CaseJsonWriter.Options(indented: false)))
        {
            Write(json, result);
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private static void Write(Utf8JsonWriter json, CaseResult result)
    {
        CaseJsonWriter.WriteOpen(json, result.Case);
        json.WritePropertyName("answer");
        AnswerJsonWriter.Write(json, result.Answer);
        json.WriteEndObject();
    }
}
