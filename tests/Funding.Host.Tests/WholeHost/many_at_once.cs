using Funding.Host.Tests.Acceptance;

namespace Funding.Host.Tests.WholeHost;

/// <summary>Many requests at the same time, by HTTP. Cost: a host and some hundred requests each.</summary>
[Collection(PostgresTests.Name)]
public sealed class ManyAtOnce(PostgresFixture postgres)
{
    private const string Registration = """{"name":"CPTS du Vallon","regionCode":"84","departmentCode":"69","population":65000,"effectiveDate":"2024-01-20"}""";

    [EngineFact]
    public async Task One_key_used_32_times_at_once_has_one_effect_and_one_answer()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var (token, before) = (host.Token("ars-officer"), await host.EventsAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => host.PostAsync("/cpts", Registration, token, ("Idempotency-Key", "once"))));
        // Who comes while the first is being judged may be told to wait (409 in-progress); asked again, it gets the same answer.
        var settled = await Task.WhenAll(answers.Select(answer => answer.Status == 409 ? host.PostAsync("/cpts", Registration, token, ("Idempotency-Key", "once")) : Task.FromResult(answer)));
        settled.Select(answer => (answer.Status, answer.Text)).Distinct().ShouldHaveSingleItem().Status.ShouldBe(201);
        (await host.EventsAsync()).ShouldBe(before + 1);
    }

    [EngineFact]
    public async Task Without_a_key_32_registrations_are_32()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        var (token, before) = (host.Token("ars-officer"), await host.EventsAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => host.PostAsync("/cpts", Registration, token)));
        answers.ShouldAllBe(answer => answer.Status == 201);
        (await host.EventsAsync()).ShouldBe(before + 32);
    }

    [EngineFact]
    public async Task Of_32_officers_racing_for_the_money_of_10_grants_10_win()
    {
        await using var host = await LiveHost.StartAsync(postgres);
        (await host.PostAsync("/fir-envelopes", """{"regionCode":"84","year":2024,"total":10000.10,"fungible":10000.10,"reference":"N"}""", host.Token("admin", region: "*"))).Status.ShouldBe(200);
        var officers = Enumerable.Range(0, 32).Select(number => host.Token("ars-officer", $"officer.{number}")).ToArray();
        var dossiers = await Task.WhenAll(officers.Select(async officer =>
        {
            var id = (await host.PostAsync("/cpts", Registration, officer)).Json.GetProperty("id").GetString();
            (await host.PostAsync($"/cpts/{id}/letter-of-intent/acceptance", "{}", officer)).Status.ShouldBe(200);
            return id;
        }));
        var before = await host.EventsAsync();

        var answers = await Task.WhenAll(officers.Zip(dossiers, (officer, id) => host.PostAsync(
            $"/cpts/{id}/fir-grants", """{"budgetYear":2024,"amount":1000.01,"purpose":"Ingénierie","instalments":[{"dueOn":"2024-06-01","amount":1000.01}]}""", officer)));

        answers.Count(answer => answer.Status == 200).ShouldBe(10);
        answers.Where(answer => answer.Status != 200).Select(answer => answer.Problem).ShouldBe(Enumerable.Repeat("409 envelope-exceeded", 22));
        (await host.EventsAsync()).ShouldBe(before + 20); // an award and a movement of credit each
        await Store.TestEngine.UntilAsync(async () => (await host.GetAsync("/regions/84/financing?budgetYear=2024", officers[0])).Json, view =>
            view.GetProperty("sources").GetProperty("fir").GetProperty("committed").GetDecimal() == 10_000.10m
            && view.GetProperty("envelope").GetProperty("committed").GetDecimal() == 10_000.10m && view.GetProperty("envelope").GetProperty("available").GetDecimal() == 0m);
    }
}
