using System.Text.Json;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.CommandLine;

/// <summary>Acts of an earlier system, imported while the host serves. Cost: a server for all, a process per import.</summary>
public sealed class ImportingPastActs(ServedFolder served) : IClassFixture<ServedFolder>
{
    private const string Cpts = "11111111-1111-4111-8111-111111111111";
    private const string Officer = """{"role":"ars-officer","user":"a.martin","region":"53"}""";
    private const string Accountant = """{"role":"ars-accountant","user":"c.leroy","region":"53"}""";

    private static readonly string EarlierSystem = Path.Combine(Repository.Root, "tests/Funding.Host.Tests/Importing/earlier-system.ndjson");
    private readonly HostProgram host = served.Host;

    [Fact]
    public async Task A_file_is_imported_once_and_its_bad_rows_are_told_with_their_line_and_reason()
    {
        var first = await host.RunAsync("import", "acts", EarlierSystem);
        first.Exit.ShouldBe(0, first.Errors);
        first.Output.ShouldStartWith("17 ligne(s) : 17 enregistrée(s), 0 déjà connue(s), 0 refusée(s).");
        first.Errors.ShouldBe("Lignes : 17\n");
        var events = await host.EventsAsync();

        var second = await host.RunAsync("import", "acts", EarlierSystem);
        second.Exit.ShouldBe(0, second.Errors);
        second.Output.ShouldStartWith("17 ligne(s) : 0 enregistrée(s), 17 déjà connue(s), 0 refusée(s).");
        (await host.EventsAsync()).ShouldBe(events);

        await ItsMoneyIsServedAsync();
        await BadRowsAsync();
    }

    /// <summary>FIR: 45 000 awarded in 2019, 42 000 paid, 2 000 paid back, 3 000 barred. 2020: 10 000 of transformation; 37 500 of the ACI, 25 000 paid.</summary>
    private async Task ItsMoneyIsServedAsync()
    {
        var auditor = await served.TokenAsync("auditor");
        var fir = await FinancingAsync(auditor, 2019, it => it.GetProperty("fir").GetProperty("paid").GetDecimal() == 42_000m);
        Told(fir.GetProperty("fir")).ShouldBe((45_000m, 42_000m, 42_000m, 3_000m, 0m, 40_000m));
        var later = await FinancingAsync(auditor, 2020, it => it.GetProperty("aci").GetProperty("paid").GetDecimal() == 25_000m);
        Told(later.GetProperty("transformation")).ShouldBe((10_000m, 0m, 0m, 0m, 10_000m, 0m));
        Told(later.GetProperty("aci")).ShouldBe((37_500m, 25_000m, 25_000m, 0m, 12_500m, 25_000m));

        var timeline = JsonDocument.Parse((await served.GetAsync($"/api/v1/cpts/{Cpts}/timeline?page[size]=100", auditor)).Text).RootElement.GetProperty("items");
        var award = timeline.EnumerateArray().Single(it => it.GetProperty("type").GetString() == "fir_grant_awarded");
        (award.GetProperty("effectiveDate").GetString(), award.GetProperty("actorName").GetString()).ShouldBe(("2019-06-01", "Anne Martin"));
    }

    private async Task BadRowsAsync()
    {
        string[] lines =
        [
            """{"key":"B-1","act":""",
            Line("B-2", "/virements", Officer, "{}"),
            Line("B-3", $"/cpts/{Cpts}/commitments/tr-2020/certifications", Officer, """{"instalment":1,"amount":4000}"""),
            Line("B-4", $"/cpts/{Cpts}/commitments/tr-2020/certifications", Officer, """{"instalment":2,"amount":0.001,"effectiveDate":"2020-03-01"}"""),
            Line("B-5", $"/cpts/{Cpts}/commitments/tr-2020/certifications", Officer, """{"instalment":1,"amount":10000.01,"effectiveDate":"2020-03-01"}"""),
            Line("B-6", $"/cpts/{Cpts}/commitments/tr-2020/certifications", Officer, """{"instalment":1,"amount":4000,"effectiveDate":"2020-03-01"}"""),
            Line("B-7", $"/cpts/{Cpts}/commitments/tr-2020/payments", Accountant.Replace("c.leroy", "a.martin", StringComparison.Ordinal), """{"instalment":1,"amount":4000,"paymentReference":"VIR-T1","effectiveDate":"2020-03-15"}"""),
            Line("B-8", $"/cpts/{Cpts}/commitments/tr-2020/payments", Accountant.Replace("c.leroy", "C.Leroy", StringComparison.Ordinal), """{"instalment":1,"amount":4000,"paymentReference":"VIR-T1","effectiveDate":"2020-03-15"}"""),
            Line("B-9", $"/cpts/{Cpts}/commitments/tr-2020/payments", Officer, """{"instalment":1,"amount":4000,"paymentReference":"VIR-T1","effectiveDate":"2020-03-15"}"""),
            Line("B-10", $"/cpts/{Guid.Empty}/letter-of-intent/acceptance", Officer, """{"effectiveDate":"2020-03-15"}"""),
            Line("B-6", $"/cpts/{Cpts}/commitments/tr-2020/payments", Accountant, """{"instalment":1,"amount":4000,"paymentReference":"VIR-T1","effectiveDate":"2020-03-15"}"""),
            Line("B-12", $"/cpts/{Cpts}/commitments/tr-2020/payments", Accountant, """{"instalment":1,"amount":4000,"paymentReference":"VIR-T1","effectiveDate":"2020-03-15"}"""),
        ];
        var file = host["bad.ndjson"];
        await File.WriteAllTextAsync(file, string.Join('\n', lines));
        var before = await host.EventsAsync();

        var ran = await host.RunAsync("import", "acts", file, "--json");

        ran.Exit.ShouldBe(1);
        var report = JsonDocument.Parse(ran.Output).RootElement;
        (report.GetProperty("rows").GetInt32(), report.GetProperty("stored").GetInt32(), report.GetProperty("unchanged").GetInt32()).ShouldBe((12, 2, 0));
        report.GetProperty("bad").EnumerateArray().Select(bad => $"{bad.GetProperty("line").GetInt32()} {bad.GetProperty("problem").GetString()}").ShouldBe(
        [
            "1 malformed", "2 malformed", "3 validation", "4 validation", "4 validation", "5 over-certified", "7 four-eyes", "8 malformed", "9 forbidden", "10 not-found", "11 malformed",
        ]);
        (await host.EventsAsync()).ShouldBe(before + 2);

        var again = await host.RunAsync("import", "acts", file);
        again.Exit.ShouldBe(1);
        again.Output.ShouldStartWith("12 ligne(s) : 0 enregistrée(s), 3 déjà connue(s), 9 refusée(s)."); // line 7 asks for the payment that line 12 made since: already so
        again.Errors.ShouldContain("ligne 5 : 10\u202F000,01\u202F€ demandés, pour 6\u202F000,00\u202F€ restant à certifier sur l'échéance.\n");
        again.Errors.ShouldContain("ligne 3 : effectiveDate : Un acte importé porte sa date.\n");
        again.Errors.ShouldContain("ligne 11 : key : Cette clé est déjà celle de la ligne 6.\n");
        again.Errors.ShouldNotContain("   at ");
    }

    private async Task<JsonElement> FinancingAsync(string token, int year, Predicate<JsonElement> so)
        => await Store.TestEngine.UntilAsync(async () => JsonDocument.Parse((await served.GetAsync($"/api/v1/regions/53/financing?budgetYear={year}", token)).Text).RootElement.GetProperty("sources"), so);

    private static (decimal Committed, decimal Certified, decimal Paid, decimal Barred, decimal Outstanding, decimal NetPaid) Told(JsonElement source)
        => (source.GetProperty("committed").GetDecimal(), source.GetProperty("certified").GetDecimal(), source.GetProperty("paid").GetDecimal(),
            source.GetProperty("barred").GetDecimal(), source.GetProperty("outstanding").GetDecimal(), source.GetProperty("netPaid").GetDecimal());

    private static string Line(string key, string act, string actor, string body) => $$"""{ "key": "{{key}}", "act": "{{act}}", "actor": {{actor}}, "body": {{body}} }""";
}
