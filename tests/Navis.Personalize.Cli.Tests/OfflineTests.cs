using Navis.Personalize.Formats.Tests.Cloud;

namespace Navis.Personalize.Cli.Tests;

/// <summary>The outside reader as a site switches it on, and the switch that wins over it.</summary>
public sealed class OfflineTests
{
    private const string Page = """{"pageNumber":1,"width":8.5,"height":11,"unit":"inch","words":[{"content":"Adenocarcinoma","polygon":[1,1,3,1,3,1.2,1,1.2],"confidence":0.99}]}""";

    /// <summary>An empty grey picture of 64 by 64 pixels.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKklEQVR4nO3MQREAAAwCIPuHNYMh9ttBANKjCAQCgUAgEAgEAoFAIPgeDCWN4NNcBjpJAAAAAElFTkSuQmCC");

    [Fact]
    public async Task A_picture_is_sent_when_the_site_has_agreed_and_not_when_the_command_says_offline()
    {
        using var service = ServiceDouble.Reading(Page);
        using var folder = new TemporaryFolder();
        var path = folder.Write("scan.png", Picture);
        Dictionary<string, string> site = new() { ["NAVIS_CLOUD_ENDPOINT"] = service.Address, ["NAVIS_CLOUD_HOST"] = "127.0.0.1", ["NAVIS_CLOUD_KEY"] = "not-a-real-key", ["NAVIS_CLOUD_CONSENT"] = "yes" };

        var offline = await Navis.RunAsync(["read", path, "--offline"], environment: site);
        Assert.DoesNotContain("CLOUD", offline.Output, StringComparison.Ordinal);
        Assert.Empty(service.Asked);

        var run = await Navis.RunAsync(["read", path], environment: site);
        Assert.Contains("\"text\": \"Adenocarcinoma\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("CLOUD-READ", run.IssueCodes);
        Assert.DoesNotContain("not-a-real-key", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_is_told_and_nothing_is_sent()
    {
        using var folder = new TemporaryFolder();
        var run = await Navis.RunAsync(["read", folder.Write("report.txt", "Margins negative")], environment: new Dictionary<string, string> { ["NAVIS_CLOUD_ENDPOINT"] = "http://reader.example.org", ["NAVIS_CLOUD_KEY"] = "not-a-real-key", ["NAVIS_CLOUD_CONSENT"] = "yes" });
        Assert.Equal(0, run.Exit);
        Assert.Contains("the outside reader is off", run.Error, StringComparison.Ordinal);
    }
}
