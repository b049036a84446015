using System.Collections.Immutable;

namespace Navis.Personalize.Core.Rules.Vocabulary;

/// <summary>The words of a course of treatment: how it goes now, and in which setting. A set of pairs is a bit mask.</summary>
public static class Courses
{
    /// <summary>Values of <c>now</c>; the first four are <c>ever: given</c>.</summary>
    public static readonly ImmutableArray<string> Now = ["ongoing", "completed", "stopped", "progressed", "planned", "declined"];

    /// <summary>Values of <c>setting</c>.</summary>
    public static readonly ImmutableArray<string> Settings = ["neoadjuvant", "adjuvant", "definitive", "consolidation", "advanced"];

    /// <summary>Values of <c>ever</c>.</summary>
    public static readonly ImmutableArray<string> Ever = ["given", "planned", "declined", NotRecorded];

    /// <summary>The record does not say that it was given.</summary>
    public const string NotRecorded = "not-recorded";

    /// <summary>Every pair of a given course.</summary>
    public const uint Given = (1u << (4 * SettingCount)) - 1;

    internal const int SettingCount = 5;
    private const uint OneNow = (1u << SettingCount) - 1;

    /// <summary>Pairs with one of these <c>now</c> and one of these settings; an empty list means any given course, or any setting.</summary>
    /// <param name="now">Values of <see cref="Now"/>.</param>
    /// <param name="settings">Values of <see cref="Settings"/>.</param>
    /// <exception cref="ArgumentException">No such value.</exception>
    public static uint SetOf(ImmutableArray<string> now, ImmutableArray<string> settings)
    {
        var rows = now.IsEmpty ? Given : 0;
        foreach (var value in now)
        {
            var row = Now.IndexOf(value);
            rows |= row >= 0 ? OneNow << (row * SettingCount) : throw new ArgumentException($"'{value}' is no value of now.", nameof(now));
        }

        if (settings.IsEmpty)
        {
            return rows;
        }

        var columns = 0u;
        foreach (var value in settings)
        {
            var column = Settings.IndexOf(value);
            for (var row = 0; row < Now.Length; row++)
            {
                columns |= column >= 0 ? 1u << ((row * SettingCount) + column) : throw new ArgumentException($"'{value}' is no setting.", nameof(settings));
            }
        }

        return rows & columns;
    }
}
