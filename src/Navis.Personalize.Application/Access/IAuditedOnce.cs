namespace Navis.Personalize.Application.Access;

/// <summary>A message that comes many times for one look at one thing, such as the pictures of a record's pages: the audit has one line for each thing and half an hour.</summary>
public interface IAuditedOnce : ICaseMessage
{
    /// <summary>What is looked at, inside the case.</summary>
    string Subject { get; }
}
