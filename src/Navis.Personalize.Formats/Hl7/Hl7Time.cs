using System.Globalization;
using Navis.Personalize.Core.Findings;

namespace Navis.Personalize.Formats.Hl7;

/// <summary>HL7 time stamps of version 2 and 3: <c>YYYY[MM[DD[HHMM…]]]</c> with or without zone. Only the date is kept, in its precision.</summary>
internal static class Hl7Time
{
    /// <summary>The date, or null when the text is none.</summary>
    /// <param name="text">Time stamp.</param>
    public static PartialDate? Parse(string? text)
    {
        var digits = 0;
        var trimmed = text?.Trim() ?? string.Empty;
        while (digits < trimmed.Length && char.IsAsciiDigit(trimmed[digits]))
        {
            digits++;
        }

        // Some senders write ISO dates into the field.
        if (digits == 4 && trimmed.Length > 4 && trimmed[4] == '-')
        {
            return PartialDate.Parse(trimmed);
        }

        return digits switch
        {
            // The first day of 1900 is how databases write "no date".
            >= 8 when trimmed.StartsWith("19000101", StringComparison.Ordinal) => null,
            >= 8 => PartialDate.Of(Number(0, 4), Number(4, 2), Number(6, 2)),
            >= 6 => Number(4, 2) > 0 ? PartialDate.Of(Number(0, 4), Number(4, 2)) : PartialDate.Of(Number(0, 4)),
            4 => PartialDate.Of(Number(0, 4)),
            _ => null,
        };

        int Number(int start, int length) => int.Parse(trimmed.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
