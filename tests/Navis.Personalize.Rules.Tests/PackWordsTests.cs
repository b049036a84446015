using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Packs;

namespace Navis.Personalize.Rules.Tests;

/// <summary>The same rules under the words of another language.</summary>
public sealed class PackWordsTests
{
    private const string Rule = "rules/tailoring/resistance/g1202r-found.es.yaml";
    private const string Facts = "rules/words/vocabulary.xx.yaml";

    [Fact]
    public void A_rule_speaks_with_the_words_of_the_language_and_stays_the_same_rule()
    {
        var pack = Load("rule: NP-0408\npatient: Su informe muestra G1202R.\nclinician: ALK G1202R.\nmissing: { ALK.G1202R: Sus informes no muestran si se repitió la prueba de ALK. }\n");
        var (english, other) = (RepositoryContent.Pack.Find("NP-0408")!, pack.Find("NP-0408")!);
        Assert.Equal("Su informe muestra G1202R.", other.Patient!.Source);
        Assert.Equal("Sus informes no muestran si se repitió la prueba de ALK.", other.Missing["ALK.G1202R"]);
        Assert.Equal((english.Order, english.Section, english.Evidence.Length), (other.Order, other.Section, other.Evidence.Length));
        Assert.Empty(pack.Problems);
    }

    [Fact]
    public void A_rule_without_words_in_the_language_keeps_its_own() =>
        Assert.Equal(RepositoryContent.Pack.Find("NP-0301")!.Patient?.Source, Load("rule: NP-0408\npatient: Su informe muestra G1202R.\n").Find("NP-0301")!.Patient?.Source);

    [Fact]
    public void A_fact_is_asked_for_in_the_language_and_every_drug_by_one_sentence()
    {
        var pack = Load("rule: NP-0408\n", "EGFR: { label: EGFR, ask: ¿Se analizó EGFR?, request: Envíen el informe. }\ndrug: { label: d, ask: '¿Cuándo tomé {drug}?', request: Envíen la lista. }\n");
        Assert.Equal("¿Se analizó EGFR?", pack.Vocabulary.Find("EGFR.T790M")!.Words.Ask);
        Assert.Equal("¿Cuándo tomé osimertinib?", pack.Vocabulary.Find("osimertinib")!.Words.Ask);
        Assert.Equal(RepositoryContent.Pack.Vocabulary.Find("ALK")!.Words.Ask, pack.Vocabulary.Find("ALK")!.Words.Ask);
    }

    [Fact]
    public void Spanish_has_words_for_every_fact_gene_class_and_treatment()
    {
        var (english, spanish) = (RepositoryContent.Pack.Vocabulary, RulePack.Load(RepositoryContent.Instance, PackWords.Load(RepositoryContent.Instance, "es")).Vocabulary);
        var same = english.Choices.Concat<Core.Rules.Vocabulary.FactSlot>(english.Numbers).Concat(english.Treatments)
            .Where(s => s.Words.Ask is not null && s.Words.Ask == spanish.At(s.Ref).Words.Ask).Select(s => s.Name);
        Assert.Equal([], same);
        Assert.All(english.Words, w => Assert.NotEqual(w.Value.Label, spanish.Words[w.Key].Label));
    }

    [Theory]
    [InlineData("rule: NP-0408\nmissing: { MET: Texto. }\n", "MET")]
    [InlineData("rule: NP-0408\npatient: Etapa {stage}.\n", "{stage}")]
    public void Words_for_what_the_rule_does_not_have_are_named(string text, string named) =>
        Assert.Contains(Load(text).Problems, p => p.ToString().Contains(named, StringComparison.Ordinal));

    private static RulePack Load(string rule, string facts = "") => RulePack.Load(new Overlay(rule, facts), PackWords.Load(new Overlay(rule, facts), "xx"));

    // The project's content with two files of a language that it does not have.
    private sealed class Overlay(string rule, string facts) : IContentSource
    {
        private static readonly string RuleFile = Rule.Replace(".es.", ".xx.", StringComparison.Ordinal);

        public IReadOnlyList<string> List(string folder) => folder switch
        {
            "rules/words" => facts.Length > 0 ? [Facts] : [],
            "rules/tailoring" => [.. RepositoryContent.Instance.List(folder), RuleFile],
            _ => RepositoryContent.Instance.List(folder),
        };

        public string Read(string path) => path == RuleFile ? rule : path == Facts ? facts : RepositoryContent.Instance.Read(path);
    }
}

/// <summary>Words explained.</summary>
public sealed class GlossaryTests
{
    private static readonly Glossary English = Glossary.Load(RepositoryContent.Instance, Tailor.Question, "en");

    [Theory]
    [InlineData("Your report shows extra copies of MET.", "met")]
    [InlineData("Doctors call this Resistance.", "resistance")]
    [InlineData("A few genes changed.", "gene")]
    public void A_word_that_stands_in_the_text_is_explained(string text, string id) => Assert.Contains(English.For([text]), e => e.Id == id);

    [Theory]
    [InlineData("You met your doctor.", "met")]
    [InlineData("The general plan.", "gene")]
    [InlineData("Your report shows extra copies.", "met")]
    public void A_word_that_only_looks_alike_is_not(string text, string id) => Assert.DoesNotContain(English.For([text]), e => e.Id == id);

    [Fact]
    public void Each_explanation_is_short_and_each_id_is_its_own()
    {
        Assert.All(English.Entries, e => Assert.All(Sentences.Of(e.Text), s => Assert.True(s.Split(' ').Length <= 20, s)));
        Assert.Equal(English.Entries.Length, English.Entries.Select(e => e.Id).Distinct(StringComparer.Ordinal).Count());
    }
}
