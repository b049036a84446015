using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Formats.Door;

namespace Navis.Personalize.Formats.Tests.Fhir;

public sealed class FhirXmlTests
{
    private const string Bundle = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>
          <link><relation value="next"/><url value="http://h.example?page=2"/></link>
          <entry><fullUrl value="http://h.example/Patient/p"/><resource><Patient><id value="p"/><name><family value="Doe"/><given value="Ann"/><given value="B."/></name><birthDate value="1950-02-03"/></Patient></resource></entry>
          <entry><resource><Observation><id value="o"/><text><div xmlns="http://www.w3.org/1999/xhtml">shown <b>so</b></div></text><status value="final"/>
            <code><coding><system value="http://loinc.org"/><code value="69548-6"/></coding></code><subject><reference value="Patient/p"/></subject><effectiveDateTime value="2024-03-02"/>
            <valueCodeableConcept><coding><system value="http://loinc.org"/><code value="LA9633-4"/><display value="Present"/></coding></valueCodeableConcept>
            <component><code><coding><code value="48018-6"/></coding></code><valueCodeableConcept><coding><code value="HGNC:3236"/></coding></valueCodeableConcept></component>
            <component><code><coding><code value="81258-6"/></coding></code><valueQuantity><value value="12.5"/><unit value="%"/></valueQuantity></component></Observation></resource></entry>
          <entry><resource><MedicationRequest><contained><Medication><id value="m"/><code><text value="gefitinib"/></code></Medication></contained>
            <extension url="http://x/intent"><valueCodeableConcept><text value="curative"/></valueCodeableConcept></extension>
            <status value="active"/><medicationReference><reference value="#m"/></medicationReference></MedicationRequest></resource></entry>
        </Bundle>
        """;

    [Fact]
    public void Xml_gives_the_same_entries_and_paths_as_json()
    {
        var document = Assert.Single(Read(Bundle));
        Assert.Equal(("Ann B. Doe", "Patient/p"), (document.Subjects[0].Name, document.Subjects[0].Reference));
        Assert.Equal(["FHIR-INCOMPLETE"], document.Issues.Select(i => i.Code));
        var variant = document.Entries[0];
        Assert.Equal(("Bundle.entry[1].resource", "Patient/p", "2024-03-02", "Present"), (variant.Path, variant.Subject, variant.Date.ToString(), variant.Values[0].Display));
        Assert.Equal(["Bundle.entry[1].resource.component[0]", "Bundle.entry[1].resource.component[1]"], variant.Parts.Select(p => p.Path));
        Assert.Equal((12.5m, "%"), (variant.Parts[1].Quantity!.Value, variant.Parts[1].Quantity!.Unit));
        Assert.Equal(("gefitinib", "curative"), (document.Entries[1].Code.Text, document.Entries[1].Parts[0].Values[0].Text));
    }

    [Fact]
    public void A_single_resource_is_read() =>
        Assert.Equal("Condition", Assert.Single(Read("""<Condition xmlns="http://hl7.org/fhir"><id value="c"/><code><text value="x"/></code></Condition>""")[0].Entries).Path);

    [Theory]
    [InlineData("""<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Condition><code><text value="x"/></code></Condition></resource></entry><entry><resou""", "FHIR-XML-BROKEN")]
    [InlineData("""<?xml version="1.0"?><!DOCTYPE Bundle [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Bundle xmlns="http://hl7.org/fhir"><id value="&b;"/></Bundle>""", "XML-DOCTYPE")]
    [InlineData("""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Patient xmlns="http://hl7.org/fhir"><id value="&x;"/></Patient>""", "XML-DOCTYPE")]
    [InlineData("""<oBDS xmlns="http://www.basisdatensatz.de/oBDS/XML"><Menge_Patient/></oBDS>""", "XML-REGISTRY")]
    [InlineData("""<letter><body>EGFR L858R detected</body></letter>""", "XML-UNKNOWN")]
    public void Hostile_cut_or_foreign_xml_is_named_and_gives_nothing(string xml, string code)
    {
        var document = Assert.Single(Read(xml));
        Assert.Equal((code, IssueSeverity.Error), (document.Issues[0].Code, document.Issues[0].Severity));
        Assert.True(document.Entries.IsEmpty && document.Pages.IsEmpty);
    }

    [Fact]
    public void Endless_nesting_is_refused_not_followed()
    {
        var deep = string.Concat(Enumerable.Repeat("<extension url=\"u\">", 20_000)) + string.Concat(Enumerable.Repeat("</extension>", 20_000));
        Assert.Equal("FHIR-XML-BROKEN", Read($"""<Condition xmlns="http://hl7.org/fhir">{deep}</Condition>""")[0].Issues[0].Code);
    }

    private static ImmutableArray<SourceDocument> Read(string xml) => StandardDoor.Create().Read(new SourceFile("record.xml", Encoding.UTF8.GetBytes(xml)), "d1");
}
