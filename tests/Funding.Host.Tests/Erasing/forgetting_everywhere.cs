using System.Text;
using System.Text.Json;
using Funding.Host.Demo;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Security;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Exporting;
using Funding.Host.Tests.Store;
using Funding.Host.Tests.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Erasing;

/// <summary>A mark in every place that a person can leave one, on the whole host; what is left of it after erasing.</summary>
[Collection(PostgresTests.Name)]
public sealed class forgetting_everywhere(PostgresFixture postgres)
{
    private const string Contact = "Zed Marquecontact, 06 12 34 56 78";
    private const string Comment = "marquecommentaire : burn-out de la coordinatrice";
    private const string Reason = "marquemotif : le RIB est celui de Mme Zed";
    private const string Subject = "zed.marquesujet";
    private const string Name = "Zed Marquenom";
    private const string Email = "zed.marquecourriel@exemple.fr";
    private const string Key = "marqueclef-du-2024-02-01";

    /// <summary>What each file tells of the dossier that holds the marks, so that a file without them is not one without the dossier.</summary>
    private static readonly Dictionary<string, string> Anchors = new(StringComparer.Ordinal)
    {
        ["events.ndjson"] = "payment_refused", ["entries.csv"] = "committed", ["scdl"] = "CPTS du Vallon", ["scdl/late"] = "items", ["financing.xlsx"] = "CPTS du Vallon", ["pdf"] = "L’agent comptable",
    };

    private static readonly string[] InTheDatabase = [Subject, Name, Email, Key];
    private static readonly string[] All = [Contact, Comment, Reason, .. InTheDatabase];

    [EngineFact]
    public async Task nothing_of_it_is_left_and_the_log_is_intact()
    {
        await using var host = await LiveHost.StartAsync(postgres, scdl: ExportedEngine.Settings);
        var (admin, auditor) = (host.Token("admin", "l.chef", region: "*"), host.Token("auditor", "b.cour", region: "*"));
        var (cpts, marked) = await MarkAsync(host);
        var traces = new Traces(host.Database);
        await Sql.RunAsync(host.Database.SuperuserConnectionString, "analyze");
        var keys = await host.ScalarAsync<byte[][]>("select array_agg(key) from funding.sealed_keys");
        keys.Length.ShouldBe(3);
        // What is looked for can be found: in the tables, in files, and in what the host tells.
        foreach (var mark in InTheDatabase) (await traces.OfAsync(mark)).ShouldNotBeEmpty(mark);
        foreach (var mark in InTheDatabase) (await traces.InFilesAsync(mark)).ShouldNotBeEmpty(mark);
        foreach (var key in keys) (await traces.OfAsync(key)).ShouldBe(["funding.sealed_keys"]);
        var told = await ToldAsync(host, cpts, admin, auditor, marked);
        foreach (var mark in new[] { Contact, Comment, Reason, Name, Email }) told.ShouldContain(mark);
        (await ExportsAsync(host, cpts, auditor)).ShouldContain(Name, Case.Sensitive, "the paper dossier names who acted");
        var lines = (await host.GetAsync("/exports/events.ndjson", auditor)).Text;
        (await VerifyAsync(host)).Faults.ShouldBeEmpty();

        var person = await host.ScalarAsync<Guid>($"select id from funding.people where subject = '{Subject}'");
        var certificates = new List<JsonElement>();
        foreach (var what in new[] { $$"""{"person":"{{person}}"}""", $$"""{"cpts":"{{cpts}}","field":"contact"}""", $$"""{"cpts":"{{cpts}}","field":"comment"}""", $$"""{"event":"{{await RefusalAsync(host)}}"}""" })
        {
            var answer = await host.PostAsync("/erasures", what, admin);
            answer.Status.ShouldBe(200, answer.Text);
            certificates.Add(answer.Json.GetProperty("certificate"));
        }

        foreach (var mark in All) (await traces.OfAsync(mark)).ShouldBeEmpty(mark);
        foreach (var key in keys) (await traces.OfAsync(key)).ShouldBeEmpty();
        (await ShouldBeForgottenAsync(host, cpts, admin, auditor)).ShouldContain(person.ToString(), Case.Sensitive, "her acts stay, under her id");
        (await host.GetAsync("/exports/events.ndjson", auditor)).Text.ShouldBe(lines);
        var verdict = await VerifyAsync(host);
        verdict.Faults.ShouldBeEmpty();
        verdict.Heads.Size.ShouldBe(verdict.Size);
        foreach (var certificate in certificates) All.ShouldAllBe(mark => !certificate.GetRawText().Contains(mark, StringComparison.OrdinalIgnoreCase));

        // Removed rows stay in the server's files until the tables are written anew, as the certificate's reader is told; who still looks at an earlier
        // moment keeps them: the sessions with which Wolverine and Marten watch over their locks do, for a minute each time.
        await TestEngine.UntilAsync(() => WrittenAnewAsync(host, traces), left => left.Length == 0, Engines.Current.Name == "Marten" ? 150 : 10);
        foreach (var key in keys) (await traces.InFilesAsync(key)).ShouldBeEmpty();
    }

    private static async Task<string[]> WrittenAnewAsync(LiveHost host, Traces traces)
    {
        foreach (var table in new[] { "people", "sealed_keys", "mailboxes", "idempotency" }) await Sql.RunAsync(host.Database.OwnerConnectionString, $"vacuum full funding.{table}");
        var left = new List<string>();
        foreach (var mark in All) left.AddRange(await traces.InFilesAsync(mark));
        return [.. left];
    }

    [EngineFact]
    public async Task whoever_comes_back_is_the_same_id_without_a_name_and_is_not_written_down_again()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var (cpts, marked) = await MarkAsync(host);
        var asOfficer = host.Issuer.Issue(new TokenRequest("ars-officer", Subject) { Region = "84", Name = Name });
        await DoneAsync(host, $"/cpts/{cpts}/commitments/g/certifications", """{"id":"c2","instalment":1,"amount":1000}""", asOfficer);
        var person = await host.ScalarAsync<Guid>($"select id from funding.people where subject = '{Subject}'");
        await DoneAsync(host, "/erasures", $$"""{"person":"{{person}}"}""", host.Token("admin", region: "*"));
        await using var other = await host.JoinAsync("2024-02-01T08:00:00Z");

        foreach (var one in new[] { host, other })
            (await one.PostAsync($"/cpts/{cpts}/commitments/g/payments", """{"instalment":1,"amount":1000,"paymentReference":"VIR-1"}""", marked)).Problem.ShouldBe("403 four-eyes", "she certified it before she was erased");
        await DoneAsync(other, "/notifications/read-all", "{}", marked);

        (await host.ScalarAsync<Guid>("select person_id from funding.inbox_marks")).ShouldBe(person);
        (await host.ScalarAsync<long>($"select count(*) from funding.people where subject = '{Subject}' or name = '{Name}'")).ShouldBe(0);
        (await host.GetAsync($"/cpts/{cpts}/timeline", host.Token("auditor", region: "*"))).Text.ShouldNotContain(Name);
    }

    [EngineTheory]
    [InlineData("ars-officer", "84", "403 forbidden")]
    [InlineData("auditor", "*", "403 forbidden")]
    [InlineData("admin", "11", "404 not-found")]
    public async Task only_administrators_of_its_region_erase_what_is_in_a_dossier(string role, string region, string problem)
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var (cpts, _) = await MarkAsync(host);

        (await host.PostAsync("/erasures", $$"""{"cpts":"{{cpts}}","field":"contact"}""", host.Token(role, "x", region))).Problem.ShouldBe(problem);
        (await host.GetAsync($"/erasures/check?cpts={cpts}&field=contact", host.Token(role, "x", region))).Problem.ShouldBe(problem);
        (await host.ScalarAsync<long>("select count(*) from funding.sealed_keys")).ShouldBe(3);
    }

    [EngineFact]
    public async Task people_are_erased_by_administrators_of_the_nation_and_certificates_read_by_auditors()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var (cpts, _) = await MarkAsync(host);
        var person = await host.ScalarAsync<Guid>($"select id from funding.people where subject = '{Subject}'");
        var ofPerson = $$"""{"person":"{{person}}"}""";
        var admin = host.Token("admin", region: "84");

        (await host.PostAsync("/erasures", ofPerson, admin)).Problem.ShouldBe("403 forbidden");
        (await host.PostAsync("/erasures", $$"""{"cpts":"{{cpts}}","field":"contact"}""", admin)).Status.ShouldBe(200);

        (await host.GetAsync("/erasures", host.Token("auditor", "a", "11"))).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        var listed = (await host.GetAsync("/erasures", host.Token("auditor", "a", "84"))).Json.GetProperty("items").EnumerateArray().Single();
        (listed.GetProperty("kind").GetString(), listed.GetProperty("stream").GetString(), listed.GetProperty("keys").GetArrayLength()).ShouldBe(("field", $"cpts-{cpts}", 1));
        var whole = await host.GetAsync($"/erasures/{listed.GetProperty("id").GetGuid()}", host.Token("auditor", "a", "*"));
        IsSigned(whole.Text).ShouldBeTrue();
        (await host.GetAsync($"/erasures/{listed.GetProperty("id").GetGuid()}", host.Token("auditor", "a", "11"))).Problem.ShouldBe("404 not-found");
        (await host.GetAsync("/erasures", host.Token("ars-officer"))).Problem.ShouldBe("403 forbidden");
    }

    [EngineTheory]
    [InlineData("""{}""", "")]
    [InlineData("""{"person":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01","field":"contact"}""", "/field")]
    [InlineData("""{"cpts":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01"}""", "/field")]
    [InlineData("""{"cpts":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01","field":"purpose"}""", "/field")]
    [InlineData("""{"event":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01","texts":"erase"}""", "/texts")]
    public async Task what_cannot_be_asked_is_told(string body, string pointer)
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var answer = await host.PostAsync("/erasures", body, host.Token("admin", region: "*"));
        answer.Problem.ShouldBe("422 validation");
        answer.Pointers.ShouldContain(pointer);
        (await host.PostAsync("/erasures", """{"person":"0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01"}""", host.Token("admin", region: "*"))).Problem.ShouldBe("404 not-found");
    }

    /// <summary>As anyone checks it: the canonical text without its signature, under the key that it names.</summary>
    internal static bool IsSigned(string certificate)
    {
        var it = JsonDocument.Parse(certificate).RootElement;
        var signature = it.GetProperty("signature").GetString()!;
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(it.GetProperty("key").GetString()!), out _);
        return key.VerifyData(Encoding.UTF8.GetBytes(certificate.Replace($",\"signature\":\"{signature}\"", "", StringComparison.Ordinal)), Convert.FromBase64String(signature), System.Security.Cryptography.HashAlgorithmName.SHA256);
    }

    /// <summary>A dossier whose accountant leaves all that a person can leave; and her token.</summary>
    private static async Task<(Guid Cpts, string Token)> MarkAsync(LiveHost host)
    {
        var officer = host.Token("ars-officer");
        var marked = host.Issuer.Issue(new TokenRequest("ars-accountant", Subject) { Region = "84", Name = Name });
        await DoneAsync(host, "/fir-envelopes", """{"regionCode":"84","year":2024,"total":500000,"fungible":500000,"reference":"N"}""", host.Token("admin", "l.chef", region: "*"));
        var registered = await host.PostAsync("/cpts", $$"""{"name":"CPTS du Vallon","regionCode":"84","departmentCode":"69","population":65000,"siret":"{{SyntheticIdentifiers.Siret(1)}}","effectiveDate":"2024-01-20","contact":"{{Contact}}"}""", officer);
        var cpts = registered.Json.GetProperty("id").GetGuid();
        await DoneAsync(host, $"/cpts/{cpts}/letter-of-intent/acceptance", $$"""{"comment":"{{Comment}}"}""", officer);
        await DoneAsync(host, $"/cpts/{cpts}/fir-grants", """{"id":"g","budgetYear":2024,"amount":30000,"purpose":"Ingénierie","conventionReference":"CONV-1","conventionSignedOn":"2024-01-25","instalments":[{"dueOn":"2024-06-01","amount":30000}]}""", officer);
        await DoneAsync(host, $"/cpts/{cpts}/commitments/g/certifications", """{"instalment":1,"amount":1000}""", officer);
        (await host.SendAsync(HttpMethod.Put, "/api/v1/notifications/settings", new StringContent($$"""{"email":"{{Email}}"}""", Encoding.UTF8, "application/json"), marked)).Status.ShouldBe(200);
        (await host.PostAsync($"/cpts/{cpts}/commitments/g/payment-refusals", $$"""{"instalment":1,"reason":"{{Reason}}"}""", marked, ("Idempotency-Key", Key))).Status.ShouldBe(200);
        await TestEngine.UntilAsync(() => host.ScalarAsync<long>("select count(*) from funding.notices"), told => told >= 2);
        await DoneAsync(host, "/notifications/read-all", "{}", marked);
        await TestEngine.UntilAsync(
            () => host.ScalarAsync<bool>("select (select count(*) from funding.mt_events) = coalesce((select max(size) from funding.ledger_heads), 0)"), signed => signed, 60);
        return (cpts, marked);
    }

    private static async Task DoneAsync(LiveHost host, string path, string body, string token)
    {
        var answer = await host.PostAsync(path, body, token);
        answer.Status.ShouldBe(200, answer.Text);
    }

    private static Task<Guid> RefusalAsync(LiveHost host) => host.ScalarAsync<Guid>("select id from funding.mt_events where type = 'payment_refused'");

    /// <summary>What the host tells of it all, to those who may read it and on its pages.</summary>
    private static async Task<string> ToldAsync(LiveHost host, Guid cpts, params string[] tokens)
    {
        var told = new StringBuilder();
        foreach (var token in tokens)
            foreach (var path in new[]
            {
                "/cpts", $"/cpts/{cpts}", $"/cpts/{cpts}/timeline", $"/cpts/{cpts}/commitments/g", "/notifications", "/notifications/settings", "/mailboxes", "/dead-letters",
                "/webhooks", "/audit/events", "/audit/entries", "/exports/events.ndjson", "/deadlines?within=400", "/fir-envelopes", "/erasures",
            })
                told.AppendLine((await host.GetAsync(path, token)).Text);
        foreach (var page in new[] { "/", "/cpts", $"/cpts/{cpts}", "/notifications", "/messages-en-echec", "/webhooks", "/echeances" })
            told.AppendLine(System.Net.WebUtility.HtmlDecode((await host.PageAsync(page is "/messages-en-echec" or "/webhooks" ? Browser.Administrator : Browser.Auditor, page)).Text));
        return told.ToString();
    }

    /// <summary>The files, each of them about the dossier.</summary>
    private static async Task<string> ExportsAsync(LiveHost host, Guid cpts, string token)
    {
        var files = await ExportedTexts.OfAsync(host, cpts, token);
        foreach (var (path, text) in files) text.ShouldContain(Anchors[path.EndsWith(".pdf", StringComparison.Ordinal) ? "pdf" : path], Case.Sensitive, path);
        return string.Join('\n', files.Values);
    }

    private static async Task<string> ShouldBeForgottenAsync(LiveHost host, Guid cpts, string admin, string auditor)
    {
        var told = await ToldAsync(host, cpts, admin, auditor) + await ExportsAsync(host, cpts, auditor);
        foreach (var mark in All) told.ShouldNotContain(mark);
        return told;
    }

    private static Task<Verdict> VerifyAsync(LiveHost host) => host.Services.GetRequiredService<DatabaseVerifier>().RunAsync(null, CancellationToken.None);
}
