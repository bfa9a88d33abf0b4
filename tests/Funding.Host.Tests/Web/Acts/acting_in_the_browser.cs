using System.Net;
using Funding.Domain.Rights;
using Funding.Host.Security;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Web.SignIn;

namespace Funding.Host.Tests.Web.Acts;

/// <summary>Acts by the forms of the pages, on a whole host.</summary>
[Collection(PostgresTests.Name)]
public sealed class acting_in_the_browser(PostgresFixture postgres)
{
    private const string Cpts = "0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01";
    private const string Grant = $"/actes/cpts/{Cpts}/fir-grants";

    [Fact]
    public async Task nothing_is_stored_before_it_is_confirmed_and_then_it_is_stored_once()
    {
        await using var host = await BeginAsync();
        using var officer = As(host, "a.martin", Role.ArsOfficer);
        var before = await host.EventsAsync();

        await (await officer.OpenAsync(Grant)).Fill(Award("20 000,50")).PressAsync("verifier");
        officer.Page.Status.ShouldBe(HttpStatusCode.OK);
        officer.Page.Text.ShouldContain("Subvention FIR 2024 de 20 000,50 € attribuée");
        officer.Page.Text.ShouldContain("60 000,00 €</td><td class=\"num\">0,00 €</td><td class=\"num\">60 000,00 €");
        officer.Page.Text.ShouldContain("60 000,00 €</td><td class=\"num\">20 000,50 €</td><td class=\"num\">39 999,50 €");
        (await host.EventsAsync()).ShouldBe(before);

        var sent = officer.Fields;
        await officer.PressAsync("enregistrer");
        officer.Address.ShouldStartWith($"/cpts/{Cpts}?depuis=2");
        officer.Page.Text.ShouldContain("C’est enregistré.");
        (await officer.RepeatAsync("enregistrer", sent, Grant)).ShouldBe(HttpStatusCode.SeeOther);
        (await host.EventsAsync()).ShouldBe(before + 2); // the grant, and the credit of the envelope
    }

    [Fact]
    public async Task what_was_written_is_shown_again_beside_what_is_wrong()
    {
        await using var host = await BeginAsync();
        using var officer = As(host, "a.martin", Role.ArsOfficer);
        await (await officer.OpenAsync(Grant)).Fill(Award("vingt mille")).PressAsync("verifier");
        officer.Page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        officer.Page.Text.ShouldContain("Montant : Un montant en euros est attendu, par exemple 45 000,00.");
        (officer.Fields["amount"], officer.Fields["purpose"], officer.Fields["instalments/0/dueOn"]).ShouldBe(("vingt mille", "Ingénierie de projet", "2024-06-01"));
    }

    [Fact]
    public async Task a_refusal_of_the_rules_stands_beside_its_field()
    {
        await using var host = await BeginAsync();
        using var officer = As(host, "a.martin", Role.ArsOfficer);
        await (await officer.OpenAsync(Grant)).Fill([.. Award("60 000,01"), ("conventionReference", "CONV-1"), ("conventionSignedOn", "2024-02-01")]).PressAsync("verifier");
        officer.Page.Status.ShouldBe(HttpStatusCode.Conflict);
        officer.Page.Text.ShouldContain("id=\"champ-amount-fault\">60 000,01 € à couvrir, pour 60 000,00 € disponibles sur l'enveloppe.");
    }

    [Fact]
    public async Task who_was_overtaken_sees_what_changed_and_keeps_what_was_written()
    {
        await using var host = await BeginAsync();
        using var officer = As(host, "a.martin", Role.ArsOfficer);
        await (await officer.OpenAsync(Grant)).Fill(Award("20 000,00")).PressAsync("verifier");
        (await host.PostAsync($"/cpts/{Cpts}/changes", """{"name":"CPTS du Vallon vert"}""", host.Token("ars-officer", "h.petit"))).Status.ShouldBe(200);
        var before = await host.EventsAsync();

        await officer.PressAsync("enregistrer");
        officer.Page.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        officer.Page.Text.ShouldContain("La CPTS prend le nom « CPTS du Vallon vert ».");
        officer.Page.Text.ShouldContain("h.petit");
        (officer.Fields["amount"], officer.Fields["_version"]).ShouldBe(("20 000,00", "3"));
        (await host.EventsAsync()).ShouldBe(before);

        await officer.PressAsync("verifier");
        await officer.PressAsync("enregistrer");
        officer.Page.Text.ShouldContain("C’est enregistré.");
    }

    [Fact]
    public async Task a_form_of_another_session_is_shown_again_and_nothing_is_recorded()
    {
        await using var host = await BeginAsync();
        using var officer = As(host, "a.martin", Role.ArsOfficer);
        await (await officer.OpenAsync(Grant)).Fill(Award("20 000,00")).PressAsync("verifier");
        using var other = As(host, "h.petit", Role.ArsOfficer);
        var before = await host.EventsAsync();
        (await other.RepeatAsync("enregistrer", officer.Fields, Grant)).ShouldBe(HttpStatusCode.BadRequest);
        (await host.EventsAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(Role.ArsAccountant, "84", HttpStatusCode.Forbidden)]
    [InlineData(Role.AmOfficer, "84", HttpStatusCode.Forbidden)]
    [InlineData(Role.ArsOfficer, "11", HttpStatusCode.NotFound)]
    [InlineData(Role.Auditor, "*", HttpStatusCode.Forbidden)]
    public async Task the_form_of_somebody_elses_act_is_not_shown(Role role, string region, HttpStatusCode expected)
    {
        await using var host = await BeginAsync();
        using var visitor = As(host, "b.autre", role, region);
        (await visitor.OpenAsync(Grant)).Page.Status.ShouldBe(expected);
    }

    [Fact]
    public async Task rows_come_and_go_without_script_and_lose_nothing()
    {
        await using var host = await BeginAsync();
        using var officer = As(host, "a.martin", Role.ArsOfficer);
        await (await officer.OpenAsync(Grant)).Fill(Award("20 000,00")).PressAsync("ajouter:instalments");
        await officer.Fill(("instalments/1/dueOn", "2024-09-01"), ("instalments/1/amount", "5000")).PressAsync("ajouter:instalments");
        officer.Fields.Keys.ShouldContain("instalments/2/amount");
        await officer.PressAsync("retirer:instalments/0");
        (officer.Fields["instalments/0/dueOn"], officer.Fields["instalments/0/amount"]).ShouldBe(("2024-09-01", "5000"));
        officer.Fields.Keys.ShouldNotContain("instalments/1/amount");
    }

    private async Task<LiveHost> BeginAsync()
    {
        var host = await LiveHost.StartAsync(postgres);
        var (admin, officer) = (host.Token("admin", "admin", "*"), host.Token("ars-officer"));
        (await host.PostAsync("/fir-envelopes", """{"regionCode":"84","year":2024,"total":60000,"fungible":60000,"reference":"ARR-1"}""", admin)).Status.ShouldBe(200);
        (await host.PostAsync("/cpts", $$"""{"id":"{{Cpts}}","name":"CPTS du Vallon","regionCode":"84","departmentCode":"69","population":65000}""", officer)).Status.ShouldBe(201);
        (await host.PostAsync($"/cpts/{Cpts}/letter-of-intent/acceptance", "{}", officer)).Status.ShouldBe(200);
        return host;
    }

    private static FormSender As(LiveHost host, string user, Role role, string region = "84")
        => new(Browser.Of(host.Services, host.Client.BaseAddress!.ToString(), new CallerClaims(LocalIssuer.Name, user, user, role, region, [], null), follows: false));

    private static (string, string)[] Award(string amount) =>
        [("budgetYear", "2024"), ("amount", amount), ("purpose", "Ingénierie de projet"), ("instalments/0/dueOn", "2024-06-01"), ("instalments/0/amount", amount)];
}
