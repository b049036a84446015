namespace Navis.Personalize.Application.Access;

/// <summary>A message that touches what is stored: audited, authorised, checked, and in a transaction when it changes something.</summary>
public interface IGuarded;

/// <summary>A message about one case.</summary>
public interface ICaseMessage : IGuarded
{
    Guid CaseId { get; }
}

/// <summary>A message that can be wrong in itself.</summary>
public interface IChecked
{
    /// <summary>The first problem as a code, or null.</summary>
    string? Problem();
}
