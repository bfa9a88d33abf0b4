using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Web;

/// <summary>The readings over a history held in memory: folds, with nothing clever about them.</summary>
internal sealed class FakeReadings(IReadOnlyList<PastEvent> history) : IDossiers, IRegions, ITariffs, IPeople, ISubjects
{
    private IEnumerable<PastCptsEvent> Known(Moment moment)
        => history.OfType<PastCptsEvent>().Where(past => (moment.AsOf is not { } asOf || past.RecordedAt <= asOf) && (moment.EffectiveOn is not { } on || past.Event.EffectiveDate <= on));

    private IEnumerable<(Guid Id, Dossier Dossier)> Dossiers(Moment moment)
        => from past in Known(moment)
           group past by past.CptsId into stream
           let state = CptsFold.Fold(stream.Select(past => new Recorded<CptsEvent>(past.EventId, past.Actor, past.Event)), moment.EffectiveOn) as Dossier
           where state is not null
           select (stream.Key, state);

    public Task<DossierView?> FindAsync(Guid id, Moment moment, CancellationToken cancellation)
    {
        var all = Dossiers(moment).ToList();
        var found = all.FirstOrDefault(one => one.Id == id);
        if (found.Dossier is not { } dossier) return Task.FromResult<DossierView?>(null);
        var communes = dossier.Territory.Latest.Communes.ToHashSet(StringComparer.Ordinal);
        var overlaps = from other in all
                       where other.Id != id
                             let shared = other.Dossier.Territory.Latest.Communes.Where(communes.Contains).ToList()
                       where shared.Count > 0
                       select new Overlap(other.Id, other.Dossier.Name.Latest, shared);
        return Task.FromResult<DossierView?>(new DossierView(id, Known(moment).Count(past => past.CptsId == id), dossier, [.. overlaps]));
    }

    public Task<IReadOnlyDictionary<Guid, CptsSubject>> CptsAsync(IEnumerable<Guid> ids, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyDictionary<Guid, CptsSubject>>(
            Dossiers(Moment.Now).IntersectBy(ids, one => one.Id).ToDictionary(one => one.Id, one => new CptsSubject(one.Dossier.Name.Latest, one.Dossier.Registration.Synthetic == true)));

    public Task<bool> AreSyntheticAsync(IEnumerable<string> streams, CancellationToken cancellation)
        => Task.FromResult(Dossiers(Moment.Now).Any(one => one.Dossier.Registration.Synthetic == true && streams.Contains(StreamId.OfCpts(one.Id), StringComparer.Ordinal)));

    public Task<bool> AnySyntheticAsync(CancellationToken cancellation) => Task.FromResult(Dossiers(Moment.Now).Any(one => one.Dossier.Registration.Synthetic == true));

    public Task<Page<DossierSummary>> ListAsync(DossierQuery query, Moment moment, PageRequest page, CancellationToken cancellation)
    {
        if (page.After is not null && !int.TryParse(page.After, CultureInfo.InvariantCulture, out _)) throw new InvalidCursorException();
        var skip = page.After is null ? 0 : int.Parse(page.After, CultureInfo.InvariantCulture);
        var items = Dossiers(moment).Reverse()
            .Where(one => (query.RegionCode ?? one.Dossier.RegionCode) == one.Dossier.RegionCode && query.Phases?.Contains(one.Dossier.Phase.Name) != false)
            .Where(one => (query.CptsId ?? one.Id) == one.Id)
            .Where(one => query.Text is null || one.Dossier.Name.Latest.Contains(query.Text, StringComparison.CurrentCultureIgnoreCase))
            .Skip(skip).Take(page.Size + 1).Select(Summary).ToList();
        return Task.FromResult(new Page<DossierSummary>([.. items.Take(page.Size)], items.Count > page.Size ? $"{skip + page.Size}" : null));

        DossierSummary Summary((Guid Id, Dossier Dossier) one)
        {
            var sources = BySource(Known(moment).Where(past => past.CptsId == one.Id), new(null, null, null, moment));
            return new(one.Id, one.Dossier.Name.Latest, one.Dossier.RegionCode, one.Dossier.Territory.Latest.DepartmentCode, one.Dossier.Phase.Name, one.Dossier.Phase.Since,
                one.Dossier.Territory.Latest.Population, one.Dossier.Registration.Synthetic == true, sources, sources.Values.Aggregate(Totals.None, (sum, totals) => sum + totals));
        }
    }

    public Task<Page<TimelineItem>> TimelineAsync(Guid id, Moment moment, PageRequest page, CancellationToken cancellation)
        => Task.FromResult(new Page<TimelineItem>([.. Known(moment).Where(past => past.CptsId == id).Select((past, i) =>
            new TimelineItem(past.EventId, null, i + 1, past.Event.GetType().Name, past.RecordedAt, past.Actor, past.Event, default(JsonElement)))], null));

    public Task<Financing> RegionAsync(string regionCode, FinancingQuery query, CancellationToken cancellation) => Task.FromResult(Region(regionCode, query));

    public Task<(IReadOnlyList<Financing> Regions, Financing Nation)> NationAsync(FinancingQuery query, CancellationToken cancellation)
        => Task.FromResult<(IReadOnlyList<Financing>, Financing)>(([.. ReferenceData.Current.Regions.Select(region => Region(region.Code, query))], Region(null, query)));

    public Task<IReadOnlyList<EnvelopeView>> EnvelopesAsync(string? regionCode, int? year, Moment moment, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<EnvelopeView>>([.. history.OfType<PastEnvelopeEvent>().Select(past => (past.RegionCode, past.Year)).Distinct()
            .Where(key => (regionCode ?? key.RegionCode) == key.RegionCode && (year ?? key.Year) == key.Year)
            .Select(key => (key, Envelope: Envelope(key.RegionCode, key.Year, moment))).Where(one => one.Envelope is not null)
            .Select(one => new EnvelopeView(one.key.RegionCode, one.key.Year, one.Envelope!.Parts, one.Envelope.CptsShare, new(one.Envelope.Authorised, one.Envelope.Committed), [], true))]);

    public Task<IReadOnlyList<TariffView>> ListAsync(Moment moment, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<TariffView>>([.. history.OfType<PastTariffEvent>()
            .Where(past => !(past.RecordedAt > moment.AsOf) && !(past.Event.EffectiveDate > moment.EffectiveOn)).GroupBy(past => past.Tariff)
            .Select(own => new TariffView(AciTariff.Fold(own.Key, own.Select(past => past.Event)), own.Count(), [.. own.Select((past, i) => new TariffAct(i + 1, past.RecordedAt, past.Actor, null, past.Event))]))]);

    private readonly ConcurrentDictionary<(string Issuer, string Subject), (PersonId Id, string? Name)> met = new();

    public ValueTask<PersonId> IdentifyAsync(string issuer, string subject, string? name, CancellationToken cancellation)
        => ValueTask.FromResult(met.AddOrUpdate((issuer, subject), _ => (new PersonId(Guid.NewGuid()), name), (_, known) => known with { Name = name ?? known.Name }).Id);

    public Task<string?> SubjectNamedAsync(string issuer, string name, CancellationToken cancellation)
        => Task.FromResult(met.Where(it => it.Key.Issuer == issuer && it.Value.Name == name).Select(it => it.Key.Subject).SingleOrDefault());

    public Task<string?> OtherSpellingAsync(string issuer, string subject, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(IReadOnlyCollection<PersonId> people, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyDictionary<PersonId, string>>(new Dictionary<PersonId, string>());

    private FirEnvelope? Envelope(string region, int year, Moment moment)
    {
        var events = history.OfType<PastEnvelopeEvent>().Where(past => past.RegionCode == region && past.Year == year && !(past.RecordedAt > moment.AsOf) && !(past.Event.EffectiveDate > moment.EffectiveOn));
        return FirEnvelope.Fold(region, year, events.Select(past => past.Event)) is { Exists: true } envelope ? envelope : null;
    }

    private Financing Region(string? region, FinancingQuery query)
    {
        var inside = Dossiers(query.Moment).Where(one => (region ?? one.Dossier.RegionCode) == one.Dossier.RegionCode).ToList();
        var ids = inside.Select(one => one.Id).ToHashSet();
        var sources = BySource(Known(query.Moment).Where(past => ids.Contains(past.CptsId)), query);
        var envelope = region is not null && query.BudgetYear is { } year && Envelope(region, year, query.Moment) is { } known ? new EnvelopeFigures(known.Authorised, known.Committed) : null;
        return new(region, sources, sources.Values.Aggregate(Totals.None, (sum, totals) => sum + totals),
            Enum.GetValues<PhaseName>().ToDictionary(phase => phase, phase => inside.Count(one => one.Dossier.Phase.Name == phase)), 0, envelope,
            inside.Exists(one => one.Dossier.Registration.Synthetic == true));
    }

    private static Dictionary<FundingSource, Totals> BySource(IEnumerable<PastCptsEvent> events, FinancingQuery query)
    {
        var entries = events.SelectMany(past => Entries.Of(past.Event)).Where(entry => (query.BudgetYear ?? entry.Commitment.BudgetYear) == entry.Commitment.BudgetYear).ToLookup(entry => entry.Commitment.Source);
        return Enum.GetValues<FundingSource>().ToDictionary(source => source, source => new Totals(
            Sum(source, EntryKind.Committed), Sum(source, EntryKind.Certified), Sum(source, EntryKind.Paid), Sum(source, EntryKind.Barred),
            Sum(source, EntryKind.RecoveryOrdered), Sum(source, EntryKind.Recovered), Sum(source, EntryKind.Waived)));

        Money Sum(FundingSource source, EntryKind kind) => entries[source].Where(entry => entry.Kind == kind).Total(entry => entry.Amount);
    }
}
