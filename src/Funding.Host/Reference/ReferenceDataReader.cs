using System.Globalization;
using Funding.Domain.Ports;
using static Funding.Host.Reference.EmbeddedText;

namespace Funding.Host.Reference;

/// <summary>Reads the territories out of the assembly. The build writes these CSVs without quotes, so a line is split at its commas.</summary>
internal static class ReferenceDataReader
{
    public static ReferenceData Read()
    {
        var zones = Rows("region-zones.csv").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
        var regions = Rows("regions.csv").Select(row => new Region(row[0], row[1], TimeZoneInfo.FindSystemTimeZoneById(zones[row[0]])));
        var departments = Rows("departments.csv").Select(row => new Department(row[0], row[1], row[2])).ToList();
        var borders = Rows("bordering-regions.csv").Select(row => (row[0], row[1]));
        return new ReferenceData([.. regions], departments, Communes(departments), borders);
    }

    // Thirty-five thousand rows: spans instead of Split, and one string per department and region instead of one per row.
    private static Dictionary<string, Commune> Communes(IEnumerable<Department> departments)
    {
        var known = departments.ToDictionary(department => department.Code, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var communes = new Dictionary<string, Commune>(36_000, StringComparer.Ordinal);
        Span<Range> fields = stackalloc Range[6];
        using var reader = Open("communes.csv");
        reader.ReadLine();
        while (reader.ReadLine() is { } text)
        {
            var line = text.AsSpan();
            line.Split(fields, ',');
            var department = known[line[fields[2]]];
            var population = int.Parse(line[fields[4]], NumberStyles.None, CultureInfo.InvariantCulture);
            var city = line[fields[5]];
            var commune = new Commune(line[fields[0]].ToString(), line[fields[1]].ToString(), department.Code, department.Region, population)
            {
                City = city.IsEmpty ? null : city.ToString(),
            };
            communes.Add(commune.Code, commune);
        }

        return communes;
    }
}
