namespace Funding.Host.Tests.WholeHost.FullLife;

/// <summary>The full life of a CPTS, from its registration to the end of its contract, in dated steps; what the calendar does between acts is waited for.</summary>
internal sealed class Life(People people)
{
    public const string Name = "CPTS du Vallon";
    public const string Beginning = "2020-01-06T09:00:00Z";

    private const string Convention = "\"conventionReference\":\"CONV-1\",\"conventionSignedOn\":\"2020-01-10\"";

    public static readonly Guid Id = new("0193a6a0-0000-4000-8000-00000000f111");

    private int acts;

    /// <summary>An envelope and a letter of intent; another region, which has both too.</summary>
    public async Task BeginAsync()
    {
        await EnvelopeAsync("84");
        await EnvelopeAsync("11");
        await RegisterAsync("ars-officer", Id, Name, "84", "69");
        await RegisterAsync("elsewhere", Guid.NewGuid(), "CPTS d’ailleurs", "11", "75");
    }

    /// <summary>Grants, a payment refused and made, and the health project that nobody answers.</summary>
    public async Task ProjectAsync()
    {
        await people.MoveAsync("2020-01-20");
        await GrantAsync("g1", 50_000, ("2020-02-20", 20_000), ("2020-06-30", 30_000));
        await people.MoveAsync("2020-01-21");
        await people.MoveAsync("2020-01-21", 10);
        await GrantAsync("g2", 32_000, ("2020-12-15", 32_000));
        await people.MoveAsync("2020-01-27");
        await GrantAsync("g3", 15_000, ("2020-05-29", 15_000));
        await people.MoveAsync("2020-02-20");
        await CertifyAsync("ars-officer", "g1", 1, 20_000);
        await ActAsync("ars-accountant", "commitments/g1/payment-refusals", """{"instalment":1,"reason":"RIB manquant"}""");
        await people.MoveAsync("2020-02-21");
        await PayAsync("ars", "g1", 1, 20_000);
        await people.MoveAsync("2020-03-02");
        await ActAsync("cpts", "health-project");
        foreach (var day in (string[])["2020-04-17", "2020-04-18", "2020-04-28", "2020-04-29", "2020-05-02", "2020-05-03", "2020-05-29", "2020-05-30", "2020-05-31"]) await people.MoveAsync(day);
        await PayAsync("ars", "g1", 2, 30_000);
    }

    /// <summary>The contract is negotiated and signed; one of its three missions starts and is deployed late.</summary>
    public async Task ContractAsync()
    {
        await ActAsync("am-officer", "aci/negotiation");
        await ActAsync("am-officer", "aci/proposals",
            """
            {"by":"cpam","terms":{"tariff":"aci-2019","functioning":60000,"missions":[
              {"mission":"access","fixed":0,"variable":10000},{"mission":"pathways","fixed":0,"variable":0},{"mission":"prevention","fixed":0,"variable":0}]}}
            """);
        await ActAsync("am-officer", "aci/proposals/1/approvals", """{"by":"cpam"}""");
        await ActAsync("cpts", "aci/proposals/1/approvals", """{"by":"cpts"}""");
        await ActAsync("ars-officer", "aci/proposals/1/approvals", """{"by":"ars"}""");
        await people.MoveAsync("2020-06-15");
        await ActAsync("am-officer", "aci/contracts", """{"startsOn":"2020-07-01"}""");
        await PayAsync("am", "aci-1-y1-functioning", 1, 60_000);
        await people.MoveAsync("2020-07-01");
        await MissionAsync("access", "start");
        await people.MoveAsync("2020-11-15");
        await PayAsync("ars", "g2", 1, 32_000);
        await people.MoveAsync("2021-02-10");
        await ActAsync("ars-officer", "commitments/g2/recoveries", """{"id":"r1","amount":12000,"reason":"Poste non pourvu"}""");
        await ActAsync("ars-accountant", "commitments/g2/recoveries/r1/receipts", """{"amount":12000,"reference":"TR-1"}""");
        await MissionAsync("pathways", "start");
        await MissionAsync("pathways", "deployment");
        await MissionAsync("access", "deployment");
        foreach (var day in (string[])["2021-06-15", "2021-06-16"]) await people.MoveAsync(day);
        await MissionAsync("prevention", "start");
    }

    /// <summary>Five years, each paid and assessed in its way, a remainder that is barred, and the last day.</summary>
    public async Task YearsAsync()
    {
        foreach (var day in (string[])["2021-06-30", "2021-07-01", "2021-07-02"]) await people.MoveAsync(day);
        await PayAsync("am", "aci-1-y2-functioning", 1, 45_000);
        await people.MoveAsync("2021-07-02", 10);
        await AssessAsync(1, 0.8m);
        await PayAsync("am", "aci-1-y1-access-variable", 1, 8_000);
        foreach (var day in (string[])["2022-06-15", "2022-06-16"]) await people.MoveAsync(day);
        await MissionAsync("prevention", "deployment");
        await people.MoveAsync("2022-07-01");
        await PayAsync("am", "aci-1-y3-functioning", 1, 45_000);
        await people.MoveAsync("2022-07-01", 10);
        await AssessAsync(2, 1);
        await PayAsync("am", "aci-1-y2-access-variable", 1, 10_000);
        await PayAsync("am", "aci-1-y2-functioning", 2, 15_000);
        await people.MoveAsync("2023-07-01");
        await PayAsync("am", "aci-1-y4-functioning", 1, 45_000);
        foreach (var day in (string[])["2023-07-02", "2023-07-03"]) await people.MoveAsync(day);
        await AssessAsync(3, 0);
        await PayAsync("am", "aci-1-y3-functioning", 2, 15_000);
        foreach (var day in (string[])["2023-10-02", "2023-10-03", "2024-01-01", "2024-07-01"]) await people.MoveAsync(day);
        await PayAsync("am", "aci-1-y5-functioning", 1, 45_000);
        await people.MoveAsync("2024-07-01", 10);
        await AssessAsync(4, 0);
        await PayAsync("am", "aci-1-y4-functioning", 2, 15_000);
        foreach (var day in (string[])["2024-12-29", "2024-12-30", "2025-06-30", "2025-07-01"]) await people.MoveAsync(day);
        await people.MoveAsync("2025-07-01", 10);
        await AssessAsync(5, 0);
        await PayAsync("am", "aci-1-y5-functioning", 2, 15_000);
        await people.MoveAsync("2026-07-01");
    }

    /// <summary>One thing more to tell, after everything.</summary>
    public Task RecoverAsync() => ActAsync("am-officer", "commitments/aci-1-y5-functioning/recoveries", """{"amount":1000,"reason":"Trop versé"}""");

    private async Task EnvelopeAsync(string region)
        => await people.DoAsync("admin", "/fir-envelopes", $$"""{"regionCode":"{{region}}","year":2020,"total":100000,"fungible":100000,"reference":"N-{{region}}"}""");

    private async Task RegisterAsync(string who, Guid id, string name, string region, string department)
    {
        await people.DoAsync(who, "/cpts", $$"""{"id":"{{id}}","name":"{{name}}","regionCode":"{{region}}","departmentCode":"{{department}}","population":65000}""");
        await people.DoAsync(who, $"/cpts/{id}/letter-of-intent/acceptance");
    }

    private Task GrantAsync(string id, int amount, params IEnumerable<(string DueOn, int Amount)> instalments) => ActAsync("ars-officer", "fir-grants",
        $$"""{"id":"{{id}}","budgetYear":2020,"amount":{{amount}},"purpose":"Ingénierie",{{Convention}},"instalments":[{{string.Join(',', instalments.Select(it => $$"""{"dueOn":"{{it.DueOn}}","amount":{{it.Amount}}}"""))}}]}""");

    private Task CertifyAsync(string who, string commitment, int instalment, int amount) => ActAsync(who, $"commitments/{commitment}/certifications", $$"""{"instalment":{{instalment}},"amount":{{amount}}}""");

    private async Task PayAsync(string whose, string commitment, int instalment, int amount)
    {
        await CertifyAsync($"{whose}-officer", commitment, instalment, amount);
        await ActAsync($"{whose}-accountant", $"commitments/{commitment}/payments", $$"""{"instalment":{{instalment}},"amount":{{amount}},"paymentReference":"VIR-{{++acts}}"}""");
    }

    private Task MissionAsync(string mission, string what) => ActAsync("am-officer", $"aci/contracts/1/missions/{mission}/{what}");

    private Task AssessAsync(int year, decimal access) => ActAsync("am-officer", $"aci/contracts/1/years/{year}/assessment",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"missions":[{"mission":"access","achievedRate":{{access}}},{"mission":"pathways","achievedRate":0},{"mission":"prevention","achievedRate":0}]}"""));

    /// <summary>What an act leads to is told before the next one, which might settle it.</summary>
    private async Task ActAsync(string who, string path, string body = "{}")
    {
        await people.DoAsync(who, $"/cpts/{Id}/{path}", body);
        await people.ToldAsync();
    }
}
