using System.Text;

namespace Navis.Personalize.Cli.Hosting;

/// <summary>Verbs that answer one line for each input line, UTF-8 both ways.</summary>
internal static class Lines
{
    public static int Answer(Func<string, string> answer)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(Console.OpenStandardInput(), utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 16) { NewLine = "\n" };
        while (input.ReadLine() is { } line)
        {
            output.WriteLine(answer(line));
        }

        return ExitCode.Ok;
    }
}
