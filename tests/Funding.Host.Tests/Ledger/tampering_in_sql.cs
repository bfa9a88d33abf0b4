using Funding.Host.Ledger.Verifying;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Ledger;

/// <summary>What a superuser does to the log in SQL is found, and its first position named. Thirteen events are sealed; what follows concerns the fourth.</summary>
[Collection(PostgresTests.Name)]
public sealed class tampering_in_sql(PostgresFixture postgres)
{
    private const string Fourth = "(select seq_id from funding.ledger where position = 4)";

    private static readonly Dictionary<string, (string Sql, FaultKind Kind, long Position)> Ways = new(StringComparer.Ordinal)
    {
        ["an amount"] = ($"update funding.mt_events set data = jsonb_set(data, '{{amount}}', '99999.99') where seq_id = {Fourth}", FaultKind.Altered, 4),
        ["the date of an act"] = ($"update funding.mt_events set data = jsonb_set(data, '{{effectiveDate}}', '\"2020-01-01\"') where seq_id = {Fourth}", FaultKind.Altered, 4),
        ["the actor"] = ($"update funding.mt_events set headers = jsonb_set(headers, '{{actor}}', '\"11111111-2222-3333-4444-555555555555\"') where seq_id = {Fourth}", FaultKind.Altered, 4),
        ["the instant of recording"] = ($"update funding.mt_events set timestamp = timestamp + interval '1 microsecond' where seq_id = {Fourth}", FaultKind.Altered, 4),
        ["the type"] = ($"update funding.mt_events set type = 'payment_made' where seq_id = {Fourth}", FaultKind.Altered, 4),
        ["an event removed"] = ($"delete from funding.mt_events where seq_id = {Fourth}", FaultKind.Removed, 4),
        ["an event and its place removed"] = ($"delete from funding.mt_events where seq_id = {Fourth}; delete from funding.ledger where position = 4", FaultKind.Removed, 4),
        ["an event removed and the gap closed"] = ($"delete from funding.mt_events where seq_id = {Fourth}; delete from funding.ledger where position = 4; " + Shift(-1, 5), FaultKind.Removed, 4),
        ["two events removed and the gap closed"] = ("with gone as (delete from funding.ledger where position in (4, 5) returning seq_id) delete from funding.mt_events where seq_id in (select seq_id from gone); "
            + Shift(-2, 6), FaultKind.Removed, 4),
        ["an event inserted"] = (Shift(1, 4)
            + "insert into funding.mt_streams (id, version) values ('cpts-forged', 1); "
            + "insert into funding.mt_events (seq_id, id, stream_id, version, data, type, timestamp, headers) select nextval('funding.mt_events_sequence'), gen_random_uuid(), 'cpts-forged', 1, data, type, timestamp, headers from funding.mt_events where seq_id = (select seq_id from funding.ledger where position = 5); "
            + "insert into funding.ledger select 4, max(seq_id), now() from funding.mt_events; "
            + "update funding.ledger_state set high_mark = (select max(seq_id) from funding.mt_events)", FaultKind.Inserted, 4),
        ["two events exchanged"] = ("update funding.ledger set position = -position where position in (4, 7); update funding.ledger set position = 11 + position where position < 0", FaultKind.Reordered, 4),
        ["the last events cut off"] = ("with gone as (delete from funding.ledger where position > 9 returning seq_id) delete from funding.mt_events where seq_id in (select seq_id from gone)", FaultKind.Truncated, 10),
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    private static string Shift(int by, int from)
        => $"update funding.ledger set position = position + {by} + 1000000 where position >= {from}; update funding.ledger set position = position - 1000000 where position > 1000000;";

    [Fact]
    public async Task a_log_that_nobody_touched_is_intact()
    {
        await using var log = await SealedLog.StartAsync(postgres);

        var verdict = await log.VerifyAsync();

        verdict.Faults.ShouldBeEmpty();
        (verdict.Size, verdict.Heads.Size).ShouldBe((13, 13));
        verdict.Heads.Held.ShouldBeGreaterThan(1);
        verdict.Root.ToArray().ShouldBe(IndependentVerifier.Root((await log.LinesAsync()).Select(IndependentVerifier.Leaf).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task is_found_and_located(string what)
    {
        await using var log = await SealedLog.StartAsync(postgres);
        var (sql, kind, position) = Ways[what];

        await log.AsSuperuserAsync(sql);

        var fault = (await log.VerifyAsync()).Faults[0];
        (fault.Kind, fault.Position).ShouldBe((kind, (long?)position), fault.Detail);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task is_found_and_located_even_where_the_log_was_sealed_and_signed_anew_with_its_own_key(string what)
    {
        await using var log = await SealedLog.StartAsync(postgres);
        var (sql, kind, position) = Ways[what];
        await log.AsSuperuserAsync(sql);
        await log.AsSuperuserAsync("truncate funding.ledger_tiles, funding.ledger_heads; update funding.checkpoints set position = 0 where name = 'ledger'");
        // Where a position is missing no tree can be made: nothing is signed any more.
        await log.SealingAsync(async sealing =>
        {
            if (what is not ("an event removed" or "an event and its place removed"))
                await TestEngine.UntilAsync(() => log.Engine.ScalarAsync<bool>("select coalesce((select max(size) from funding.ledger_heads), 0) = (select max(position) from funding.ledger)"), signed => signed, 20);
        });

        var fault = (await log.VerifyAsync()).Faults[0];
        (fault.Kind, fault.Position).ShouldBe((kind, (long?)position), fault.Detail);
    }

    [Fact]
    public async Task a_changed_tile_is_told_from_a_changed_log()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        await log.AsSuperuserAsync("update funding.ledger_tiles set hashes = overlay(hashes placing '\\x00'::bytea from 97) where level = 0");

        var fault = (await log.VerifyAsync()).Faults.ShouldHaveSingleItem();

        (fault.Kind, fault.Position).ShouldBe((FaultKind.Note, 4));
    }

    [Fact]
    public async Task a_head_that_was_changed_does_not_pass_for_signed()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        await log.AsSuperuserAsync("update funding.ledger_heads set root = sha256(root) where size = (select max(size) from funding.ledger_heads)");

        (await log.VerifyAsync()).Faults.ShouldHaveSingleItem().Detail.ShouldContain("signature");
    }

    [Fact]
    public async Task a_stream_that_says_another_version_is_told()
    {
        await using var log = await SealedLog.StartAsync(postgres);
        await log.AsSuperuserAsync("update funding.mt_streams set version = version + 1 where id = (select min(id) from funding.mt_streams)");

        (await log.VerifyAsync()).Faults.ShouldHaveSingleItem().Detail.ShouldContain("dit être à la version");
    }
}
