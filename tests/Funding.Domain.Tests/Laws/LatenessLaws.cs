using FsCheck;
using FsCheck.Fluent;
using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>Whether the acts of a contract are recorded day by day or all on one day, long after, its lines are worth the same.</summary>
public class LatenessLaws
{
    private static readonly Mission[] Missions = [Mission.Access, Mission.Pathways, Mission.Prevention, Mission.Crisis];

    /// <summary>Acts of a contract, each with its date; all is known before its term ends.</summary>
    private sealed record Plan(DateOnly StartsOn, int SignedBefore, Sequence<(int Days, CptsCommand[] Commands)> Acts)
    {
        public override string ToString() => $"from {StartsOn:O}, signed {SignedBefore} days before: {string.Join("; ", Acts.Select(act => $"{StartsOn.AddDays(act.Days):O} {string.Join(", ", act.Commands.Select(it => it.ToString()))}"))}";
    }

    private static Gen<Terms> Terms =>
        from access in Gen.Choose(0, 40_000_00)
        from pathways in Gen.Choose(0, 30_000_00)
        from functioning in Gen.Choose(0, 60_000_00)
        from crisis in Gen.Choose(-5_000_00, 9_000_00)
        select new Terms(TariffOf2022.Id, new Money(functioning), [
            new(Mission.Access, new Money(access), Euros(30_000)), new(Mission.Pathways, new Money(pathways), Euros(20_000)), new(Mission.Prevention, Euros(15_000), Euros(10_000)),
            .. crisis < 0 ? Array.Empty<MissionTerms>() : [new MissionTerms(Mission.Crisis, new Money(crisis), Euros(4_000))]]);

    private static Gen<CptsCommand[]> Act => Gen.Frequency<CptsCommand[]>(
        (5, Gen.Elements(Missions).Select(mission => new CptsCommand[] { new StartMission(1, mission) })),
        (3, from terms in Terms from ahead in Gen.Elements(0, 0, 1, 40, 300) select new CptsCommand[] { new ProposeTerms(Party.Cpam, terms), new ApproveTerms(0, Party.Cpts), new ApproveTerms(0, Party.Cpam), new ApproveTerms(0, Party.Ars), new AmendContract(1, DateOnly.MinValue.AddDays(ahead)) }),
        (4, from year in Gen.Choose(1, 4) from rates in Gen.Choose(0, 10_000).ArrayOf(4) select new CptsCommand[] { new AssessYear(1, year, rates.Select((rate, i) => new MissionRate(Missions[i], rate / 10_000m)).ToSequence()) }),
        (1, Gen.Elements(0, 1, 60, 200, 360).Select(ahead => new CptsCommand[] { new TerminateContract(1, DateOnly.MinValue.AddDays(ahead), Sealed("accord")) })));

    private static Gen<Plan> Plans =>
        from startsOn in Gen.Elements("2020-03-01", "2020-02-29", "2023-03-26", "2021-12-31", "2022-01-31").Select(Day)
        from signed in Gen.Choose(0, 60)
        from count in Gen.Choose(1, 14)
        from days in Gen.Choose(0, (5 * 365) - 2).ArrayOf(count)
        from acts in Act.ArrayOf(count)
        select new Plan(startsOn, signed, days.Order().Zip(acts).ToSequence());

    [Fact]
    public void A_history_recorded_late_gives_the_lines_of_one_recorded_on_time() => Law.Holds(Arb.From(Plans, Shorter), plan =>
    {
        var accepted = new List<CptsCommand>();
        var last = plan.StartsOn.AddYears(5).AddDays(-1);
        var onTime = Play(plan, null, accepted, out var unknown);
        var late = Play(plan, last, accepted, out var refused);
        refused.ShouldBeEmpty();
        unknown.ShouldBeEmpty();
        Amounts(onTime.Until(Iso(last))).ShouldBe(Amounts(late.Until(Iso(last))));
    });

    /// <summary>On time, what is refused is left out and what is accepted told; late, what was accepted on time is recorded on that one day.</summary>
    private static Scene Play(Plan plan, DateOnly? recordedOn, List<CptsCommand> accepted, out List<string> refused)
    {
        refused = [];
        var signedOn = plan.StartsOn.AddDays(-plan.SignedBefore);
        var begun = AciScene.Negotiating().Agreed("2019-12-02");
        var scene = begun.On(Iso(recordedOn ?? signedOn)).After(new SignContract(plan.StartsOn, null) { EffectiveDate = signedOn });
        if (recordedOn is { } day)
        {
            foreach (var command in accepted)
            {
                scene = scene.Until(Iso(day));
                var decision = scene.When(command).Decision;
                if (decision is Accepted) scene = scene.After(command); else refused.Add($"{command}: {decision}");
            }

            return scene;
        }

        foreach (var (days, commands) in plan.Acts)
        {
            var on = plan.StartsOn.AddDays(days);
            var round = scene.Dossier().Negotiation.Rounds.Count + 1;
            foreach (var command in commands)
            {
                scene = scene.Until(Iso(on));
                var dated = Dated(command, on, round, scene.Dossier());
                if (scene.When(dated).Decision is not Accepted { Events.Count: > 0 }) continue;
                accepted.Add(dated);
                scene = scene.After(dated);
            }
        }

        return scene;
    }

    private static CptsCommand Dated(CptsCommand command, DateOnly on, int round, Dossier dossier) => command switch
    {
        ApproveTerms it => it with { Round = round, EffectiveDate = on },
        AmendContract it => it with { TakesEffectOn = on.AddDays(it.TakesEffectOn.DayNumber), EffectiveDate = on },
        TerminateContract it => it with { EndsOn = on.AddDays(it.EndsOn.DayNumber), EffectiveDate = on },
        AssessYear it => it with { Missions = it.Missions.Where(rate => IsExpected(dossier, it.Year, rate.Mission)).ToSequence(), EffectiveDate = on },
        _ => command with { EffectiveDate = on },
    };

    private static bool IsExpected(Dossier dossier, int year, Mission mission)
    {
        var contract = dossier.Contracts.Find(1)!;
        return dossier.Commitments.ContainsKey(LineId.Of(1, year, LineKind.Fixed, mission)) && dossier.Contracts.StartsOf(contract)[mission] < contract.Closing(year) && contract.RatesOf(year)?.ContainsKey(mission) != true;
    }

    private static string[] Amounts(Scene scene)
        => [.. scene.Dossier().Commitments.Values.Where(it => it.Line is { Amount.IsPositive: true }).Select(it => $"{it.Ref.Id} {it.Line!.Amount} {it.Committed}").Order(StringComparer.Ordinal)];

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<Plan> Shorter(Plan plan) => Enumerable.Range(0, plan.Acts.Count).Select(i => plan with { Acts = plan.Acts.Where((_, at) => at != i).ToSequence() });
}
