using System.Collections.Immutable;
using System.Reflection;

namespace Navis.Personalize.Formats.Isolation;

/// <summary>How a reading process is started.</summary>
/// <param name="Program">Program.</param>
/// <param name="Arguments">Arguments.</param>
public sealed record WorkerCommand(string Program, ImmutableArray<string> Arguments)
{
    /// <summary>The program of an assembly, with the hidden verb: its own executable where that is running, else the runtime with the assembly.</summary>
    /// <param name="program">Assembly whose entry point serves <see cref="ReadWorker.Verb"/>.</param>
    public static WorkerCommand Of(Assembly program)
    {
        var running = Environment.ProcessPath ?? "";
        var name = Path.GetFileNameWithoutExtension(running);
        return string.Equals(name, program.GetName().Name, StringComparison.Ordinal)
            ? new(running, [ReadWorker.Verb])
            : new(string.Equals(name, "dotnet", StringComparison.Ordinal) ? running : "dotnet", [program.Location, ReadWorker.Verb]);
    }
}
