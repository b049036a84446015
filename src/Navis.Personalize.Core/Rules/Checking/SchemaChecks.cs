using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Rules.Packs;
using Navis.Personalize.Core.Rules.Schemas;

namespace Navis.Personalize.Core.Rules.Checking;

/// <summary>Files are of the schemas from which editors complete, and the schemas are those of the vocabulary.</summary>
internal static class SchemaChecks
{
    public static void Run(CheckContext check)
    {
        var schemas = RuleSchemas.All(check.Pack.Vocabulary, check.General.Sections.Select(s => s.Id));
        var committed = check.Content.List(RuleSchemas.Folder);
        foreach (var schema in schemas.Where(s => !committed.Contains(s.Path, StringComparer.Ordinal) || check.Content.Read(s.Path) != s.Text))
        {
            check.Report(new(schema.Path, 1, "schema", "The schema is not the one that the vocabulary makes.", "Run 'navis rules schema --write', and commit it."));
        }

        // What the reader refused is named already.
        var refused = check.Problems.Select(p => p.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in check.Content.List(RulePack.RuleFolder).Concat(check.Content.List(RulePack.EvidenceFolder)).Where(p => p.EndsWith(".yaml", StringComparison.Ordinal) && p != CheckContext.MustNotSayPath && !refused.Contains(p)).GroupBy(SchemaOf, StringComparer.Ordinal))
        {
            var name = file.Key;
            var validator = new SchemaValidator(schemas.First(s => s.Path == $"{RuleSchemas.Folder}/{name}.schema.json").Root);
            foreach (var path in file)
            {
                foreach (var (line, problem) in validator.Check(ContentNode.Parse(path, check.Content.Read(path))))
                {
                    check.Report(new(path, line, "schema", problem, $"See {RuleSchemas.Folder}/{name}.schema.json."));
                }
            }
        }
    }

    // Beside a rule and its cases lie its words in other languages: <slug>.es.yaml.
    private static string SchemaOf(string path) => !path.StartsWith(RulePack.RuleFolder + "/", StringComparison.Ordinal) ? "evidence"
        : path.EndsWith(RulePack.RuleSuffix, StringComparison.Ordinal) ? "rule"
        : path.EndsWith(RulePack.CasesSuffix, StringComparison.Ordinal) ? "cases"
        : "words";
}
