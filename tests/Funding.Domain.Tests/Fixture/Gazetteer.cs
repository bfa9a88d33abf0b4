using Funding.Domain.Ports;

namespace Funding.Domain.Tests;

/// <summary>A small official geographic code: the 18 regions, some departments and communes, two borders.</summary>
internal sealed class Gazetteer : IReferenceData
{
    private static readonly string[] Regions = ["01", "02", "03", "04", "06", "11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"];

    private static readonly (string Department, string Region)[] Departments = [("69", "84"), ("01", "84"), ("14", "28"), ("29", "53"), ("974", "04"), ("71", "27"), ("75", "11")];

    private static readonly Commune[] Communes =
    [
        new("69123", "Lyon", "69", "84", 522_250),
        new("69266", "Villeurbanne", "69", "84", 156_928),
        new("01004", "Ambérieu-en-Bugey", "01", "84", 15_554),
        new("71270", "Mâcon", "71", "27", 34_448),
        new("75056", "Paris", "75", "11", 2_113_705),
    ];

    public bool IsRegion(string code) => Regions.Contains(code);

    public bool IsDepartmentOf(string department, string region) => Departments.Contains((department, region));

    public IReadOnlyList<string> RegionCodes => Regions;

    public long InhabitantsOf(string region) => Communes.Where(commune => commune.Region == region).Sum(commune => (long)commune.Population);

    public Commune? FindCommune(string code) => Array.Find(Communes, commune => commune.Code == code);

    public bool AreBordering(string region, string otherRegion) => (region, otherRegion) is ("84", "27") or ("27", "84");

    public TimeZoneInfo ZoneOf(string region) => TimeZoneInfo.FindSystemTimeZoneById(region == "04" ? "Indian/Reunion" : "Europe/Paris");
}
