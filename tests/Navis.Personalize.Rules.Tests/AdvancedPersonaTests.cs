using System.Text.RegularExpressions;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Rules.Tests;

/// <summary>The people of <c>rules/evidence/PERSONAS.md</c> with advanced disease: what each must read is said, what each must not read is not.</summary>
public sealed class AdvancedPersonaTests
{
    private static readonly Tailor Tailor = Tailor.Load(RepositoryContent.Instance);
    private static readonly ContentNode MustNot = Read();

    // Persona, list of must-not-say.yaml, rules that must speak, rules that must not.
    private static readonly Dictionary<string, (string List, Func<CaseBuilder> Record, string[] Say, string[] Not)> People = new(StringComparer.Ordinal)
    {
        ["P3"] = ("P3", () => Erlotinib().Gene("EGFR", "T790M", date: "2025-11-01"), ["NP-0302", "NP-0304", "NP-0310", "NP-0358", "NP-0703", "NP-0801", "NP-0804", "NP-0808"], ["NP-0320", "NP-0324", "NP-0809"]),
        ["P3 in blood"] = ("P3b", () => Erlotinib().Gene("EGFR", "T790M", BiomarkerStatus.NotDetected, "2025-11-01", "plasma"), ["NP-0303", "NP-0811"], ["NP-0304", "NP-0307"]),
        ["P3 not tested"] = ("P3b", Erlotinib, ["NP-0305", "NP-0812"], ["NP-0304", "NP-0302"]),
        ["P3 not in tissue"] = ("P3b", () => Erlotinib().Gene("EGFR", "T790M", BiomarkerStatus.NotDetected, "2025-11-01"), ["NP-0307", "NP-0813"], ["NP-0304", "NP-0303"]),
        ["P3 after osimertinib"] = ("P3c", () => Erlotinib().Gene("EGFR", "T790M", date: "2025-11-01").Drug("osimertinib", CourseNow.Progressed, "2025-12-01"), ["NP-0308", "NP-0325", "NP-0358", "NP-0814"], ["NP-0304", "NP-0324", "NP-0808"]),
        ["P4"] = ("P4", () => Osimertinib().Gene("MET", "amplification", date: "2025-11-01"), ["NP-0301", "NP-0335", "NP-0331", "NP-0333", "NP-0357", "NP-0358", "NP-0801", "NP-0815", "NP-0816", "NP-0817"], ["NP-0337", "NP-0421"]),
        ["P5"] = ("P5", () => Advanced().Gene("ALK", "fusion", date: "2024-03-10").Drug("alectinib", start: "2024-04-01"), ["NP-0401", "NP-0405", "NP-0407", "NP-0201", "NP-0831"], ["NP-0402", "NP-0406"]),
        ["P5 after growth"] = ("P5", () => Advanced().Gene("ALK", "fusion", date: "2024-03-10").Drug("alectinib", CourseNow.Progressed, "2024-04-01"), ["NP-0406", "NP-0418", "NP-0801", "NP-0832", "NP-0833"], ["NP-0401", "NP-0411"]),
        ["P6"] = ("P6", () => Advanced().Gene("MET", "exon-14-skipping", date: "2025-03-10").Drug("capmatinib", start: "2025-04-01"), ["NP-0421", "NP-0422", "NP-0423", "NP-0426", "NP-0835", "NP-0836"], ["NP-0301", "NP-0424"]),
        ["P9"] = ("P9", () => Osimertinib("exon-19-deletion").Of(CaseDisease.Transformed).With(FactKind.Histology, "adenocarcinoma", date: "2024-03-10").With(FactKind.Histology, "small-cell-carcinoma", date: "2025-11-01"),
            ["NP-0351", "NP-0353", "NP-0354", "NP-0804", "NP-0829", "NP-0830"], ["NP-0324", "NP-0352", "NP-0802"]),
        ["X1"] = ("X1", () => Advanced().Gene("EGFR", "exon-20-insertion"), ["NP-0341", "NP-0827"], ["NP-0320", "NP-0850"]),
        ["X5"] = ("X5", () => Advanced().Gene("KRAS", "G12C").Drug("carboplatin", CourseNow.Progressed).Drug("pembrolizumab", CourseNow.Progressed), ["NP-0461", "NP-0839"], ["NP-0460", "NP-0462"]),
        ["X5 after the pill"] = ("X5", () => Advanced().Gene("KRAS", "G12C").Drug("pembrolizumab", CourseNow.Progressed, "2024-01").Drug("sotorasib", CourseNow.Progressed, "2025-01"), ["NP-0462", "NP-0444"], ["NP-0461"]),
        ["X6"] = ("X6", () => Advanced().Gene("KRAS", "G12D"), ["NP-0841"], ["NP-0461", "NP-0839"]),
        ["X7 mutation"] = ("X7-mutation", () => Advanced().With(FactKind.Histology, "adenocarcinoma").Gene("ERBB2", "any").Drug("zongertinib"), ["NP-0470"], ["NP-0471", "NP-0338"]),
        ["X7 amplification"] = ("X7-amplification", () => Osimertinib().Gene("ERBB2", "amplification", date: "2025-11-01"), ["NP-0338", "NP-0339", "NP-0820"], ["NP-0470", "NP-0848"]),
        ["X8"] = ("X8", () => Advanced().With(FactKind.Smoking, "never"), ["NP-0490", "NP-0856", "NP-0874"], ["NP-0491"]),
        ["X10"] = ("X10", () => Advanced().Gene("EGFR", "any", BiomarkerStatus.NotDetected, "2015"), ["NP-0491", "NP-0874"], ["NP-0490", "NP-0493"]),
        ["X12"] = ("X12", () => Advanced().Gene("BRAF", "G469A"), ["NP-0853"], ["NP-0843"]),
        ["X17"] = ("X17", () => Advanced().Gene("EGFR", "G719A").Gene("EGFR", "S768I").Drug("afatinib"), ["NP-0824"], ["NP-0320", "NP-0302"]),
        ["X18"] = ("X18", () => Advanced().Gene("EGFR", "L858R", date: "2025-09-10").Gene("EGFR", "T790M", date: "2025-09-10"), ["NP-0810"], ["NP-0302", "NP-0304", "NP-0808"]),
    };

    public static TheoryData<string> Names => [.. People.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_this_person_must_read_is_said(string name)
    {
        var spoken = Items(name).Select(i => i.Rule).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], People[name].Say.Where(id => !spoken.Contains(id)));
        Assert.Equal([], People[name].Not.Where(spoken.Contains));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_this_person_must_not_read_is_not_said(string name)
    {
        var broken = new[] { "all", People[name].List }.SelectMany(list => MustNot[list]!.Items)
            .SelectMany(rule => Items(name).Where(i => Regex.IsMatch(i.Text, rule.Required("pattern"), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))).Select(i => $"{i.Rule}: «{i.Text}» ({rule.Required("why")})"));
        Assert.Equal([], broken);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_had_to_be_left_out_at_the_last_door(string name) => Assert.Empty(Tailor.Answer(People[name].Record().Build(), new(RepositoryContent.AsOf)).Bugs);

    private static List<AnswerItem> Items(string name) => [.. Tailor.Answer(People[name].Record().Build(), new(RepositoryContent.AsOf)).Answer.Sections.SelectMany(s => s.Items)];

    private static CaseBuilder Advanced() => CaseBuilder.Nsclc().State("advanced-at-diagnosis", "control");

    private static CaseBuilder Erlotinib() => Advanced().Gene("EGFR", "exon-19-deletion", date: "2024-05-10").Drug("erlotinib", CourseNow.Progressed, "2024-06-01");

    private static CaseBuilder Osimertinib(string change = "L858R") => Advanced().Gene("EGFR", change, date: "2024-03-10").Drug("osimertinib", CourseNow.Progressed, "2024-04-01");

    private static ContentNode Read()
    {
        const string File = "rules/evidence/must-not-say.yaml";
        return ContentNode.Parse(File, RepositoryContent.Instance.Read(File));
    }
}
