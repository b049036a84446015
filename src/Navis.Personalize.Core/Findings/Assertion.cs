namespace Navis.Personalize.Core.Findings;

/// <summary>How the text asserts a finding (ConText; Harkema et al., J Biomed Inform 2009).</summary>
public enum Assertion
{
    /// <summary>Stated as so, for this patient.</summary>
    Affirmed,

    /// <summary>Stated as not so.</summary>
    Negated,

    /// <summary>Suspected, possible, not excluded.</summary>
    Uncertain,

    /// <summary>Stated as so, in the past.</summary>
    Historical,

    /// <summary>Conditional, general knowledge, a recommendation or an example.</summary>
    Hypothetical,

    /// <summary>About a relative.</summary>
    Family,

    /// <summary>About another person.</summary>
    OtherPerson,
}

/// <summary>Where a fact comes from.</summary>
public enum FactOrigin
{
    /// <summary>Words of a record.</summary>
    Stated,

    /// <summary>A coded entry.</summary>
    Coded,

    /// <summary>Computed from other facts.</summary>
    Derived,

    /// <summary>Set by a reviewer.</summary>
    Corrected,

    /// <summary>Told by the patient, not yet checked.</summary>
    Reported,
}

/// <summary>Wire names of <see cref="Assertion"/> and <see cref="FactOrigin"/>.</summary>
public static class AssertionNames
{
    /// <summary>The contract's name, for example <c>other-person</c>.</summary>
    /// <param name="assertion">Assertion.</param>
    public static string Name(this Assertion assertion) => assertion switch
    {
        Assertion.Affirmed => "affirmed",
        Assertion.Negated => "negated",
        Assertion.Uncertain => "uncertain",
        Assertion.Historical => "historical",
        Assertion.Hypothetical => "hypothetical",
        Assertion.Family => "family",
        Assertion.OtherPerson => "other-person",
    };

    /// <summary>The contract's name, for example <c>stated</c>.</summary>
    /// <param name="origin">Origin.</param>
    public static string Name(this FactOrigin origin) => origin switch
    {
        FactOrigin.Stated => "stated",
        FactOrigin.Coded => "coded",
        FactOrigin.Derived => "derived",
        FactOrigin.Corrected => "corrected",
        FactOrigin.Reported => "reported",
    };
}
