using System.Text;
using System.Text.Json.Nodes;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Engine.Storage;
using Funding.Host.Hosting;
using Funding.Host.Importing.Acts;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Tests.House;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store;

/// <summary>The acts of <c>Importing/*.ndjson</c>, on a clock of 2026: a CPTS of 2019 with money of the three sources, and one that signed a contract in 2020.</summary>
[Collection(PostgresTests.Name)]
public sealed class importing_acts(PostgresFixture postgres)
{
    private static readonly Guid Cpts = Guid.Parse("11111111-1111-4111-8111-111111111111");
    private static readonly string File = Read("earlier-system.ndjson");
    private static readonly string Contract = Read("signed-contract.ndjson");

    [EngineFact]
    public async Task acts_of_the_past_give_the_dossier_that_they_gave_then()
    {
        await using var engine = await StartAsync();

        var report = await ImportAsync(engine, File);

        (report.Rows, report.Stored, report.Unchanged).ShouldBe((17, 17, 0));
        report.Bad.ShouldBeEmpty();
        var dossier = (Dossier)(await StreamAsync(engine, Cpts)).ToCpts();
        dossier.Phase.ShouldBe(new Validated(new(2019, 12, 16), Deemed: true));
        Told(dossier, "fir-2019").ShouldBe((45_000m, 42_000m, 42_000m, 3_000m, 2_000m)); // 45 000 less 42 000 paid in time: 3 000 barred on 1 January 2023
        Told(dossier, "tr-2020").ShouldBe((10_000m, 0m, 0m, 0m, 0m));
        Told(dossier, "aide-2020").ShouldBe((37_500m, 25_000m, 25_000m, 0m, 0m));
    }

    /// <summary>60 000 of functioning; access 40 000 × 243/365 and 30 000 × 243/365 × 0.8; pathways 30 000 × 90/365 and 20 000 × 90/365 × 0.55: 26 630.14, 15 978.08, 7 397.26, 2 712.33.</summary>
    [EngineFact]
    public async Task a_contract_owes_for_its_years_what_it_would_have_owed_on_time()
    {
        await using var engine = await StartAsync();
        await TariffPublisher.PublishAsync(engine.Services, ReferenceFiles.AciTariffs(), CancellationToken.None);

        var report = await ImportAsync(engine, Contract);

        report.Bad.ShouldBeEmpty();
        (report.Rows, report.Stored).ShouldBe((14, 14));
        var lines = ((Dossier)(await StreamAsync(engine, Guid.Parse("22222222-2222-4222-8222-222222222222"))).ToCpts()).Commitments.Values.ToList();
        lines.Where(line => line.Ref.BudgetYear == 2020).Total(line => line.Committed).ShouldBe(Money.Euros(112_717.81m));
        lines.Single(line => line.Ref.Id == "aci-1-y1-access-fixed").Paid.ShouldBe(Money.Euros(6_657.53m));
        lines.Single(line => line.Ref.Id == "aci-1-y5-functioning").Committed.ShouldBe(Money.Euros(60_000m));
        var again = await ImportAsync(engine, Contract);
        (again.Stored, again.Unchanged, again.Bad.Count).ShouldBe((0, 14, 0));
    }

    [EngineFact]
    public async Task nobody_is_told_of_acts_that_were_told_when_they_were_made()
    {
        await using var engine = await StartAsync();
        await TariffPublisher.PublishAsync(engine.Services, ReferenceFiles.AciTariffs(), CancellationToken.None);

        await ImportAsync(engine, File);
        await ImportAsync(engine, Contract);

        (await engine.ScalarAsync<long>("select count(*) from funding.outbox")).ShouldBe(0);
    }

    [EngineFact]
    public async Task a_second_time_nothing_is_stored()
    {
        await using var engine = await StartAsync();
        await ImportAsync(engine, File);
        var events = await engine.ScalarAsync<long>("select count(*) from funding.mt_events");

        var again = await ImportAsync(engine, File.Replace("\n", "\r\n", StringComparison.Ordinal));

        (again.Rows, again.Stored, again.Unchanged, again.Bad.Count).ShouldBe((17, 0, 17, 0));
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(events);
    }

    [EngineFact]
    public async Task an_import_that_was_broken_off_goes_on_where_it_stopped()
    {
        await using var engine = await StartAsync();
        await ImportAsync(engine, string.Join('\n', File.Split('\n').Take(9)));

        var rest = await ImportAsync(engine, File);

        (rest.Stored, rest.Unchanged, rest.Bad.Count).ShouldBe((8, 9, 0));
    }

    [EngineFact]
    public async Task each_act_keeps_its_author_and_its_date_and_all_have_the_correlation_of_the_import()
    {
        await using var engine = await StartAsync();

        var report = await ImportAsync(engine, File);

        var people = engine.Get<IPeople>();
        var martin = await people.IdentifyAsync(LocalIssuer.Name, "a.martin", null, CancellationToken.None);
        (await people.NamesAsync([martin], CancellationToken.None)).Values.ShouldBe(["Anne Martin"]);
        (await engine.ScalarAsync<string[]>($"select array_agg(type::text order by version) from funding.mt_events where stream_id = '{StreamId.OfCpts(Cpts)}' and headers ->> 'actor' = '{martin}'"))
            .ShouldBe(["cpts_registered", "letter_of_intent_accepted", "fir_grant_awarded", "recovery_ordered", "transformation_grant_awarded"]);
        (await engine.ScalarAsync<long>($"select count(*) from funding.mt_events where correlation_id <> '{report.CorrelationId}'")).ShouldBe(0);
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events where data::text ~ 'Le Gall|Bilan'")).ShouldBe(0, "sealed as by HTTP");
    }

    [EngineFact]
    public async Task a_key_that_was_used_for_something_else_is_refused()
    {
        await using var engine = await StartAsync();
        await ImportAsync(engine, File);

        var changed = await ImportAsync(engine, File.Replace("\"amount\": 10000", "\"amount\": 10001", StringComparison.Ordinal).Replace("tr-2020", "tr-2021", StringComparison.Ordinal));

        changed.Stored.ShouldBe(0);
        changed.Bad.Select(bad => (bad.Line, bad.Problem)).ShouldBe([(14, "idempotency-key-reused")]);
    }

    [EngineFact]
    public async Task what_follows_a_refused_line_is_tried_and_a_refused_line_may_be_mended()
    {
        await using var engine = await StartAsync();
        var wrong = File.Replace("\"amount\": 12000", "\"amount\": 15000.01", StringComparison.Ordinal);

        var first = await ImportAsync(engine, wrong);

        first.Bad.Select(bad => (bad.Line, bad.Problem)).ShouldBe([(9, "over-certified"), (10, "over-paid")]);
        first.Stored.ShouldBe(15);
        var mended = await ImportAsync(engine, File);
        (mended.Stored, mended.Unchanged, mended.Bad.Count).ShouldBe((2, 15, 0));
    }

    [EngineFact]
    public async Task nobody_pays_what_they_awarded_whatever_role_a_file_gives_them()
    {
        await using var engine = await StartAsync();

        var report = await ImportAsync(engine, File.Replace("\"c.leroy\"", "\"a.martin\"", StringComparison.Ordinal));

        report.Bad.Select(bad => (bad.Line, bad.Problem)).ShouldBe([(6, "four-eyes"), (10, "four-eyes"), (11, "over-recovered"), (12, "not-found")]);
    }

    [EngineTheory]
    [InlineData("A.Martin")]
    [InlineData("a.MARTIN")]
    public async Task nor_under_another_spelling_of_their_name(string spelling)
    {
        await using var engine = await StartAsync();

        var report = await ImportAsync(engine, File.Replace("\"c.leroy\"", $"\"{spelling}\"", StringComparison.Ordinal));

        report.Bad.Where(bad => bad.Problem == "malformed").Select(bad => bad.Line).ShouldBe([6, 8, 10, 12]);
        report.Bad[0].Reason.ShouldBe($"actor/user : « {spelling} » est connu comme « a.martin » : une personne écrite de deux façons échapperait à la séparation des tâches.");
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events where type = 'payment_made' and data -> 'commitment' ->> 'id' = 'fir-2019'")).ShouldBe(0);
    }

    [EngineFact]
    public async Task who_acts_by_http_is_the_same_person_as_in_a_file()
    {
        await using var engine = await StartAsync();
        await ImportAsync(engine, string.Join('\n', File.Split('\n').Take(5)));
        var martin = TestEngine.Caller(Domain.Rights.Role.ArsAccountant, "a.martin") with { RegionCode = "53", Person = await engine.Get<IPeople>().IdentifyAsync(LocalIssuer.Name, "a.martin", null, CancellationToken.None) };

        (await engine.TryAsync(Cpts, new Pay("fir-2019", 1, Money.Euros(30_000m), "VIR-1") { EffectiveDate = new(2019, 7, 15) }, martin)).ShouldBeOfType<ActRefused>().Rejection.Slug.ShouldBe("four-eyes");
    }

    [EngineFact]
    public async Task a_key_stands_once_in_a_file_whoever_acts()
    {
        await using var engine = await StartAsync();
        var lines = File.Split('\n');
        var other = JsonNode.Parse(lines[4])!;
        other["actor"]!["user"] = "k.roux";

        var report = await ImportAsync(engine, string.Join('\n', [.. lines.Take(5), other.ToJsonString(), .. lines.Skip(5)]));

        report.Bad.Select(bad => (bad.Line, bad.Reason)).ShouldBe([(6, "key : Cette clé est déjà celle de la ligne 5.")]);
        report.Stored.ShouldBe(17);
    }

    [EngineFact]
    public async Task an_empty_file_is_no_success()
    {
        await using var engine = await StartAsync();

        (await ImportAsync(engine, "\n")).Bad.Select(bad => (bad.Line, bad.Reason)).ShouldBe([(1, "Le fichier est vide.")]);
    }

    private static (decimal Committed, decimal Certified, decimal Paid, decimal Barred, decimal Recovered) Told(Dossier dossier, string id)
    {
        var it = dossier.Commitments[id];
        return (it.Committed.ToEuros(), it.Certified.ToEuros(), it.Paid.ToEuros(), it.Barred.ToEuros(), it.Recovered.ToEuros());
    }

    private static async Task<LoadedStream> StreamAsync(TestEngine engine, Guid cpts)
    {
        await using var connection = await engine.Source.OpenConnectionAsync();
        return await Funding.Engine.Storage.StreamReader.LoadAsync(connection, StreamId.OfCpts(cpts), null, CancellationToken.None);
    }

    private static string Read(string file) => System.IO.File.ReadAllText(Path.Combine(Repository.Root, "tests/Funding.Host.Tests/Importing", file));

    private Task<TestEngine> StartAsync() => TestEngine.StartAsync(postgres, "2026-03-01T08:00:00Z", workers: false);

    private static Task<ActImportReport> ImportAsync(TestEngine engine, string file)
        => new ActImport(engine.Services.GetRequiredService<IServiceScopeFactory>(), engine.Get<IPeople>(), ReferenceData.Current).RunAsync(Encoding.UTF8.GetBytes(file), null, CancellationToken.None);
}
