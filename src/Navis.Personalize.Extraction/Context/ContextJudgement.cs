using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Context;

/// <summary>What ConText says of one target: independent attributes, from which <see cref="Assertion"/> picks the strongest.</summary>
/// <param name="Negated">Denied.</param>
/// <param name="Uncertain">Suspected or not excluded.</param>
/// <param name="Historical">In the past.</param>
/// <param name="Hypothetical">Conditional, general, recommended, an example.</param>
/// <param name="Experiencer">Whom it is about.</param>
public readonly record struct ContextJudgement(bool Negated, bool Uncertain, bool Historical, bool Hypothetical, Experiencer Experiencer)
{
    /// <summary>One assertion: experiencer first, then hypothetical, negated, uncertain, historical.</summary>
    public Assertion Assertion => this switch
    {
        { Experiencer: Experiencer.Family } => Assertion.Family,
        { Experiencer: Experiencer.Other } => Assertion.OtherPerson,
        { Hypothetical: true } => Assertion.Hypothetical,
        { Negated: true } => Assertion.Negated,
        { Uncertain: true } => Assertion.Uncertain,
        { Historical: true } => Assertion.Historical,
        _ => Assertion.Affirmed,
    };
}

/// <summary>Whom a statement is about.</summary>
public enum Experiencer
{
    /// <summary>The patient.</summary>
    Patient,

    /// <summary>A relative.</summary>
    Family,

    /// <summary>Somebody else (a donor, another patient, a study population).</summary>
    Other,
}

/// <summary>Judges targets in a narrative. Built once from the cue files, thread safe.</summary>
public interface IContextEngine
{
    /// <summary>Judges the target at a span; scope does not leave the target's sentence except by headings that govern it.</summary>
    /// <param name="text">Narrative.</param>
    /// <param name="start">Target start.</param>
    /// <param name="end">Target end, exclusive.</param>
    ContextJudgement Judge(Narrative.NarrativeText text, int start, int end);
}
