using Funding.Domain;
using Funding.Domain.Cpts;
using Npgsql;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class telling_of_acts(PostgresFixture postgres)
{
    private const string Outbox =
        "select coalesce(array_agg(o.kind || ' ' || o.region || ' ' || e.type || ' ' || (o.cpts_id is not null) || ' ' || coalesce(o.department, '') || ' ' || array_to_string(o.roles, ',') || ' ' || o.data::text order by e.seq_id, o.kind), '{}') "
        + "from funding.outbox o join funding.mt_events e on e.id = o.event_id";

    [EngineFact]
    public async Task what_is_to_be_told_is_written_with_the_act()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(50_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        (await engine.ScalarAsync<string[]>(Outbox)).ShouldBeEmpty();

        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);

        (await engine.ScalarAsync<string[]>(Outbox)).ShouldBe(
        [
            """fir-grant-awarded 84 fir_grant_awarded true 69 cpts,ars-accountant {"on": "2024-02-01", "kind": "firGrantAwarded", "amount": 45000, "source": "fir", "budgetYear": 2024, "regionCode": "84", "commitmentId": "g"}""",
            """envelope-at80 84 credit_committed false  ars-officer {"on": "2024-02-01", "kind": "envelopeAt80", "amount": 5000, "budgetYear": 2024, "regionCode": "84"}""",
            """health-project-submitted 84 health_project_submitted true 69 ars-officer {"by": "2024-04-01", "on": "2024-02-01", "kind": "healthProjectSubmitted", "regionCode": "84"}""",
        ]);
    }

    [EngineFact]
    public async Task a_reason_is_not_told()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Certify("g", "c1", 1, Money.Euros(45_000m)), ProjectPhase.Ars);

        await engine.DoAsync(cpts, sealer => new RefusePayment("g", 1, sealer.Seal("pièce manquante", "reason")), ProjectPhase.ArsPay);

        (await engine.ScalarAsync<string>("select data::text from funding.outbox where kind = 'payment-refused'")).ShouldBe(
            """{"on": "2024-02-01", "kind": "paymentRefused", "amount": 45000, "source": "fir", "budgetYear": 2024, "instalment": 1, "regionCode": "84", "commitmentId": "g"}""");
    }

    [EngineFact]
    public async Task nothing_is_told_of_an_act_that_was_refused_or_already_so_or_could_not_be_stored()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.TryAsync(cpts, ProjectPhase.Grant("g", 45_000.01m), ProjectPhase.Ars);
        await Sql.RunAsync(engine.OwnerConnectionString,
            "create function funding.refuse() returns trigger language plpgsql as $$ begin raise exception 'disk on fire' using errcode = '58030'; end $$; "
            + "create trigger refuse before insert on funding.outbox for each row execute function funding.refuse()");

        await Should.ThrowAsync<PostgresException>(() => engine.TryAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars));

        (await engine.ScalarAsync<string>("select string_agg(kind, ',') from funding.outbox")).ShouldBe("health-project-submitted");
        (await engine.TypesAsync($"cpts-{cpts}")).ShouldBe(["cpts_registered", "letter_of_intent_accepted", "health_project_submitted"]);
        (await engine.TypesAsync("fir-envelope-84-2024")).ShouldBe(["envelope_notified"]);
    }

    [EngineFact]
    public async Task what_falls_due_is_told_too()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-06-01T08:00:00Z");

        (await engine.RecordDueAsync(cpts)).ShouldBeTrue();
        (await engine.RecordDueAsync(cpts)).ShouldBeFalse();

        (await engine.ScalarAsync<string>("select string_agg(kind, ',' order by recorded_at) from funding.outbox")).ShouldBe("health-project-submitted,health-project-validated");
    }
}
