using System.Text;

namespace Navis.Personalize.Formats.Text;

/// <summary>Builds the text of a marked-up document: runs of white space become one space, blocks become lines, table cells stand three spaces apart.</summary>
internal sealed class TextAssembler
{
    /// <summary>Between cells of a row: wide enough that no word gap looks like it.</summary>
    public const string CellGap = "   ";

    private readonly StringBuilder text = new();
    private bool space;
    private bool cell;

    /// <summary>Characters written so far.</summary>
    public int Length => text.Length;

    /// <summary>Adds running text; line breaks in the source are white space.</summary>
    public void Append(ReadOnlySpan<char> run)
    {
        foreach (var c in run)
        {
            if (char.IsWhiteSpace(c) && c != '\u00A0')
            {
                space = true;
                continue;
            }

            if (char.IsControl(c) || c is '\u00AD' or '\u200B' or '\uFEFF')
            {
                continue;
            }

            if (text.Length > 0 && text[^1] != '\n')
            {
                text.Append(cell ? CellGap : space ? " " : "");
            }

            (cell, space) = (false, false);
            text.Append(c == '\u00A0' ? ' ' : c);
        }
    }

    /// <summary>Ends the line; several in a row write one.</summary>
    public void EndLine()
    {
        (cell, space) = (false, false);
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    /// <summary>Ends the paragraph with a blank line.</summary>
    public void EndParagraph()
    {
        EndLine();
        if (text.Length > 1 && text[^2] != '\n')
        {
            text.Append('\n');
        }
    }

    /// <summary>The next text belongs to the next cell.</summary>
    public void NextCell() => cell = true;

    /// <summary>The text without trailing white space.</summary>
    public override string ToString() => text.ToString().TrimEnd();
}
