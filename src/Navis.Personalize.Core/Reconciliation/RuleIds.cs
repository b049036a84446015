namespace Navis.Personalize.Core.Reconciliation;

/// <summary>Ids of the reconciliation rules that code decides; each stands in <c>rules/reconciliation/rules.yaml</c> with its explanation.</summary>
public static class RuleIds
{
    /// <summary>Records of more than one person.</summary>
    public const string MixedSubjects = "mixed-subjects";

    /// <summary>A record of another person than the one chosen.</summary>
    public const string AnotherSubject = "another-subject";

    /// <summary>A record that names nobody in a mixed case.</summary>
    public const string UnnamedRecord = "unnamed-record";

    /// <summary>Dated after the day asked for.</summary>
    public const string AfterAsOf = "after-as-of";

    /// <summary>Not settled by its own words.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>Another cancer.</summary>
    public const string OtherCancer = "other-cancer";

    /// <summary>A suspicion that was settled.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Change to small cell.</summary>
    public const string Transformation = "transformation";

    /// <summary>Two kinds of lung cancer.</summary>
    public const string NsclcOrSclc = "nsclc-or-sclc";

    /// <summary>A yp category from a scan.</summary>
    public const string ImagingNoPathology = "imaging-no-pathology";

    /// <summary>A correction by a reviewer.</summary>
    public const string ReviewerCorrected = "reviewer-corrected";

    /// <summary>An amended report.</summary>
    public const string AmendedReport = "amended-report";

    /// <summary>A result that was awaited.</summary>
    public const string ResultArrived = "result-arrived";

    /// <summary>A more exact statement.</summary>
    public const string LessSpecific = "less-specific";

    /// <summary>Resection before biopsy and scan.</summary>
    public const string ResectionOutranksBiopsy = "resection-outranks-biopsy";

    /// <summary>Report before letter.</summary>
    public const string ReportOutranksRestatement = "report-outranks-restatement";

    /// <summary>A later state of the person.</summary>
    public const string EarlierStatus = "earlier-status";

    /// <summary>Earliest stage.</summary>
    public const string StageAtDiagnosis = "stage-at-diagnosis";

    /// <summary>Pathologic before clinical.</summary>
    public const string PathologicBeforeClinical = "pathologic-before-clinical";

    /// <summary>Latest statement.</summary>
    public const string LatestStatement = "latest-statement";

    /// <summary>Found outweighs not found.</summary>
    public const string FoundOutweighs = "found-outweighs";

    /// <summary>Found and not found in one sample.</summary>
    public const string FoundAndNotFound = "found-and-not-found";

    /// <summary>A negative of blood or spinal fluid.</summary>
    public const string PlasmaNegativeOnly = "plasma-negative-only";

    /// <summary>Single changes looked for.</summary>
    public const string SingleChangesOnly = "single-changes-only";

    /// <summary>Most telling status.</summary>
    public const string MoreTellingStatus = "more-telling-status";

    /// <summary>Second cancer or return.</summary>
    public const string SecondPrimaryOrRecurrence = "second-primary-or-recurrence";

    /// <summary>Disagreement.</summary>
    public const string RecordsDisagree = "records-disagree";

    /// <summary>Computed stage.</summary>
    public const string ComputedStage = "computed-stage";

    /// <summary>Edition by date.</summary>
    public const string EditionImplied = "edition-implied";

    /// <summary>Two editions in use.</summary>
    public const string EditionUncertain = "edition-uncertain";

    /// <summary>Stated and computed differ.</summary>
    public const string StageMismatch = "stage-mismatch";

    /// <summary>Agreement.</summary>
    public const string OnlyStatement = "only-statement";

    /// <summary>Nothing stated.</summary>
    public const string Silent = "silent";

    internal static readonly string[] All =
    [
        MixedSubjects, AnotherSubject, UnnamedRecord, AfterAsOf, Uncertain, OtherCancer, Confirmed, Transformation, NsclcOrSclc, ImagingNoPathology, ReviewerCorrected, AmendedReport,
        ResultArrived, LessSpecific, ResectionOutranksBiopsy, ReportOutranksRestatement, EarlierStatus, StageAtDiagnosis, PathologicBeforeClinical, LatestStatement,
        FoundOutweighs, FoundAndNotFound, PlasmaNegativeOnly, SingleChangesOnly, MoreTellingStatus, SecondPrimaryOrRecurrence, RecordsDisagree, ComputedStage,
        EditionImplied, EditionUncertain, StageMismatch, OnlyStatement, Silent,
    ];
}
