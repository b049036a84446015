namespace Navis.Personalize.Core.Staging;

/// <summary>Relations between stage groups: <c>IA3</c> is a part of <c>IA</c>, which is a part of <c>I</c>.</summary>
public static class StageGroups
{
    /// <summary>What all groups share, or null: IA1 and IA3 share IA; IIIA and IIIB share III; IB and IIA share nothing.</summary>
    /// <param name="groups">Groups; at least one.</param>
    public static string? CommonPart(IReadOnlyList<string> groups)
    {
        var common = groups[0];
        for (var i = 1; i < groups.Count && common is not null; i++)
        {
            while (common is not null && !Contains(common, groups[i]))
            {
                common = Parent(common);
            }
        }

        return common;
    }

    /// <summary>True when <paramref name="part"/> is <paramref name="whole"/> or one of its subdivisions.</summary>
    /// <param name="whole">Group such as <c>III</c>.</param>
    /// <param name="part">Group such as <c>IIIA</c>.</param>
    public static bool Contains(string whole, string part)
    {
        for (var group = part; group is not null; group = Parent(group))
        {
            if (string.Equals(group, whole, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The next coarser group: IA3, IA, I, then null. <c>0</c> and <c>occult</c> have none.</summary>
    /// <param name="group">Group.</param>
    public static string? Parent(string group)
    {
        var last = group[^1];
        return group.Length > 1 && (char.IsAsciiDigit(last) || last is 'A' or 'B' or 'C') ? group[..^1] : null;
    }
}
