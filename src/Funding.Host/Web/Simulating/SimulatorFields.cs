using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Funding.Domain.Aci;
using Funding.Domain.Refusing;
using Funding.Domain.Tariffs;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Simulating;
using Funding.Host.Web.Acts;
using Funding.Host.Web.Acts.Catalogue;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Simulating;

/// <summary>What the simulator asks, a row for each mission; it becomes the API's own body, and is judged by the same rules.</summary>
internal static class SimulatorFields
{
    private static readonly NumberInput Population = new("population", "Population") { IsRequired = true, Help = "Habitants : elle donne la classe de taille." };
    private static readonly ChoiceInput Tariff = new("tariff", "Barème", it => it.Tariffs.Select(one => new Option(one.Tariff.Id, one.Tariff.Id))) { IsRequired = true };
    private static readonly DateInput StartsOn = new("startsOn", "Premier jour du contrat") { IsRequired = true };
    private static readonly DateInput EndsOn = new("endsOn", "Dernier jour, s’il était résilié");
    private static readonly MoneyInput Functioning = new("functioning", "Fonctionnement, par an") { IsRequired = true };
    private static readonly ChoiceInput Mission = new("mission", "Mission", Options.Missions) { IsRequired = true };
    private static readonly MoneyInput Fixed = new("fixed", "Part fixe, par an") { IsRequired = true };
    private static readonly MoneyInput Variable = new("variable", "Part variable, par an au plus") { IsRequired = true };
    private static readonly DateInput Start = new("start", "Commence le") { Help = "Vide : ne commence pas." };
    private static readonly RateInput Rate = new("achievedRate", "Taux supposé, en %") { Help = "Vide : aucune part variable." };

    /// <summary>The rows of missions.</summary>
    public const string Missions = "missions";

    /// <summary>All that is asked.</summary>
    public static IReadOnlyList<Input> All { get; } =
        [Population, Tariff, StartsOn, EndsOn, Functioning, new RowsInput(Missions, "Missions", [Mission, Fixed, Variable, Start, Rate], "Mission") { IsRequired = true }];

    /// <summary>The simulation asked for, or what is wrong with it: each fault by the field that it is about.</summary>
    public static (SimulationRequest? Request, IReadOnlyList<Fault> Faults) Read(FormValues values, ImmutableDictionary<string, AciTariff> tariffs)
    {
        var findings = new Findings();
        var json = Body(values, findings);
        var body = BodyReader.Parse(JsonSerializer.SerializeToUtf8Bytes(json), SimulationFields.All, findings);
        if (findings.Values.Count > 0) return (null, [.. findings.Values.Select(it => Placed(it, values)).DistinctBy(it => it.Pointer)]);
        var request = SimulationFields.Read(body, tariffs);
        return ContractSimulation.Faults(request) is { Count: > 0 } faults ? (null, [.. faults.Select(it => Placed(it, values)).DistinctBy(it => it.Pointer)]) : (request, []);
    }

    private static JsonObject Body(FormValues values, Findings findings)
    {
        var starts = new JsonObject();
        var rates = new JsonArray();
        var missions = new JsonArray();
        for (var row = 0; row < values.RowsOf(Missions); row++)
        {
            var at = $"{Missions}/{row}";
            var mission = values[$"{at}/mission"];
            missions.Add(Made(at, (Mission, "mission"), (Fixed, "fixed"), (Variable, "variable")));
            if (Answer(Start, $"{at}/start") is { } start) starts[mission] = start;
            if (Answer(Rate, $"{at}/achievedRate") is { } rate) rates.Add(new JsonObject { ["mission"] = mission, ["achievedRate"] = rate });
        }

        var terms = Made("", (Tariff, "tariff"), (Functioning, "functioning"));
        terms["missions"] = missions;
        var body = Made("", (Population, "population"), (Tariff, "tariff"), (StartsOn, "startsOn"), (EndsOn, "endsOn"));
        (body["terms"], body["missionStarts"], body["rates"]) = (terms, starts, rates);
        return body;

        JsonObject Made(string within, params ReadOnlySpan<(Input Input, string Name)> parts)
        {
            var made = new JsonObject();
            foreach (var (input, name) in parts)
                if (Answer(input, Input.Within(within, name)) is { } node) made[name] = node;
            return made;
        }

        JsonNode? Answer(Input input, string pointer) => input.Read(values, pointer, (place, why) => findings.Invalid("/" + place, why));
    }

    /// <summary>A fault of the body, by the field of the page that became that part of it.</summary>
    private static Fault Placed(Fault fault, FormValues values) => fault.Pointer.Split('/') switch
    {
        ["", "terms", .. var rest] => fault with { Pointer = "/" + string.Join('/', rest) },
        ["", "missionStarts", var mission] => fault with { Pointer = $"/{Missions}/{RowOf(mission, values)}/start" },
        ["", "rates", var rate, ..] when int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => fault with { Pointer = $"/{Missions}/{RowOfRate(index, values)}/achievedRate" },
        _ => fault,
    };

    private static int RowOf(string mission, FormValues values) => Enumerable.Range(0, values.RowsOf(Missions)).FirstOrDefault(row => values[$"{Missions}/{row}/mission"] == mission);

    private static int RowOfRate(int index, FormValues values)
        => Enumerable.Range(0, values.RowsOf(Missions)).Where(row => values[$"{Missions}/{row}/achievedRate"].Length > 0).ElementAtOrDefault(index);
}
