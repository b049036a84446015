using System.Net;
using Microsoft.Extensions.Configuration;
using Navis.Personalize.Web.Hosting;

namespace Navis.Personalize.Web.Tests.Hardening;

/// <summary>What the program refuses to start with, and whom it believes.</summary>
public sealed class HardeningTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:5080", "", true)]
    [InlineData("http://localhost:5080;http://[::1]:5080", "", true)]
    [InlineData("https://0.0.0.0:5443", "", true)]
    [InlineData("http://0.0.0.0:5080", "", false)]
    [InlineData("http://+:5080", "", false)]
    [InlineData("http://*:5080", "", false)]
    [InlineData("http://[::]:5080", "", false)]
    [InlineData("http://10.1.2.3:5080", "", false)]
    [InlineData("http://navis.example:5080", "", false)]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081", "", false)]
    [InlineData("http://0.0.0.0:5080", "--insecure", true)]
    [InlineData("http://0.0.0.0:5080", "--behind-proxy=10.1.2.3", true)]
    public void In_the_clear_it_listens_to_this_machine_only_unless_told_otherwise(string urls, string flag, bool starts) =>
        Check(["--urls", urls, .. flag.Length == 0 ? [] : (string[])[flag]], starts);

    [Fact]
    public void An_address_of_kestrels_own_configuration_counts_too()
    {
        var (options, _) = ServeOptions.Parse([], _ => null);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Kestrel:Endpoints:One:Url", "http://0.0.0.0:80")]).Build();
        Assert.Throws<InvalidDataException>(() => Exposure.Check(options!, configuration));
    }

    [Theory]
    [InlineData("--offline", true)]
    [InlineData("--offline --otlp=http://127.0.0.1:4318", false)]
    [InlineData("--offline --database=Host=db.example;Database=navis", false)]
    [InlineData("--offline --database=Host=/var/run/postgresql;Database=navis", true)]
    [InlineData("--offline --database=Host=127.0.0.1;Database=navis", true)]
    public void Offline_contradicts_everything_that_reaches_out(string line, bool starts) => Check(line.Split(' '), starts);

    [Fact]
    public void A_collector_that_only_the_environment_names_is_left_aside_offline()
    {
        Assert.Null(ServeOptions.Parse(["--offline"], Collector).Options!.Telemetry);
        Assert.Equal(new Uri("http://collector.example:4318"), ServeOptions.Parse([], Collector).Options!.Telemetry);

        static string? Collector(string name) => name == ServeOptions.TelemetryVariable ? "http://collector.example:4318" : null;
    }

    [Theory]
    [InlineData("--behind-proxy=somewhere")]
    [InlineData("--otlp=collector")]
    [InlineData("--otlp=ftp://collector.example")]
    [InlineData("--offline=yes")]
    public void A_wrong_option_is_told(string option) => Assert.NotNull(ServeOptions.Parse([option], _ => null).Problem);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forwarded_headers_are_believed_from_the_proxy_that_is_configured_and_from_nobody_else(bool configured)
    {
        var host = new ProxiedHost(configured);
        await using (host)
        {
            await host.InitializeAsync();
            using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host.Root };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            using var answer = await client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(configured, answer.Headers.TryGetValues("Strict-Transport-Security", out var strict));
            Assert.Equal(configured ? "max-age=31536000; includeSubDomains" : null, strict?.Single());
            Assert.Equal(configured, answer.Headers.GetValues("Set-Cookie").All(c => c.Contains("secure", StringComparison.OrdinalIgnoreCase)));
        }
    }

    private static void Check(string[] line, bool starts)
    {
        var (options, problem) = ServeOptions.Parse(line, _ => null);
        Assert.Null(problem);
        var refused = Record.Exception(() => Exposure.Check(options!, new ConfigurationBuilder().Build()));
        Assert.Equal(starts, refused is null);
        Assert.True(refused is null or InvalidDataException);
    }

    private sealed class ProxiedHost(bool configured) : WebHost(demo: false)
    {
        private protected override ServeOptions Options(ServeOptions options) => configured ? options with { Proxies = ServeOptions.Parse(["--behind-proxy"], _ => null).Options!.Proxies } : options;
    }
}
