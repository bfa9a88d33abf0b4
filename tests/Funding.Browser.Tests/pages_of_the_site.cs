using Funding.Browser.Tests.Sites;
using Funding.Domain.Cpts;
using Funding.Engine.Naming;

namespace Funding.Browser.Tests;

/// <summary>
/// Browser. Every page that the program maps, on both widths, with and without JavaScript: it opens, the browser complains of nothing, nothing is asked of
/// another site, it does not scroll sideways, it is light, and axe finds nothing.
/// </summary>
[Collection(OnDemonstration.Name)]
public sealed class pages_of_the_site(Demonstration demonstration)
{
    private static readonly Dictionary<string, int> Situations = new(StringComparer.Ordinal)
    {
        ["/cpts?q=introuvable"] = 200, // nothing found
        ["/cpts?asOf=2023-06-30&effectiveOn=2023-03-31"] = 200, // as it was known
        ["/regions?budgetYear=all"] = 200,
        ["/ecritures?asOf=hier"] = 400, // a field that cannot be read
        ["/cpts?asOf=hier"] = 400, // a demand that cannot
        ["/nulle-part"] = 404,
    };

    public static TheoryData<string, int, bool> Pages => Screen.OnAll(PageRoutes.All);

    public static TheoryData<string, int, bool> Public => Screen.OnAll(["/connexion"]);

    public static TheoryData<string, int, bool> InSituations => Screen.OnTwo(Situations.Keys);

    public static TheoryData<string, int, bool> Phases => Screen.OnTwo(Enum.GetValues<PhaseName>().Select(it => Slug.Of(it)));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task open_without_a_fault(string pattern, int width, bool script)
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(width, script), Example.VisitorOf(pattern));
        (await desk.InspectAsync(await Example.OfAsync(pattern, desk))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Public))]
    public async Task have_no_fault_for_who_has_not_signed_in(string address, int width, bool script)
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(width, script));
        (await desk.InspectAsync(address)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(InSituations))]
    public async Task have_no_fault_where_there_is_little_to_show(string address, int width, bool script)
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(width, script), Example.Auditor);
        (await desk.InspectAsync(address, Situations[address])).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task have_no_fault_on_a_dossier_of_each_phase(string phase, int width, bool script)
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(width, script), Example.Auditor);
        if (await Example.DossierAsync(desk, phase) is { } dossier) (await desk.InspectAsync(dossier)).ShouldBeEmpty();
    }
}
