namespace Navis.Personalize.Web.Hosting;

/// <summary>What the environment says of a reader outside of this machine.</summary>
/// <param name="IsConfigured">Whether address and credential are there.</param>
/// <param name="Words">The same for a person; never a credential.</param>
internal sealed record OutsideReader(bool IsConfigured, string Words);
