using System.Text.RegularExpressions;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Samples.Tests;

/// <summary>No sample's patient text says what its persona must not read (<c>rules/evidence/must-not-say.yaml</c>).</summary>
public sealed class MustNotSayTests
{
    private static readonly Dictionary<string, string[]> Personas = new(StringComparer.Ordinal)
    {
        ["stage-ib-egfr-adjuvant-osimertinib"] = ["P1"],
        ["stage-iiib-egfr-after-chemoradiation"] = ["P2"],
        ["stage-iv-egfr-t790m"] = ["P3"],
        ["stage-iv-egfr-met-amplification"] = ["P4"],
        ["stage-iv-alk-alectinib"] = ["P5"],
        ["stage-iv-met-exon14-capmatinib"] = ["P6"],
        ["stage-iiia-no-driver-neoadjuvant"] = ["P7"],
        ["stage-ia-sbrt"] = ["P8"],
        ["egfr-small-cell-transformation"] = ["P9"],
    };

    private static readonly ContentNode Lists = Load();

    public static TheoryData<string> Cases => [.. SampleCases.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_is_said_that_this_person_must_not_read(string name)
    {
        var answer = SampleCases.Patient(name).Answer;
        string[] texts =
        [
            .. answer.Sections.SelectMany(s => s.Items.Select(i => i.Text).Prepend(s.Title)),
            .. answer.Unknowns.SelectMany(u => new[] { u.Question, u.Request }),
            .. answer.Conflicts.Select(c => c.Text),
            .. answer.Limits,
        ];
        var broken = Personas.GetValueOrDefault(name, []).Prepend("all")
            .SelectMany(persona => Lists[persona]!.Items.Select(node => (Persona: persona, Pattern: node.Required("pattern"), Why: node.Required("why"))))
            .SelectMany(rule => texts.Where(text => Regex.IsMatch(text, rule.Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))).Select(text => $"{rule.Persona}: «{text}» ({rule.Why})"));
        Assert.Equal([], broken);
    }

    [Fact]
    public void The_lists_do_find_what_they_forbid() =>
        Assert.Matches(Lists["P1"]!.Items[0].Required("pattern"), "The usual reason is T790M.");

    private static ContentNode Load()
    {
        const string File = "rules/evidence/must-not-say.yaml";
        return ContentNode.Parse(File, System.IO.File.ReadAllText(Path.Combine(SampleCases.Root, File)));
    }
}
