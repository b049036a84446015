using System.Collections.Immutable;
using System.Reflection;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>How a reading process is started.</summary>
/// <param name="Program">Program.</param>
/// <param name="Arguments">Arguments.</param>
public sealed record WorkerCommand(string Program, ImmutableArray<string> Arguments)
{
    /// <summary>The running program itself, with the hidden verb.</summary>
    public static WorkerCommand ThisProgram()
    {
        var program = Environment.ProcessPath ?? "dotnet";
        return string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.Ordinal)
            ? new(program, [Assembly.GetEntryAssembly()!.Location, ReadWorker.Verb])
            : new(program, [ReadWorker.Verb]);
    }
}
