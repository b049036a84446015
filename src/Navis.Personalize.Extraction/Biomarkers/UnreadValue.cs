using System.Text.RegularExpressions;

namespace Navis.Personalize.Extraction.Biomarkers;

/// <summary>A value behind a change that says nothing to us: <c>BRAF V600E: ND</c>, <c>T790M - n/a</c>, <c>L858R: see below</c>. The change was looked for; what came of it is not read.</summary>
/// <remarks>A change that is only named counts as found ("adenocarcinoma, EGFR L858R"). One that has a value of its own never does.</remarks>
internal static partial class UnreadValue
{
    /// <summary>True when such a value stands right behind.</summary>
    /// <param name="text">Sentence or row.</param>
    /// <param name="end">End of the change.</param>
    public static bool Follows(string text, int end)
    {
        var behind = text.AsSpan(end);
        foreach (var _ in NoData().EnumerateMatches(behind))
        {
            return true;
        }

        foreach (var match in ShortValue().EnumerateMatches(behind))
        {
            return !Names().IsMatch(behind.Slice(match.Index, match.Length));
        }

        return false;
    }

    /// <summary>True when a point mutation is told as gone: <c>T790M lost</c>, <c>T790M (loss)</c>.</summary>
    /// <param name="text">Sentence or row.</param>
    /// <param name="end">End of the change.</param>
    public static bool IsLost(string text, int end) => Lost().IsMatch(text.AsSpan(end));

    [GeneratedRegex(@"^[)\]]?,?\s*\(?((is|was|were|has been|now|status|mutation|clone|:|-)\s*){0,3}\b(lost|loss|cleared|gone|undetected|perdida|perdido|se perdi[oó])\b(?! of (function|heteroz))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Lost();

    // Behind a colon, a dash or a gap of columns: "ND", "N/D", "n.a.", "NE", "not applicable", "—".
    [GeneratedRegex(@"^[)\]]?(\s*[:=|]\s*|\s+[-–—]\s*|\s{1,})(N\.?/?[DAERT]\.?|n\.?/?[da]\.?|not applicable|no aplica|niet van toepassing|[-–—]{1,3}|\?)(?=\s*($|[\r\n|,;)]))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NoData();

    // Behind a colon, up to four words that end the line or clause.
    [GeneratedRegex(@"^[)\]]?\s*[:=]\s*[\p{L}/.-]+( [\p{L}/.-]+){0,3}\s*($|[\r\n;|])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ShortValue();

    // What names the change once more, or weighs it: the value of a change that was found.
    [GeneratedRegex(@"pathogenic|oncogenic|sensiti[sz]|resistan|activat|actionable|driver|significan|tier|mutation|mutant|variant|missense|frameshift|nonsense|substitution|deletion|insertion|amplif|fusion|\b(gain|loss)\b|hotspot|exon|somatic|germline|\b(high|medium|low|yes|found|present)\b|\bp\.|\bc\.|mutaci[oó]n|variante|patog[eé]nic|sensib|resisten|positi|mutatie|inhibitor|[a-z]{3,}(nib|mab|sib)\b|benefit|response|therap|osi\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Names();
}
