using System.Collections.Immutable;
using System.Globalization;

namespace Navis.Personalize.Formats.Tests.Ocr;

/// <summary>A report that we made up: what a page shows, and what a reader must get right.</summary>
/// <param name="Font">Font of the page, one of those that every PDF reader has.</param>
/// <param name="Size">Size of the print, points.</param>
/// <param name="Lines">Lines: text, or cells at fixed columns.</param>
/// <param name="Keys">What must be read right, or marked to be checked. Before a bar: what stands before it, to find its place.</param>
internal sealed record ReportText(string Font, double Size, ImmutableArray<string> Lines, ImmutableArray<string> Keys)
{
    /// <summary>The page that tests read: a surgical pathology report.</summary>
    public static ReportText Pathology { get; } = new(
        "Helvetica",
        10.5,
        [
            "NORTHSIDE REGIONAL PATHOLOGY",
            "Surgical pathology report|Accession S24-018273",
            "Patient: Ida Tessler|DOB 03/14/1961|MRN 00483921",
            "Collected 11/02/2024|Reported 11/08/2024",
            "",
            "CLINICAL HISTORY",
            "63-year-old former smoker (25 pack-years, quit 2009) with a spiculated nodule in the right",
            "upper lobe, found on CT of 10/21/2024. PET showed SUV 9.4 and no distant uptake.",
            "",
            "FINAL DIAGNOSIS",
            "Lung, right upper lobe, lobectomy: invasive adenocarcinoma, acinar predominant (60%), with",
            "lepidic (25%) and micropapillary (15%) components, grade 2.",
            "Greatest dimension 3.2 cm. Visceral pleural invasion present (PL1).",
            "Lymphovascular invasion: not identified. Spread through air spaces: present.",
            "Bronchial margin negative; distance to the nearest margin 1.8 cm.",
            "Lymph nodes: 2 of 14 positive (station 10R 1/3, station 11R 1/4, station 7 0/7).",
            "Pathologic stage (AJCC 8th edition): pT2a pN1 pM0, stage IIB.",
            "",
            "MOLECULAR RESULTS (next-generation sequencing, tissue)",
            "Gene|Result|Allele fraction|Reference",
            "EGFR|exon 19 deletion, p.E746_A750del|34.6%|none",
            "EGFR T790M|not detected|< 1%|none",
            "KRAS|not detected|-|none",
            "ALK|not detected|-|none",
            "TP53|p.R273H|28%|none",
            "PD-L1 (22C3)|TPS 40%|-|\u22651%",
            "TMB|6.3 mut/Mb|-|< 10",
            "",
            "IMMUNOHISTOCHEMISTRY",
            "TTF-1 positive, napsin A positive, p40 negative, CK7 positive. Ki-67 about 35%.",
            "",
            "MEDICATIONS",
            "osimertinib 80 mg daily planned from 12/03/2024; lisinopril 10 mg; metformin 500 mg twice daily.",
            "",
            "COMMENT",
            "Four cycles of cisplatin 75 mg/m2 with pemetrexed 500 mg/m2 were discussed. Brain MRI of",
            "10/28/2024 shows no metastasis. Laboratory values: hemoglobin 12.9, creatinine 0.82, eGFR 79.",
            "Signed by the pathologist on 11/08/2024 at 14:35.",
        ],
        [
            "S24-018273", "03/14/1961", "00483921", "11/02/2024", "11/08/2024", "25 pack-years", "10/21/2024", "adenocarcinoma", "60%", "15%", "grade 2", "3.2 cm", "PL1", "1.8 cm",
            "2 of 14", "1/3", "1/4", "0/7", "8th edition", "pT2a", "pN1", "pN1|pM0", "stage|IIB", "EGFR", "exon 19 deletion", "p.E746_A750del", "34.6%", "T790M", "not detected", "< 1%", "KRAS", "ALK", "TP53", "p.R273H",
            "28%", "PD-L1 (22C3)", "TPS 40%", "TPS 40%-|\u22651%", "6.3 mut/Mb", "TTF-1 positive", "p40 negative", "35%", "osimertinib 80 mg", "12/03/2024", "lisinopril 10 mg", "metformin 500 mg", "cisplatin 75 mg/m2",
            "pemetrexed 500 mg/m2", "10/28/2024", "12.9", "0.82", "79",
        ]);

    /// <summary>One of three kinds of page with values drawn anew, so that nothing can be made to fit one picture.</summary>
    /// <param name="seed">0 for the page of the tests.</param>
    public static ReportText Of(int seed) => seed == 0 ? Pathology : (seed % 3) switch
    {
        0 => Molecular(new(seed)),
        1 => Letter(new(seed)),
        _ => Values(new(seed)),
    };

    private static ReportText Letter(Random draws)
    {
        string visit = Date(draws), surgery = Date(draws), scan = Date(draws), stage = One(draws, "IIIA", "IIB", "IV", "IA2", "IIIB"), gene = One(draws, "EGFR", "ALK", "ROS1", "MET", "BRAF"), drug = One(draws, "osimertinib 80 mg", "alectinib 600 mg", "lorlatinib 100 mg", "capmatinib 400 mg"), tps = Percent(draws);
        string t = One(draws, "T1c", "T2b", "T3", "T4"), n = One(draws, "N0", "N1", "N2"), size = Number(draws, 1, 7), packs = draws.Next(5, 60).ToString(CultureInfo.InvariantCulture), dose = draws.Next(45, 67).ToString(CultureInfo.InvariantCulture), creatinine = "0." + draws.Next(50, 99).ToString(CultureInfo.InvariantCulture);
        return new("Times-Roman", 11.5,
        [
            "LAKESHORE THORACIC ONCOLOGY",
            $"Visit of {visit}",
            "",
            "Dear colleague,",
            "thank you for sending this patient, whom I saw today together with his daughter. He is a retired",
            $"teacher who smoked for {packs} pack-years. A cough that would not go led to a CT scan on {scan},",
            $"which showed a mass of {size} cm in the left lower lobe. On {surgery} he underwent a lobectomy.",
            $"The pathologist reported adenocarcinoma, p{t} {n} M0, stage {stage} by the eighth edition.",
            $"Sequencing of the tumor found a change in {gene}; KRAS and RET were not detected.",
            $"PD-L1 was positive with a tumor proportion score of {tps}.",
            "",
            "He has recovered well, walks two miles a day and has regained his weight. There is no pain,",
            "no fever and no blood in the sputum. On examination the scars have healed and both lungs are",
            $"clear. Blood counts are normal, creatinine is {creatinine} mg/dL.",
            "",
            "PLAN",
            $"We discussed four cycles of cisplatin 75 mg/m2 and, after that, {drug} by mouth.",
            $"Radiation of {dose} Gy is kept in reserve, should the cancer come back in the chest.",
            "I will see him again in three months with a new CT scan of the chest.",
            "",
            "With kind regards",
        ],
        [visit, surgery, scan, packs + " pack-years", size + " cm", "adenocarcinoma", "p" + t, n, "stage " + stage, "change in " + gene, "KRAS and RET", "score of " + tps, creatinine + " mg/dL", "75 mg/m2", drug, dose + " Gy"]);
    }

    private static ReportText Molecular(Random draws)
    {
        string sample = $"M{draws.Next(20, 26)}-{draws.Next(100000, 999999)}", date = Date(draws), first = Number(draws, 2, 60) + "%", second = Number(draws, 2, 60) + "%", depth = draws.Next(300, 2000).ToString(CultureInfo.InvariantCulture), load = Number(draws, 1, 20), tumour = Percent(draws), tps = Percent(draws);
        string driver = One(draws, "EGFR|p.L858R", "EGFR|p.G719A", "KRAS|p.G12C", "BRAF|p.V600E", "MET|c.3028G>A"), other = One(draws, "TP53|p.R175H", "STK11|p.F354L", "KEAP1|p.G333C", "TP53|p.Y220C");
        return new("Helvetica", 10,
        [
            "GENOMIC PROFILE OF A LUNG CANCER",
            $"Sample {sample}|Received {date}",
            $"Tumor content {tumour}|Mean depth {depth}",
            "",
            "FINDINGS",
            "Gene|Change|Allele fraction|Tier",
            $"{driver}|{first}|I",
            $"{other}|{second}|III",
            "",
            "NOT FOUND",
            "No fusion of ALK, ROS1, RET, NTRK1, NTRK2 or NTRK3 was detected in RNA.",
            "ERBB2 and MET show no amplification.",
            "",
            "OTHER MARKERS",
            $"Tumor mutational burden: {load} mut/Mb. Microsatellite status: stable.",
            $"PD-L1 (clone 28-8): tumor proportion score {tps}.",
            "",
            "INTERPRETATION",
            $"The change {driver.Replace("|", " ", StringComparison.Ordinal)} was found in the tissue and is of known meaning. The change in",
            $"{other.Split('|')[0]} is of unclear meaning. Results describe this sample only, and should be read",
            "together with the history. Changes below 5% of the reads may escape this test.",
            "",
            "Signed by the laboratory's director.",
        ],
        [sample, date, tumour, "depth " + depth, .. driver.Split('|'), first, .. other.Split('|'), second, "ALK, ROS1, RET", "NTRK1, NTRK2 or NTRK3", "ERBB2 and MET", load + " mut/Mb", "28-8", "score " + tps, "below 5%"]);
    }

    private static ReportText Values(Random draws)
    {
        string birth = Date(draws), date = Date(draws), number = draws.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture), haemoglobin = Number(draws, 8, 16), platelets = draws.Next(120, 400).ToString(CultureInfo.InvariantCulture), white = Number(draws, 3, 12), sodium = draws.Next(130, 146).ToString(CultureInfo.InvariantCulture), filtration = draws.Next(45, 99).ToString(CultureInfo.InvariantCulture);
        string first = One(draws, "carboplatin AUC 5", "carboplatin AUC 6", "cisplatin 80 mg/m2"), second = One(draws, "pembrolizumab 200 mg", "nivolumab 360 mg", "durvalumab 1500 mg"), lesion = Number(draws, 1, 5), earlier = Number(draws, 1, 5), start = Date(draws);
        return new("Courier", 9,
        [
            "INFUSION CENTER - TREATMENT SUMMARY",
            $"Born {birth}|Record {number}",
            $"Printed {date}",
            "",
            "DIAGNOSIS",
            "Squamous cell carcinoma of the right lung, cT3 cN2 cM0, stage IIIB.",
            "",
            "TREATMENT",
            $"Start {start}: {first} with {second}, every 3 weeks.",
            "Cycles given: 4. Dose reduced in cycle 3 for neuropathy grade 2.",
            "",
            "LABORATORY",
            $"Hemoglobin|{haemoglobin} g/dL",
            $"Platelets|{platelets} x10E9/L",
            $"White cells|{white} x10E9/L",
            $"Sodium|{sodium} mmol/L",
            $"eGFR|{filtration} mL/min",
            "",
            "IMAGING",
            $"The mass in the upper lobe measures {lesion} cm, before treatment {earlier} cm.",
            "No new lesion. Brain MRI without metastasis.",
            "",
            "Contact the center with fever above 38.0 C.",
        ],
        [birth, number, date, "cT3 cN2 cM0", "IIIB", start, first, second, "every 3 weeks", "given: 4", "grade 2", haemoglobin + " g/dL", platelets + " x10", white + " x10", sodium + " mmol/L", filtration + " mL/min", lesion + " cm", earlier + " cm", "38.0 C"]);
    }

    private static string Date(Random draws) => string.Create(CultureInfo.InvariantCulture, $"{draws.Next(1, 13):00}/{draws.Next(1, 29):00}/{draws.Next(2021, 2026)}");

    private static string Percent(Random draws) => string.Create(CultureInfo.InvariantCulture, $"{draws.Next(11, 95)}%");

    private static string Number(Random draws, int low, int high) => string.Create(CultureInfo.InvariantCulture, $"{draws.Next(low, high)}.{draws.Next(1, 10)}");

    private static string One(Random draws, params string[] of) => of[draws.Next(of.Length)];
}
