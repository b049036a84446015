namespace Navis.Personalize.Core.Profiles;

/// <summary>Which disease the records of a case are about, taken together.</summary>
public enum CaseDisease
{
    /// <summary>No record names or excludes a cancer of this person.</summary>
    Silent,

    /// <summary>Non-small cell lung cancer.</summary>
    Nsclc,

    /// <summary>Small cell lung cancer: nothing is tailored.</summary>
    Sclc,

    /// <summary>Proven non-small cell lung cancer that later showed small cell carcinoma: both types hold.</summary>
    Transformed,

    /// <summary>Non-small cell and small cell are both stated and nothing tells which, or in what order.</summary>
    NsclcOrSclc,

    /// <summary>Lung cancer is suspected, or its type is open.</summary>
    Suspected,

    /// <summary>Another cancer only.</summary>
    OtherCancer,

    /// <summary>The records say that there is no cancer.</summary>
    NoCancer,
}
