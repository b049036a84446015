using Navis.Personalize.Core.Content;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Extraction.Biomarkers;

namespace Navis.Personalize.Extraction.Variants;

/// <summary>Puts a variant as reports and coded entries write it into normal form. Built once from the content, thread safe, pure.</summary>
public sealed class VariantNormalizer
{
    private const int LongestString = 4_000;

    private readonly BiomarkerVocabulary vocabulary;
    private readonly StatementReader reader;

    /// <summary>Builds a normaliser.</summary>
    /// <param name="content">Content with <c>rules/terminology</c>.</param>
    /// <exception cref="ContentException">A file is not in its form.</exception>
    public VariantNormalizer(IContentSource content)
        : this(BiomarkerVocabulary.Load(content))
    {
    }

    internal VariantNormalizer(BiomarkerVocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        reader = new(vocabulary);
    }

    /// <summary>The first variant or result that a string states; <see cref="NormalizedVariant.None"/> when it states none.
    /// A change that is only named counts as found; a gene that is only named does not. Only the first 4,000 characters are read.</summary>
    /// <param name="text">A report string: <c>EGFR p.(Leu858Arg)</c>, <c>del19</c>, <c>ALK (D5F3): negative</c>, <c>PD-L1 TPS 30%</c>.</param>
    public NormalizedVariant Normalize(string text) => Normalize(text, null);

    /// <summary>The same for a string whose gene is known from elsewhere (a coded entry's own gene field): a bare change is read in that gene.</summary>
    /// <param name="text">A report string, for example <c>c.3028+1G&gt;T</c>.</param>
    /// <param name="gene">HGNC symbol, or null.</param>
    public NormalizedVariant Normalize(string text, string? gene)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Length > LongestString ? text[..LongestString] : text;
        if (gene is not null && vocabulary.Gene(gene) is not null)
        {
            text = $"{gene} {text}";
        }

        var statements = reader.Read(text);
        var foreign = vocabulary.Find(text).Any(m => vocabulary.Term(m.Entry).Role == Role.OtherTumor);
        var first = foreign ? null :
            statements.Find(s => !s.NotTumor && StatusOf(s) is not null)
            ?? statements.Find(s => !s.NotTumor);
        if (first is null)
        {
            return NormalizedVariant.None;
        }

        // In a script whose words we do not read, a sign of denial may stand unseen beside the variant.
        var status = text.AsSpan().IndexOfAnyInRange('\u3040', '\ud7ff') >= 0 ? null : StatusOf(first);
        var hgvs = first.Hgvs ?? statements.Find(s => s.Gene == first.Gene && s.Hgvs is not null)?.Hgvs;
        return new(first.Gene, KindOf(first), first.Alteration, hgvs, ClassOf(first, status), status);
    }

    private static string? StatusOf(Statement statement) => statement.Status ?? (statement.Bare || statement.Change is { Kind: not AlterationKind.Mutation } ? BiomarkerStatus.Detected : null);

    private static string? ClassOf(Statement statement, string? status) => (statement.Gene, status) switch
    {
        ("TMB", BiomarkerStatus.Detected) => "TMB high",
        ("TMB", BiomarkerStatus.NotDetected) => "TMB low",
        ("MSI", BiomarkerStatus.Detected) => "MSI high",
        ("MSI", BiomarkerStatus.NotDetected) => "MSS",
        ("CD274", BiomarkerStatus.NotDetected) => "PD-L1 <1",
        ("CD274", BiomarkerStatus.Detected) => statement.Quantity switch
        {
            { Score: "CPS" } => "PD-L1 CPS",
            { Low: >= 50 } => "PD-L1 >=50",
            { } => "PD-L1 1-49",
            null => "PD-L1",
        },
        ("TMB" or "MSI" or "CD274", _) => null,
        _ => VariantClass.Of(statement.Gene, statement.Change, statement.Alteration, status != BiomarkerStatus.NotDetected),
    };

    private static string? KindOf(Statement statement) => (statement.Gene, statement.Change) switch
    {
        ("TMB", _) => "tmb",
        ("MSI", _) => "msi",
        ("CD274", _) => "expression",
        (_, null) => statement.Alteration == AlterationName.Fusion ? "fusion" : statement.Status == BiomarkerStatus.NotDetected ? "wildtype" : null,
        (_, { } change) => OfChange(statement.Gene, change),
    };

    private static string OfChange(string gene, Alteration change) => change.Kind switch
    {
        AlterationKind.Fusion => "fusion",
        AlterationKind.Amplification or AlterationKind.Loss => "cnv",
        AlterationKind.Overexpression => "expression",
        AlterationKind.ExonDeletion => gene == "MET" ? "splice" : "del",
        AlterationKind.ExonInsertion => "ins",
        AlterationKind.ExonSkipping => "splice",
        AlterationKind.ExonChange => gene == "MET" ? "splice" : "other",
        AlterationKind.Mutation => "other",
        AlterationKind.Protein or AlterationKind.Coding => AlterationName.Protein(gene, change)?.Kind switch
        {
            ChangeKind.Substitution or ChangeKind.Position => "snv",
            ChangeKind.Nonsense => "nonsense",
            ChangeKind.Frameshift => "frameshift",
            ChangeKind.Deletion => "del",
            ChangeKind.Insertion or ChangeKind.Duplication => "ins",
            ChangeKind.DeletionInsertion => "delins",
            ChangeKind.Splice => "splice",
            null => AlterationName.IsMetExon14(gene, change) ? "splice" : change.Coding is { Kind: ChangeKind.Substitution } ? "snv" : "other",
        },
    };
}
