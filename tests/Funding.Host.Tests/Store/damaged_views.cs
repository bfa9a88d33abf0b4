using Funding.Engine;
using static Funding.Host.Tests.Store.RebuiltEngine;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class damaged_views(PostgresFixture postgres)
{
    [Theory]
    [InlineData(Regions, "update funding.entries set cents = cents + 1 where position = (select min(position) from funding.entries)", "entries", "cents", "a cent more")]
    [InlineData(Regions, "update funding.entries set cents = cents + 1 where position = (select max(position) from funding.entries)", "entries", "cents", "a cent more in the last row")]
    [InlineData(Regions, "update funding.entries set instalment = null where position = (select min(position) from funding.entries)", "entries", "instalment", "a value lost")]
    [InlineData(Regions, "delete from funding.entries where position = (select min(position) from funding.entries)", "entries", null, "a row lost")]
    [InlineData(Regions, "insert into funding.entries select position, 99, event_id, recorded_at, effective_date, cpts_id, region, department, source, budget_year, commitment, instalment, kind, cents from funding.entries limit 1", "entries", null, "a row too many")]
    [InlineData(Regions, "insert into funding.entries select 1000000, 0, event_id, recorded_at, effective_date, cpts_id, region, department, source, budget_year, commitment, instalment, kind, cents from funding.entries limit 1", "entries", null, "a row of the future")]
    [InlineData(Regions, "truncate funding.entries", "entries", null, "everything lost")]
    [InlineData(Regions, "update funding.cpts_facts set voided_by = position + 1 where position = (select min(position) from funding.cpts_facts)", "cpts_facts", "voided_by", "a fact voided")]
    [InlineData(Regions, "update funding.cpts_facts set value = '{\"phase\":\"Refused\"}' where attribute = 'phase' and position = (select max(position) from funding.cpts_facts where attribute = 'phase')", "cpts_facts", "value", "another phase")]
    [InlineData(Regions, "delete from funding.envelope_acts where position = (select min(position) from funding.envelope_acts)", "envelope_acts", null, "a notification lost")]
    [InlineData(Regions, "insert into funding.variable_parts values (3)", "variable_parts", null, "a variable part that is none")]
    [InlineData(Regions, "insert into funding.projection_faults (name, position, error) values ('views', 3, 'made up')", "projection_faults", null, "a fault that is none")]
    [InlineData(Regions, "update funding.checkpoints set position = position + 5 where name = 'views'", "checkpoints", "position", "a checkpoint ahead of the ledger")]
    [InlineData(Dossiers, "update funding.dossiers set name = 'Autre' where id = (select id from funding.dossiers order by id limit 1)", "dossiers", "name", "another name")]
    [InlineData(Dossiers, "update funding.dossiers set totals = '{}'", "dossiers", "totals", "totals lost")]
    [InlineData(Dossiers, "update funding.dossiers set version = version + 1 where id = (select id from funding.dossiers order by id desc limit 1)", "dossiers", "version", "a version ahead of its stream")]
    [InlineData(Dossiers, "delete from funding.dossiers where id = (select id from funding.dossiers order by id desc limit 1)", "dossiers", null, "a dossier lost")]
    public async Task are_named_and_left_alone_until_they_are_to_be_replaced(string view, string damage, string table, string? column, string what)
    {
        await using var engine = await StartAsync(postgres);
        var sound = await engine.ContentsAsync();
        await engine.DamageAsync(damage);
        var damaged = (await engine.ContentsAsync(), await engine.OidAsync("entries"), await engine.OidAsync("dossiers"));
        damaged.Item1.ShouldNotBe(sound, what);

        var verified = await engine.RebuildAsync(view, RebuildEnd.Verify);
        (await engine.LeftoversAsync()).ShouldBe(0, "verifying leaves nothing");
        var refused = await engine.RebuildAsync(view);

        verified.ShouldSatisfyAllConditions(what, it => it.Swapped.ShouldBeFalse(), it => it.Difference.ShouldNotBeNull(), it => it.Difference!.Table.ShouldBe(table), it => it.Difference!.Column.ShouldBe(column));
        refused.ShouldBe(verified);
        (await engine.ContentsAsync(), await engine.OidAsync("entries"), await engine.OidAsync("dossiers")).ShouldBe(damaged, what);

        var replaced = await engine.RebuildAsync(view, RebuildEnd.Replace);

        replaced.ShouldSatisfyAllConditions(what, it => it.Swapped.ShouldBeTrue(), it => it.Difference.ShouldBe(verified.Difference));
        (await engine.ContentsAsync()).ShouldBe(sound, what);
        (await engine.RebuildAsync(view, RebuildEnd.Verify)).Difference.ShouldBeNull();
    }

    [Fact]
    public async Task a_difference_tells_the_row_what_is_there_and_what_should_be()
    {
        await using var engine = await StartAsync(postgres);
        var (position, cents) = (await engine.ScalarAsync<long>("select min(position) from funding.entries"), await engine.ScalarAsync<long>("select cents from funding.entries order by position, ordinal limit 1"));
        await engine.DamageAsync($"update funding.entries set cents = cents + 1 where position = {position} and ordinal = 0; update funding.entries set cents = 7 where position > {position}");

        (await engine.RebuildAsync(Regions, RebuildEnd.Verify)).Difference.ShouldBe(new("entries", $"position {position}, ordinal 0", "cents", $"{cents + 1}", $"{cents}"));

        await engine.DamageAsync($"delete from funding.entries where position = {position}");
        (await engine.RebuildAsync(Regions, RebuildEnd.Verify)).Difference.ShouldSatisfyAllConditions(
            it => it!.Row.ShouldBe($"position {position}, ordinal 0"), it => it!.There.ShouldBeNull(), it => it!.Expected!.ShouldContain($"cents {cents}"));
    }

    [Fact]
    public async Task the_first_difference_is_named_whichever_of_the_connections_that_compare_meets_it()
    {
        await using var engine = await StartAsync(postgres);
        var rebuilds = engine.Rebuilds(chunkSize: 5); // twenty positions for each connection at a time
        var positions = await engine.ScalarAsync<long[]>("select array_agg(distinct position order by position) from funding.entries");

        foreach (var position in positions.Where((_, i) => i % (positions.Length / 12) == 0).Append(positions[^1]).Reverse())
        {
            await engine.DamageAsync($"update funding.entries set cents = cents + 1 where position = {position} and ordinal = 0");
            (await rebuilds.RunAsync(Regions, new(RebuildEnd.Verify), null, CancellationToken.None)).Difference.ShouldNotBeNull().Row.ShouldBe($"position {position}, ordinal 0", "the only one so far, or the first of them");
        }
    }

    [Fact]
    public async Task sound_ones_are_verified_without_being_touched()
    {
        await using var engine = await StartAsync(postgres);
        var before = (await engine.ContentsAsync(), await engine.OidAsync("entries"), await engine.OidAsync("dossiers"), await engine.ShapeAsync());

        foreach (var view in (string[])[Regions, Dossiers])
            (await engine.RebuildAsync(view, RebuildEnd.Verify)).ShouldSatisfyAllConditions(it => it.Difference.ShouldBeNull(), it => it.Swapped.ShouldBeFalse());

        (await engine.ContentsAsync(), await engine.OidAsync("entries"), await engine.OidAsync("dossiers"), await engine.ShapeAsync()).ShouldBe(before);
        (await engine.LeftoversAsync()).ShouldBe(0);
    }
}
