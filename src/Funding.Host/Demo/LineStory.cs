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

    /// <summary>Days after the end of a contract year until its assessment.</summary>
    private readonly int assessing = file.Dice.Between(20, 75);

    public IEnumerable<DateTimeOffset> Tell()
    {
        while (true)
        {
            yield return file.OfficeIn(dice.Between(12, 32));
            foreach (var due in file.World.Deadlines(file.Dossier).Where(it => it.Kind == DeadlineKind.Assessment && it.On.AddDays(assessing) <= file.Now)) Assess(due.Contract!.Value, due.Year!.Value);
            Recoup();
            if (!file.MayPay(FundingSource.Aci, file.Now) || !Certify(cpam.Officer)) continue;
            yield return file.OfficeIn(dice.Between(4, 15));
            if (file.MayPay(FundingSource.Aci, file.Now)) Pay(dice.Chance(70) ? cpam.Accountant : cpam.OtherAccountant);
        }
    }

    private void Assess(int contract, int year)
    {
        var its = file.Dossier.Contracts.Find(contract)!;
        var starts = file.Dossier.Contracts.StartsOf(its);
        var known = its.RatesOf(year);
        var missions = file.Dossier.LinesOf(contract, year).Where(line => line.Line!.Kind == LineKind.Fixed).Select(line => line.Line!.Mission!.Value)
            .Where(mission => starts[mission] < its.Closing(year) && known?.ContainsKey(mission) != true);
        file.Act(cpam.OtherOfficer, new AssessYear(contract, year, missions.Select(mission => new MissionRate(mission, dice.Between(year == 1 ? 45 : 60, 100) / 100m)).ToSequence()) { EffectiveDate = file.Now });
    }

    private bool Certify(PersonId officer)
    {
        foreach (var due in Due())
            if (Find(due).Free is { IsPositive: true } free)
                file.Act(officer, new Certify(due.CommitmentId!, file.Key(), due.Instalment!.Value, free) { EffectiveDate = file.Now });
        return Due().Exists(due => Find(due).Payable.IsPositive);
    }

    private void Pay(PersonId accountant)
    {
        foreach (var due in Due())
        {
            if (Find(due).Payable is not { IsPositive: true } payable) continue;
            if (dice.Chance(2))
                file.Act(accountant, new RefusePayment(due.CommitmentId!, due.Instalment!.Value, file.Reason("Pièce justificative manquante.", "RIB périmé.")) { EffectiveDate = file.Now });
            else
                file.Act(accountant, new Pay(due.CommitmentId!, due.Instalment!.Value, payable, $"ACI-{file.Now.Year}-{file.Key()}") { EffectiveDate = file.Now });
        }
    }

    private void Recoup()
    {
        foreach (var line in file.Dossier.Commitments.Values.Where(it => it.Line is not null && !it.Recoveries.IsEmpty).OrderBy(it => it.Ref.Id, StringComparer.Ordinal))
            foreach (var recovery in line.Recoveries.Values.Select(it => it.Event.RecoveryId).Order(StringComparer.Ordinal).Where(asked.Add))
                file.Begin(Recouping.Tell(file, line.Ref.Id, recovery, cpam));
    }

    /// <summary>The instalments of lines that may be certified and paid now.</summary>
    private List<Deadline> Due()
        => [.. file.World.Deadlines(file.Dossier).Where(it => it is { Kind: DeadlineKind.Instalment, Contract: not null, AwaitsAssessment: false } && it.On <= file.Now)];

    private Instalment Find(Deadline due) => file.Dossier.Commitments[due.CommitmentId!].Find(due.Instalment!.Value)!;
}
