using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Host.Demo;

/// <summary>What becomes of money to be paid back: received, now and then in part given up.</summary>
internal static class Recouping
{
    public static IEnumerable<DateTimeOffset> Tell(CaseFile file, string commitment, string recovery, Agency agency)
    {
        var dice = file.Dice;
        yield return file.OfficeIn(dice.Between(30, 90));
        var due = file.Dossier.Commitments[commitment].Recoveries[recovery].Due;
        var waived = dice.Chance(30) ? Money.Min(due, Money.Euros(500)) : Money.Zero;
        if (due > waived) file.Act(agency.Accountant, new ReceiveRecovery(commitment, recovery, due - waived) { EffectiveDate = file.Now, Reference = $"ENC-{file.Key()[..6]}" });
        if (!waived.IsPositive) yield break;
        yield return file.OfficeIn(dice.Between(10, 40));
        file.Act(agency.OtherAccountant, new WaiveRecovery(commitment, recovery, waived)
        {
            EffectiveDate = file.Now, Reference = $"REM-{file.Key()[..6]}", Comment = file.World.Seal("Remise gracieuse.", "comment"),
        });
    }
}
