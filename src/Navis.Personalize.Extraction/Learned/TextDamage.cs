using System.Collections.Immutable;
using System.Text;
using Navis.Personalize.Core.Content;

namespace Navis.Personalize.Extraction.Learned;

/// <summary>Spoils a text as scanning and faxing do: most records not at all, some a little, a few badly.</summary>
internal sealed class TextDamage
{
    private const string File = "rules/learned/corpus/patients.yaml";
    private readonly ImmutableArray<(char From, string To)> changes;

    public TextDamage(IContentSource content) =>
        changes = [.. ContentNode.Parse(File, content.Read(File)).Texts("damage").Select(d => (d[0], d[1..].Trim() is "_" ? "" : d[1..].Trim()))];

    public string Apply(Draws draws, string text)
    {
        var share = draws.Chance(0.7) ? 0 : draws.Chance(0.66) ? 0.004 : 0.02;
        if (share <= 0)
        {
            return text;
        }

        var damaged = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!draws.Chance(share))
            {
                damaged.Append(c);
                continue;
            }

            var fitting = changes.Where(d => d.From == c).ToList();
            damaged.Append(fitting.Count > 0 ? draws.One(fitting).To : char.IsLetter(c) && draws.Chance(0.3) ? "" : char.IsLetter(c) && draws.Chance(0.3) ? $"{c} " : c.ToString());
        }

        return damaged.ToString();
    }
}
