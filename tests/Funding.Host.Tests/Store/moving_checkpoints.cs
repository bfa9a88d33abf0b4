namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class moving_checkpoints(PostgresFixture postgres)
{
    [Fact]
    public async Task rows_and_their_checkpoint_are_stored_together_or_not_at_all()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await Sql.RunAsync(engine.OwnerConnectionString,
            """
            create sequence funding.tries;
            create function funding.refuse() returns trigger language plpgsql security definer as
            $$ begin if nextval('funding.tries') <= 2 then raise exception 'disk on fire' using errcode = '58030'; end if; return new; end $$;
            create trigger refuse before update on funding.checkpoints for each row execute function funding.refuse()
            """);

        await using var host = await engine.JoinAsync(workers: true);
        await host.SettleAsync();

        (await engine.ScalarAsync<string>("select (select count(*) from funding.entries) || ' ' || (select count(*) from funding.cpts_facts) || ' ' || (select count(*) from funding.projection_faults)")).ShouldBe("1 4 0");
    }
}
