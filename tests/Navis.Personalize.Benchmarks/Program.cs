using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Navis.Personalize.Benchmarks;

switch (args)
{
    case ["scaling"]:
        Scaling.Run();
        return;
    case ["export-rules"]:
        RuleExport.Write(Console.Out, RuleBenchmarks.OnErlotinib);
        return;
    default:
        break;
}

// In this process: the house's build layout is not what the generated projects expect, and the ratio within a run is what counts.
var job = Job.Default.WithToolchain(new InProcessEmitToolchain(logOutput: false)).WithWarmupCount(3).WithIterationCount(8);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
