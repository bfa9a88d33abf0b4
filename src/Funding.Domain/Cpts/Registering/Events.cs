namespace Funding.Domain.Cpts;

/// <summary>A CPTS was registered; its letter of intent is to be judged (R1).</summary>
/// <param name="Name">1–200 characters.</param>
/// <param name="RegionCode">INSEE code of the region; it never changes.</param>
/// <param name="Territory">Department, communes and population.</param>
/// <param name="Profile">A free description, or null.</param>
/// <param name="Identifiers">SIRET and RNA, each or both null.</param>
/// <param name="Contact">Whom to reach, sealed, or null.</param>
/// <param name="Synthetic">True for a CPTS made up for demonstration; absent otherwise.</param>
public sealed record CptsRegistered(
    string Name, string RegionCode, Territory Territory, string? Profile, Identifiers Identifiers, SealedText? Contact, bool? Synthetic = null) : CptsEvent;

/// <summary>The association took another name.</summary>
public sealed record CptsRenamed(string Name) : CptsEvent;

/// <summary>The territory, its department or its population changed.</summary>
public sealed record TerritoryChanged(Territory Territory) : CptsEvent;

/// <summary>The profile was described anew.</summary>
public sealed record ProfileChanged(string Profile) : CptsEvent;

/// <summary>SIRET or RNA became known or changed.</summary>
public sealed record IdentifiersChanged(Identifiers Identifiers) : CptsEvent;

/// <summary>Another contact.</summary>
public sealed record ContactChanged(SealedText Contact) : CptsEvent;
