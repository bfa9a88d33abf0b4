using System.Collections.Immutable;
using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>What holds of the lines of contracts after every act of any history. Each was seen to fail with the domain broken on purpose.</summary>
public class ContractLaws
{
    [Fact]
    public void Lines_agree_with_the_facts_of_their_contract_and_their_instalments_with_them() => Law.AfterEveryAct((world, turn) =>
    {
        var dossier = world.Dossier(turn.Cpts);
        foreach (var contract in dossier.Contracts.All)
        {
            var owed = OwedLines.Of(dossier.Contracts.FactsOf(contract), contract.YearsOpened);
            foreach (var line in owed) Amount(dossier, line.CommitmentId).ShouldBe(line.Amount, $"{line.CommitmentId} after {turn.Command}");
            Lines(dossier).Where(it => it.Line!.Contract == contract.Number && it.Line.Amount.IsPositive).Select(it => it.Ref.Id).ShouldBeSubsetOf(owed.Select(line => line.CommitmentId));
        }

        foreach (var line in Lines(dossier))
        {
            line.Committed.ShouldBeGreaterThanOrEqualTo(line.Line!.Amount, $"{line.Ref.Id} after {turn.Command}");
            if (line.Recoveries.IsEmpty) line.Committed.ShouldBe(line.Line.Amount, $"the instalments of {line.Ref.Id} after {turn.Command}");
        }
    });

    [Fact]
    public void Nobody_keeps_more_than_is_owed_without_a_recovery() => Law.AfterEveryAct((world, turn) =>
    {
        foreach (var line in Lines(world.Dossier(turn.Cpts))) (line.Paid - line.RecoveryOrdered).ShouldBeLessThanOrEqualTo(line.Line!.Amount, $"{line.Ref.Id} after {turn.Command}");
    });

    [Fact]
    public void Two_acts_of_the_same_date_give_the_same_lines_in_either_order() => Law.AfterEveryAct((world, turn) =>
    {
        if (turn.Decision is not Accepted || turn.Before is not Dossier { Contracts.Last: { } contract } before || !IsContracting(turn.Command)) return;
        var on = turn.Context.DateOf(turn.Command);
        var first = turn.Command with { EffectiveDate = on };
        foreach (var second in Companions(contract, on))
        {
            var (one, other) = (After(before, turn.Context, first, second), After(before, turn.Context, second, first));
            if (one is not null && other is not null) Amounts(one).ShouldBe(Amounts(other), $"{first} and {second}");
        }
    });

    [Fact]
    public void An_amendment_that_changes_nothing_changes_no_line() => Law.AfterEveryAct((world, turn) =>
    {
        if (turn.Decision is not Accepted || !IsContracting(turn.Command) || turn.After is not Dossier { Phase: Contracted, Contracts.Last: { Termination: null } contract } dossier) return;
        var on = world.Today;
        if (dossier.Contracts.All.Exists(it => it.Over > on && it != contract) || contract.Terms.On(on) != contract.Terms.Latest || contract.Amendments.Exists(it => it.TakesEffectOn > on)) return;
        var round = dossier.Negotiation.Rounds.Count + 1;
        var agreed = After(dossier, world.Context(Petit), [new ProposeTerms(Party.Cpam, contract.Terms.Latest.Terms), .. Enum.GetValues<Party>().Select(party => new ApproveTerms(round, party))]);
        if (agreed is null || agreed.Negotiation.Open is null) return;
        if (CptsDecider.Decide(new AmendContract(contract.Number, on), agreed, world.Context(Petit)) is Accepted amended) amended.Events.ShouldHaveSingleItem($"after {turn.Command}").ShouldBeOfType<AciContractAmended>();
    });

    [Fact]
    public void Seen_from_any_day_no_figure_of_a_line_is_negative() => Law.AtTheEnd(world =>
    {
        for (var i = 0; i < 2; i++)
        {
            var history = world.Histories[i];
            foreach (var day in history.Where(recorded => recorded.Event is AciLineRecalculated).Select(recorded => recorded.Event.EffectiveDate).Distinct().SelectMany(day => new[] { day, day.AddDays(20), day.AddDays(90) }))
            {
                if (CptsFold.Fold(history, day) is not Dossier dossier) continue;
                foreach (var line in Lines(dossier))
                {
                    line.Instalments.ShouldAllBe(it => it.Amount >= Money.Zero && it.Certified >= Money.Zero && it.Paid >= Money.Zero && it.Barred == Money.Zero, $"{line.Ref.Id} seen from {day}");
                    line.Recoveries.Values.ShouldAllBe(it => it.Ordered >= Money.Zero && it.Received >= Money.Zero && it.Waived >= Money.Zero, $"{line.Ref.Id} seen from {day}");
                }
            }
        }
    });

    [Fact]
    public void Nobody_pays_a_line_in_whose_worth_they_had_a_part() => Law.AtTheEnd(world =>
    {
        foreach (var history in world.Histories)
        {
            for (var i = 0; i < history.Count; i++)
            {
                if (history[i].Event is not PaymentMade paid || history.Select(it => it.Event).OfType<AciLineOpened>().FirstOrDefault(it => it.Commitment == paid.Commitment) is not { Trace: var line }) continue;
                history.Take(i).Where(earlier => earlier.Actor == history[i].Actor).ShouldNotContain(earlier =>
                    (earlier.Event is AciContractSigned && ((AciContractSigned)earlier.Event).Contract == line.Contract)
                    || (earlier.Event is AciContractAmended && ((AciContractAmended)earlier.Event).Contract == line.Contract)
                    || (earlier.Event is AciMissionStarted && ((AciMissionStarted)earlier.Event).Contract == line.Contract && ((AciMissionStarted)earlier.Event).Mission == line.Mission)
                    || (earlier.Event is AciYearAssessed && ((AciYearAssessed)earlier.Event).Contract == line.Contract && ((AciYearAssessed)earlier.Event).Year == line.Year), $"{paid}");
            }
        }
    });

    private static bool IsContracting(CptsCommand command) => command is ContractCommand or SignContract;

    /// <summary>Acts that anybody might record on the same day.</summary>
    private static IEnumerable<CptsCommand> Companions(Contract contract, DateOnly on) =>
    [
        .. Enum.GetValues<Mission>().Select(mission => new StartMission(contract.Number, mission) { EffectiveDate = on }),
        new TerminateContract(contract.Number, on.AddDays(40), Sealed("accord")) { EffectiveDate = on },
        new TerminateContract(contract.Number, on, Sealed("accord")) { EffectiveDate = on },
        new AmendContract(contract.Number, on.AddDays(10)) { EffectiveDate = on },
        new SuspendContract(contract.Number, Sealed("contrôle")) { EffectiveDate = on },
        .. Enumerable.Range(1, contract.TermYears).Select(year => new AssessYear(contract.Number, year, []) { EffectiveDate = on }),
    ];

    /// <summary>The dossier after the commands, each on what is due before it; null when one is refused.</summary>
    private static Dossier? After(Dossier dossier, ActContext context, params CptsCommand[] commands)
    {
        foreach (var command in commands)
        {
            if (CptsDecider.Decide(command, dossier, context) is not Accepted accepted) return null;
            dossier = Recorded(dossier, context.Actor, accepted.Events);
            dossier = Recorded(dossier, PersonId.System, FallingDue.Until(context.Today, dossier, context.Rules));
        }

        return dossier;
    }

    private static Dossier Recorded(Dossier dossier, PersonId actor, IEnumerable<CptsEvent> events)
        => events.Aggregate(dossier, (state, happened) => (Dossier)CptsFold.Evolve(state, new Recorded<CptsEvent>(Guid.NewGuid(), actor, happened)));

    private static IEnumerable<Commitment> Lines(Dossier dossier) => dossier.Commitments.Values.Where(it => it.Line is not null);

    private static Money Amount(Dossier dossier, string id) => dossier.Commitments[id].Line!.Amount;

    private static string[] Amounts(Dossier dossier) => [.. Lines(dossier).Select(it => $"{it.Ref.Id} {it.Line!.Amount}").Order(StringComparer.Ordinal)];
}
