using System.Globalization;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Pdf;

namespace Navis.Personalize.Formats.Cloud;

/// <summary>Has pages that are pictures read by the outside reader, when it is switched on, and keeps what this machine read where that fails or is better. Thread safe.</summary>
/// <param name="options">Gives the options of the moment; null is off. Asked anew for every file, so that a switch works at once.</param>
/// <param name="handler">Carries the requests; null for the system's own. It must follow no redirects.</param>
/// <param name="time">Clock for waiting.</param>
public sealed class CloudReader(Func<CloudOptions?> options, HttpMessageHandler? handler = null, TimeProvider? time = null) : IDisposable
{
    private const int PagesAtATime = 4;

    private readonly Lazy<HttpClient> http = new(() => new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) }, disposeHandler: handler is null)
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = CloudClient.MaximumAnswer,
    });

    /// <summary>Whether pages may be sent now.</summary>
    public bool IsOn => options() is not null;

    /// <summary>Sends the pictures of pages that the sink holds, and puts the better reading of each into it.</summary>
    /// <param name="file">File.</param>
    /// <param name="sink">What was read on this machine.</param>
    internal void Improve(SourceFile file, DocumentSink sink)
    {
        if (options() is { } current && sink.Scans.Count > 0)
        {
            ImproveAsync(new CloudClient(http.Value, current, time ?? TimeProvider.System), current, file, sink).GetAwaiter().GetResult();
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        if (http.IsValueCreated)
        {
            http.Value.Dispose();
        }
    }

    private static async Task ImproveAsync(CloudClient client, CloudOptions options, SourceFile file, DocumentSink sink)
    {
        var results = new (PageScan Scan, CloudAnswer? Answer)[sink.Scans.Count];
        var given = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, results.Length), new ParallelOptions { MaxDegreeOfParallelism = PagesAtATime }, async (i, _) =>
        {
            results[i] = (sink.Scans[i], null);
            if (Volatile.Read(ref given) > 0)
            {
                return;
            }

            var answer = await client.ReadAsync(sink.Scans[i], CancellationToken.None).ConfigureAwait(false);
            results[i] = (sink.Scans[i], answer);
            if (answer.Failure is { } failure && failure is not CloudFailure.Page)
            {
                // What is wrong with the service or the credential is wrong for the next page too.
                Interlocked.Exchange(ref given, 1);
            }
        }).ConfigureAwait(false);
        Merge(results, options, file, sink);
    }

    private static void Merge((PageScan Scan, CloudAnswer? Answer)[] results, CloudOptions options, SourceFile file, DocumentSink sink)
    {
        var sent = new List<int>();
        var failure = results.Select(static r => r.Answer?.Failure).FirstOrDefault(static f => f is not null);
        foreach (var (scan, answer) in results)
        {
            if (answer?.Page is { } page)
            {
                sent.Add(scan.Page);
                var local = sink.Page(scan.Page);
                var (read, doubtful) = CloudPages.Compare(page, local);
                if (!read.Words.IsEmpty && (local is null || ReferenceEquals(TextLayer.Better(local, read), read)))
                {
                    sink.Replace(read, doubtful == 0 ? null : new("OCR-CHECK", IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: on page {scan.Page}, {doubtful} numbers or codes were read from the picture with doubt. Compare them with the page before they are used."), scan.Page));
                }
            }
            else
            {
                var why = (answer?.Failure ?? failure ?? CloudFailure.Service) switch
                {
                    CloudFailure.Credential => ("CLOUD-REFUSED", "it does not accept the credential. Check NAVIS_CLOUD_KEY or NAVIS_CLOUD_TOKEN"),
                    CloudFailure.Host => ("CLOUD-HOST", "it answered from another host than the one configured, so nothing more was sent. Check NAVIS_CLOUD_ENDPOINT"),
                    CloudFailure.Time => ("CLOUD-TIMEOUT", "it did not answer in time. Try again later, or set NAVIS_CLOUD_SECONDS higher"),
                    CloudFailure.Page => ("CLOUD-PAGE", "it could not read this page. Look at the page by eye, or scan it again"),
                    CloudFailure.Service => ("CLOUD-FAILED", "it can't be reached, or answered with an error. Check NAVIS_CLOUD_ENDPOINT and the connection, and try again later"),
                };
                sink.Add(new DocumentIssue(why.Item1, IssueSeverity.Warning, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: page {scan.Page} was not read by the outside reader: {why.Item2}. What this machine could read of the page was kept."), scan.Page));
            }
        }

        if (sent.Count > 0)
        {
            sink.Add(new DocumentIssue("CLOUD-READ", IssueSeverity.Info, string.Create(CultureInfo.InvariantCulture, $"{file.Name}: the picture of {(sent.Count == 1 ? "page" : "pages")} {string.Join(", ", sent)} was read outside of this machine, at {options.Endpoint.IdnHost}, as configured.")));
        }
    }
}

/// <summary>What came of a page: the page, or why it did not come.</summary>
internal sealed record CloudAnswer(DocumentPage? Page, CloudFailure? Failure);

/// <summary>Why a page did not come.</summary>
internal enum CloudFailure
{
    /// <summary>Unreachable, or an error that trying again did not end.</summary>
    Service,

    /// <summary>401 or 403.</summary>
    Credential,

    /// <summary>Sent elsewhere.</summary>
    Host,

    /// <summary>The time was over.</summary>
    Time,

    /// <summary>The service could not read this page.</summary>
    Page,
}
