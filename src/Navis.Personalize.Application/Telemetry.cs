using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Navis.Personalize.Application;

/// <summary>What is measured here: how long use cases and jobs take and what becomes of them. Tags are names of messages and outcomes, never an id or a word of a record. Nobody listens unless the host exports it.</summary>
public static class Telemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Navis.Personalize";

    internal static readonly ActivitySource Source = new(Name);
    internal static readonly Meter Meter = new(Name);

    /// <summary>Seconds that a use case took, by <c>message</c> and <c>outcome</c> (<c>done refused invalid canceled failed</c>).</summary>
    internal static readonly Histogram<double> UseCase = Meter.CreateHistogram<double>("navis.use_case.duration", "s", "How long a use case took.");

    /// <summary>Seconds that a reading job took, by <c>outcome</c> (<c>done failed</c>).</summary>
    internal static readonly Histogram<double> Job = Meter.CreateHistogram<double>("navis.job.duration", "s", "How long a job took.");
}

/// <summary>Measures one job, from its making to its disposal.</summary>
internal sealed class MeasuredJob : IDisposable
{
    private readonly Activity? activity = Telemetry.Source.StartActivity("ReadRecords");
    private readonly long started = Stopwatch.GetTimestamp();
    private string outcome = "done";

    public void Fail() => outcome = "failed";

    public void Dispose()
    {
        activity?.SetTag("outcome", outcome);
        activity?.SetStatus(outcome is "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        activity?.Dispose();
        Telemetry.Job.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
