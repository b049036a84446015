using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Dates;

/// <summary>A date found in a text.</summary>
/// <param name="Date">The date, as precise as written.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
public readonly record struct DateMatch(PartialDate Date, int Start, int End);
