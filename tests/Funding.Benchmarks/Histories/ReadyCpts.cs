using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Benchmarks.Histories;

/// <summary>A CPTS on which officers may act: its letter is accepted, and a grant of this year waits to be certified.</summary>
/// <param name="Id">The CPTS.</param>
/// <param name="RegionCode">Its region.</param>
/// <param name="Grant">A grant of 20 000 € in two instalments.</param>
internal sealed record ReadyCpts(Guid Id, string RegionCode, string Grant)
{
    /// <summary>How many events one is, with that of its envelope.</summary>
    public const int EventsOfOne = 4;

    /// <summary>The first instalment.</summary>
    private static readonly Money Half = Money.Euros(10_000m);

    /// <summary>So many, in all regions by turns, recorded at an instant; perhaps with the first instalment of their grant paid.</summary>
    public static IEnumerable<(ReadyCpts Cpts, IEnumerable<PastEvent> Events)> Make(int count, DateTimeOffset at, bool arePaid, ReferenceData reference, ISealer sealer)
    {
        var dice = new Dice(1, "ready");
        var officer = dice.Person();
        var places = Places(reference);
        for (var i = 0; i < count; i++)
        {
            var (region, department, communes) = places[i % places.Count];
            var cpts = new ReadyCpts(dice.Guid(), region, "fir-ready");
            var on = reference.DayIn(region, at);
            var line = new CommitmentRef(cpts.Grant, FundingSource.Fir, on.Year, region, department);
            var amount = Half + Half;
            CptsEvent[] happened =
            [
                new CptsRegistered(
                    $"CPTS prête {i}", region, new Territory(department, communes, reference.PopulationOf(communes)), "rural", new Identifiers(SyntheticIdentifiers.Siret(i), null),
                    sealer.Seal($"prete-{i}@cpts.example", "contact"), Synthetic: true) { EffectiveDate = on },
                new LetterOfIntentAccepted { EffectiveDate = on },
                new FirGrantAwarded(line, amount, "Amorçage", null, [new(1, InstalmentKind.Advance, on.AddDays(30), Half), new(2, InstalmentKind.Balance, on.AddDays(200), Half)]) { EffectiveDate = on },
            ];
            if (arePaid)
                happened = [.. happened, new ServiceCertified(line, "certified", 1, Half) { EffectiveDate = on }, new PaymentMade(line, 1, Half, $"VIR-{i}") { EffectiveDate = on }];
            yield return (cpts, [
                .. happened.Select(it => new PastCptsEvent(cpts.Id, Guid.CreateVersion7(at), officer, at, it)),
                new PastEnvelopeEvent(region, on.Year, Guid.CreateVersion7(at), officer, at, new CreditCommitted(cpts.Id, cpts.Grant, amount) { EffectiveDate = on })]);
        }
    }

    /// <summary>The next of a client's own CPTS, by turns.</summary>
    /// <param name="all">Those of all clients.</param>
    /// <param name="client">The client.</param>
    /// <param name="turns">How many turns each client has had; one is added.</param>
    public static ReadyCpts Next(IReadOnlyList<ReadyCpts> all, int client, int[] turns) => all[(client + (turns.Length * turns[client]++)) % (all.Count / turns.Length * turns.Length)];

    /// <summary>Three communes of a department of each region.</summary>
    public static IReadOnlyList<(string Region, string Department, Sequence<string> Communes)> Places(ReferenceData reference)
        => [.. reference.Regions.Select(region => reference.Departments.First(department => department.Region == region.Code))
            .Select(department => (department.Region, department.Code, reference.Communes.Where(it => it.Department == department.Code).OrderBy(it => it.Code, StringComparer.Ordinal).Take(3).Select(it => it.Code).ToSequence()))];
}
