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

    /// <summary>So many, in all regions by turns, recorded at an instant.</summary>
    public static IEnumerable<(ReadyCpts Cpts, IEnumerable<PastEvent> Events)> Make(int count, DateTimeOffset at, ReferenceData reference, ISealer sealer)
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
            var (amount, half) = (Money.Euros(20_000m), Money.Euros(10_000m));
            CptsEvent[] happened =
            [
                new CptsRegistered(
                    $"CPTS prête {i}", region, new Territory(department, communes, reference.PopulationOf(communes)), "rural", new Identifiers(SyntheticIdentifiers.Siret(i), null),
                    sealer.Seal($"prete-{i}@cpts.example", "contact"), Synthetic: true) { EffectiveDate = on },
                new LetterOfIntentAccepted { EffectiveDate = on },
                new FirGrantAwarded(line, amount, "Amorçage", null, [new(1, InstalmentKind.Advance, on.AddDays(30), half), new(2, InstalmentKind.Balance, on.AddDays(200), half)]) { EffectiveDate = on },
            ];
            yield return (cpts, [
                .. happened.Select(it => new PastCptsEvent(cpts.Id, Guid.CreateVersion7(at), officer, at, it)),
                new PastEnvelopeEvent(region, on.Year, Guid.CreateVersion7(at), officer, at, new CreditCommitted(cpts.Id, cpts.Grant, amount) { EffectiveDate = on })]);
        }
    }

    /// <summary>Three communes of a department of each region.</summary>
    public static IReadOnlyList<(string Region, string Department, Sequence<string> Communes)> Places(ReferenceData reference)
        => [.. reference.Regions.Select(region => reference.Departments.First(department => department.Region == region.Code))
            .Select(department => (department.Region, department.Code, reference.Communes.Where(it => it.Department == department.Code).OrderBy(it => it.Code, StringComparer.Ordinal).Take(3).Select(it => it.Code).ToSequence()))];
}
