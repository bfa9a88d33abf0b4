using Funding.Domain.Ports;

namespace Funding.Host.Reference;

/// <summary>
/// The territories of France that the host embeds. Immutable and safe to share; <see cref="Current"/> is read from the
/// assembly on first use (tens of milliseconds, about 6 MB).
/// </summary>
public sealed class ReferenceData : IReferenceData
{
    private static readonly Lazy<ReferenceData> Loaded = new(ReferenceDataReader.Read);

    private readonly Dictionary<string, Region> regions;
    private readonly Dictionary<string, Department> departments;
    private readonly Dictionary<string, Commune> communes;
    private readonly HashSet<(string, string)> borders;
    private readonly Dictionary<string, long> inhabitants;

    internal ReferenceData(IReadOnlyList<Region> regions, IReadOnlyList<Department> departments,
        Dictionary<string, Commune> communes, IEnumerable<(string Region, string OtherRegion)> borders)
    {
        this.regions = regions.ToDictionary(region => region.Code, StringComparer.Ordinal);
        this.departments = departments.ToDictionary(department => department.Code, StringComparer.Ordinal);
        this.communes = communes;
        this.borders = borders.SelectMany(pair => new[] { pair, (pair.OtherRegion, pair.Region) }).ToHashSet();
        Regions = [.. regions.OrderBy(region => region.Name, FrenchOrder.Comparer)];
        RegionCodes = [.. regions.Select(region => region.Code).Order(StringComparer.Ordinal)];
        Departments = [.. departments];
        inhabitants = communes.Values.Where(commune => commune.City is null).GroupBy(commune => commune.Region).ToDictionary(its => its.Key, its => its.Sum(commune => (long)commune.Population), StringComparer.Ordinal);
    }

    /// <summary>The data of this build of the host.</summary>
    public static ReferenceData Current => Loaded.Value;

    /// <summary>The 18 regions in French alphabetical order: Île-de-France between Hauts-de-France and La Réunion.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <inheritdoc />
    public IReadOnlyList<string> RegionCodes { get; }

    /// <summary>The 101 departments in the order of their codes.</summary>
    public IReadOnlyList<Department> Departments { get; }

    /// <summary>Every commune and municipal arrondissement; an arrondissement's inhabitants are also its city's.</summary>
    public IReadOnlyCollection<Commune> Communes => communes.Values;

    /// <summary>The region, or <c>null</c>.</summary>
    public Region? FindRegion(string code) => regions.GetValueOrDefault(code);

    /// <summary>The department, or <c>null</c>.</summary>
    public Department? FindDepartment(string code) => departments.GetValueOrDefault(code);

    /// <inheritdoc />
    public long InhabitantsOf(string region) => inhabitants.GetValueOrDefault(region);

    /// <inheritdoc />
    public Commune? FindCommune(string code) => communes.GetValueOrDefault(code);

    /// <inheritdoc />
    public bool IsRegion(string code) => regions.ContainsKey(code);

    /// <inheritdoc />
    public bool IsDepartmentOf(string department, string region) => FindDepartment(department)?.Region == region;

    /// <inheritdoc />
    public bool AreBordering(string region, string otherRegion) => borders.Contains((region, otherRegion));

    /// <inheritdoc />
    public TimeZoneInfo ZoneOf(string region) =>
        FindRegion(region)?.Zone ?? throw new ArgumentException($"« {region} » is not a region.", nameof(region));
}
