namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class tables_shared_with_marten(PostgresFixture postgres)
{
    private const string Indexes =
        "select string_agg(indexname, ' ' order by indexname) from pg_indexes where schemaname = 'funding' and tablename in ('mt_events', 'mt_streams', 'mt_event_progression')";

    /// <summary>Marten's apply, run by the owner, drops any other index from its tables: what rested on it would be slow from then on, and nobody told.</summary>
    [Fact]
    public async Task have_the_indexes_that_marten_gives_them_and_no_other()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);

        (await engine.ScalarAsync<string>(Indexes)).ShouldBe("pk_mt_event_progression pk_mt_events_stream_and_version pkey_mt_events_seq_id pkey_mt_streams_id");
    }
}
