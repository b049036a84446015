using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hl7.Fhir.Serialization;
using Navis.Personalize.Application.Content;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;
using Navis.Personalize.Core.Reconciliation;
using Navis.Personalize.Extraction;
using Navis.Personalize.Formats.Door;
using Navis.Personalize.Formats.Fhir;
using Navis.Personalize.Formats.Fhir.Writing;

namespace Navis.Personalize.Samples.Tests;

/// <summary>What we write as FHIR: valid by another library, refused by our own reader, and the same facts once the mark is taken off.</summary>
public sealed class FhirOutTests
{
    private static readonly FileContentSource Content = new(SampleCases.Root);
    private static readonly FhirBundleWriter Writer = new(Content);
    private static readonly IDocumentDoor Door = StandardDoor.Create();
    private static readonly FindingExtractor Extractor = new(Content);
    private static readonly Reconciler Reconciler = Reconciler.Load(Content);
    private static readonly AnswerReview Checked = new("checked", "Test Navigator", PartialDate.Of(2026, 11, 24), null);

    public static TheoryData<string> Names => [.. SampleCases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bundle_is_strict_R4(string name)
    {
        var json = Write(name, Checked);
        var reader = new Utf8JsonReader(json);
        new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict, null)).TryDeserializeResource(ref reader, out var resource, out var issues);
        Assert.Equal([], issues.Select(i => i.Message));
        Assert.IsType<Hl7.Fhir.Model.Bundle>(resource);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reference_reaches_an_entry_and_every_address_stands_once(string name)
    {
        var entries = JsonNode.Parse(Write(name, Checked))!["entry"]!.AsArray();
        var addresses = entries.Select(e => (string)e!["fullUrl"]!).ToList();
        Assert.Equal(addresses.Distinct(StringComparer.Ordinal), addresses);
        Assert.Equal([], References(entries).Where(r => !r.StartsWith('#')).Except(addresses, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Our_own_bundle_is_refused_by_name(string name)
    {
        var read = Assert.Single(Door.Read(new SourceFile("out.json", Write(name, Checked)), "d1"));
        Assert.Equal(OwnOutput.IssueCode, Assert.Single(read.Issues).Code);
        Assert.Empty(read.Entries);
    }

    [Fact]
    public void A_result_of_ours_among_records_is_left_out_and_told()
    {
        var bundle = JsonNode.Parse(Write("stage-iv-alk-alectinib", Checked))!;
        bundle.AsObject().Remove("meta");
        bundle["entry"]!.AsArray().Add(JsonNode.Parse("""{"resource":{"resourceType":"Condition","id":"c","code":{"coding":[{"system":"http://snomed.info/sct","code":"254637007"}]}}}"""));
        var read = Door.Read(new SourceFile("mixed.json", Encoding.UTF8.GetBytes(bundle.ToJsonString())), "d1")[0];
        Assert.Equal("Condition/c", Assert.Single(read.Entries).Reference);
        Assert.Contains(read.Issues, i => i.Code == "OWN-OUTPUT-INSIDE");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_the_mark_the_same_facts_are_read(string name)
    {
        var source = SampleCases.Patient(name).Case;
        var read = Reread(name, Checked);
        Assert.Equal("", string.Join('\n', Lines(source, written: true).Except(Lines(read, written: false)).Select(l => "lost " + l).Concat(Lines(read, written: false).Except(Lines(source, written: true)).Select(l => "added " + l))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_nobody_has_checked_is_never_final(string name)
    {
        foreach (var entry in JsonNode.Parse(Write(name, AnswerReview.Unchecked))!["entry"]!.AsArray())
        {
            var resource = entry!["resource"]!;
            Assert.NotEqual("confirmed", (string?)resource["verificationStatus"]?["coding"]?[0]?["code"]);
            Assert.False((string?)resource["resourceType"] is "Observation" && (string?)resource["status"] is "final");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_fact_that_holds_stands_there_with_its_words_and_nothing_else_does(string name)
    {
        var source = SampleCases.Patient(name).Case;
        var quotes = JsonNode.Parse(Write(name, Checked))!["entry"]!.AsArray().SelectMany(e => e!["resource"]!["extension"]?.AsArray() ?? [])
            .Where(x => (string?)x!["url"] is "urn:navis-personalize:evidence").Select(x => x!["extension"]!.AsArray())
            .Select(parts => (Fact: Part(parts, "fact"), Quote: Part(parts, "quote"))).ToList();
        Assert.Equal([], quotes.Select(q => q.Fact).Except(source.Facts.Where(f => f.Holds).Select(f => f.Id), StringComparer.Ordinal));
        var known = source.Profile["diagnosis"].Value;
        // A treatment is written by its course; a plan that was carried out is none of its own.
        var courses = source.Courses.SelectMany(c => c.Facts).ToHashSet(StringComparer.Ordinal);
        foreach (var fact in source.Facts.Where(f => f.Holds && (f.Kind != FactKind.Treatment || courses.Contains(f.Id)) && (f.Kind is not (FactKind.Diagnosis or FactKind.Laterality or FactKind.Lobe) || known is "nsclc" or "sclc" or "suspected") && !(f.Kind == FactKind.Diagnosis && f.Value != known)))
        {
            Assert.Equal(fact.Evidence.Select(e => e.Quote), quotes.Where(q => q.Fact == fact.Id).Select(q => q.Quote).Take(fact.Evidence.Length));
        }
    }

    [Fact]
    public void A_negative_is_a_negative_and_an_unknown_is_absent()
    {
        var text = Encoding.UTF8.GetString(Write("stage-iv-alk-alectinib", Checked));
        Assert.Contains("LA9634-2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ROS1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pack-years", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_same_case_gives_the_same_bytes() => Assert.Equal(Write("stage-iv-egfr-t790m", Checked), Write("stage-iv-egfr-t790m", Checked));

    private static byte[] Write(string name, AnswerReview review) => Writer.Write(SampleCases.Patient(name).Case, review, SampleCases.AsOf);

    private static string? Part(JsonArray parts, string url) => (string?)parts.FirstOrDefault(p => (string?)p!["url"] == url)?["valueString"];

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(m => m is { Key: "reference", Value: JsonValue text } ? [(string)text!] : References(m.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private static ReconciledCase Reread(string name, AnswerReview review)
    {
        var bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Write(name, review)).Replace(OwnOutput.TagSystem, "urn:other", StringComparison.Ordinal));
        ImmutableArray<SourceDocument> documents = [.. Door.Read(new SourceFile("out.json", bytes), "d1")];
        return Reconciler.Reconcile(name, documents, [.. documents.SelectMany(d => Extractor.Extract(d))]);
    }

    /// <summary>The facts that a coded record can carry, one line each: what has no coded question that we read (grade, margins, pleura) is left out on both sides,
    /// and so is what is derived from the others.</summary>
    private static IEnumerable<string> Lines(ReconciledCase source, bool written) => source.Facts
        .Where(f => f.Holds && (written || f.Origin != FactOrigin.Derived) && f.Kind is FactKind.Diagnosis or FactKind.Histology or FactKind.T or FactKind.N or FactKind.M or FactKind.StageGroup or FactKind.TumorSize
            or FactKind.NodesExamined or FactKind.NodesPositive or FactKind.LymphovascularInvasion or FactKind.Biomarker or FactKind.MetastasisSite or FactKind.Smoking or FactKind.PerformanceStatus)
        .Where(f => f.Holds && f.Value is not (BiomarkerStatus.Pending))
        .Select(f => string.Join(' ', ((string?[])[f.Kind.Name(), f.Value, f.Qualifiers.Basis, f.Qualifiers.Edition, f.Qualifiers.Prefix, f.Qualifiers.Gene, f.Qualifiers.Alteration, f.Qualifiers.Partner,
            f.Qualifiers.Unit is "copies" ? null : $"{f.Qualifiers.Quantity:0.##}", f.Qualifiers.Comparator, f.Qualifiers.Specimen]).Where(t => !string.IsNullOrEmpty(t))))
        .Concat(source.Courses.Select(c => $"{c.Treatment} {c.Type} {c.Now} {c.Start} {c.End} {(c.Setting is "adjuvant" or "neoadjuvant" ? c.Setting : null)} {c.Intent}"))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
