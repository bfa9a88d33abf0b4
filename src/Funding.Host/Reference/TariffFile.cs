using System.Text.Json;
using System.Text.Json.Serialization;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Host.Reference;

/// <summary>The ACI tariffs as the reference file writes them: every cell is there, null where no source gives its amount.</summary>
internal sealed record TariffFile([property: JsonPropertyName("_comment")] string Comment, IReadOnlyList<TariffFile.Row> Tariffs)
{
    /// <summary>The file is ours: what does not fit is a mistake to be told, never to be read around.</summary>
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>What is to be published, in the order of the file.</summary>
    /// <exception cref="JsonException">The text is no such file.</exception>
    public static IReadOnlyList<PublishTariff> Read(string json)
        => [.. JsonSerializer.Deserialize<TariffFile>(json, Strict)!.Tariffs.Select(row => row.ToCommand())];

    internal sealed record Row(
        string Id, string Label, string Reference, DateOnly ValidFrom, DateOnly? ValidTo, Mission[] CoreMissions, Mission[] OptionalMissions, Size[] SizeClasses,
        Dictionary<Mission, Amounts> MissionAmounts, Dictionary<Mission, Deadline> MissionDeadlines, decimal AdvanceRate, int TermYears,
        Dictionary<string, string> Confidence, string BoundaryRule)
    {
        public PublishTariff ToCommand() => new(Id, new TariffFacts(
            Label, ValidFrom, ValidTo, CoreMissions.ToSequence(), OptionalMissions.ToSequence(),
            SizeClasses.Select(size => new SizeClass(size.Class, size.PopulationUpTo, size.Inclusive)).ToSequence(), Cells().ToSequence(),
            MissionDeadlines.Select(one => new MissionDeadline(one.Key, one.Value.StartMonths, one.Value.DeployedMonths)).ToSequence(), AdvanceRate, TermYears,
            Confidence.Select(one => new SourceNote(one.Key, one.Value)).ToSequence(), BoundaryRule), Reference);

        private IEnumerable<PublishedCell> Cells()
            => from cell in SizeClasses.SelectMany(CellsOf)
               where cell.Amount is not null
               select new PublishedCell(cell.Cell, Money.Euros(cell.Amount!.Value));

        private IEnumerable<(TariffCell Cell, decimal? Amount)> CellsOf(Size size, int i) =>
        [
            (new TariffCell(size.Class, TariffItem.Functioning), size.Functioning),
            (new TariffCell(size.Class, TariffItem.Ceiling), size.Ceiling),
            .. MissionAmounts.SelectMany(one => new[]
            {
                (TariffCell.Of(size.Class, one.Key, MissionPart.Fixed), one.Value.Fixed[i]),
                (TariffCell.Of(size.Class, one.Key, MissionPart.Variable), one.Value.Variable[i]),
            }),
        ];
    }

    internal sealed record Size(int Class, decimal? Functioning, decimal? Ceiling, int? PopulationUpTo = null, bool Inclusive = false);

    internal sealed record Amounts(decimal?[] Fixed, decimal?[] Variable);

    internal sealed record Deadline(int StartMonths, int DeployedMonths);
}
