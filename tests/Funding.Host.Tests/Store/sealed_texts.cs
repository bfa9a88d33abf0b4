using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class sealed_texts(PostgresFixture postgres)
{
    private static readonly string[] Secrets = ["Camille Lenoir", "06 12 34 56 78", "burn-out de la coordinatrice", "virement rejeté"];

    [EngineFact]
    public async Task no_personal_or_free_text_is_in_the_log_or_in_the_views()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await SecretsAsync(engine);
        await engine.SettleAsync();

        foreach (var table in new[] { "mt_events", "mt_streams", "dossiers", "entries", "cpts_facts", "commands", "idempotency", "ledger" })
            foreach (var secret in Secrets)
                (await engine.ScalarAsync<long>($"select count(*) from funding.{table} t where t::text like '%{secret}%'")).ShouldBe(0, $"{secret} in {table}");
    }

    [EngineFact]
    public async Task a_timeline_shows_texts_while_their_key_exists_and_only_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await SecretsAsync(engine);
        (await TextsAsync(engine, cpts)).ShouldBe(["contact: Camille Lenoir, 06 12 34 56 78", "comment: burn-out de la coordinatrice", "reason: virement rejeté"]);
        var before = await engine.Get<IDossiers>().FindAsync(cpts, Moment.Now, CancellationToken.None);
        before!.State.Contact.Latest!.Text.ShouldBe("Camille Lenoir, 06 12 34 56 78");
        await engine.SettleAsync();
        var lines = await LinesAsync(engine);

        await engine.ScalarAsync<object?>("with gone as (delete from funding.sealed_keys where field = 'contact' returning 1) select count(*) from gone");

        (await TextsAsync(engine, cpts)).ShouldBe(["comment: burn-out de la coordinatrice", "reason: virement rejeté"]);
        var after = await engine.Get<IDossiers>().FindAsync(cpts, Moment.Now, CancellationToken.None);
        after!.State.Contact.Latest!.Text.ShouldBeNull();
        after.State.Commitments["g"].Committed.ShouldBe(Money.Euros(10_000m));
        (await LinesAsync(engine)).ShouldBe(lines);
        (await engine.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)).ShouldBeOfType<ActDone>();
    }

    [EngineFact]
    public async Task a_host_that_never_met_a_dossier_acts_on_its_sealed_texts()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await SecretsAsync(engine);
        await using var other = await engine.JoinAsync(workers: false);

        (await other.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)).ShouldBeOfType<ActDone>();
    }

    [EngineFact]
    public async Task people_are_ids_in_the_log_and_names_beside_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var people = engine.Get<IPeople>();
        var person = await people.IdentifyAsync("local", "a.martin", "Alice Martin", CancellationToken.None);
        (await people.IdentifyAsync("local", "a.martin", null, CancellationToken.None)).ShouldBe(person);
        (await people.IdentifyAsync("elsewhere", "a.martin", null, CancellationToken.None)).ShouldNotBe(person);
        (await people.IdentifyAsync("local", "a.martin", "Alice Martin-Roy", CancellationToken.None)).ShouldBe(person);

        (await people.NamesAsync([person, PersonId.System], CancellationToken.None)).ShouldBe(new Dictionary<PersonId, string> { [person] = "Alice Martin-Roy" });
    }

    private static async Task<Guid> SecretsAsync(TestEngine engine)
    {
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var id = Guid.NewGuid();
        await engine.DoAsync(id, sealer => ProjectPhase.Registration(id) with { Contact = sealer.Seal("Camille Lenoir, 06 12 34 56 78", "contact") }, ProjectPhase.Ars);
        await engine.DoAsync(id, sealer => new AcceptLetterOfIntent { Comment = sealer.Seal("burn-out de la coordinatrice", "comment") }, ProjectPhase.Ars);
        await engine.DoAsync(id, ProjectPhase.Grant("g", 10_000m), ProjectPhase.Ars);
        await engine.DoAsync(id, new Certify("g", "c", 1, Money.Euros(10_000m)), ProjectPhase.Ars);
        await engine.DoAsync(id, sealer => new RefusePayment("g", 1, sealer.Seal("virement rejeté", "reason")), ProjectPhase.ArsPay);
        return id;
    }

    private static async Task<string[]> TextsAsync(TestEngine engine, Guid cpts)
        => (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, new PageRequest(50), CancellationToken.None)).Items
            .SelectMany(item => item.Data.EnumerateObject()).Where(member => member.Name is "contact" or "comment" or "reason")
            .Select(member => $"{member.Name}: {member.Value.GetString()}").ToArray();

    private static async Task<List<LedgerLine>> LinesAsync(TestEngine engine)
    {
        var lines = new List<LedgerLine>();
        await foreach (var line in engine.Get<IAudit>().EventsAsync(0, null, null, CancellationToken.None)) lines.Add(line);
        return lines;
    }
}
