using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Erasing;
using Funding.Engine.Naming;
using Funding.Host.Erasing;
using Funding.Host.Hosting;
using Funding.Host.Settings;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Erasing;

/// <summary>What erasing destroys, and what it leaves.</summary>
[Collection(PostgresTests.Name)]
public sealed class erasing_in_the_engine(PostgresFixture postgres) : IDisposable
{
    private static readonly string[] Touched = ["sealed_keys", "people", "mailboxes", "inbox_marks", "inbox_reads", "idempotency", "deliveries", "erased_people", "erasures"];
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [EngineFact]
    public async Task a_check_destroys_nothing_and_tells_what_erasing_then_does_and_a_second_time_finds_nothing()
    {
        await using var engine = await StartAsync();
        var (cpts, person) = await WrittenAsync(engine);
        ErasureSubject[] subjects = [new FieldToErase($"cpts-{cpts}", SealedField.Contact), new PersonToErase(person, Texts: true)];

        foreach (var subject in subjects)
        {
            var before = await StateAsync(engine);
            var would = await EraseAsync(engine, subject, check: true);
            (would.Any, would.Certificate).ShouldBe((true, null));
            (await StateAsync(engine)).ShouldBe(before, "a check changes nothing");

            var erased = await EraseAsync(engine, subject);
            erased.Keys.ShouldBe(would.Keys);
            erased.Rows.ShouldBe(would.Rows);
            erased.Certificate.ShouldNotBeNull();

            var again = await EraseAsync(engine, subject);
            (again.Any, again.Certificate).ShouldBe((false, null));
        }

        (await engine.Get<IErasures>().ListAsync("*", CancellationToken.None)).Count.ShouldBe(2);
        (await engine.Get<IErasures>().FindPersonAsync("local", "a.martin", CancellationToken.None)).ShouldBe(person, "who is asked for again is known as erased");
        (await engine.Get<IErasures>().FindPersonAsync("local", "b.martin", CancellationToken.None)).ShouldBeNull();
    }

    [EngineFact]
    public async Task of_a_person_her_texts_go_only_when_asked_and_those_of_others_never()
    {
        await using var engine = await StartAsync();
        var (cpts, person) = await WrittenAsync(engine);
        (await TextsAsync(engine)).ShouldBe(["comment 2", "contact 1", "reason 1"]);

        (await EraseAsync(engine, new PersonToErase(person, Texts: false))).Keys.ShouldBeEmpty();
        (await TextsAsync(engine)).ShouldBe(["comment 2", "contact 1", "reason 1"]);

        (await EraseAsync(engine, new PersonToErase(person, Texts: true))).Keys.Count.ShouldBe(2);
        (await TextsAsync(engine)).ShouldBe(["comment 1", "contact 1"], "hers were a comment and a reason");
        _ = cpts;
    }

    [EngineFact]
    public async Task of_an_event_its_own_texts_go_or_the_field_that_was_named()
    {
        await using var engine = await StartAsync();
        await WrittenAsync(engine);
        var refusal = await engine.ScalarAsync<Guid>("select id from funding.mt_events where type = 'payment_refused'");

        (await EraseAsync(engine, new EventToErase(refusal, SealedField.Comment))).Keys.Count.ShouldBe(1);
        (await TextsAsync(engine)).ShouldBe(["comment 1", "contact 1", "reason 1"]);
        (await EraseAsync(engine, new EventToErase(refusal, null))).Keys.Count.ShouldBe(1);
        (await TextsAsync(engine)).ShouldBe(["comment 1", "contact 1"]);
        (await engine.Get<IErasures>().FindAsync(new EventToErase(Guid.NewGuid(), null), CancellationToken.None)).ShouldBeNull();
    }

    [EngineFact]
    public async Task a_text_in_clear_that_looks_like_a_token_destroys_no_key()
    {
        await using var engine = await StartAsync();
        var (cpts, _) = await WrittenAsync(engine);
        var contact = await engine.ScalarAsync<Guid>("select id from funding.sealed_keys where field = 'contact'");
        await engine.DoAsync(cpts, ProjectPhase.Grant("spoof", 10m) with { Purpose = $"s1.{contact:N}.AAAA" }, ProjectPhase.Ars);
        var grant = await engine.ScalarAsync<Guid>("select id from funding.mt_events where type = 'fir_grant_awarded' order by seq_id desc limit 1");

        (await EraseAsync(engine, new EventToErase(grant, null))).Any.ShouldBeFalse();
        (await TextsAsync(engine)).ShouldContain("contact 1");
    }

    [EngineFact]
    public async Task a_request_that_brought_an_erased_text_is_remembered_without_its_hash_and_not_done_again()
    {
        await using var engine = await StartAsync();
        var cpts = await GrantedAsync(engine);
        var key = new Idempotency("k-1", new string('a', 64));
        await using var scope = engine.Services.CreateAsyncScope();
        var (sealer, acts) = (scope.ServiceProvider.GetRequiredService<ISealer>(), scope.ServiceProvider.GetRequiredService<IActs>());
        var header = new ActHeader { Caller = ProjectPhase.ArsPay, Idempotency = key, CorrelationId = Guid.NewGuid() };
        (await acts.PerformAsync(cpts, new RefusePayment("g", 1, sealer.Seal("secret", "reason")), header, CancellationToken.None)).ShouldBeOfType<ActDone>();

        (await EraseAsync(engine, new FieldToErase($"cpts-{cpts}", SealedField.Reason))).Rows.ShouldBe(new Dictionary<string, int> { ["idempotency"] = 1 });

        (await engine.ScalarAsync<long>("select count(*) from funding.idempotency where request_hash <> ''")).ShouldBe(0);
        var again = await acts.PerformAsync(cpts, new RefusePayment("g", 1, sealer.Seal("secret", "reason")), header, CancellationToken.None);
        again.ShouldBeOfType<ActRefused>().Rejection.Slug.ShouldBe("idempotency-key-reused");
    }

    [EngineFact]
    public async Task every_host_takes_her_for_the_same_person_and_none_writes_her_down_again_and_nobody_else_is_taken_for_her()
    {
        await using var engine = await StartAsync();
        var (_, person) = await WrittenAsync(engine);
        await using var knew = await engine.JoinAsync(workers: false);
        (await MeetAsync(knew, "a.martin")).ShouldBe(person);

        await EraseAsync(engine, new PersonToErase(person, Texts: false));

        await using var later = await engine.JoinAsync(workers: false);
        foreach (var host in new[] { engine, knew, later })
            foreach (var name in new[] { null, "Alice Martin", "Alice Martin-Roy" }) (await MeetAsync(host, "a.martin", name)).ShouldBe(person);
        (await engine.ScalarAsync<long>("select count(*) from funding.people")).ShouldBe(0);
        var other = await MeetAsync(later, "a.martins", "Other");
        other.ShouldNotBe(person);
        (await MeetAsync(engine, "a.martins")).ShouldBe(other);
        (await engine.Get<IPeople>().NamesAsync([person, other], CancellationToken.None)).ShouldBe(new Dictionary<PersonId, string> { [other] = "Other" });
    }

    [EngineFact]
    public async Task a_host_without_the_key_of_the_ledger_erases_nothing()
    {
        await using var engine = await StartAsync();
        var (cpts, _) = await WrittenAsync(engine);
        await Sql.RunAsync(engine.Database.RuntimeConnectionString, "insert into funding.ledger_keys (number, key, from_size, made_at) values (1, '\\x00', 0, now())");

        (await Should.ThrowAsync<InvalidOperationException>(() => EraseAsync(engine, new FieldToErase($"cpts-{cpts}", SealedField.Contact)))).Message.ShouldContain("rien n'a été effacé");
        (await TextsAsync(engine)).ShouldContain("contact 1");
    }

    [EngineFact]
    public async Task a_certificate_is_signed_says_when_something_came_back_and_is_not_valid_once_altered()
    {
        await using var engine = await StartAsync();
        var (_, person) = await WrittenAsync(engine);
        var check = engine.Get<CertificateCheck>();
        var backup = await engine.ScalarAsync<Guid>("select id from funding.sealed_keys where field = 'reason'");
        var certificate = (await EraseAsync(engine, new PersonToErase(person, Texts: true))).Certificate!;
        forgetting_everywhere.IsSigned(certificate).ShouldBeTrue();
        var read = ErasureCertificate.Read(certificate)!.Value;
        (read.IsSigned, read.Certificate.Person, read.Certificate.Kind, read.Certificate.By).ShouldBe((true, person.Value, "person", PersonId.System.Value));
        await Sql.RunAsync(engine.Database.RuntimeConnectionString, $"insert into funding.ledger_keys (number, key, from_size, made_at) values (1, decode('{read.Certificate.Key}', 'base64'), 0, now())");
        (await check.RunAsync(certificate, CancellationToken.None)).Faults.ShouldBeEmpty();

        (await check.RunAsync(certificate.Replace("\"texts\":true", "\"texts\":false", StringComparison.Ordinal), CancellationToken.None)).Faults.ShouldBe(["La signature est fausse : le certificat a été altéré."]);
        (await check.RunAsync(certificate.Replace("{\"by\"", "{\"approved\":true,\"by\"", StringComparison.Ordinal), CancellationToken.None)).Faults.ShouldBe(["La signature est fausse : le certificat a été altéré."]);
        (await check.RunAsync("[]", CancellationToken.None)).Faults.ShouldBe(["Ce n'est pas un certificat d'effacement."]);
        CertificateCheck.Alone(certificate, _ => false).Faults.ShouldBe(["Il est signé d'une clé qui n'est pas celle du registre."]);
        await Sql.RunAsync(engine.Database.RuntimeConnectionString, $"insert into funding.sealed_keys (id, stream_id, field, key) values ('{backup}', 'x', 'reason', '\\x00')");
        (await check.RunAsync(certificate, CancellationToken.None)).Faults.Single().ShouldContain("restaurée d'une sauvegarde");
    }

    [EngineFact]
    public async Task the_server_collects_no_statistics_of_names_addresses_and_keys()
    {
        await using var engine = await StartAsync();
        await WrittenAsync(engine);
        await Sql.RunAsync(engine.Database.SuperuserConnectionString, "analyze");

        (await Sql.AskAsync<string[]>(engine.Database.SuperuserConnectionString,
            "select coalesce(array_agg(tablename || '.' || attname::text order by 1), '{}') from pg_stats where schemaname = 'funding' "
            + "and (tablename, attname) in (('people', 'issuer'), ('people', 'subject'), ('people', 'name'), ('sealed_keys', 'key'), ('mailboxes', 'address'), ('mailbox_of_service', 'lower'), ('idempotency', 'key'), ('idempotency', 'request_hash'))"))
            .ShouldBeEmpty();
    }

    [EngineFact]
    public void every_sealed_member_of_an_event_is_one_that_can_be_erased()
    {
        var events = typeof(CptsEvent).Assembly.GetTypes().Where(type => typeof(CptsEvent).IsAssignableFrom(type) || typeof(EnvelopeEvent).IsAssignableFrom(type) || typeof(TariffEvent).IsAssignableFrom(type));
        var members = events.SelectMany(type => type.GetProperties()).Where(member => member.PropertyType == typeof(SealedText)).Select(member => Domain(member.Name)).Distinct().Order(StringComparer.Ordinal);
        members.ShouldBe(Slug.All<SealedField>());

        static string Domain(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
    }

    private Task<TestEngine> StartAsync()
        => TestEngine.StartAsync(postgres, services => services.AddFundingProof(new FundingSettings { Data = folder["data"] }).AddFundingErasing());

    private static Task<Erased> EraseAsync(TestEngine engine, ErasureSubject subject, bool check = false) => engine.Get<IErasures>().EraseAsync(subject, PersonId.System, check, CancellationToken.None);

    private static Task<PersonId> MeetAsync(TestEngine engine, string subject, string? name = null) => engine.Get<IPeople>().IdentifyAsync("local", subject, name, CancellationToken.None).AsTask();

    /// <summary>A dossier with a certified grant, whose contact and one comment an officer wrote.</summary>
    private static async Task<Guid> GrantedAsync(TestEngine engine)
    {
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var id = Guid.NewGuid();
        await engine.DoAsync(id, sealer => ProjectPhase.Registration(id) with { Contact = sealer.Seal("Camille Lenoir", "contact") }, ProjectPhase.Ars);
        await engine.DoAsync(id, sealer => new AcceptLetterOfIntent { Comment = sealer.Seal("vu", "comment") }, ProjectPhase.Ars);
        await engine.DoAsync(id, ProjectPhase.Grant("g", 10_000m), ProjectPhase.Ars);
        await engine.DoAsync(id, new Certify("g", "c", 1, Money.Euros(10_000m)), ProjectPhase.Ars);
        return id;
    }

    /// <summary>The same, where an accountant with a name, an address and something read refused the payment with a reason and a comment.</summary>
    private static async Task<(Guid Cpts, PersonId Person)> WrittenAsync(TestEngine engine)
    {
        var cpts = await GrantedAsync(engine);
        var person = await MeetAsync(engine, "a.martin", "Alice Martin");
        await engine.DoAsync(cpts, sealer => new RefusePayment("g", 1, sealer.Seal("virement rejeté", "reason")) { Comment = sealer.Seal("la banque", "comment") }, ProjectPhase.ArsPay with { Person = person });
        await Sql.RunAsync(engine.Database.RuntimeConnectionString, $"insert into funding.inbox_marks values ('{person}', 3); insert into funding.inbox_reads values ('{person}', 5)");
        await Sql.RunAsync(engine.Database.RuntimeConnectionString, $"insert into funding.mailboxes (id, person_id, address, role, region, opened_at) values (gen_random_uuid(), '{person}', 'a.martin@ars.fr', 'ars-accountant', '84', now())");
        return (cpts, person);
    }

    /// <summary>How many keys there are of each field.</summary>
    private static Task<string[]> TextsAsync(TestEngine engine)
        => engine.ScalarAsync<string[]>("select coalesce(array_agg(line order by line), '{}') from (select field || ' ' || count(*) as line from funding.sealed_keys group by field) lines");

    /// <summary>All that erasing may touch, as one text.</summary>
    private static Task<string> StateAsync(TestEngine engine) => engine.ScalarAsync<string>(
        string.Join(" || ", Touched.Select(table => $"(select coalesce(string_agg(t::text, ';' order by t::text), '') from funding.{table} t)").Prepend("select ''")));
}
