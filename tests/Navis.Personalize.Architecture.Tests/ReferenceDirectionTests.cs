using System.Xml.Linq;

namespace Navis.Personalize.Architecture.Tests;

public sealed class ReferenceDirectionTests
{
    /// <summary>Which project may point to which: DESIGN of the corridor, data flows one way.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Formats"] = ["Core"],
        ["Extraction"] = ["Core"],
        ["Application"] = ["Core"],
        ["Web"] = ["Application", "Extraction", "Formats"],
        ["Cli"] = ["Application", "Extraction", "Formats"],
    };

    /// <summary>A heavy dependency has one home.</summary>
    private static readonly Dictionary<string, string> Homes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["YamlDotNet"] = "Core",
        ["PdfPig"] = "Formats",
        ["PDFsharp"] = "Formats",
        ["Hl7.Fhir.R4"] = "Formats",
        ["AngleSharp"] = "Formats",
        ["DocumentFormat.OpenXml"] = "Formats",
        ["MimeKit"] = "Formats",
        ["SkiaSharp"] = "Formats",
        ["Magick.NET-Q8-AnyCPU"] = "Formats",
        ["Microsoft.ML.OnnxRuntime"] = "Formats",
        ["Azure.Core"] = "Formats",
        ["Microsoft.ML"] = "Extraction",
        ["Mediator.Abstractions"] = "Application",
        ["Mediator.SourceGenerator"] = "Application",
        ["FluentValidation"] = "Application",
        ["Microsoft.EntityFrameworkCore.Sqlite"] = "Application",
        ["Npgsql.EntityFrameworkCore.PostgreSQL"] = "Application",
        ["Quartz"] = "Web",
        ["System.CommandLine"] = "Cli",
        ["Spectre.Console"] = "Cli",
        ["Microsoft.AspNetCore.Authentication.OpenIdConnect"] = "Web",
        ["Microsoft.AspNetCore.Identity.EntityFrameworkCore"] = "Web",
        ["Microsoft.AspNetCore.OpenApi"] = "Web",
        ["OpenTelemetry.Extensions.Hosting"] = "Web",
        ["OpenTelemetry.Exporter.OpenTelemetryProtocol"] = "Web",
        ["OpenTelemetry.Instrumentation.AspNetCore"] = "Web",
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_points_only_where_the_corridor_allows(string project)
    {
        var references = Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')).Replace("Navis.Personalize.", "", StringComparison.Ordinal));
        Assert.Equal([], references.Except(Allowed[project], StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_is_used_only_in_its_home(string project)
    {
        var astray = Items(project, "PackageReference").Where(p => Homes.TryGetValue(p, out var home) && home != project);
        Assert.Equal([], astray);
    }

    [Fact]
    public void Every_project_under_src_is_one_of_the_six()
    {
        var projects = Repository.Files("src", "*.csproj").Select(f => Path.GetFileNameWithoutExtension(f).Replace("Navis.Personalize.", "", StringComparison.Ordinal));
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Sources_name_only_the_namespaces_that_their_project_may_see(string project)
    {
        var forbidden = Allowed.Keys.Except(Allowed[project].Concat([project, "Core"]), StringComparer.Ordinal).Select(p => $"using Navis.Personalize.{p}").ToList();
        var offenders = Repository.Files($"src/Navis.Personalize.{project}", "*.cs")
            .Where(f => File.ReadLines(f).Any(l => forbidden.Any(x => l.StartsWith(x + ".", StringComparison.Ordinal) || l.StartsWith(x + ";", StringComparison.Ordinal))))
            .Select(Repository.Relative);
        Assert.Equal([], offenders);
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", $"Navis.Personalize.{project}", $"Navis.Personalize.{project}.csproj"))
            .Descendants(kind).Select(e => (string)e.Attribute("Include")!);
}
