using Navis.Personalize.Core.Documents;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Extraction.Coded;

/// <summary>Diagnoses, histology, side and lobe, spread, and stages that stand inside a diagnosis.</summary>
internal sealed class DiagnosisFindings(TumorClassifier classifier, CodeTables tables)
{
    /// <summary>Adds what the entries state.</summary>
    /// <param name="findings">Where to add.</param>
    public void Add(CodedFindings findings)
    {
        foreach (var entry in findings.Case.Document.Entries)
        {
            switch (entry.Kind)
            {
                case CodedEntryKind.Condition:
                    AddProblem(findings, entry);
                    break;
                case CodedEntryKind.FamilyHistory:
                    AddTumor(findings, entry, classifier.Classify(entry.Code), entry.Path, entry.Code, new(Assertion.Family, null));
                    break;
                case CodedEntryKind.Observation:
                    AddObserved(findings, entry);
                    break;
                case CodedEntryKind.Procedure or CodedEntryKind.ServiceRequest or CodedEntryKind.Medication or CodedEntryKind.Other:
                    AddReasons(findings, entry);
                    break;
                case CodedEntryKind.Report:
                    foreach (var conclusion in entry.Values)
                    {
                        AddTumor(findings, entry, classifier.Classify(conclusion), entry.Path, conclusion, findings.Judge(entry, Scope.Lung));
                    }

                    break;
                case CodedEntryKind.Specimen:
                    break;
            }
        }
    }

    private void AddProblem(CodedFindings findings, CodedEntry entry)
    {
        var tumor = findings.Case.ProblemOf(entry)?.Tumor ?? classifier.Classify(entry.Code, entry.BodySites, CodedCase.Morphology(entry));
        var judgement = findings.Judge(entry, Scope.Lung);
        if (judgement.Withheld is null && entry.Negated)
        {
            judgement = judgement with { Withheld = "refuted" };
        }

        if (tumor.IsProvenLung && entry.Verification is "provisional" or "differential" or "unconfirmed" && judgement is { Assertion: Assertion.Affirmed })
        {
            tumor = tumor with { Disease = Disease.Suspected };
        }

        if (tumor.Disease == Disease.LungHistory && judgement.Assertion == Assertion.Affirmed)
        {
            judgement = judgement with { Assertion = Assertion.Historical };
        }

        AddTumor(findings, entry, tumor, entry.Path, entry.Code, judgement);
    }

    private static void AddTumor(CodedFindings findings, CodedEntry entry, Tumor tumor, string path, CodedConcept concept, Judgement judgement)
    {
        var quote = concept.Display;
        if (tumor.Diagnosis is { } diagnosis)
        {
            // Problem lists keep the suspicion, and the code that leaves the type open, beside the diagnosis that came of it.
            var settled = diagnosis is "suspected" && findings.Case.HasTypedLung ? "superseded" : diagnosis is "other-cancer" && findings.Case.HasLung ? "other-cancer" : null;
            findings.Add(FactKind.Diagnosis, diagnosis, entry, path, quote, judgement with { Withheld = judgement.Withheld ?? settled });
        }

        if (tumor.Disease == Disease.Spread)
        {
            AddSpread(findings, entry, tumor, path, quote, judgement);
            return;
        }

        var proven = tumor.IsProvenLung;
        if (tumor.Type is { } type && (proven || tumor.Disease == Disease.Suspected))
        {
            findings.Add(FactKind.Histology, type, entry, path, quote, proven ? judgement : judgement with { Assertion = Assertion.Uncertain });
        }

        if (proven && tumor.Side is { } side)
        {
            findings.Add(FactKind.Laterality, side, entry, path, Place(entry) ?? quote, judgement);
        }

        if (proven && tumor.Lobe is { } lobe)
        {
            findings.Add(FactKind.Lobe, lobe, entry, path, Place(entry) ?? quote, judgement);
        }

        if (proven && tumor.Stage is { } stage)
        {
            findings.Add(FactKind.StageGroup, stage, entry, path, quote, judgement, new() { Basis = "unspecified" });
        }
    }

    private static void AddSpread(CodedFindings findings, CodedEntry entry, Tumor tumor, string path, string? quote, Judgement judgement)
    {
        // A metastasis in the lung of a person without lung cancer says that there is another cancer.
        if (tumor.Site is "lung" && !findings.Case.HasLung)
        {
            findings.Add(FactKind.Diagnosis, "other-cancer", entry, path, quote, judgement);
        }

        if (tumor.Site is { } site)
        {
            var linked = findings.Judge(entry);
            findings.Add(FactKind.MetastasisSite, site is "lung" ? "contralateral-lung" : site, entry, path, quote, judgement.Withheld is null && judgement.Assertion == Assertion.Affirmed ? linked : judgement);
        }
    }

    /// <summary>A disorder as the question of an observation ("Secondary malignant neoplasm of bone: absent"), or as its answer.</summary>
    private void AddObserved(CodedFindings findings, CodedEntry entry)
    {
        if (entry.Values is not [var value, ..] || tables.Results.Find(value)?["status"] is not { } status)
        {
            return;
        }

        var tumor = classifier.Classify(entry.Code);
        if (tumor.Disease is Disease.Spread or Disease.Nsclc or Disease.Sclc or Disease.Lung && tables.Biomarkers.Find(entry.Code) is null)
        {
            var judgement = findings.Judge(entry, tumor.Disease == Disease.Spread ? null : Scope.Lung);
            AddTumor(findings, entry, tumor, entry.Path, entry.Code, status is "detected" ? judgement : judgement with { Assertion = status is "not-detected" ? Assertion.Negated : Assertion.Uncertain });
        }
    }

    /// <summary>A diagnosis that stands only as the reason of an order or a procedure.</summary>
    private void AddReasons(CodedFindings findings, CodedEntry entry)
    {
        if (findings.Case.HasLungProblem || findings.Case.LungRefuted || entry.Reasons.IsEmpty)
        {
            return;
        }

        foreach (var reason in entry.Reasons)
        {
            var tumor = classifier.Classify(reason, entry.BodySites);
            if (tumor.Disease is Disease.Nsclc or Disease.Sclc or Disease.Lung or Disease.Suspected or Disease.Other)
            {
                AddTumor(findings, entry, tumor, entry.Path, reason, findings.Judge(entry, Scope.Lung) with { });
            }
        }
    }

    private static string? Place(CodedEntry entry) => entry.BodySites.IsEmpty ? null : string.Join(", ", entry.BodySites.Select(b => b.Display));
}
