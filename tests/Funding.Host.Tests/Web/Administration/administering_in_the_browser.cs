using System.Net;
using System.Text.RegularExpressions;
using Funding.Benchmarks.Running;
using Funding.Domain.Rights;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Tests.Acceptance;
using Funding.Host.Tests.Store;
using Funding.Host.Tests.Web.SignIn;

namespace Funding.Host.Tests.Web.Administration;

/// <summary>Forms of administration, by the services of the API and under its rights.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class administering_in_the_browser(PostgresFixture postgres)
{
    private static readonly CallerClaims Here = Browser.Administrator with { Subject = "admin-84", Region = "84" };

    private static readonly CallerClaims Officer = new("test", "officier", "Ahmed Officier", Role.ArsOfficer, "84", [], null);

    private static readonly (string, string)[] Asked = [("url", "http://127.0.0.1:9/hook"), ("types", "fir_grant_awarded notice.*"), ("regionCode", "84"), ("description", "Essai")];

    [Fact]
    public async Task a_subscription_is_opened_once_and_its_secret_shown_once()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        using var browser = live.Browse(Browser.Administrator);
        var key = Guid.NewGuid().ToString();

        var opened = await SendAsync(browser, "/webhooks", "/webhooks", [.. Asked, ("_cle", key)]);
        var again = await SendAsync(browser, "/webhooks", "/webhooks", [.. Asked, ("_cle", key)]);

        Secrets().Match(opened.Text).Value.ShouldNotBeEmpty();
        Secrets().Match(again.Text).Value.ShouldBe(Secrets().Match(opened.Text).Value, "sent twice, the form opened one");
        (await live.ScalarAsync<long>("select count(*) from funding.webhooks where region = '84' and types = '{fir_grant_awarded,notice.*}' and description = 'Essai'")).ShouldBe(1);
        Secrets().IsMatch((await live.PageAsync(Browser.Administrator, "/webhooks")).Text).ShouldBeFalse();
    }

    [Fact]
    public async Task what_cannot_be_subscribed_to_is_told_beside_its_field_and_stays_written()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        using var browser = live.Browse(Here);

        var refused = await SendAsync(browser, "/webhooks", "/webhooks", [("url", "http://recepteur.example/"), ("types", "rien"), ("regionCode", "84")]);

        refused.Status.ShouldBe(422);
        foreach (var words in new[] { "Seul https est admis", "id=\"champ-url-fault\"", "Type inconnu", "id=\"champ-types-fault\"", "value=\"http://recepteur.example/\"" }) refused.Text.ShouldContain(words);
        (await SendAsync(browser, "/webhooks", "/webhooks", [.. Asked.Where(field => field.Item1 != "regionCode"), ("regionCode", "11")])).Text.ShouldContain("Cette région n’est pas de votre périmètre.");
        (await live.ScalarAsync<long>("select count(*) from funding.webhooks")).ShouldBe(0);
    }

    [Fact]
    public async Task a_subscription_is_paused_resumed_and_closed_once_that_was_asked_twice()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        using var browser = live.Browse(Here);
        await SendAsync(browser, "/webhooks", "/webhooks", Asked);
        var id = await live.ScalarAsync<Guid>("select id from funding.webhooks");

        (await SendAsync(browser, "/webhooks", $"/webhooks/{id}/suspension")).Text.ShouldContain("L’abonnement est suspendu");
        (await live.ScalarAsync<bool>("select paused_at is not null from funding.webhooks")).ShouldBeTrue();
        (await SendAsync(browser, "/webhooks", $"/webhooks/{id}/reprise")).Text.ShouldContain("Les envois reprennent.");
        (await live.ScalarAsync<bool>("select paused_at is null from funding.webhooks")).ShouldBeTrue();
        Secrets().IsMatch((await SendAsync(browser, "/webhooks", $"/webhooks/{id}/secret")).Text).ShouldBeTrue();
        (await live.PageAsync(Here, $"/webhooks?id={id}&clore=oui")).Text.ShouldContain("Clore pour toujours");
        (await live.ScalarAsync<bool>("select closed_at is null from funding.webhooks")).ShouldBeTrue();
        (await SendAsync(browser, "/webhooks", $"/webhooks/{id}/cloture")).Text.ShouldContain("L’abonnement est clos.");
        (await live.ScalarAsync<bool>("select closed_at is not null from funding.webhooks")).ShouldBeTrue();
        (await SendAsync(browser, "/webhooks", $"/webhooks/{id}/reprise")).Status.ShouldBe(404, "closed is for good");
    }

    [Fact]
    public async Task nobody_else_does_any_of_it()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        using (var nation = live.Browse(Browser.Administrator)) await SendAsync(nation, "/webhooks", "/webhooks", [.. Asked.Where(field => field.Item1 != "regionCode"), ("regionCode", "*")]);
        var id = await live.ScalarAsync<Guid>("select id from funding.webhooks");
        foreach (var (who, expected) in new[] { (Here, 404), (Officer, 403), (Browser.Auditor, 403) })
        {
            using var browser = live.Browse(who);
            foreach (var act in new[] { "suspension", "reprise", "secret", "essai", "cloture" }) (await SendAsync(browser, "/cpts", $"/webhooks/{id}/{act}")).Status.ShouldBe(expected, $"{who.Subject} {act}");
            (await live.ScalarAsync<bool>("select closed_at is null and paused_at is null from funding.webhooks")).ShouldBeTrue(who.Subject);
            foreach (var address in new[] { "/messages-en-echec/renvoi", $"/messages-en-echec/{id}/renvoi", $"/messages-en-echec/{id}/abandon", "/administration/vues/regions" })
                (await SendAsync(browser, "/cpts", address, ("reason", "x"), ("fin", "verify"))).Status.ShouldBe(403, $"{who.Subject} {address}");
            foreach (var page in new[] { "/administration/vues", "/administration/reglages" }) (await live.PageAsync(who, page)).Status.ShouldBe(403, $"{who.Subject} {page}");
            (await live.PageAsync(who, "/administration")).Status.ShouldBe(who == Here ? 200 : 403);
        }
    }

    [Fact]
    public async Task a_view_is_verified_from_the_page_and_replaced_only_once_that_was_confirmed()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        using var browser = live.Browse(Browser.Administrator);

        (await SendAsync(browser, "/administration/vues", "/administration/vues/regions", ("fin", "replace"))).Text.ShouldContain("Remplacer la vue");
        (await live.PageAsync(Browser.Administrator, "/administration/vues")).Text.ShouldNotContain("demandé le");
        (await SendAsync(browser, "/administration/vues", "/administration/vues/regions", ("fin", "verify"))).Status.ShouldBe(200);

        var page = await TestEngine.UntilAsync(async () => WebUtility.HtmlDecode((await live.PageAsync(Browser.Administrator, "/administration/vues")).Text), text => text.Contains("demandé le", StringComparison.Ordinal) && !text.Contains("en cours, ", StringComparison.Ordinal), seconds: 60);
        page.ShouldContain("égale à la vue en service");
        (await SendAsync(browser, "/administration/vues", "/administration/vues/autre", ("fin", "verify"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task the_settings_are_shown_without_any_secret()
    {
        var notifications = new NotificationSettings { RetentionDays = 123, Smtp = new SmtpSettings { Host = "127.0.0.1", From = "cpts@ars.example", User = "compte-smtp", Password = "mot-de-passe-smtp" }, Webhooks = new WebhookSettings { SecretsKey = Convert.ToBase64String(new byte[32]) } };
        await using var live = await LiveHost.StartAsync(postgres, notifications: notifications);

        var page = WebUtility.HtmlDecode((await live.PageAsync(Browser.Administrator, "/administration/reglages")).Text);

        page.ShouldContain("123");
        page.ShouldContain("<th scope=\"row\">Mot de passe</th><td>défini</td>");
        foreach (var secret in new[] { "compte-smtp", "mot-de-passe-smtp", notifications.Webhooks.SecretsKey!, "Password=" }) page.ShouldNotContain(secret);
    }

    [Fact]
    public async Task everybody_but_administrators_says_which_notices_go_to_their_own_address()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        using var browser = live.Browse(Officer);

        var refused = await SendAsync(browser, "/notifications/reglages", "/notifications/reglages", ("email", "ahmed"), ("kinds", "payment-refused"));
        refused.Status.ShouldBe(422);
        refused.Text.ShouldContain("value=\"ahmed\"");
        (await SendAsync(browser, "/notifications/reglages", "/notifications/reglages", ("email", "ahmed@ars.example"))).Text.ShouldContain("Choisissez au moins un genre");
        (await live.ScalarAsync<long>("select count(*) from funding.mailboxes")).ShouldBe(0);
        (await SendAsync(browser, "/notifications/reglages", "/notifications/reglages", ("email", "ahmed@ars.example"), ("kinds", "payment-refused"), ("kinds", "bar-near"))).Text.ShouldContain("C’est enregistré.");
        (await live.ScalarAsync<string>("select concat_ws(' ', address, role, region, kinds) from funding.mailboxes")).ShouldBe("ahmed@ars.example ars-officer 84 {payment-refused,bar-near}");
        await SendAsync(browser, "/notifications/reglages", "/notifications/reglages", ("email", ""));
        (await live.ScalarAsync<long>("select count(*) from funding.mailboxes")).ShouldBe(0);
        (await live.PageAsync(Browser.Administrator, "/notifications/reglages")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task an_amount_missing_in_a_tariff_is_offered_to_who_may_enter_it()
    {
        await using var live = await LiveHost.StartAsync(postgres);
        var links = Cells().Matches(WebUtility.HtmlDecode((await live.PageAsync(Browser.Administrator, "/baremes")).Text)).Select(match => match.Groups["to"].Value).ToList();

        links.ShouldNotBeEmpty();
        (await live.PageAsync(Browser.Administrator, links[0])).Status.ShouldBe(200);
        foreach (var who in new[] { Here, Officer, Browser.Auditor }) Cells().IsMatch((await live.PageAsync(who, "/baremes")).Text).ShouldBeFalse(who.Subject);
    }

    /// <summary>What a form leads to, redirections followed, entities decoded.</summary>
    private static async Task<LiveAnswer> SendAsync(HttpClient browser, string page, string to, params (string, string)[] fields)
    {
        using var answer = await PageForms.SendAsync(browser, page, to, fields);
        return new LiveAnswer((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/=]+", RegexOptions.None, 1000)]
    private static partial Regex Secrets();

    [GeneratedRegex("class=\"fill\" href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cells();
}
