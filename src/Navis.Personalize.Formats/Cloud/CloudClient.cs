using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Navis.Personalize.Formats.Cloud;

/// <summary>Talks to Azure AI Document Intelligence over REST, version 2024-11-30: analyze, ask until it is done, delete the result there.</summary>
/// <param name="http">Client that follows no redirects.</param>
/// <param name="options">Where and with which credential.</param>
/// <param name="time">Clock for waiting.</param>
internal sealed class CloudClient(HttpClient http, CloudOptions options, TimeProvider time)
{
    /// <summary>Largest answer that is taken, bytes: a page of small print has less than one mebibyte.</summary>
    public const int MaximumAnswer = 32 * 1024 * 1024;

    private const string Version = "2024-11-30";
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>A service that can't be reached at all is soon given up: each scan would wait for it.</summary>
    private static readonly TimeSpan LongestUnreached = TimeSpan.FromSeconds(4);

    /// <summary>Reads one page. Every failure is an answer.</summary>
    /// <param name="picture">Picture.</param>
    /// <param name="cancellation">Cancellation.</param>
    public async Task<CloudAnswer> ReadAsync(PageScan picture, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, over.Token);
        try
        {
            return await AnalyzeAsync(picture, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new(null, CloudFailure.Time);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidOperationException)
        {
            return new(null, CloudFailure.Service);
        }
    }

    private async Task<CloudAnswer> AnalyzeAsync(PageScan picture, CancellationToken cancellation)
    {
        var address = new Uri($"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/documentintelligence/documentModels/{options.Model}:analyze?api-version={Version}");
        Uri place;
        using (var begun = await SendAsync(HttpMethod.Post, address, picture.Jpeg, cancellation).ConfigureAwait(false))
        {
            if (begun.StatusCode is not HttpStatusCode.Accepted)
            {
                return new(null, Failure(begun.StatusCode));
            }

            // The credential goes to the configured host alone, whatever the answer says.
            if (begun.Headers.TryGetValues("Operation-Location", out var values) && Uri.TryCreate(values.FirstOrDefault(), UriKind.Absolute, out var said) && IsOurs(said))
            {
                place = said;
            }
            else
            {
                return new(null, CloudFailure.Host);
            }
        }

        for (var wait = FirstWait; ; wait = Longer(wait))
        {
            using var asked = await SendAsync(HttpMethod.Get, place, null, cancellation).ConfigureAwait(false);
            if (asked.StatusCode is not HttpStatusCode.OK)
            {
                return new(null, Failure(asked.StatusCode));
            }

            using var body = JsonDocument.Parse(await asked.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), new JsonDocumentOptions { MaxDepth = 64 });
            switch (body.RootElement.TryGetProperty("status", out var status) ? status.GetString() : null)
            {
                case "succeeded":
                    await ForgetAsync(place, cancellation).ConfigureAwait(false);
                    return CloudPages.Read(body.RootElement, picture) is { } page ? new(page, null) : new(null, CloudFailure.Page);
                case "notStarted" or "running":
                    await Task.Delay(Said(asked) ?? wait, time, cancellation).ConfigureAwait(false);
                    break;
                default:
                    return new(null, CloudFailure.Page);
            }
        }
    }

    /// <summary>Sends, and tries again while the service is busy, as it asks or ever more slowly.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, byte[]? content, CancellationToken cancellation)
    {
        for (var wait = FirstWait; ; wait = Longer(wait))
        {
            HttpResponseMessage? answer = null;
            try
            {
                using var request = new HttpRequestMessage(method, address);
                if (options.IsToken)
                {
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Credential);
                }
                else
                {
                    request.Headers.Add("Ocp-Apim-Subscription-Key", options.Credential);
                }

                if (content is not null)
                {
                    request.Content = new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } };
                }

                answer = await http.SendAsync(request, cancellation).ConfigureAwait(false);
                if (!IsBusy(answer.StatusCode))
                {
                    return answer;
                }
            }
            catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ResponseEnded && wait < LongestUnreached)
            {
                // Tried again below.
            }

            var pause = (answer is null ? null : Said(answer)) ?? wait;
            if (wait >= LongestWait && answer is not null)
            {
                return answer;
            }

            answer?.Dispose();
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The service would keep the result for a day: it is asked to delete it now. That it may refuse changes nothing here.</summary>
    private async Task ForgetAsync(Uri place, CancellationToken cancellation)
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Delete, place, null, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The result is had.
        }
    }

    private bool IsOurs(Uri place) => Uri.Compare(place, options.Endpoint, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0 && string.IsNullOrEmpty(place.UserInfo);

    private TimeSpan? Said(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < LongestWait ? wait * 2 : LongestWait;

    private static bool IsBusy(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    private static CloudFailure Failure(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => CloudFailure.Credential,
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => CloudFailure.Host,
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType => CloudFailure.Page,
        _ => CloudFailure.Service,
    };
}
