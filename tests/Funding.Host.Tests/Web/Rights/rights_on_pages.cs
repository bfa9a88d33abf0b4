using System.Globalization;
using System.Text.RegularExpressions;

namespace Funding.Host.Tests.Web.Rights;

/// <summary>Which page opens for whom: the same as the read of the API beside it.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class rights_on_pages(PostgresFixture postgres)
{
    private const string ForAll = "agent-ars-84 comptable-ars-84 agent-am-84 agent-am-01 comptable-am-84 agent-ars-11 cpts-vallon cpts-seine auditeur-84 auditeur admin-84 admin";
    private const string OfVallon = "agent-ars-84 comptable-ars-84 agent-am-84 comptable-am-84 cpts-vallon auditeur-84 auditeur admin-84 admin";
    private const string OfSeine = "agent-ars-11 cpts-seine auditeur admin";

    [Fact]
    public async Task a_page_opens_for_whom_the_API_answers_and_for_nobody_else()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        var ((vallon, vallonId), (seine, _)) = (await it.RegistrationAsync(it.Vallon), await it.RegistrationAsync(it.Seine));
        var faults = new List<string>();
        foreach (var (page, api, opens) in new[]
        {
            ("/cpts", "/cpts", ForAll), ("/echeances", "/deadlines", ForAll), ("/ecritures", "/audit/entries", ForAll), ("/evaluation", "/evaluation", ForAll), ("/baremes", "/aci-tariffs", ForAll),
            ("/prevision", "/regions/84/forecast", ForAll), ("/prevision/sommes", "/regions/84/forecast/payables", ForAll), ("/enveloppes", "/audit/envelope-acts", ForAll), ("/registre", "/audit/head", ForAll),
            ("/notifications", "/notifications", ForAll), ("/exports/financing.xlsx", "/exports/financing.xlsx", ForAll), ("/exports/scdl.csv", "/exports/scdl", ForAll), ("/exports/entries.csv", "/exports/entries.csv", ForAll),
            ($"/cpts/{it.Vallon}", $"/cpts/{it.Vallon}", OfVallon), ($"/cpts/{it.Vallon}/engagements/g", $"/cpts/{it.Vallon}/commitments/g", OfVallon), ($"/exports/cpts/{it.Vallon}.pdf", $"/exports/cpts/{it.Vallon}.pdf", OfVallon),
            ($"/cpts/{it.Seine}", $"/cpts/{it.Seine}", OfSeine), ($"/cpts/{it.Seine}?asOf=2030-01-01", $"/cpts/{it.Seine}", OfSeine), ($"/exports/cpts/{it.Seine}.pdf", $"/exports/cpts/{it.Seine}.pdf", OfSeine),
            ($"/cpts/{it.Vallon}/rejeu", $"/audit/cpts/{it.Vallon}/replay", "auditeur-84 auditeur"), ($"/cpts/{it.Seine}/rejeu", $"/audit/cpts/{it.Seine}/replay", "auditeur"),
            ("/regions/84/rejeu", "/audit/regions/84/replay", "auditeur-84 auditeur"), ("/regions/11/rejeu", "/audit/regions/11/replay", "auditeur"),
            (Event(vallon), $"/audit/events/{vallon}", OfVallon), (Event(seine), $"/audit/events/{seine}", OfSeine), ($"/evenements/{vallonId}", $"/audit/events/{vallonId}", "auditeur-84 auditeur"),
            (Event(1), "/audit/events/1", ForAll), // the tariff, that all contracts rest on
            ("/ecarts?asOf=2024-01-01", "/audit/diff?asOf=2024-01-01T00:00:00Z&against=2024-02-01T00:00:00Z", ForAll),
            ("/ecarts?asOf=2024-01-01&region=11", "/audit/diff?asOf=2024-01-01T00:00:00Z&against=2024-02-01T00:00:00Z&region=11", OfSeine + " cpts-vallon"),
            ("/signaux", "/audit/patterns", "auditeur-84 auditeur"), ("/webhooks", "/webhooks", "admin-84 admin"), ("/messages-en-echec", "/dead-letters", "admin"), ("/exports/events.ndjson", "/exports/events.ndjson", "auditeur"),
        })
        {
            foreach (var who in it.Everybody)
            {
                var (status, text) = await it.PageAsync(who, page);
                var told = (await it.ApiAsync(who, api)).Status;
                if (status != told || (status == 200) != opens.Split(' ').Contains(who.Name)) faults.Add($"{who.Name}, {page}: {status}, and the API {told}");
                else if (status is 403 or 404) text.ShouldContain("lang=\"fr\"", Case.Sensitive, page);
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task what_the_navigation_and_a_dossier_lead_to_opens()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        var shut = new List<string>();
        foreach (var who in it.Everybody)
        {
            var own = who.Region == "11" || who.Cpts == it.Seine ? it.Seine : who.Departments is ["01"] ? it.Bugey : it.Vallon;
            foreach (var page in new[] { "/cpts", $"/cpts/{own}", "/regions", "/evaluation", "/notifications" })
                foreach (var link in Links().Matches((await it.PageAsync(who, page)).Text).Select(match => match.Groups["to"].Value).Distinct(StringComparer.Ordinal).ToList())
                    if ((await it.PageAsync(who, link)).Status is var status and not 200) shut.Add($"{who.Name}, {page}: {link} {status}");
        }

        shut.ShouldBeEmpty();
    }

    [Fact]
    public async Task the_log_is_verified_and_shown_line_by_line_to_those_who_audit_it()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        foreach (var who in it.Everybody)
        {
            var (audits, reads) = (who.Name.StartsWith("auditeur", StringComparison.Ordinal), who.Name == "auditeur");
            (await it.PageAsync(who, "/registre/avancement")).Status.ShouldBe(audits ? 404 : 403, who.Name);
            var page = (await it.PageAsync(who, "/registre?seq=1")).Text;
            page.ShouldContain("<dt>Chemin</dt>", Case.Sensitive, "hashes tell nothing of what they are of");
            (page.Contains("<dt>Ligne</dt>", StringComparison.Ordinal), page.Contains("/exports/events.ndjson", StringComparison.Ordinal), page.Contains("Vérifier tout le journal", StringComparison.Ordinal)).ShouldBe((reads, reads, audits), who.Name);
        }
    }

    private static string Event(long position) => string.Create(CultureInfo.InvariantCulture, $"/evenements/{position}");

    [GeneratedRegex("href=\"(?<to>/(?!lib/|css/|favicon|actes/)[^\"#]*?)(#[^\"]*)?\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
