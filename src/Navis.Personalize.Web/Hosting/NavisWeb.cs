using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Navis.Personalize.Application;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Application.Features.Administration;
using Navis.Personalize.Application.Features.StoredCases;
using Navis.Personalize.Application.Storage;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Extraction;
using Navis.Personalize.Extraction.Documents;
using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Formats.Ocr;
using Navis.Personalize.Formats.Pictures;
using Navis.Personalize.Web.Accounts;
using Navis.Personalize.Web.Api;
using Navis.Personalize.Web.Components;
using Navis.Personalize.Web.Components.Review;
using Navis.Personalize.Web.Endpoints;
using Navis.Personalize.Web.Words;

namespace Navis.Personalize.Web.Hosting;

/// <summary>Joins the rooms behind the pages.</summary>
internal static class NavisWeb
{
    private const long OtherBodies = 256 << 10;

    public static WebApplication Build(ServeOptions options, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = OtherBodies;
        });
        Logging(builder);

        // Set by the environment, this would believe anybody.
        builder.Configuration["ForwardedHeaders_Enabled"] = "false";

        var folder = new DataFolder(options.Data, options.KeyFile);
        var place = new DatabasePlace(folder, options.Database);
        folder.Create();
        var services = builder.Services;
        services.AddSingleton(options);
        Rooms(services);
        services.AddUseCases();
        services.AddCaseStorage(place);
        services.AddReadingSchedule(place, options.Worker ? Environment.ProcessorCount : 1);
        services.AddTelemetry(options);
        services.AddSingleton<Readiness>();
        if (options.Worker)
        {
            change?.Invoke(builder);
            var worker = builder.Build();
            MapHealth(worker);
            return worker;
        }

        services.AddAccounts(place);
        services.AddDirectory(options.Directory);
        services.AddApi();
        services.AddSingleton<Comparisons>();
        services.AddDataProtection().SetApplicationName("navis");
        services.AddOptions<KeyManagementOptions>().Configure<SessionKeys>((o, keys) => o.XmlRepository = new SessionKeyRepository(keys));
        services.AddAuthorization();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "navis-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.HttpOnly = true;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        // Uploads stay in memory until they are sealed: no file of a person ever lies open in a temporary folder.
        services.Configure<FormOptions>(o =>
        {
            o.MultipartBodyLengthLimit = AddRecords.MaximumBytes + OtherBodies;
            o.MemoryBufferThreshold = (int)(AddRecords.MaximumBytes + OtherBodies);
            o.BufferBody = false;
        });
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(SignInLimit.Policy, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new() { PermitLimit = http.RequestServices.GetRequiredService<IOptions<SignInLimit>>().Value.TriesPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
        change?.Invoke(builder);

        var app = builder.Build();
        app.UseProxy(options);
        app.UseMiddleware<SafeHeaders>();
        app.UseMiddleware<Edge>();
        app.UseRouting();
        app.UseApi();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<ActorOfRequest>();
        app.UseMiddleware<SecuredTeam>();
        app.UseAntiforgery();
        Map(app);
        return app;
    }

    /// <summary>Brings the stores up to date, warms the content, and puts in the demo people. The caller holds the data folder.</summary>
    public static async Task PrepareAsync(WebApplication app, Action<string> say)
    {
        var services = app.Services;
        await services.PrepareStorageAsync().ConfigureAwait(false);
        var options = services.GetRequiredService<ServeOptions>();
        if (options.Worker)
        {
            services.GetRequiredService<Readiness>().Set();
            return;
        }

        await services.PrepareAccountsAsync().ConfigureAwait(false);
        services.GetRequiredService<Tailors>().For(GeneralAnswer.DefaultLanguage);
        services.GetRequiredService<Reconciler>();
        services.GetRequiredService<IFindingExtractor>();
        services.GetRequiredService<IDocumentDescriber>();
        await services.NoteContentChangeAsync().ConfigureAwait(false);
        if (options.Demo)
        {
            await DemoPeople.AddAsync(services, CancellationToken.None).ConfigureAwait(false);
            say($"demo people sign in with the password '{DemoPeople.Password}'; never put real records into a demo");
        }
        else if (await SetupCode.NeededAsync(services).ConfigureAwait(false))
        {
            say($"first run: open /setup and enter the code {services.GetRequiredService<SetupCode>().Value}");
        }

        if (options.Recover is { } email)
        {
            var code = await ResetLinks.RecoverAsync(services, email, CancellationToken.None).ConfigureAwait(false);
            say($"recovery of {email}: open /reset?code={code} within a day; it works once, and sets the second step back too");
        }

        services.GetRequiredService<Readiness>().Set();
    }

    private static void MapHealth(WebApplication app)
    {
        app.MapGet("/health", () => Results.Text("alive"));
        app.MapGet("/ready", async (Readiness readiness, IServiceProvider services, CancellationToken cancellation) =>
            readiness.IsSet && await services.IsStorageReadyAsync(cancellation).ConfigureAwait(false) ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable));
    }

    private static void Map(WebApplication app)
    {
        MapHealth(app);
        Assets.Map(app);
        var forms = app.MapGroup("").AddEndpointFilter<FormGuard>();
        AccountEndpoints.Map(forms);
        SecondStepEndpoints.Map(forms);
        PasskeyEndpoints.Map(forms);
        SessionEndpoints.Map(forms);
        DirectoryEndpoints.Map(app, forms);
        PeopleEndpoints.Map(forms);
        SiteEndpoints.Map(forms);
        AuditEndpoints.Map(app);
        CaseEndpoints.Map(forms);
        ToldEndpoints.Map(forms);
        ReviewEndpoints.Map(forms);
        AdministrationEndpoints.Map(forms);
        JobEndpoints.Map(forms);
        DownloadEndpoints.Map(app);
        CaseEndpoints.MapReading(app);
        app.MapApi();

        // Pages are only read; every change goes through one of the forms above.
        app.MapRazorComponents<App>().Add(endpoint =>
        {
            foreach (var methods in endpoint.Metadata.OfType<HttpMethodMetadata>().ToList())
            {
                endpoint.Metadata.Remove(methods);
            }

            endpoint.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
        });
        app.MapFallback(() => Results.StatusCode(StatusCodes.Status404NotFound));
    }

    private static void Rooms(IServiceCollection services)
    {
        // The environment has address and credential; whether pages may leave is the administrator's switch.
        var (outside, problem) = CloudOptions.From(name => name == CloudOptions.ConsentVariable ? "yes" : Environment.GetEnvironmentVariable(name));
        if (problem is not null)
        {
            Console.Error.WriteLine($"navis: {problem}");
        }

        services.AddSingleton<IContentSource>(_ => FileContentSource.Locate());
        services.AddSingleton(_ => new WorkerPool(WorkerCommand.Of(typeof(NavisWeb).Assembly), ReadingLimits.From(Environment.GetEnvironmentVariable), RecognitionTools.Installer(CloudOptions.IsOffline(Environment.GetEnvironmentVariable) ? null : Environment.GetEnvironmentVariable("NAVIS_LAUNCHER"), Console.Error.WriteLine)));
        services.AddSingleton(OutsideReader.Of(outside, problem));
        services.AddSingleton(provider => new CloudReader(() => outside is not null && provider.GetRequiredService<SiteNow>().MayReadOutside() ? outside : null));
        services.AddSingleton(provider => StandardDoor.Create(provider.GetRequiredService<WorkerPool>(), provider.GetRequiredService<CloudReader>()));
        services.AddSingleton<StageEditions>();
        services.AddSingleton<IPagePainter>(_ => new PagePainter(new(WorkerCommand.Of(typeof(NavisWeb).Assembly), ReadingLimits.From(Environment.GetEnvironmentVariable) with { PageSeconds = 15, FileSeconds = 20, Workers = 2 })));
        services.AddSingleton<IDocumentDescriber>(provider => new DocumentDescriber(provider.GetRequiredService<IContentSource>()));
        services.AddSingleton<IFindingExtractor>(provider => new FindingExtractor(provider.GetRequiredService<IContentSource>()));
        services.AddSingleton(provider => Reconciler.Load(provider.GetRequiredService<IContentSource>()));
        services.AddSingleton(provider => new Tailors(provider.GetRequiredService<IContentSource>()));
        services.AddSingleton(provider => new LabelShelf(provider.GetRequiredService<IContentSource>()));

        // In the language of the one who asks.
        services.AddScoped(provider => PageWords.For(PageLanguage.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext)));
        services.AddScoped(provider => provider.GetRequiredService<LabelShelf>().For(provider.GetRequiredService<PageWords>().Language));
    }

    // Warnings only, to standard error. The framework's own account of an exception is switched off: its message could hold words of a record.
    private static void Logging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("Quartz", LogLevel.None);
        builder.Logging.AddFilter("Navis", LogLevel.Information);
        builder.Logging.AddJsonConsole(o => o.UseUtcTimestamp = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

/// <summary>Set once everything is prepared.</summary>
internal sealed class Readiness
{
    private volatile bool set;

    public bool IsSet => set;

    public void Set() => set = true;
}

/// <summary>How fast passwords may be tried from one address.</summary>
internal sealed class SignInLimit
{
    public const string Policy = "sign-in";

    public int TriesPerMinute { get; set; } = 30;
}
