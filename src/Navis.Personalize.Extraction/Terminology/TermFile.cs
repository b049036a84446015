using System.Collections.Immutable;

namespace Navis.Personalize.Extraction.Terminology;

/// <summary>One file of <c>rules/terminology</c>: entries of one concept and the cases that prove them.</summary>
/// <param name="Concept">Concept, equal to the file name: <c>drugs</c>, <c>sections</c>, <c>negation-cues</c>.</param>
/// <param name="Entries">Entries.</param>
/// <param name="Cases">Sentences with what must be found, both sides.</param>
public sealed record TermFile(string Concept, ImmutableArray<TermEntry> Entries, ImmutableArray<TermCase> Cases);

/// <summary>One thing that texts call by several names.</summary>
/// <param name="Id">Canonical value, for example <c>osimertinib</c>.</param>
/// <param name="Terms">Names, found whatever their case, as whole words; a space matches any run of white space or a hyphen.</param>
/// <param name="Exact">Names found in this case only (abbreviations).</param>
/// <param name="Attributes">What else is known of it (<c>class: egfr-tki-3g</c>).</param>
public sealed record TermEntry(string Id, ImmutableArray<string> Terms, ImmutableArray<string> Exact, ImmutableDictionary<string, string> Attributes);

/// <summary>A sentence and the ids that must be found in it, no more and no fewer.</summary>
/// <param name="Text">Sentence.</param>
/// <param name="Find">Ids.</param>
public sealed record TermCase(string Text, ImmutableArray<string> Find);
