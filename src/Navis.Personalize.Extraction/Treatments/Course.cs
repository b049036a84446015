using System.Runtime.InteropServices;

namespace Navis.Personalize.Extraction.Treatments;

/// <summary>Treatments that a sentence names together (<c>carboplatin, pemetrexed and pembrolizumab</c>): one statement about all of them.</summary>
internal sealed class Course
{
    /// <summary>The treatments; empty for a pronoun (<c>treatment</c>, <c>it</c>) that stands for the course spoken of before.</summary>
    public List<Member> Members { get; } = [];

    /// <summary>Start of the first member.</summary>
    public int Start { get; set; }

    /// <summary>End of the last member, exclusive.</summary>
    public int End { get; set; }

    /// <summary>Joined by "or".</summary>
    public bool Alternatives { get; set; }

    /// <summary>Cues that stand before and govern it, nearest first.</summary>
    public List<TreatmentWord> Before { get; } = [];

    /// <summary>Cues that stand behind and govern it, in text order.</summary>
    public List<TreatmentWord> After { get; } = [];

    /// <summary>True when <see cref="Before"/> was taken over from the course in front, with "followed by" between.</summary>
    public bool Follows { get; set; }

    /// <summary>True for a pronoun.</summary>
    public bool IsAnaphor => Members.Count == 0;

    /// <summary>True when every member is an unnamed kind of systemic treatment.</summary>
    public bool IsUnnamed => Members.Count > 0 && Members.TrueForAll(m => m.Target.IsUnnamed);

    /// <summary>True when some member is of a type.</summary>
    public bool Has(string type) => Members.Exists(m => string.Equals(m.Target.Type, type, StringComparison.Ordinal));
}

/// <summary>One treatment where a text names it.</summary>
/// <param name="Target">Treatment.</param>
/// <param name="Start">Start.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Setting">Setting that the words themselves say, or null.</param>
/// <param name="Intent">Intent that the words themselves say, or null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Member(Target Target, int Start, int End, string? Setting, string? Intent = null);
