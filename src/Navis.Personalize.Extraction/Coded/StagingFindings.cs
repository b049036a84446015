using System.Collections.Immutable;
using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>T, N, M and stage groups of observations, components and <c>Condition.stage</c>, in every family of codes.</summary>
internal sealed class StagingFindings
{
    private readonly CodeTables tables;
    private readonly ImmutableArray<string> otherSystems;
    private readonly ConceptMemo<bool> namesOther;
    private readonly ConceptMemo<StagingQuestion?> questions;
    private readonly ConceptMemo<string?> editions;
    private readonly Memo<(CodedConcept Value, string? States), ImmutableArray<StageCode>> values;

    /// <summary>An extractor.</summary>
    /// <param name="tables">Tables.</param>
    public StagingFindings(CodeTables tables)
    {
        this.tables = tables;
        otherSystems = tables.Staging.Root.Texts("other-systems");
        namesOther = new(c => (c.Text is { } own && NamesOtherSystem(own)) || c.Codes.Any(code => code.Display is { } display && NamesOtherSystem(display)));
        questions = new(c => StagingQuestion.Of(tables.Staging, c));
        editions = new(FindEdition);
        values = new(v => [.. FindCodes(v.Value, v.States)], v => ConceptMemo<bool>.IsShort(v.Value));
    }

    /// <summary>Adds what the entries state.</summary>
    /// <param name="findings">Where to add.</param>
    public void Add(CodedFindings findings)
    {
        foreach (var entry in findings.Case.Document.Entries)
        {
            if (entry.Kind == CodedEntryKind.Observation)
            {
                AddObservation(findings, entry);
            }
            else if (entry.Kind == CodedEntryKind.Condition)
            {
                AddStages(findings, entry);
            }
        }
    }

    private void AddObservation(CodedFindings findings, CodedEntry entry)
    {
        if (NamesOtherSystem(entry.Method) || NamesOtherSystem(entry.Code))
        {
            return;
        }

        if (questions[entry.Code] is { } kind)
        {
            var edition = Edition(entry.Method, entry.Values);
            Add(findings, entry, entry.Path, kind, entry.Values, entry.ValueText, edition, findings.Judge(entry), null);
        }

        foreach (var part in entry.Parts)
        {
            if (questions[part.Code] is { } component)
            {
                Add(findings, entry, part.Path, component, part.Values, part.ValueText, Edition(entry.Method, part.Values), findings.Judge(entry), null);
            }
        }
    }

    private void AddStages(CodedFindings findings, CodedEntry entry)
    {
        var problem = findings.Case.ProblemOf(entry);
        foreach (var part in entry.Parts.Where(p => p.Code.Codes is [{ System: "element", Code: "stage" }, ..]))
        {
            if (NamesOtherSystem(part.Code) || part.Values.Any(NamesOtherSystem))
            {
                continue;
            }

            var assessed = part.Related.Select(findings.Case.Find).OfType<CodedEntry>().FirstOrDefault();
            var judgement = findings.Judge(entry, problem is { Tumor.IsLung: true } ? Scope.Lung : problem is { Tumor.Disease: Disease.Other } ? Scope.Other : null);
            if (judgement.Withheld is null && assessed is not null && findings.Judge(assessed, Scope.Lung) is { Withheld: { } taken })
            {
                // The stage was copied from an observation that was taken back since.
                judgement = judgement with { Withheld = taken };
            }

            var type = tables.Staging.All(part.Code).ToList();
            var basis = type.Select(t => t["basis"]).FirstOrDefault(b => b is not null);
            var edition = Edition(part.Code, part.Values) ?? (assessed is null ? null : editions[assessed.Method]);
            var question = assessed is null ? null : questions[assessed.Code];
            foreach (var summary in part.Values)
            {
                foreach (var code in Read(summary, null))
                {
                    var qualifiers = new Qualifiers { Basis = code.Basis ?? basis ?? question?.Basis ?? "unspecified", Edition = edition, Prefix = code.Prefix };
                    findings.Add(code.Kind, code.Value, entry, part.Path, summary.Display, judgement, qualifiers, date: assessed?.Date);
                }
            }
        }
    }

    private void Add(CodedFindings findings, CodedEntry entry, string path, StagingQuestion question, ImmutableArray<CodedConcept> values, string? text, string? edition, Judgement judgement, PartialDate? date)
    {
        var prefix = entry.Parts.Select(p => tables.Staging.Find(p.Code)?["prefix"] ?? p.Values.Select(v => tables.Staging.Find(v)?["prefix"]).FirstOrDefault(f => f is not null)).FirstOrDefault(f => f is not null);
        var all = text is null ? values : values.Add(new([], text));
        foreach (var value in all.Where(v => !NamesOtherSystem(v)))
        {
            foreach (var code in Read(value, question.States))
            {
                if (!Fits(question.States, code.Kind))
                {
                    continue;
                }

                var qualifiers = new Qualifiers { Basis = code.Basis ?? question.Basis, Edition = edition, Prefix = code.Prefix ?? prefix };
                findings.Add(code.Kind, code.Value, entry, path, value.Display, judgement, qualifiers, date: date);
            }
        }
    }

    private ImmutableArray<StageCode> Read(CodedConcept value, string? states) => values[(value, states)];

    private IEnumerable<StageCode> FindCodes(CodedConcept value, string? states)
    {
        var found = new List<StageCode>();
        foreach (var code in value.Codes)
        {
            var mapped = tables.StagingValues.Find(code);
            var codes = mapped is not null ? StageCodes.Read(mapped.Id) : code.Code is { } written && !IsNumberOnly(written, states) ? Raw(written, states) : [];
            found.AddRange(codes);
            found.AddRange(Raw(code.Display, states));
        }

        found.AddRange(Raw(value.Text, states));
        // "cT3" as the code and "T3" as its display are one statement; the one that says the basis is kept.
        return found.GroupBy(f => (f.Kind, f.Value)).Select(g => g.OrderByDescending(f => f.Basis is not null).First());
    }

    private static ImmutableArray<StageCode> Raw(string? text, string? states)
    {
        if (text is null)
        {
            return [];
        }

        // Registries write the value of a T observation as "3" or "2a".
        var letter = states is "t" or "n" or "m" && text.Length <= 4 && !text.Contains(char.ToUpperInvariant(states[0]), StringComparison.Ordinal) ? states.ToUpperInvariant() : null;
        return letter is null ? StageCodes.Read(text) : StageCodes.Read(letter + text.Trim()) is { IsEmpty: false } read ? read : StageCodes.Read(text);
    }

    // A long number is a code of a vocabulary, not a stage.
    private static bool IsNumberOnly(string code, string? states) => code.Length > (states is null or "stage-group" or "tnm" ? 1 : 2) && code.All(char.IsAsciiDigit);

    private static bool Fits(string states, FactKind kind) => states switch
    {
        "t" => kind == FactKind.T,
        "n" => kind == FactKind.N,
        "m" => kind == FactKind.M,
        _ => true,
    };

    private string? Edition(CodedConcept first, ImmutableArray<CodedConcept> others)
    {
        var edition = editions[first];
        for (var i = 0; edition is null && i < others.Length; i++)
        {
            edition = editions[others[i]];
        }

        return edition;
    }

    private string? FindEdition(CodedConcept concept)
    {
        foreach (var known in tables.Staging.All(concept))
        {
            if (known["edition"] is { Length: > 0 } edition)
            {
                return edition;
            }
        }

        foreach (var text in concept.Codes.SelectMany(c => (string?[])[c.Version, c.Display]).Append(concept.Text))
        {
            if (EditionIn(text) is { } edition)
            {
                return edition;
            }
        }

        return null;
    }

    /// <summary>The edition that a text names: "8th edition", "Version 8", "AJCC 8", "TNM8", or a bare "8".</summary>
    private static string? EditionIn(string? text)
    {
        if (text is null || text.Length > 200)
        {
            return null;
        }

        if (text.Trim() is ['6' or '7' or '8' or '9'])
        {
            return text.Trim();
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < '6' or > '9' || (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])) || (i > 0 && char.IsAsciiDigit(text[i - 1])))
            {
                continue;
            }

            var before = text.AsSpan(0, i).TrimEnd(" .-v");
            if (text.AsSpan(i + 1).StartsWith("th", StringComparison.OrdinalIgnoreCase) || EndsWithAny(before, "version", "edition", "AJCC", "UICC", "TNM", "ed"))
            {
                return text[i..(i + 1)];
            }
        }

        return null;

        static bool EndsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private bool NamesOtherSystem(CodedConcept concept) => !concept.IsEmpty && namesOther[concept];

    private bool NamesOtherSystem(string text)
    {
        foreach (var system in otherSystems)
        {
            var at = text.IndexOf(system, system.Any(char.IsLower) && system.Length > 4 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
            if (at >= 0 && (at == 0 || !char.IsLetter(text[at - 1])) && (at + system.Length == text.Length || !char.IsLetter(text[at + system.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
