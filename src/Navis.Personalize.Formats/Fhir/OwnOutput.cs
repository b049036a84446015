using System.Text.Json;

namespace Navis.Personalize.Formats.Fhir;

/// <summary>The mark that our own output carries. A profile is made from records; read as a record it would be its own witness.</summary>
public static class OwnOutput
{
    /// <summary>System of the tag on our bundle and on every resource in it.</summary>
    public const string TagSystem = "urn:navis-personalize:result";

    /// <summary>Code of the issue with which a reader refuses it.</summary>
    public const string IssueCode = "OWN-OUTPUT";

    /// <summary>What the issue says after the file's name.</summary>
    public const string Message = "this is a result of Navis Personalize, not a record. Add the records that it was made from.";

    /// <summary>Whether a resource says in its <c>meta.tag</c> that it is ours: also one that a server has kept and gives back among records.</summary>
    /// <param name="meta">Element <c>meta</c> or undefined.</param>
    internal static bool IsIn(JsonElement meta)
    {
        foreach (var (tag, _) in meta.Each("tag"))
        {
            if (tag.Text("system") is TagSystem)
            {
                return true;
            }
        }

        return false;
    }
}
