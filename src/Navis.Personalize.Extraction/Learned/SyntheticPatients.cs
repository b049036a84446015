using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>Draws invented patients from <c>rules/learned/corpus/patients.yaml</c>.</summary>
internal sealed class SyntheticPatients
{
    private const string File = "rules/learned/corpus/patients.yaml";
    private static readonly ImmutableArray<string> Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private readonly ContentNode root;

    public SyntheticPatients(IContentSource content) => root = ContentNode.Parse(File, content.Read(File));

    public SyntheticPatient Draw(Draws draws, string language)
    {
        var side = draws.One(root.List("sides"));
        var otherSide = root.List("sides").First(s => s != side);
        var lobe = draws.One(root["lobes"]!.List(side.Required("value")));
        var histology = draws.One(root.List("histologies"));
        var tumors = root.List("tumors");
        var tumor = draws.One(tumors);
        var tenths = (int)(tumor.Number("low")!.Value * 10) + draws.Below((int)((tumor.Number("high")!.Value - tumor.Number("low")!.Value) * 10) + 1);
        var genes = root.List("genes");
        var driver = draws.Chance(0.75) ? draws.One(genes) : null;
        var others = genes.Where(g => driver is null || g.Required("gene") != driver.Required("gene")).ToList();
        var operation = draws.One(root.List("operations"));
        var drugs = draws.Some(root.Texts("drugs"), 2);
        if (driver is not null)
        {
            drugs.Add(driver.Required("drug"));
        }

        var otherDrugs = root.Texts("drugs").Concat(genes.Select(g => g.Required("drug"))).Except(drugs, StringComparer.Ordinal).ToList();
        var smoking = draws.One(root.List("smoking"));
        var percent = draws.One<int>([0, 1, 5, 10, 30, 50, 60, 80, 95]);
        var ecog = draws.Below(3);
        var nodes = 6 + draws.Below(14);
        var involved = tumor.Required("n") == "N0" ? 0 : 1 + draws.Below(3);
        var lvi = draws.One<string>(["present", "absent", "not identified"]);
        var vpi = draws.One<string>(["present", "absent", "not identified"]);
        var words = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        Say("side", side.Required(language));
        Say("lobe", lobe.Required(language));
        Say("histology", histology.Required(language));
        Say("size", Size(tenths, language));
        Say("small", Size(tenths - 3, language));
        Say("mm", Text(tenths));
        Say("t", tumor.Required("t"));
        Say("n", tumor.Required("n"));
        Say("stage", tumor.Required("stage"));
        Say("gene+", driver?.Required(language) ?? (language == "es" ? "ninguna alteración" : "no targetable alteration"));
        Say("gene-", [.. others.Where(o => draws.Chance(0.6)).Select(o => o.Required(language)).DefaultIfEmpty(others[0].Required(language))]);
        Say("tps", Text(percent));
        Say("operation", operation.Required(language));
        Say("drug", [.. drugs]);
        Say("smoking-sentence", smoking.Required(language));
        Say("ecog", Text(ecog));
        Say("nodes", Text(nodes));
        Say("nodes-positive", Text(involved));
        Say("lvi", lvi);
        Say("vpi", vpi);
        Say("age", Text(48 + draws.Below(35)));
        Say("date", string.Create(CultureInfo.InvariantCulture, $"{2018 + draws.Below(7)}-{1 + draws.Below(12):00}-{1 + draws.Below(28):00}"));
        Say("month", $"{draws.One(Months)} {2018 + draws.Below(7)}");
        Say("other-gene", draws.One(others).Required(language));
        Say("other-histology", draws.One([.. root.List("histologies").Where(h => h.Required("value") != histology.Required("value"))]).Required(language));
        Say("other-side", otherSide.Required(language));
        Say("other-drug", draws.One(otherDrugs));
        Say("other-stage", draws.One([.. tumors.Where(t => t.Required("stage") != tumor.Required("stage"))]).Required("stage"));
        Say("other-t", draws.One([.. tumors.Where(t => t.Required("t") != tumor.Required("t"))]).Required("t"));
        Say("other-size", Size(tenths + 9, language));
        return new()
        {
            Words = words.ToImmutable(),
            Values = ImmutableDictionary<FactKind, string>.Empty
                .Add(FactKind.Histology, histology.Required("value")).Add(FactKind.Laterality, side.Required("value")).Add(FactKind.Lobe, lobe.Required("value"))
                .Add(FactKind.T, tumor.Required("t")).Add(FactKind.N, tumor.Required("n")).Add(FactKind.StageGroup, tumor.Required("stage")).Add(FactKind.TumorSize, Size(tenths, "en"))
                .Add(FactKind.Smoking, smoking.Required("value")).Add(FactKind.PerformanceStatus, Text(ecog)).Add(FactKind.NodesExamined, Text(nodes)).Add(FactKind.NodesPositive, Text(involved))
                .Add(FactKind.LymphovascularInvasion, lvi == "present" ? lvi : "absent").Add(FactKind.VisceralPleuralInvasion, vpi == "present" ? vpi : "absent"),
            Genes = driver is null ? [] : [driver.Required("gene")],
            ProteinPercent = percent,
            Treatments = [operation.Required("value"), .. drugs],
        };

        void Say(string slot, params ImmutableArray<string> values)
        {
            words[slot] = values;
            words[char.ToUpperInvariant(slot[0]) + slot[1..]] = [.. values.Select(v => char.ToUpperInvariant(v[0]) + v[1..])];
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Size(int tenths, string language)
    {
        var text = (tenths / 10m).ToString("0.#", CultureInfo.InvariantCulture);
        return language == "es" ? text.Replace('.', ',') : text;
    }
}
