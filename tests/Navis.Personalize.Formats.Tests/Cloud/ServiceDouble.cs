using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Navis.Personalize.Formats.Tests.Cloud;

/// <summary>A double of Azure AI Document Intelligence on this machine. Answers as its script says and keeps what it was asked.</summary>
internal sealed class ServiceDouble : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<Asked, Answer> script;
    private readonly ConcurrentQueue<Asked> asked = [];

    public ServiceDouble(Func<Asked, Answer> script)
    {
        this.script = script;
        Port = FreePort();
        listener.Prefixes.Add($"{Address}/");
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public int Port { get; }

    public string Address => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public IReadOnlyList<Asked> Asked => [.. asked];

    /// <summary>The double of a service that reads one page as the service would: accepted, running once, done.</summary>
    /// <param name="page">The page of its answer, as JSON.</param>
    public static ServiceDouble Reading(string page)
    {
        var polls = 0;
        return new(a => a.Method switch
        {
            "POST" => new(202) { Place = "/documentintelligence/documentModels/prebuilt-read/analyzeResults/1?api-version=2024-11-30" },
            "GET" when Interlocked.Increment(ref polls) == 1 => new(200, """{"status":"running"}"""),
            "GET" => new(200, Succeeded(page)),
            _ => new(204),
        });
    }

    public static string Succeeded(string page) => """{"status":"succeeded","analyzeResult":{"apiVersion":"2024-11-30","pages":[PAGE]}}""".Replace("PAGE", page, StringComparison.Ordinal);

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var request = new Asked(context.Request.HttpMethod, context.Request.RawUrl!, context.Request.Headers["Ocp-Apim-Subscription-Key"], context.Request.Headers["Authorization"], context.Request.ContentType, body.ToArray());
                asked.Enqueue(request);
                var answer = script(request);
                context.Response.StatusCode = answer.Status;
                if (answer.Place is { } place)
                {
                    context.Response.Headers["Operation-Location"] = place.StartsWith('/') ? Address + place : place;
                }

                foreach (var (name, value) in answer.Headers)
                {
                    context.Response.Headers[name] = value;
                }

                context.Response.Close(Encoding.UTF8.GetBytes(answer.Body), willBlock: false);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed.
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

internal sealed record Asked(string Method, string Path, string? Key, string? Authorization, string? Type, byte[] Body);

internal sealed record Answer(int Status, string Body = "")
{
    public string? Place { get; init; }

    public (string Name, string Value)[] Headers { get; init; } = [];
}

/// <summary>A clock whose waits are over at once and are kept; it stands still otherwise.</summary>
internal sealed class QuickClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = [];
    private long ticks;
    private long end = long.MaxValue;
    private Action? over;

    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    /// <summary>Waits from this length on are the limit of a whole page: it comes when the waits before it have used it up.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(100);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(Interlocked.Read(ref ticks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var limit = dueTime >= Limit;
        if (limit)
        {
            over = () => callback(state);
            end = dueTime.Ticks;
        }
        else if (dueTime > TimeSpan.Zero)
        {
            waits.Enqueue(dueTime);
            if (Interlocked.Add(ref ticks, dueTime.Ticks) >= end)
            {
                over?.Invoke();
            }

            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new Nothing();
    }

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
