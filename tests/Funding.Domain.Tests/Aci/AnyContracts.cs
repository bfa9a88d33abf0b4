using System.Collections.Immutable;
using Funding.Domain.Aci;
using FsCheck;
using FsCheck.Fluent;

namespace Funding.Domain.Tests;

/// <summary>Generates contracts that like awkward days: 29 February, month ends, clock changes, anniversaries and their neighbours.</summary>
internal static class AnyContracts
{
    private static readonly Mission[] Missions = Enum.GetValues<Mission>();

    public static Arbitrary<AnyContract> All => Arb.From(Contracts);

    private static Gen<DateOnly> Starting => Gen.Frequency(
        (3, Gen.Elements(Day("2020-02-29"), Day("2024-02-29"), Day("2028-02-29"), Day("2023-02-28"), Day("2023-03-01"), Day("2024-03-01"), Day("2020-12-31"), Day("2021-01-01"), Day("2022-01-31"), Day("2022-03-27"), Day("2022-10-30"))),
        (5, Gen.Choose(0, 12 * 365).Select(Day("2019-08-25").AddDays)));

    private static Gen<Money> Amount => Gen.Frequency(
        (1, Gen.Constant(Money.Zero)),
        (4, Gen.Choose(1, 60).Select(thousands => Money.Euros(thousands * 1_000))),
        (4, Gen.Choose(1, 60_000_00).Select(cents => new Money(cents))),
        (1, Gen.Elements(new Money(1), new Money(Money.MaxCents))));

    private static Gen<Terms> Terms =>
        from functioning in Amount
        from held in Gen.SubListOf(Missions)
        from fixedParts in Amount.ArrayOf(Missions.Length)
        from variableParts in Amount.ArrayOf(Missions.Length)
        select new Terms("aci-2019", functioning, held.Order().Select(it => new MissionTerms(it, fixedParts[(int)it], variableParts[(int)it])).ToSequence());

    private static Gen<AgreedTerms> Agreed(int round) =>
        from terms in Terms
        from advance in Gen.Frequency((4, Gen.Constant(0.75m)), (1, Gen.Elements(0m, 0.3333m, 0.5m, 1m)))
        from version in Gen.Choose(1, 2)
        select new AgreedTerms(round, terms, new TariffBasis("aci-2019", version, "arrêté", 2, 65_000, advance, 5, []));

    private static Gen<decimal> Rate => Gen.Frequency((1, Gen.Elements(0m, 1m)), (3, Gen.Choose(0, 10_000).Select(parts => parts / 10_000m)));

    /// <summary>A day of the term, often an anniversary or next to one.</summary>
    private static Gen<DateOnly> DayOf(DateOnly startsOn, int before, int after)
    {
        var (first, last) = (startsOn.AddDays(-before), DayByDay.Anniversary(startsOn, 5).AddDays(after));
        return Gen.Frequency(
            (3, from years in Gen.Choose(0, 5) from days in Gen.Choose(-1, 1) select DayByDay.Anniversary(startsOn, years).AddDays(days)),
            (5, Gen.Choose(0, last.DayNumber - first.DayNumber).Select(first.AddDays))).Select(day => day < first ? first : day > last ? last : day);
    }

    private static Gen<AnyContract> Contracts =>
        from number in Gen.Choose(1, 2)
        from startsOn in Starting
        from signed in Gen.Choose(-300, 60)
        from first in Agreed(1)
        from count in Gen.Choose(0, 4)
        from amendments in Agreed(0).ArrayOf(count)
        from effects in DayOf(startsOn, 0, 0).ArrayOf(count)
        from together in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from started in Gen.SubListOf(Missions)
        from days in DayOf(startsOn, 0, 0).ArrayOf(Missions.Length)
        from assessed in Gen.Choose(0, 100).ArrayOf(30)
        from rates in Rate.ArrayOf(30)
        from ends in Gen.Frequency((1, Gen.Constant(false)), (1, Gen.Constant(true)))
        from endsOn in DayOf(startsOn, 5, 0)
        select new AnyContract
        {
            Number = number,
            SignedOn = startsOn.AddDays(signed),
            StartsOn = startsOn,
            Agreed = [(startsOn, first), .. amendments.Select((agreed, i) => (effects[together ? 0 : i], agreed with { Round = i + 2 }))],
            Starts = started.ToImmutableSortedDictionary(it => it, it => days[(int)it]),
            Achievements = Enumerable.Range(0, 30).Where(i => assessed[i] < 60)
                .ToImmutableDictionary(i => ((i / 6) + 1, (Mission)(i % 6)), i => new Achievement(rates[i], DayByDay.Anniversary(startsOn, (i / 6) + 1).AddDays(assessed[i]))),
            EndsOn = ends ? endsOn : null,
        };
}
