namespace Funding.Domain.Ports;

/// <summary>Regions, departments and communes as the rules need them: codes are INSEE codes, as text.</summary>
public interface IReferenceData
{
    /// <summary>Whether the code is that of one of the 18 regions.</summary>
    bool IsRegion(string code);

    /// <summary>Whether the department exists and lies in the region.</summary>
    bool IsDepartmentOf(string department, string region);

    /// <summary>The commune of that code, or null when there is none.</summary>
    Commune? FindCommune(string code);

    /// <summary>Whether the two regions share a border.</summary>
    bool AreBordering(string region, string otherRegion);

    /// <summary>The legal time zone of the region: its days begin and end by it.</summary>
    TimeZoneInfo ZoneOf(string region);
}

/// <summary>A commune of the official geographic code, with its population (inhabitants).</summary>
public sealed record Commune(string Code, string Name, string Department, string Region, int Population);
