using Funding.Engine;
using Funding.Host.Tests.Notifications;

namespace Funding.Host.Tests.Store;

/// <summary>Ids that the log, other tables and receivers know: their bits are for ever.</summary>
[Collection(PostgresTests.Name)]
public sealed class stable_ids(PostgresFixture postgres)
{
    private static readonly Guid One = new("0193a6a0-0000-4000-8000-000000000001");
    private static readonly Guid Two = new("0193a6a0-0000-4000-8000-000000000002");

    [EngineFact]
    public void of_each_use_have_the_bits_that_they_had_in_the_first_release()
    {
        StableId.Of(One, Two).ShouldBe(new Guid("7399d993-ee35-8a30-aa14-6bb195792f45"));
        StableId.OfReminder(One, "InstalmentDue/g/1/////2024-06-01").ShouldBe(new Guid("f32a05ff-28ec-80b6-fbb4-bfe8037a1746"));
    }

    [EngineFact]
    public async Task of_deliveries_are_made_in_the_database_as_those_of_reminders_are_here()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        foreach (var key in new[] { "", "InstalmentDue/g/1/////2024-06-01", "é — \U0001F600", new string('x', 5_000) })
            (await engine.ScalarAsync<Guid>($"select funding.id_of('reminder/{One}/{key}')")).ShouldBe(StableId.OfReminder(One, key));
        (await engine.ScalarAsync<Guid>($"select funding.id_of('{One}/{Two}')")).ShouldBe(new Guid("a3213447-6868-4108-e902-caa501743894"));
    }

    /// <summary>A dossier of the first release: what it was reminded of, and what it still had to be told, are there under the ids of then.</summary>
    [EngineFact]
    public async Task what_the_first_release_told_or_left_in_the_outbox_is_not_told_again()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var (told, waiting) = (await GrantedAsync(engine), await GrantedAsync(engine));
        await engine.MoveAsync("2024-05-10T08:00:00Z");
        await engine.SettleAsync();
        await Sql.RunAsync(engine.OwnerConnectionString,
            $$"""
            insert into funding.notices (number, id, kind, roles, region, recorded_at, data) values (1, {{OfThen(told)}}, 'instalment-due', '{}', '84', now(), '{}');
            insert into funding.outbox (id, kind, roles, region, cpts_id, recorded_at, data) values ({{OfThen(waiting)}}, 'instalment-due', '{}', '84', '{{waiting}}', now(), '{"on": "2024-06-01"}')
            """);

        await using var telling = await engine.JoinTellingAsync();
        await engine.ToldAsync();

        (await engine.ScalarAsync<long>("select count(*) from funding.notices where kind = 'instalment-due'")).ShouldBe(2);
    }

    /// <summary>As the first release made it, in SQL.</summary>
    private static string OfThen(Guid cpts)
        => $"substr(encode(sha256(convert_to('reminder/{cpts}/InstalmentDue/g/1/////2024-06-01', 'UTF8')), 'hex'), 1, 32)::uuid";

    private static async Task<Guid> GrantedAsync(TestEngine engine)
    {
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        return cpts;
    }
}
