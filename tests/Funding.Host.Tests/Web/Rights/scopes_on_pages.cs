using System.Text.RegularExpressions;
using Funding.Domain.Rights;

namespace Funding.Host.Tests.Web.Rights;

/// <summary>Which dossiers a page tells of: those of the visitor's scope, whatever they ask.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class scopes_on_pages(PostgresFixture postgres)
{
    private static readonly string[] Names = ["Vallon", "Bugey", "Seine"];

    [Fact]
    public async Task lists_hold_the_dossiers_of_the_visitor_s_scope_and_no_others()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        var faults = new List<string>();
        foreach (var (page, about) in new[]
        {
            ("/cpts", ""), ("/cpts?q=cpts", ""), ("/cpts?region=11", "Seine"), ("/cpts?asOf=2030-01-01", ""), ("/cpts?q=Seine", "Seine"),
            ("/echeances?within=365", ""), ("/echeances?within=365&region=11", "Seine"), ("/prevision/sommes", ""), ("/prevision/sommes?region=11", "Seine"),
            ("/ecritures", ""), ("/ecritures?region=11", "Seine"), ($"/ecritures?cpts={it.Seine}", "Seine"), ("/ecritures?budgetYear=2024&kind=committed", ""),
            ("/ecarts?asOf=2024-01-01", ""), ($"/ecarts?asOf=2024-01-01&cpts={it.Seine}", "Seine"), ("/notifications", ""),
        })
            foreach (var who in it.Everybody)
            {
                if (page == "/notifications" && who.Role is Role.ArsOfficer or Role.AmOfficer or Role.AmAccountant or Role.Admin) continue; // who awards is not told of it
                var expected = Sees(who).Split(' ').Where(name => about.Length == 0 || name == about);
                var seen = (await it.PageAsync(who, page)).Text is var text ? Names.Where(name => text.Contains($"CPTS du {name}", StringComparison.Ordinal) || text.Contains($"CPTS de la {name}", StringComparison.Ordinal)) : [];
                if (!seen.SequenceEqual(expected)) faults.Add($"{page}, {who.Name}: {string.Join(' ', seen)}");
            }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task exported_entries_are_those_of_the_visitor_s_scope()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        foreach (var who in it.Everybody)
        {
            var text = (await it.PageAsync(who, "/exports/entries.csv")).Text;
            new[] { ("Vallon", it.Vallon), ("Bugey", it.Bugey), ("Seine", it.Seine) }.Where(one => text.Contains(one.Item2.ToString(), StringComparison.Ordinal)).Select(one => one.Item1).ShouldBe(Sees(who).Split(' '), who.Name);
        }
    }

    [Fact]
    public async Task totals_by_region_are_everybody_s_and_the_scope_of_what_they_open_into_is_said()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        foreach (var who in it.Everybody)
        {
            (await it.PageAsync(who, "/regions?budgetYear=2024")).Text.ShouldContain("3\u202F000,00\u202F€", Case.Sensitive, who.Name);
            (await it.PageAsync(who, "/ecritures?budgetYear=2024&kind=committed")).Text.Contains("votre", StringComparison.Ordinal).ShouldBe(who.Region != Caller.Nation, who.Name);
        }
    }

    [Fact]
    public async Task an_inbox_is_the_visitor_s_own()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        foreach (var who in it.Everybody)
        {
            var told = (await it.ApiAsync(who, "/notifications")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!).ToList();
            var page = (await it.PageAsync(who, "/notifications?role=auditor&region=11")).Text;
            page.Split("<h3>").Length.ShouldBe(told.Count + 1, who.Name);
            foreach (var title in told) page.ShouldContain(title, Case.Sensitive, who.Name);
        }
    }

    [Fact]
    public async Task a_dossier_of_elsewhere_is_told_like_one_that_is_not_there()
    {
        await using var it = await TwoRegions.StartAsync(postgres);
        var (nowhere, (position, id)) = (Guid.NewGuid(), await it.RegistrationAsync(it.Seine));
        foreach (var who in it.Everybody.Where(who => !Sees(who).Contains("Seine", StringComparison.Ordinal)))
            foreach (var (page, here, there) in new[]
            {
                ("/cpts/{0}", $"{it.Seine}", $"{nowhere}"), ("/cpts/{0}/engagements/g", $"{it.Seine}", $"{nowhere}"), ("/cpts/{0}/rejeu", $"{it.Seine}", $"{nowhere}"), ("/exports/cpts/{0}.pdf", $"{it.Seine}", $"{nowhere}"),
                ("/ecritures?cpts={0}", $"{it.Seine}", $"{nowhere}"), ("/ecarts?asOf=2024-01-01&cpts={0}", $"{it.Seine}", $"{nowhere}"), ("/evenements/{0}", $"{position}", "987654"), ("/evenements/{0}", $"{id}", $"{nowhere}"),
            })
            {
                var (seen, unseen) = (await it.PageAsync(who, page.Replace("{0}", here, StringComparison.Ordinal)), await it.PageAsync(who, page.Replace("{0}", there, StringComparison.Ordinal)));
                (seen.Status, Bare(seen.Text, here)).ShouldBe((unseen.Status, Bare(unseen.Text, there)), $"{who.Name}, {page}");
            }
    }

    /// <summary>A page without what was asked and the token of its forms, which is another one each time.</summary>
    private static string Bare(string page, string asked)
        => Token().Replace(page, "").Replace(asked.Length > 10 ? asked : $"événement {asked}", "X", StringComparison.Ordinal);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]+\"", RegexOptions.None, 1000)]
    private static partial Regex Token();

    private static string Sees(Who who) => who switch
    {
        { Name: "cpts-vallon" } => "Vallon",
        { Departments: ["01"] } => "Bugey",
        { Region: "84" } => "Vallon Bugey",
        { Region: Caller.Nation } => "Vallon Bugey Seine",
        _ => "Seine",
    };
}
