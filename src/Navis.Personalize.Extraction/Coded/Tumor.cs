namespace Navis.Personalize.Extraction.Coded;

/// <summary>What a coded diagnosis says.</summary>
/// <param name="Disease">Which disease.</param>
internal sealed record Tumor(Disease Disease)
{
    /// <summary>Histology of the contract, or null.</summary>
    public string? Type { get; init; }

    /// <summary>Stage group inside the diagnosis, or null.</summary>
    public string? Stage { get; init; }

    /// <summary>Side or null.</summary>
    public string? Side { get; init; }

    /// <summary>Lobe or null.</summary>
    public string? Lobe { get; init; }

    /// <summary>Site of a spread, or null when it is not said.</summary>
    public string? Site { get; init; }

    /// <summary>A lung cancer of whatever type, sure or suspected.</summary>
    public bool IsLung => Disease is Disease.Nsclc or Disease.Sclc or Disease.Lung or Disease.Suspected;

    /// <summary>A proven lung cancer.</summary>
    public bool IsProvenLung => Disease is Disease.Nsclc or Disease.Sclc or Disease.Lung;

    /// <summary>The value of the contract, or null where it has none. A lung cancer whose type is not said is <c>suspected</c>, as in narrative.</summary>
    public string? Diagnosis => Disease switch
    {
        Disease.Nsclc => "nsclc",
        Disease.Sclc => "sclc",
        Disease.Suspected or Disease.Lung or Disease.LungHistory => "suspected",
        Disease.Other => "other-cancer",
        Disease.None or Disease.OtherHistory or Disease.Family or Disease.Spread or Disease.Unspecified or Disease.InSitu => null,
    };
}

/// <summary>The sorts of diagnosis that matter here.</summary>
internal enum Disease
{
    /// <summary>No cancer.</summary>
    None,

    /// <summary>Non-small cell lung cancer.</summary>
    Nsclc,

    /// <summary>Small cell lung cancer.</summary>
    Sclc,

    /// <summary>Lung cancer, type not said.</summary>
    Lung,

    /// <summary>Lung cancer suspected.</summary>
    Suspected,

    /// <summary>Lung carcinoma in situ.</summary>
    InSitu,

    /// <summary>Had lung cancer once.</summary>
    LungHistory,

    /// <summary>Another cancer.</summary>
    Other,

    /// <summary>Had another cancer once.</summary>
    OtherHistory,

    /// <summary>A relative's.</summary>
    Family,

    /// <summary>A metastasis.</summary>
    Spread,

    /// <summary>A cancer of which the organ is not said.</summary>
    Unspecified,
}
