namespace Navis.Personalize.Application.Access;

/// <summary>What a person is here. One role each: whoever is two has two accounts, so that an audit line has one meaning.</summary>
public enum Role
{
    Patient,
    Caregiver,
    Navigator,
    Clinician,
    Administrator,
}
