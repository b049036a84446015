using System.CommandLine;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Cli.Hosting;
using Navis.Personalize.Extraction.Context;

namespace Navis.Personalize.Cli.Commands;

/// <summary><c>navis assert</c>: <c>concept TAB sentence</c> a line in, <c>negation TAB temporality TAB experiencer</c> a line out.</summary>
internal static class AssertCommand
{
    public static Command Create()
    {
        var command = new Command("assert", "Reads 'concept<TAB>sentence' a line and answers with negation, temporality and experiencer.");
        command.SetAction(_ =>
        {
            var reader = new AssertionReader(FileContentSource.Locate());
            return Lines.Answer(line =>
            {
                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                return reader.Judge(tab < 0 ? "" : line.AsSpan(0, tab), line.AsSpan(tab + 1)).ToString();
            });
        });
        return command;
    }
}
