using System.Globalization;

namespace Navis.Personalize.Web.Components;

/// <summary>Days and times as they are written on pages.</summary>
internal static class Days
{
    public static string Of(DateTimeOffset at) => at.ToLocalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string WithTime(DateTimeOffset at) => at.ToLocalTime().ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    public static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes >> 10)} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");

    /// <summary>Time spent, to the second while it is short.</summary>
    public static string Spent(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds} s",
        _ => $"{(int)span.TotalHours} h {span.Minutes} min",
    };

    public static string Waiting(TimeSpan span) => span switch
    {
        { TotalHours: < 1 } => "under an hour",
        { TotalDays: < 1 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} d",
    };
}
