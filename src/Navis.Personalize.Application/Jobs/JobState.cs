namespace Navis.Personalize.Application.Jobs;

/// <summary>Words of <see cref="Storage.JobRow.State"/>.</summary>
internal static class JobState
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Dead = "dead";
}

/// <summary>Wakes the worker.</summary>
public sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0);

    public void Set() => signal.Release();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => signal.WaitAsync(atMost, cancellation);

    public void Dispose() => signal.Dispose();
}
