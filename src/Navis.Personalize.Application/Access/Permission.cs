using System.Diagnostics.CodeAnalysis;

namespace Navis.Personalize.Application.Access;

/// <summary>What a message asks to do. Every message names one.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "The field's word; it has nothing to do with code access security.")]
public enum Permission
{
    /// <summary>Works on what the caller hands in; nothing stored is touched.</summary>
    None,

    OpenCase,
    ViewCase,
    AddRecords,
    Report,
    ShareCase,
    DeleteCase,
    ListWork,
    Verify,

    /// <summary>A word on facts: the navigator when checking, the clinician when signing with changes.</summary>
    Decide,
    SignOff,
    ReadAudit,
    ManageJobs,

    /// <summary>Sets what holds for the whole site; opens no case to a person.</summary>
    Administer,
}

/// <summary>The permission that a message needs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>Which role may do what. Whether it may do so to one case is <see cref="CaseAccess"/>.</summary>
public static class Permissions
{
    public static bool Has(this Role role, Permission permission) => role switch
    {
        Role.Patient => permission is Permission.OpenCase or Permission.ViewCase or Permission.AddRecords or Permission.Report or Permission.ShareCase or Permission.DeleteCase,
        Role.Caregiver => permission is Permission.ViewCase or Permission.AddRecords or Permission.Report,
        Role.Navigator => permission is Permission.ViewCase or Permission.ListWork or Permission.Verify or Permission.Decide,
        Role.Clinician => permission is Permission.ViewCase or Permission.ListWork or Permission.SignOff or Permission.Decide,
        Role.Administrator => permission is Permission.ReadAudit or Permission.ManageJobs or Permission.Administer,
    };
}
