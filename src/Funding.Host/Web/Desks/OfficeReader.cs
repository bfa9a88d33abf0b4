using Funding.Domain;
using Funding.Domain.Envelopes;
using Funding.Domain.Rights;
using Funding.Domain.Views;
using Funding.Engine.Acting;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Api.Reads;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Desks;

/// <summary>Reads what waits for the visitor, in their scope and no further.</summary>
internal sealed class OfficeReader(IOutlooks outlooks, IRegions regions, IPeople people, LegalToday legal, ReferenceData reference, RuleSettings rules, Visitor visitor)
{
    private const int PageSize = 50;
    private const int MostComing = 10;

    /// <summary>The desk.</summary>
    public async Task<IResult> DeskAsync(CancellationToken cancellation)
    {
        var caller = visitor.Caller;
        var found = await ReadAsync(cancellation);
        var today = await legal.ByRegionAsync(Moment.Now, cancellation);
        var sections = WaitingSection.Of(WaitingItem.Of(found, caller.Role, today));
        var own = caller.Role == Role.Cpts ? found.SingleOrDefault() : null;
        return Answers.Page<OfficePage>(new OfficeModel
        {
            Caller = caller, Sections = sections, Own = own, Dossiers = found.Count, Synthetic = found.Any(it => it.Synthetic), Reference = reference,
            Rounds = caller.Role == Role.AmOfficer ? OthersRounds(found, today) : [],
            Coming = own is null ? [] : [.. DossierPayable.Of([own], today(own.RegionCode), null, null).Where(it => it.Payable.Certainty != PayableCertainty.VariableAtMost).Take(MostComing)],
            Envelopes = caller.Role == Role.ArsOfficer ? await EnvelopesAsync(caller, today, cancellation) : [],
            Names = await NamesAsync(sections.SelectMany(it => it.Shown), cancellation),
        });
    }

    /// <summary>All that waits of one kind, page by page.</summary>
    public async Task<IResult> ListAsync(string slug, IQueryCollection query, CancellationToken cancellation)
    {
        if (Slug.Parse<WaitingKind>(slug) is not { } kind) return Answers.NotFound();
        var (role, after) = (visitor.Caller.Role, query["after"].ToString() is { Length: > 0 } given ? given : null);
        var today = await legal.ByRegionAsync(Moment.Now, cancellation);
        var all = new WaitingSection(kind, [.. WaitingItem.Of(await ReadAsync(cancellation), act => act.Kind == kind && act.Role == role, today)]);
        var page = Paging.Of(all.Items, new PageRequest(PageSize, after), it => it.Key);
        return Answers.Page<WaitingListPage>(new WaitingListModel
        {
            Section = all, Page = page, IsFirst = after is null, Person = visitor.Caller.Person, Names = await NamesAsync(page.Items, cancellation), Reference = reference,
        });
    }

    private async Task<IReadOnlyList<Outlook>> ReadAsync(CancellationToken cancellation)
        => Scope.Of(visitor.Caller, null) is { } scope ? await outlooks.ReadAsync(scope.Dossiers, Moment.Now, cancellation) : [];

    /// <summary>The rounds that somebody else is to approve, each once.</summary>
    private static IReadOnlyList<WaitingItem> OthersRounds(IReadOnlyList<Outlook> found, Func<string, DateOnly> today)
        => [.. WaitingItem.Of(found, act => act.Kind == WaitingKind.Approval && !act.Missing.Contains(Domain.Cpts.Party.Cpam), today).DistinctBy(it => it.Outlook.Id)];

    /// <summary>All those of a region; of the nation those of the year, which are eighteen.</summary>
    private async Task<IReadOnlyList<DeskEnvelope>> EnvelopesAsync(Caller caller, Func<string, DateOnly> today, CancellationToken cancellation)
    {
        var isNation = caller.RegionCode == Caller.Nation;
        var found = await regions.EnvelopesAsync(isNation ? null : caller.RegionCode, isNation ? today("").Year : null, Moment.Now, cancellation);
        return [.. found.Select(it => new DeskEnvelope(it, today(it.RegionCode) <= FirEnvelope.LastDay(it.Year, rules)))];
    }

    private async Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(IEnumerable<WaitingItem> shown, CancellationToken cancellation)
        => await people.NamesAsync([.. shown.Select(it => it.Act.CertifiedBy).OfType<PersonId>().Distinct()], cancellation);
}
