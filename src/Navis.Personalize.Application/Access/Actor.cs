namespace Navis.Personalize.Application.Access;

/// <summary>Who acts.</summary>
public sealed record Actor(string Id, string Name, Role Role);

/// <summary>Who acts in this scope: set once by the host, before the first message.</summary>
public sealed class CurrentActor
{
    public Actor? Value { get; set; }

    /// <summary>The actor, where a behaviour has already made sure that there is one.</summary>
    internal Actor Known => Value ?? throw new RefusedException(Refusal.NotSignedIn);
}

/// <summary>Why a message was refused. The person only ever sees "not found"; the audit has the reason.</summary>
public enum Refusal
{
    NotSignedIn,
    Role,
    OutsideCase,
    NoSuchCase,
}

/// <summary>Thrown by behaviours, caught at the host's edge. Refusal looks like absence.</summary>
public sealed class RefusedException(Refusal reason) : Exception("Not found.")
{
    public Refusal Reason { get; } = reason;
}

/// <summary>Thrown when a message is not of its form, or came too late; the codes are words of ours, never of a record.</summary>
public sealed class NotAcceptedException(string problem) : Exception(problem)
{
    public string Problem { get; } = problem;
}
