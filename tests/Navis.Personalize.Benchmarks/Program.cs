using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Navis.Personalize.Benchmarks;

if (args is ["scaling"])
{
    Scaling.Run();
    return;
}

// In this process: the house's build layout is not what the generated projects expect, and the ratio within a run is what counts.
var job = Job.Default.WithToolchain(new InProcessEmitToolchain(logOutput: false)).WithWarmupCount(3).WithIterationCount(8);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
