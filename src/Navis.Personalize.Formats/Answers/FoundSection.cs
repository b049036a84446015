using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Formats.Answers;

/// <summary>What was found in the records, one named value a line, each with its words and its place.</summary>
internal sealed class FoundSection(ReconciledCase source, Audience audience, AnswerLabels labels, FrozenDictionary<string, Fact> facts, Func<Fact, string> cite)
{
    private const string BiomarkerPrefix = "biomarker.";

    /// <summary>Reading order of a tumour board: disease, stage, tumour, specimen, genes, treatment, course.</summary>
    private static readonly string[] Order =
    [
        "diagnosis", "histology", "stage-group", "t", "n", "m", "laterality", "lobe", "tumor-size", "grade", "nodes-examined", "nodes-positive", "margins",
        "visceral-pleural-invasion", "lymphovascular-invasion", "stas", "perineural-invasion", "pathologic-response", "metastasis-site", "smoking",
        "performance-status", BiomarkerPrefix, "treatment", "disease-state", "disease-status", "intent",
    ];

    /// <summary>Writes the section, or nothing when nothing was found.</summary>
    public void Write(IAnswerSink sink)
    {
        var shown = source.Profile.Fields.Where(f => f.Value.State != FieldState.Unknown && !f.Value.Facts.IsEmpty)
            .OrderBy(f => Rank(f.Key)).ThenBy(f => f.Key, StringComparer.Ordinal).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        sink.Section("found", Label("section.found"));
        var unnamed = 0;
        foreach (var (name, field) in shown)
        {
            if (name == "treatment")
            {
                WriteCourses(sink);
            }
            else if (audience == Audience.Patient && IsNegativeGene(name, field))
            {
                // A gene that is not the reader's is not named in patient text, not even denied.
                unnamed++;
            }
            else
            {
                sink.Field(FieldName(name), Value(name, field), Cite(Shown(field)), Shown(field)[0]);
            }
        }

        if (unnamed > 0)
        {
            sink.Field(Label("found.other-genes"), unnamed.ToString(CultureInfo.InvariantCulture), null);
        }
    }

    /// <summary>A value in words: the label of this field, else the label of the value, else the value itself.</summary>
    public string Words(string field, string value) =>
        Find($"value.{field}.{value}") ?? Find("state." + value) ?? Find("value." + value) ?? value.Replace('-', ' ');

    private void WriteCourses(IAnswerSink sink)
    {
        foreach (var course in source.Courses)
        {
            var parts = new List<string>();
            if (Find("value.setting." + course.Setting) is { } setting)
            {
                parts.Add(setting);
            }

            var once = course.Type is "surgery" or "ablation" && course.Now is CourseNow.Completed;
            parts.Add(once ? Label("value.now.done") : Find("value.now." + (course.Now ?? "given")) ?? course.Now ?? "");
            if ((once ? $"{course.Start ?? course.End}" : Dates(course)) is { Length: > 0 } dates)
            {
                parts.Add(dates);
            }

            sink.Field(TreatmentName(course.Treatment), string.Join(", ", parts), Cite(course.Facts), course.Facts.FirstOrDefault());
        }
    }

    private string Dates(TreatmentCourse course) => (course.Start, course.End) switch
    {
        ({ } start, { } end) when start == end => $"{start}",
        ({ } start, { } end) => $"{start} {Label("date.to")} {end}",
        ({ } start, null) => $"{Label("date.since")} {start}",
        (null, { } end) => $"{Label("date.until")} {end}",
        _ => "",
    };

    private string Value(string name, ProfileField field)
    {
        if (field.State == FieldState.Conflicting)
        {
            return Label("state.conflicting");
        }

        var changes = name.StartsWith(BiomarkerPrefix, StringComparison.Ordinal)
            ? Shown(field).Select(id => facts.GetValueOrDefault(id)).OfType<Fact>().Select(Change).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).ToList()
            : new List<string>();
        // "fusion (EML4); fusion" says one thing twice.
        changes.RemoveAll(c => changes.Exists(o => o.StartsWith(c + " (", StringComparison.Ordinal)));
        var value = changes.Count > 0 ? string.Join("; ", changes) : string.Join(", ", (field.Value ?? "").Split(", ").Select(v => Words(name, v)));

        // A stage that was worked out although no record states M says so.
        return Shown(field).Any(id => facts.GetValueOrDefault(id)?.Qualifiers.Assumes is "M0") ? $"{value}, {Label("found.assumes-m0")}" : value;
    }

    /// <summary>The facts that say the value shown; all of them when none says it by itself.</summary>
    private ImmutableArray<string> Shown(ProfileField field)
    {
        ImmutableArray<string> saying = [.. field.Facts.Where(id => facts.GetValueOrDefault(id)?.Value == field.Value)];
        return saying.IsEmpty ? field.Facts : saying;
    }

    private string Change(Fact fact)
    {
        var q = fact.Qualifiers;
        var change = fact.Value != BiomarkerStatus.Detected ? Words("biomarker", fact.Value) : q.Alteration switch
        {
            null or "any" => null,
            "fusion" when q.Partner is { } partner => $"{Words("alteration", "fusion")} ({partner})",
            var alteration => Words("alteration", alteration),
        };
        return (change, Amount(q)) switch
        {
            (null, null) => Words("biomarker", fact.Value),
            (null, { } amount) => amount,
            ({ } words, { } amount) when q.Gene is "CD274" or "TMB" or "MSI" || q.Unit is "copies" => $"{words}, {amount}",
            ({ } words, _) => words,
        };
    }

    private static string? Amount(Qualifiers q)
    {
        if (q.Quantity is not { } quantity)
        {
            return null;
        }

        var high = q.QuantityHigh is { } top ? string.Create(CultureInfo.InvariantCulture, $"–{top}") : "";
        var unit = q.Unit switch { null => "", "%" => "%", var other => " " + other };
        return string.Create(CultureInfo.InvariantCulture, $"{q.Comparator}{quantity}{high}{unit}{(q.Score is { } score ? $" ({score})" : "")}");
    }

    private string? Cite(ImmutableArray<string> ids) => ids.Select(id => facts.GetValueOrDefault(id)).FirstOrDefault(f => f is not null) is { } fact ? cite(fact) : null;

    private bool IsNegativeGene(string name, ProfileField field) => name.StartsWith(BiomarkerPrefix, StringComparison.Ordinal)
        && field.Facts.All(id => facts.GetValueOrDefault(id)?.Value is BiomarkerStatus.NotDetected or BiomarkerStatus.NotTested);

    private string FieldName(string name) => name.StartsWith(BiomarkerPrefix, StringComparison.Ordinal)
        ? Find("gene." + name[BiomarkerPrefix.Length..]) ?? name[BiomarkerPrefix.Length..]
        : Find("field." + name) ?? name.Replace('-', ' ');

    private string TreatmentName(string name) => Find("treatment." + name) ?? name.Replace('-', ' ');

    private string Label(string key) => labels.Get(key, audience);

    private string? Find(string key) => labels.Find(key, audience);

    private static int Rank(string field)
    {
        var place = Array.IndexOf(Order, field.StartsWith(BiomarkerPrefix, StringComparison.Ordinal) ? BiomarkerPrefix : field);
        return place < 0 ? Order.Length : place;
    }
}
