using System.Diagnostics.Tracing;
using ImageMagick;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Ocr;

namespace Navis.Personalize.Formats.Tests.Cloud;

/// <summary>The outside reader against a double of the service on this machine.</summary>
public sealed class CloudReaderTests
{
    private const string Key = "not-a-real-key-1234";

    /// <summary>"EGFR L858R" and "detected" on two lines of a letter page, in inches.</summary>
    private const string Inches = """
        {"pageNumber":1,"angle":0,"width":8.5,"height":11,"unit":"inch","words":[
        {"content":"EGFR","polygon":[1,1,1.5,1,1.5,1.2,1,1.2],"confidence":0.995},{"content":"L858R","polygon":[1.6,1,2.2,1,2.2,1.2,1.6,1.2],"confidence":0.98},
        {"content":"detected","polygon":[1,1.3,1.8,1.3,1.8,1.5,1,1.5],"confidence":0.99}]}
        """;

    [Fact]
    public void Words_boxes_and_confidence_land_in_the_page_and_a_value_of_one_reader_is_to_be_checked()
    {
        using var service = ServiceDouble.Reading(Inches);
        var document = Read(service, Blank());
        Assert.Equal("EGFR L858R\ndetected", document.Text);
        Assert.Equal((ReadingMode.Ocr, 612.0, 792.0), (document.Reading, Math.Round(document.Pages[0].Width), Math.Round(document.Pages[0].Height)));
        var box = document.Pages[0].Words[0].Box;
        Assert.Equal((72, 72, 36, 14), (Math.Round(box.X), Math.Round(box.Y), Math.Round(box.Width), Math.Round(box.Height)));
        Assert.Equal([0.995, DoubtfulValue.OneReader, 0.99], document.Pages[0].Words.Select(w => w.Confidence));
        Assert.Equal(["CLOUD-READ", "OCR-CHECK"], document.Issues.Select(i => i.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_service_is_asked_as_it_wants_to_be_and_told_to_forget()
    {
        using var service = ServiceDouble.Reading(Inches);
        Read(service, Blank());
        Assert.Equal(["POST", "GET", "GET", "DELETE"], service.Asked.Select(a => a.Method));
        Assert.Equal("/documentintelligence/documentModels/prebuilt-read:analyze?api-version=2024-11-30", service.Asked[0].Path);
        Assert.Equal(("application/octet-stream", MagickFormat.Jpeg), (service.Asked[0].Type, Picture.FormatOf(service.Asked[0].Body)));
        Assert.All(service.Asked, a => Assert.Equal((Key, null), (a.Key, a.Authorization)));
    }

    [Fact]
    public void A_token_goes_as_one_and_the_layout_model_may_be_chosen()
    {
        using var service = ServiceDouble.Reading(Inches);
        Read(service, Blank(), Options(service, key: null, token: "abc.def") with { Model = "prebuilt-layout" });
        Assert.All(service.Asked, a => Assert.Equal((null, "Bearer abc.def"), (a.Key, a.Authorization)));
        Assert.Contains("/prebuilt-layout:analyze", service.Asked[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_of_a_page_on_its_side_are_read_upright_with_boxes_where_they_stand()
    {
        // Turned clockwise by a quarter: the first line stands at the right, words run downwards.
        const string Turned = """
            {"pageNumber":1,"angle":90,"width":1275,"height":1650,"unit":"pixel","words":[
            {"content":"detected","polygon":[915,100,915,300,885,300,885,100],"confidence":0.9},{"content":"EGFR","polygon":[960,100,960,200,930,200,930,100],"confidence":0.9},
            {"content":"was","polygon":[960,220,960,300,930,300,930,220],"confidence":0.9}]}
            """;
        using var service = ServiceDouble.Reading(Turned);
        var document = Read(service, Blank());
        Assert.Equal("EGFR was\ndetected", document.Text);
        var box = document.Pages[0].Words[0].Box;
        Assert.Equal((446, 48, 14, 48), (Math.Round(box.X), Math.Round(box.Y), Math.Round(box.Width), Math.Round(box.Height)));
    }

    [Theory]
    [InlineData(null, Key, "yes")]
    [InlineData("https://x.cognitiveservices.azure.com", null, "yes")]
    [InlineData("https://x.cognitiveservices.azure.com", Key, null)]
    [InlineData("https://x.cognitiveservices.azure.com", Key, "no")]
    public void It_is_off_until_endpoint_credential_and_consent_are_all_there(string? endpoint, string? key, string? consent) =>
        Assert.Equal((null, null), CloudOptions.From(Variables(endpoint, key, consent)));

    [Theory]
    [InlineData("https://x.cognitiveservices.azure.com/", true)]
    [InlineData("https://westeurope.api.cognitive.microsoft.com", true)]
    [InlineData("http://x.cognitiveservices.azure.com", false)]
    [InlineData("https://x.cognitiveservices.azure.com.example.org", false)]
    [InlineData("https://cognitiveservices.azure.com@example.org", false)]
    [InlineData("https://proxy.example.org", false)]
    [InlineData("not an address", false)]
    public void Only_a_host_of_the_service_is_taken_and_the_credential_is_never_written(string endpoint, bool taken)
    {
        var (options, problem) = CloudOptions.From(Variables(endpoint, Key, "yes"));
        Assert.Equal(taken, options is not null);
        Assert.Equal(taken, problem is null);
        Assert.DoesNotContain(Key, $"{options}{problem}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_is_named_is_taken_and_offline_wins_over_all()
    {
        Func<string, string?> named = name => name == "NAVIS_CLOUD_HOST" ? "proxy.example.org" : Variables("https://proxy.example.org", Key, "yes")(name);
        Assert.NotNull(CloudOptions.From(named).Options);
        Assert.Equal((null, null), CloudOptions.From(name => name == CloudOptions.OfflineVariable ? "1" : named(name)));
    }

    [Fact]
    public void Nothing_is_sent_and_no_socket_opened_while_it_is_off_or_the_page_has_text()
    {
        using var watch = new SocketWatch();
        using var handler = new SocketsHttpHandler { ConnectCallback = static (_, _) => throw new InvalidOperationException("A connection was asked for.") };
        using var off = new CloudReader(() => null, handler);
        using var on = new CloudReader(() => CloudOptions.Create("https://x.cognitiveservices.azure.com", Key, null, isConsented: true).Options, handler);
        StandardDoor.Create(new ReadingLimits(), off).Read(new("scan.png", Blank()), "d1");
        foreach (var (_, content) in Hostile.Seeds.All.Where(s => s.Name is not ("png" or "jpeg" or "tiff" or "webp")))
        {
            Assert.DoesNotContain(StandardDoor.Create(new ReadingLimits(), on).Read(new("record", content), "d1"), d => d.Issues.Any(i => i.Code.StartsWith("CLOUD", StringComparison.Ordinal)));
        }

        Assert.Equal(0, watch.Connections);
    }

    [Fact]
    public void The_watch_of_the_test_above_sees_a_connection()
    {
        using var watch = new SocketWatch();
        using var service = ServiceDouble.Reading(Inches);
        Read(service, Blank());
        Assert.True(watch.Connections > 0);
    }

    [Fact]
    public void A_busy_service_is_asked_again_when_it_says_so_and_ever_more_slowly_when_it_does_not()
    {
        var tries = 0;
        using var service = new ServiceDouble(a => (a.Method, Interlocked.Increment(ref tries)) switch
        {
            (_, 1) => new(429) { Headers = [("Retry-After", "7")] },
            (_, 2) => new(503),
            (_, 3) => new(500),
            ("POST", _) => new(202) { Place = "/documentintelligence/documentModels/prebuilt-read/analyzeResults/1" },
            ("GET", 5) => new(200, """{"status":"running"}""") { Headers = [("Retry-After", "5")] },
            ("GET", _) => new(200, ServiceDouble.Succeeded(Inches)),
            _ => new(204),
        });
        var clock = new QuickClock();
        Assert.StartsWith("EGFR", Read(service, Blank(), clock: clock).Text, StringComparison.Ordinal);
        Assert.Equal([7, 2, 4, 5], clock.Waits.Select(w => w.TotalSeconds));
    }

    [Theory]
    [InlineData(401, "CLOUD-REFUSED")]
    [InlineData(403, "CLOUD-REFUSED")]
    [InlineData(404, "CLOUD-FAILED")]
    [InlineData(503, "CLOUD-FAILED")]
    [InlineData(400, "CLOUD-PAGE")]
    [InlineData(307, "CLOUD-HOST")]
    public void A_refusal_is_named_and_what_this_machine_read_stays(int status, string code)
    {
        using var elsewhere = ServiceDouble.Reading(Inches);
        using var service = new ServiceDouble(_ => new(status) { Headers = status == 307 ? [("Location", elsewhere.Address)] : [] });
        AssertKept(Read(service, Blank(), clock: new() { Limit = TimeSpan.FromHours(1) }, seconds: 7200), code);
        Assert.Empty(elsewhere.Asked);
    }

    [Theory]
    [InlineData("https://evil.example.org/documentintelligence/documentModels/prebuilt-read/analyzeResults/1")]
    [InlineData("http://127.0.0.1:1/documentintelligence/documentModels/prebuilt-read/analyzeResults/1")]
    [InlineData("ELSEWHERE")]
    [InlineData(null)]
    public void The_key_never_follows_to_another_host(string? place)
    {
        using var elsewhere = ServiceDouble.Reading(Inches);
        using var service = new ServiceDouble(_ => new(202) { Place = place == "ELSEWHERE" ? elsewhere.Address + "/documentintelligence/documentModels/prebuilt-read/analyzeResults/1" : place });
        AssertKept(Read(service, Blank()), "CLOUD-HOST");
        Assert.Empty(elsewhere.Asked);
        Assert.Single(service.Asked);
    }

    [Fact]
    public void A_service_that_cannot_be_reached_is_soon_given_up()
    {
        var clock = new QuickClock();
        CloudOptions options;
        using (var gone = ServiceDouble.Reading(Inches))
        {
            options = Options(gone);
        }

        using var reader = new CloudReader(() => options, null, clock);
        AssertKept(Assert.Single(StandardDoor.Create(new ReadingLimits(), reader).Read(new("scan.png", Blank()), "d1")), "CLOUD-FAILED");
        Assert.Equal([1, 2], clock.Waits.Select(w => w.TotalSeconds));
    }

    [Fact]
    public void The_time_for_a_page_ends()
    {
        using var service = new ServiceDouble(a => a.Method == "POST" ? new(202) { Place = "/documentintelligence/documentModels/prebuilt-read/analyzeResults/1" } : new(200, """{"status":"running"}"""));
        AssertKept(Read(service, Blank()), "CLOUD-TIMEOUT");
    }

    [Theory]
    [InlineData("{\"status\":\"failed\",\"error\":{\"code\":\"InvalidRequest\"}}", "CLOUD-PAGE")]
    [InlineData("{\"status\":\"succeeded\"}", "CLOUD-PAGE")]
    [InlineData("{\"status\":\"succeeded\",\"analyzeResult\":{\"pages\":[]}}", "CLOUD-PAGE")]
    [InlineData("<html>", "CLOUD-FAILED")]
    [InlineData("{\"status\":", "CLOUD-FAILED")]
    [InlineData("[]", "CLOUD-FAILED")]
    public void An_answer_that_is_none_is_named(string answer, string code)
    {
        using var service = new ServiceDouble(a => a.Method == "POST" ? new(202) { Place = "/documentintelligence/documentModels/prebuilt-read/analyzeResults/1" } : new(200, answer));
        AssertKept(Read(service, Blank()), code);
    }

    [Fact]
    public void Words_without_a_sound_place_are_left_out()
    {
        using var service = ServiceDouble.Reading("""
            {"pageNumber":1,"width":8.5,"height":11,"unit":"inch","words":[{"content":"one","polygon":[1,1,2,1,2,1.2,1,1.2],"confidence":9},{"content":"two"},{"content":"three","polygon":[1,"x",2,1,2,2]},
            {"content":"four","polygon":[1e300,1,2,1,2,2]},{"content":5,"polygon":[1,1,2,1,2,2]},{"content":"\u0000\n","polygon":[1,1,2,1,2,2]},7]}
            """);
        var document = Read(service, Blank());
        Assert.Equal(("one", 1.0), (document.Text, document.Pages[0].Words[0].Confidence));
    }

    [Theory]
    [InlineData("L858R", DoubtfulValue.TwoReaders)]
    [InlineData("L861R", DoubtfulValue.ToBeChecked)]
    [InlineData("21%", DoubtfulValue.ToBeChecked)]
    public void A_value_is_as_sure_as_the_two_readers_agree(string local, double sure)
    {
        var box = new PageBox(100, 100, 40, 12);
        var here = new DocumentPage(1, local) { Words = [new(0, local.Length, box, 0.5)] };
        var there = new DocumentPage(1, local == "21%" ? "21%" : "L858R") { Words = [new(0, local == "21%" ? 3 : 5, box, 0.6)] };
        Assert.Equal(sure, CloudPages.Compare(there, here).Page.Words[0].Confidence);
    }

    private static void AssertKept(SourceDocument document, string code)
    {
        var issue = Assert.Single(document.Issues, i => i.Code.StartsWith("CLOUD", StringComparison.Ordinal));
        Assert.Equal((code, IssueSeverity.Warning, 1), (issue.Code, issue.Severity, issue.Page));
        Assert.StartsWith("scan.png: page 1 was not read by the outside reader: ", issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, issue.Message, StringComparison.Ordinal);

        // The page has no words on this machine either, and that is still said.
        Assert.Contains(document.Issues, i => i.Code is "PAGE-NO-WORDS" or "OCR-MISSING");
    }

    private static CloudOptions Options(ServiceDouble service, string? key = Key, string? token = null) =>
        CloudOptions.Create(service.Address, key, token, isConsented: true, "127.0.0.1").Options!;

    private static SourceDocument Read(ServiceDouble service, byte[] picture, CloudOptions? options = null, QuickClock? clock = null, int seconds = 120)
    {
        options = (options ?? Options(service)) with { Seconds = seconds };
        using var reader = new CloudReader(() => options, null, clock ?? new QuickClock());
        return Assert.Single(StandardDoor.Create(new ReadingLimits(), reader).Read(new("scan.png", picture), "d1"));
    }

    private static Func<string, string?> Variables(string? endpoint, string? key, string? consent) =>
        name => name switch { "NAVIS_CLOUD_ENDPOINT" => endpoint, "NAVIS_CLOUD_KEY" => key, "NAVIS_CLOUD_CONSENT" => consent, _ => null };

    /// <summary>An empty letter page, small, so that this machine is soon done with it.</summary>
    private static byte[] Blank()
    {
        using var image = new MagickImage(MagickColors.White, 425, 550);
        return image.ToByteArray(MagickFormat.Png);
    }

    /// <summary>Counts the connections that this process asks for on this thread's watch.</summary>
    private sealed class SocketWatch : EventListener
    {
        private int connections;

        public int Connections => Volatile.Read(ref connections);

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.Sockets")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "ConnectStart")
            {
                Interlocked.Increment(ref connections);
            }
        }
    }
}
