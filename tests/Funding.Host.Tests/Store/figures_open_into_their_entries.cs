using System.Globalization;
using System.Text.Json;
using Funding.Benchmarks.Histories;
using Funding.Engine;
using Funding.Engine.Sealing;
using Funding.Host.Reference;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store;

/// <summary>
/// Each figure of an answer equals the sum of what its provenance lists, on made-up histories and at made-up moments. Cost: half a
/// minute. FUNDING_LAWS_SEED (a number) makes others.
/// </summary>
[Collection(PostgresTests.Name)]
public sealed class figures_open_into_their_entries(PostgresFixture postgres)
{
    private static readonly (string Member, string Kind)[] Kinds =
    [
        ("committed", "committed"), ("certified", "certified"), ("paid", "paid"), ("barred", "barred"), ("recoveryOrdered", "recovery-ordered"), ("recovered", "recovered"), ("waived", "waived"),
    ];

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("FUNDING_LAWS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 1;

    [EngineTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task of_random_histories(int which)
    {
        var history = new LongHistory(20 + (10 * which), 3 + which, 2_500) { Seed = Seed + which };
        await using var engine = await TestEngine.StartAsync(postgres, "2026-11-01T00:00:00Z");
        await LoadAsync(engine, history);
        await using var api = await ServedEngine.StartAsync(engine);
        var dice = new Random(Seed + which);

        foreach (var moment in Moments(history, dice))
        {
            foreach (var region in dice.GetItems(ReferenceData.Current.Regions.ToArray(), 2)) await RegionAsync(api, region.Code, moment, dice);
            await NationAsync(api, moment);
            var list = (await api.GetAsync($"/api/v1/cpts?page[size]=200{moment}")).GetProperty("items").EnumerateArray().ToArray();
            foreach (var summary in dice.GetItems(list, Math.Min(2, list.Length)))
            {
                await SourcesAsync(api, summary);
                await DossierAsync(api, summary.GetProperty("id").GetString()!, moment, dice);
            }
        }
    }

    private static async Task RegionAsync(ServedEngine api, string code, string moment, Random dice)
    {
        var year = 2026 - dice.Next(4);
        var financing = await api.GetAsync($"/api/v1/regions/{code}/financing?budgetYear={year}{(dice.Next(2) == 0 ? "" : $"&from={year}-02-10&to={year + 1}-03-04")}{moment}");
        await SourcesAsync(api, financing);
        await PhasesAsync(api, financing);
        await EnvelopeAsync(api, financing);
        await ForecastAsync(api, code, moment);
    }

    private static async Task NationAsync(ServedEngine api, string moment)
    {
        var nation = (await api.GetAsync($"/api/v1/regions/financing?{moment}")).GetProperty("national");
        await SourcesAsync(api, nation);
        await PhasesAsync(api, nation);
    }

    private static async Task SourcesAsync(ServedEngine api, JsonElement it)
    {
        var opening = it.GetProperty("provenance");
        foreach (var source in it.GetProperty("sources").EnumerateObject())
            await FiguresAsync(api, source.Value, opening.GetProperty("sources").GetString()!.Replace("{source}", source.Name, StringComparison.Ordinal));
        await FiguresAsync(api, it.GetProperty("total"), opening.GetProperty("total").GetString()!);
    }

    /// <summary>Of a total in which every kind stands: the sums by kind of all entries are the entries of each kind.</summary>
    private static async Task FiguresAsync(ServedEngine api, JsonElement figures, string template)
    {
        foreach (var (member, kind) in Kinds)
        {
            if (!figures.TryGetProperty(member, out var figure)) continue;
            var address = template.Replace("{kind}", kind, StringComparison.Ordinal);
            var entries = await api.ItemsAsync(address);
            entries.ShouldAllBe(entry => entry.GetProperty("kind").GetString() == kind);
            figure.GetDecimal().ShouldBe(entries.Sum(entry => entry.GetProperty("amount").GetDecimal()), address);
        }
    }

    private static async Task PhasesAsync(ServedEngine api, JsonElement it)
    {
        var template = it.GetProperty("provenance").GetProperty("cptsByPhase").GetString()!;
        foreach (var phase in it.GetProperty("cptsByPhase").EnumerateObject())
            (await api.ItemsAsync(template.Replace("{phase}", phase.Name, StringComparison.Ordinal))).Count.ShouldBe(phase.Value.GetInt32(), template);
    }

    private static async Task EnvelopeAsync(ServedEngine api, JsonElement it)
    {
        if (!it.TryGetProperty("envelope", out var envelope)) return;
        var opening = it.GetProperty("provenance").GetProperty("envelope");
        var committed = await api.ItemsAsync(opening.GetProperty("committed").GetString()!);
        envelope.GetProperty("committed").GetDecimal().ShouldBe(committed.Sum(entry => entry.GetProperty("amount").GetDecimal()));
        var acts = await api.ItemsAsync(opening.GetProperty("authorised").GetString()!);
        var share = acts.Find(act => act.TryGetProperty("cptsShare", out _));
        var free = acts.Where(act => act.TryGetProperty("fungible", out _)).Sum(act => Part(act, "fungible") - Part(act, "prevention") - Part(act, "medicoSocial"));
        envelope.GetProperty("authorised").GetDecimal().ShouldBe(share.ValueKind == JsonValueKind.Undefined ? free : Part(share, "cptsShare"));

        static decimal Part(JsonElement act, string member) => act.GetProperty(member).GetDecimal();
    }

    private static async Task ForecastAsync(ServedEngine api, string code, string moment)
    {
        var forecast = await api.GetAsync($"/api/v1/regions/{code}/forecast?{moment}");
        var template = forecast.GetProperty("provenance").GetString()!;
        var places = forecast.GetProperty("months").EnumerateArray().Take(8).Select(month => (month.GetProperty("month").GetString()!, month))
            .Append(("overdue", forecast.GetProperty("overdue"))).Append(("later", forecast.GetProperty("later")));
        foreach (var (month, sums) in places)
            foreach (var source in sums.GetProperty("sources").EnumerateObject())
            {
                var payables = (await api.ItemsAsync(template.Replace("{month}", month, StringComparison.Ordinal).Replace("{source}", source.Name, StringComparison.Ordinal)))
                    .Where(it => it.GetProperty("certainty").GetString() != "variable-at-most").ToList();
                source.Value.GetDecimal().ShouldBe(payables.Sum(it => it.GetProperty("amount").GetDecimal()), $"{template} {month} {source.Name}");
                foreach (var payable in payables.Where(it => it.TryGetProperty("provenance", out _)).Take(1))
                    payable.GetProperty("amount").GetDecimal().ShouldBe(Outstanding(await api.ItemsAsync(payable.GetProperty("provenance").GetString()!)));
            }
    }

    private static async Task DossierAsync(ServedEngine api, string id, string moment, Random dice)
    {
        var dossier = await api.GetAsync($"/api/v1/cpts/{id}?{moment}");
        await SourcesAsync(api, dossier);
        var commitments = dossier.GetProperty("commitments").EnumerateArray().ToArray();
        foreach (var commitment in dice.GetItems(commitments, Math.Min(4, commitments.Length)))
        {
            var opening = commitment.GetProperty("provenance");
            await FiguresAsync(api, commitment, opening.GetProperty("figures").GetString()!);
            foreach (var instalment in commitment.GetProperty("instalments").EnumerateArray())
            {
                var template = opening.GetProperty("instalments").GetString()!.Replace("{number}", instalment.GetProperty("number").GetRawText(), StringComparison.Ordinal);
                await FiguresAsync(api, instalment, template);
                (await SumAsync(template, "committed")).ShouldBe(instalment.GetProperty("amount").GetDecimal(), template);
            }

            foreach (var recovery in commitment.GetProperty("recoveries").EnumerateArray())
            {
                var template = opening.GetProperty("recoveries").GetString()!.Replace("{id}", recovery.GetProperty("id").GetString()!, StringComparison.Ordinal);
                foreach (var (member, kind) in new[] { ("ordered", "recovery-ordered"), ("received", "recovered"), ("waived", "waived") })
                    (await SumAsync(template, kind)).ShouldBe(recovery.GetProperty(member).GetDecimal(), template);
            }
        }

        async Task<decimal> SumAsync(string template, string kind) => (await api.ItemsAsync(template.Replace("{kind}", kind, StringComparison.Ordinal))).Sum(entry => entry.GetProperty("amount").GetDecimal());
    }

    private static decimal Outstanding(IEnumerable<JsonElement> entries) => entries.Sum(entry => entry.GetProperty("kind").GetString() switch
    {
        "committed" => entry.GetProperty("amount").GetDecimal(),
        "paid" or "barred" => -entry.GetProperty("amount").GetDecimal(),
        _ => 0m,
    });

    /// <summary>Now, at an instant, on a day, and both: as what follows in an address.</summary>
    private static IEnumerable<string> Moments(LongHistory history, Random dice)
    {
        var instant = () => history.Start + ((history.Until - history.Start) * (0.3 + (0.7 * dice.NextDouble())));
        var asOf = () => $"&asOf={instant():yyyy-MM-dd'T'HH:mm:ss'Z'}";
        var effectiveOn = () => $"&effectiveOn={instant():yyyy-MM-dd}";
        return ["", asOf(), effectiveOn(), asOf() + effectiveOn()];
    }

    private static async Task LoadAsync(TestEngine engine, LongHistory history)
    {
        await using var scope = engine.Services.CreateAsyncScope();
        var sealer = scope.ServiceProvider.GetRequiredService<Sealer>();
        await scope.ServiceProvider.GetRequiredService<IHistoryLoader>().LoadAsync(history.Events(ReferenceData.Current, sealer), null, CancellationToken.None);
        await engine.SettleAsync(60);
    }
}
