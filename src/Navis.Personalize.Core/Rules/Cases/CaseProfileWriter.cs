using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Navis.Personalize.Core.Rules.Profiles;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Cases;

/// <summary>Writes a profile as <see cref="CaseProfileReader"/> reads it, so that it can be kept and evaluated again. Facts that follow from others are left out; ids of facts are not kept.</summary>
/// <param name="vocabulary">Vocabulary.</param>
public sealed class CaseProfileWriter(RuleVocabulary vocabulary)
{
    private const string Unnamed = "surgery";

    /// <summary>The profile as a map.</summary>
    /// <param name="profile">Profile over the vocabulary.</param>
    public JsonObject Write(RuleProfile profile)
    {
        var map = new JsonObject();
        foreach (var slot in vocabulary.Choices.Where(c => c.Gene is null))
        {
            var set = profile.Choice(slot.Ref.Index);
            if (set != slot.Silence && (slot.Name is not "driver" || IsToldDriver(slot, set)))
            {
                map[slot.Name] = Texts([.. slot.ValuesOf(set)]);
            }
        }

        foreach (var slot in vocabulary.Numbers)
        {
            var range = profile.Number(slot.Ref.Index);
            if (range != slot.Range)
            {
                map[slot.Name] = range.Low.Equals(range.High) ? Text(range.Low) : $"{Text(range.Low)}-{Text(range.High)}";
            }
        }

        foreach (var gene in vocabulary.Genes)
        {
            var states = new JsonObject(gene.Changes.Prepend(gene.Any).Where(c => IsSaid(profile, gene, c)).Select(c => KeyValuePair.Create(c.Alteration!, (JsonNode?)c.ValuesOf(profile.Choice(c.Ref.Index)).First())));
            // Unclear as a whole because a main change was not tested, which another driver then ruled out.
            foreach (var change in IsUnclearByChanges(profile, gene) ? gene.Changes.Where(c => c.IsDriver && profile.Choice(c.Ref.Index) == GeneStates.SetOf(GeneStates.OtherDriver)) : [])
            {
                states[change.Alteration!] = GeneStates.NotTested;
            }

            if (states.Count > 0)
            {
                map[gene.Gene] = states;
            }
        }

        foreach (var (name, sets) in CoursesOf(profile))
        {
            map[name] = new JsonArray([.. sets.Select(Course)]);
        }

        return map;
    }

    // The first of two drivers is told by the dates of their results, which are not kept.
    private static bool IsToldDriver(ChoiceSlot slot, ulong set) => BitOperations.IsPow2(set) && set != slot.SetOf("none-found");

    // What follows from the changes of the gene is not said again (see OneDriver).
    private static bool IsSaid(RuleProfile profile, GeneDefinition gene, ChoiceSlot slot)
    {
        var set = profile.Choice(slot.Ref.Index);
        return (set & (GeneStates.SilentSet | GeneStates.SetOf(GeneStates.OtherDriver))) == 0
            && !(slot.Alteration is "any" && set == GeneStates.FoundSet && gene.Changes.Any(c => c.Alteration is not ("amplification" or "overexpression") && profile.Choice(c.Ref.Index) == GeneStates.FoundSet))
            && !(slot.Alteration is "any" && IsUnclearByChanges(profile, gene));
    }

    private static bool IsUnclearByChanges(RuleProfile profile, GeneDefinition gene) => profile.Choice(gene.Any.Ref.Index) == GeneStates.SetOf(GeneStates.Unclear) && profile.FactsOf(gene.Any.Ref).IsEmpty;

    private IEnumerable<(string Name, List<uint> Sets)> CoursesOf(RuleProfile profile)
    {
        foreach (var slot in vocabulary.Treatments)
        {
            // A class that bears the name of an unnamed treatment ("immunotherapy") holds its courses and those of its drugs.
            var sets = Sets(profile, slot, sure: true);
            if (slot.IsClass)
            {
                foreach (var member in slot.Members.Contains(slot.Name, StringComparer.Ordinal) ? slot.Members.Where(m => m != slot.Name).Select(vocabulary.Find).OfType<TreatmentSlot>() : [])
                {
                    foreach (var set in Sets(profile, member, sure: true))
                    {
                        sets.Remove(set);
                    }
                }

                sets = slot.Members.Contains(slot.Name, StringComparer.Ordinal) ? sets : [];
            }

            if (sets.Count > 0)
            {
                yield return (slot.Name, sets);
            }
        }

        // An operation whose extent nobody stated has no slot of its own; it leaves the classes of surgery open.
        if (vocabulary.Find("lung-surgery") is TreatmentSlot surgery && surgery.Maybe.Contains(Unnamed, StringComparer.Ordinal) && Sets(profile, surgery, sure: false) is { Count: > 0 } open)
        {
            yield return (Unnamed, open);
        }
    }

    private static List<uint> Sets(RuleProfile profile, TreatmentSlot slot, bool sure)
    {
        var sets = new List<uint>();
        foreach (var course in profile.CoursesOf(slot.Ref.Index))
        {
            if (course.Sure == sure)
            {
                sets.Add(course.Set);
            }
        }

        return sets;
    }

    // Records make products of now and setting; so does the case language.
    private static JsonObject Course(uint set)
    {
        var nows = Courses.Now.Where((_, row) => (set >> (row * Courses.Settings.Length) & 0x1F) != 0).ToImmutableArray();
        var settings = Courses.Settings.Where((_, column) => (set >> (BitOperations.TrailingZeroCount(set) / Courses.Settings.Length * Courses.Settings.Length) >> column & 1) != 0).ToImmutableArray();
        var course = new JsonObject { ["now"] = Texts(nows) };
        if (settings.Length < Courses.Settings.Length)
        {
            course["setting"] = Texts(settings);
        }

        return course;
    }

    private static JsonNode Texts(ImmutableArray<string> values) => values.Length == 1 ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(v => JsonValue.Create(v))]);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
