using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Host.Demo;

/// <summary>The money of the contracts: each month the fund assesses what is over, certifies and pays what is due, and asks back what was paid beyond.</summary>
internal sealed class LineStory(CaseFile file, Agency cpam)
{
    private readonly Dice dice = file.Dice;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>The dossier in which nothing is to be done before <see cref="next"/>: most months nothing is, and to look costs more than to act.</summary>
    private Dossier? seen;
    private DateOnly next;

    /// <summary>Days after the end of a contract year until its assessment.</summary>
    private readonly int assessing = file.Dice.Between(20, 75);

    public IEnumerable<DateTimeOffset> Tell()
    {
        while (true)
        {
            yield return file.OfficeIn(dice.Between(12, 32));
            if (ReferenceEquals(file.Dossier, seen) && file.Now < next) continue;
            var deadlines = file.World.Deadlines(file.Dossier).Where(IsOurs).ToList();
            var due = deadlines.FindAll(it => it.Kind == DeadlineKind.Instalment && it.On <= file.Now);
            var over = deadlines.FindAll(it => it.Kind == DeadlineKind.Assessment && DayOf(it) <= file.Now);
            foreach (var it in over) Assess(it.Contract!.Value, it.Year!.Value);
            Recoup();
            if (due.Count + over.Count == 0)
                (seen, next) = (file.Dossier, deadlines.Select(DayOf).Where(day => day > file.Now).DefaultIfEmpty(DateOnly.MaxValue).Min());
            if (due.Count == 0 || !file.MayPay(FundingSource.Aci, file.Now)) continue;
            Certify(due);
            yield return file.OfficeIn(dice.Between(4, 15));
            if (file.MayPay(FundingSource.Aci, file.Now)) Pay(due, dice.Chance(70) ? cpam.Accountant : cpam.OtherAccountant);
        }
    }

    /// <summary>What concerns the contracts; a balance before its assessment does not yet.</summary>
    private static bool IsOurs(Deadline it) => it is { Kind: DeadlineKind.Instalment, Contract: not null, AwaitsAssessment: false } or { Kind: DeadlineKind.Assessment };

    private DateOnly DayOf(Deadline it) => it.Kind == DeadlineKind.Assessment ? it.On.AddDays(assessing) : it.On;

    private void Assess(int contract, int year)
    {
        var its = file.Dossier.Contracts.Find(contract)!;
        var starts = file.Dossier.Contracts.StartsOf(its);
        var known = its.RatesOf(year);
        var missions = file.Dossier.LinesOf(contract, year).Where(line => line.Line!.Kind == LineKind.Fixed).Select(line => line.Line!.Mission!.Value)
            .Where(mission => starts[mission] < its.Closing(year) && known?.ContainsKey(mission) != true);
        file.Act(cpam.OtherOfficer, new AssessYear(contract, year, missions.Select(mission => new MissionRate(mission, dice.Between(year == 1 ? 45 : 60, 100) / 100m)).ToSequence()) { EffectiveDate = file.Now });
    }

    private void Certify(List<Deadline> due)
    {
        foreach (var it in due)
            if (Find(it).Free is { IsPositive: true } free)
                file.Act(cpam.Officer, new Certify(it.CommitmentId!, file.Key(), it.Instalment!.Value, free) { EffectiveDate = file.Now });
    }

    private void Pay(List<Deadline> due, PersonId accountant)
    {
        foreach (var it in due)
        {
            if (Find(it).Payable is not { IsPositive: true } payable) continue;
            if (dice.Chance(2))
                file.Act(accountant, new RefusePayment(it.CommitmentId!, it.Instalment!.Value, file.Reason("Pièce justificative manquante.", "RIB périmé.")) { EffectiveDate = file.Now });
            else
                file.Act(accountant, new Pay(it.CommitmentId!, it.Instalment!.Value, payable, $"ACI-{file.Now.Year}-{file.Key()}") { EffectiveDate = file.Now });
        }
    }

    private void Recoup()
    {
        foreach (var line in file.Dossier.Commitments.Values.Where(it => it.Line is not null && !it.Recoveries.IsEmpty).OrderBy(it => it.Ref.Id, StringComparer.Ordinal))
            foreach (var recovery in line.Recoveries.Values.Select(it => it.Event.RecoveryId).Order(StringComparer.Ordinal).Where(asked.Add))
                file.Begin(Recouping.Tell(file, line.Ref.Id, recovery, cpam));
    }

    private Instalment Find(Deadline due) => file.Dossier.Commitments[due.CommitmentId!].Find(due.Instalment!.Value)!;
}
