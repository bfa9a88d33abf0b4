using System.Net;
using System.Text.RegularExpressions;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine;
using Funding.Host.Security;
using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Web.Desks;

/// <summary>The page of the day, over a made-up history of forty CPTS in all regions.</summary>
public sealed partial class desks_of_roles
{
    private static readonly IReadOnlyList<PastEvent> History = Histories.Of(40);

    public static TheoryData<Role> Roles => new(Enum.GetValues<Role>());

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task every_link_of_a_desk_leads_to_a_page_that_this_visitor_may_open(Role role)
    {
        await using var server = await ServeAsync(role);
        var desk = await server.ReadAsync("/");

        desk.ShouldContain("<h1>Aujourd’hui</h1>");
        foreach (var address in Addresses(desk))
            using (var answer = await server.Client.GetAsync(new Uri(address, UriKind.Relative)))
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{role}: {address}");
    }

    [Theory]
    [InlineData(Role.ArsOfficer, "letter", "Lettres d’intention à décider")]
    [InlineData(Role.ArsOfficer, "certification", "Échéances à certifier")]
    [InlineData(Role.AmOfficer, "certification", "Échéances à certifier")]
    [InlineData(Role.AmOfficer, "mission-deployment", "Missions à déployer")]
    [InlineData(Role.ArsAccountant, "payment", "Sommes certifiées à verser")]
    [InlineData(Role.AmAccountant, "receipt", "Titres de recette à encaisser")]
    public async Task whole_lists_are_shown_whether_or_not_anything_waits(Role role, string kind, string title)
    {
        await using var server = await ServeAsync(role);
        (await server.ReadAsync($"/bureau/{kind}")).ShouldContain($"<h1>{title}</h1>");
    }

    [Fact]
    public async Task an_unknown_list_is_not_found()
    {
        await using var server = await ServeAsync(Role.ArsOfficer);
        await server.ReadAsync("/bureau/inconnu", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_desk_names_no_dossier_of_another_region()
    {
        await using var server = await PagesServer.StartAsync(History, Histories.Until, visitor: new CallerClaims("test", "a", "A", Role.ArsOfficer, "11", [], null));
        var desk = await server.ReadAsync("/");
        foreach (var registered in History.OfType<PastCptsEvent>().Select(past => past.Event).OfType<CptsRegistered>().Where(it => it.RegionCode != "11"))
            desk.ShouldNotContain(registered.Name);
    }

    [Fact]
    public async Task a_CPTS_sees_its_own_dossier_and_no_other()
    {
        var (id, own) = History.OfType<PastCptsEvent>().Where(past => past.Event is CptsRegistered).Select(past => (past.CptsId, (CptsRegistered)past.Event)).First();
        await using var server = await PagesServer.StartAsync(History, Histories.Until, visitor: new CallerClaims("test", "c", "C", Role.Cpts, "", [], id));
        var desk = await server.ReadAsync("/");

        desk.ShouldContain($"{own.Name} : ");
        Addresses(desk).Where(it => it.StartsWith("/cpts/", StringComparison.Ordinal)).ShouldAllBe(it => it.StartsWith($"/cpts/{id}", StringComparison.Ordinal));
        desk.ShouldContain("Sommes à venir");
    }

    [Fact]
    public async Task an_auditor_is_told_the_state_of_the_record_and_what_is_raised()
    {
        await using var server = await ServeAsync(Role.Auditor);
        var desk = (await server.ReadAsync("/")).Plain();
        desk.ShouldContain("Tout ce qui est enregistré est scellé : dernière tête signée le");
        desk.ShouldContain("1 234 actes");
        desk.ShouldContain("3 messages en échec à examiner.");
    }

    [Fact]
    public async Task an_administrator_is_told_the_envelopes_and_the_cells_that_are_missing()
    {
        await using var server = await PagesServer.StartAsync([], Histories.Until, visitor: Of(Role.Admin));
        var desk = (await server.ReadAsync("/")).Plain();
        desk.ShouldContain("18 régions sans enveloppe notifiée : aucune subvention FIR 2026 ne peut y être attribuée.");
        desk.ShouldContain("href=\"/actes/fir-envelopes?regionCode=84&year=2026\"");
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task who_has_nothing_to_do_is_told_so_and_what_may_be_done(Role role)
    {
        await using var server = await PagesServer.StartAsync([], Histories.Until, visitor: Of(role));
        var desk = await server.ReadAsync("/");
        if (role is Role.Auditor) desk.ShouldContain("Aucune CPTS n’est enregistrée.");
        else if (role is not Role.Admin) desk.ShouldContain("Rien ne vous attend aujourd’hui. ");
    }

    private static Task<PagesServer> ServeAsync(Role role) => PagesServer.StartAsync(History, Histories.Until, visitor: Of(role));

    private static CallerClaims Of(Role role) => new("test", "someone", "Quelqu’un", role, role == Role.Cpts ? "" : Caller.Nation, [], role == Role.Cpts ? History.OfType<PastCptsEvent>().First().CptsId : null);

    /// <summary>Each address once, but for files and the wide exports, which other tests fetch.</summary>
    private static IEnumerable<string> Addresses(string page)
        => Links().Matches(page).Select(it => it.Groups["address"].Value).Where(it => it.StartsWith('/') && !it.StartsWith("/exports", StringComparison.Ordinal) && !it.EndsWith(".css", StringComparison.Ordinal) && !it.EndsWith(".svg", StringComparison.Ordinal))
            .Where(it => it.StartsWith("/actes", StringComparison.Ordinal) || it.StartsWith("/bureau", StringComparison.Ordinal) || it.StartsWith("/cpts/", StringComparison.Ordinal)).Distinct();

    [GeneratedRegex("href=\"(?<address>[^\"#]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
