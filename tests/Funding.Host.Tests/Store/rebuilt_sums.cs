using Funding.Engine;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using static Funding.Host.Tests.Store.RebuiltEngine;

namespace Funding.Host.Tests.Store;

/// <summary>Sums of closed blocks follow from the entries (ADR 0012) and are rebuilt with them.</summary>
[Collection(PostgresTests.Name)]
public sealed class rebuilt_sums(PostgresFixture postgres)
{
    private const string OfGrants = "kind = 'Committed' and region = '84'";

    [Fact]
    public async Task sound_ones_come_out_the_same()
    {
        await using var engine = await StartAsync(postgres);
        await engine.CloseBlockAsync();
        var sums = await engine.ContentsAsync("entry_sums");
        (await engine.ScalarAsync<long>("select count(*) from funding.entry_sums")).ShouldBeGreaterThan(50);

        // In two steps: the second goes on with what the first one summed.
        await engine.DamageAsync("update funding.entries set cents = cents + 1 where position = (select min(position) from funding.entries)");
        (await engine.RebuildAsync(Regions)).ShouldSatisfyAllConditions(it => it.Swapped.ShouldBeFalse(), it => it.Difference!.Table.ShouldBe("entries"));
        await engine.DamageAsync("update funding.entries set cents = cents - 1 where position = (select min(position) from funding.entries)");
        await engine.CloseBlockAsync();
        (await engine.RebuildAsync(Regions)).ShouldSatisfyAllConditions(it => it.ResumedAt.ShouldBeGreaterThan(0), it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeTrue());

        (await engine.ContentsAsync("entry_sums")).ShouldBe(sums);
    }

    [Theory]
    [InlineData($"update funding.entry_sums set cents = cents + 1 where ctid = (select min(ctid) from funding.entry_sums where {OfGrants})", "cents", "a cent more")]
    [InlineData($"delete from funding.entry_sums where ctid = (select min(ctid) from funding.entry_sums where {OfGrants})", null, "a sum lost")]
    [InlineData($"insert into funding.entry_sums select region, 7, month, budget_year, source, kind, cents from funding.entry_sums where {OfGrants} limit 1", null, "a sum of a block to come")]
    public async Task a_damaged_one_is_named_and_mended(string damage, string? column, string what)
    {
        await using var engine = await StartAsync(postgres);
        await engine.CloseBlockAsync();
        var (sound, told) = (await engine.ContentsAsync(), await ToldAsync(engine));
        await engine.DamageAsync(damage);

        var refused = await engine.RebuildAsync(Regions);
        refused.ShouldSatisfyAllConditions(what, it => it.Swapped.ShouldBeFalse(), it => it.Difference!.Table.ShouldBe("entry_sums"), it => it.Difference!.Column.ShouldBe(column));
        refused.Difference!.Row.ShouldStartWith("block ");
        (await engine.RebuildAsync(Regions, RebuildEnd.Replace)).Swapped.ShouldBeTrue(what);

        (await engine.ContentsAsync()).ShouldBe(sound, what);
        (await ToldAsync(engine)).ShouldBe(told, what);
    }

    [Fact]
    public async Task they_fit_the_entries_that_replace_damaged_ones()
    {
        await using var engine = await StartAsync(postgres);
        await engine.CloseBlockAsync();
        var told = await ToldAsync(engine);
        await engine.DamageAsync($"update funding.entries set cents = cents + 100 where {OfGrants}; select funding.close_sums(0, {await engine.CheckpointAsync()})");
        (await ToldAsync(engine)).ShouldNotBe(told);

        (await engine.RebuildAsync(Regions, RebuildEnd.Replace)).ShouldSatisfyAllConditions(it => it.Difference!.Table.ShouldBe("entries"), it => it.Swapped.ShouldBeTrue());

        (await ToldAsync(engine)).ShouldBe(told);
        (await engine.RebuildAsync(Regions, RebuildEnd.Verify)).Difference.ShouldBeNull();
    }

    private static async Task<string> ToldAsync(TestEngine engine)
        => System.Text.Json.JsonSerializer.Serialize(await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(null, null, null, Moment.Now), CancellationToken.None), EventJson.Options);
}
