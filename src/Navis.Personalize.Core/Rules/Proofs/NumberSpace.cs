using System.Globalization;
using Navis.Personalize.Core.Rules.Conditions;
using Navis.Personalize.Core.Rules.Vocabulary;

namespace Navis.Personalize.Core.Rules.Proofs;

/// <summary>What a number can be, as two places in the list of numbers at which some rule changes its mind. Between two of them all numbers are alike, so nothing is lost.</summary>
internal sealed class NumberSpace
{
    public const int Width = 8;
    private readonly NumberSlot slot;
    private readonly List<double> cuts;

    public NumberSpace(NumberSlot slot, IEnumerable<AtomTest> tests)
    {
        this.slot = slot;
        var points = new SortedSet<double> { slot.Range.Low, Math.BitIncrement(slot.Range.Low), Math.BitDecrement(slot.Range.High), slot.Range.High };
        foreach (var range in tests.Where(t => t.Kind is AtomKind.Number).Select(t => t.Range))
        {
            points.UnionWith([range.Low, Math.BitDecrement(range.Low), range.High, Math.BitIncrement(range.High)]);
        }

        cuts = [.. points.Where(p => p >= slot.Range.Low && p <= slot.Range.High)];
        Low = $"nl{slot.Ref.Index.ToString(CultureInfo.InvariantCulture)}";
        High = $"nh{slot.Ref.Index.ToString(CultureInfo.InvariantCulture)}";
    }

    public string Low { get; }

    public string High { get; }

    public string Domain => Smt.And($"(bvule {Low} {High})", $"(bvule {High} {At(cuts.Count - 1)})");

    /// <summary>Nothing is known.</summary>
    public string Silent => Smt.And($"(= {Low} {At(0)})", $"(= {High} {At(cuts.Count - 1)})");

    public string IsTrue(Interval range) => Smt.And($"(bvuge {Low} {At(First(range.Low))})", $"(bvule {High} {At(Last(range.High))})");

    public string IsFalse(Interval range) => Smt.Or(
        First(range.Low) == 0 ? "false" : $"(bvult {High} {At(First(range.Low))})", Last(range.High) == cuts.Count - 1 ? "false" : $"(bvugt {Low} {At(Last(range.High))})");

    /// <summary>Values of the variables for what a profile says.</summary>
    public IEnumerable<(string Variable, ulong Value)> ValuesOf(Interval range) => [(Low, (ulong)Floor(range.Low)), (High, (ulong)Floor(range.High))];

    /// <summary>The number or range as a case writes it, or null when nothing is known.</summary>
    public string? Words(ulong low, ulong high)
    {
        if (low == 0 && high == (ulong)cuts.Count - 1)
        {
            return null;
        }

        var (from, to) = (Plain((int)low), Plain((int)high));
        return low == high ? Text(from) : $"{Text(from)}-{Text(to)}";
    }

    private static string At(int place) => Smt.Bits((ulong)place, Width);

    private int First(double low) => cuts.FindIndex(c => c >= low) is >= 0 and var at ? at : cuts.Count;

    private int Last(double high) => cuts.FindLastIndex(c => c <= high);

    private int Floor(double value) => cuts.FindLastIndex(c => c <= value);

    // Of all the numbers from this cut to the next, the one that is shortest to write.
    private double Plain(int place)
    {
        var low = cuts[place];
        var end = place + 1 < cuts.Count ? cuts[place + 1] : double.PositiveInfinity;
        for (var digits = 0; digits <= 6; digits++)
        {
            var rounded = Math.Ceiling(low * Math.Pow(10, digits)) / Math.Pow(10, digits);
            if (rounded >= low && rounded < end && rounded <= slot.Range.High)
            {
                return rounded;
            }
        }

        return low;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
