using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Host.Demo;

/// <summary>What becomes of a grant: certified and paid by different people, with the accidents of real files.</summary>
internal sealed class GrantStory(CaseFile file, string grant, Agency agency)
{
    private readonly World world = file.World;
    private readonly Dice dice = file.Dice;

    private Commitment Commitment => file.Dossier.Commitments[grant];

    public IEnumerable<DateTimeOffset> Tell()
    {
        foreach (var wait in Settle(1)) yield return wait;
        if (Commitment.Instalments.Count > 1)
        {
            var due = Commitment.Instalments[1].DueOn;
            yield return file.Office(due.AddDays(-dice.Between(20, 60)));
            if (dice.Chance(10)) Amend();
            if (dice.Chance(5)) Cancel();
            yield return file.Office(due.AddDays(-5));
            // A balance that is never justified stays unpaid, until the bar.
            if (!dice.Chance(4) && Commitment.Instalments[1].Amount.IsPositive) foreach (var wait in Settle(2)) yield return wait;
        }

        if (dice.Chance(5)) foreach (var wait in Recover()) yield return wait;
    }

    private IEnumerable<DateTimeOffset> Settle(int instalment)
    {
        yield return file.OfficeIn(dice.Between(8, 40));
        if (Free(instalment) is not { IsPositive: true } amount) yield break;
        if (dice.Chance(2.5) && amount >= Money.Euros(2_000))
        {
            foreach (var wait in CertifyWrongly(instalment, amount)) yield return wait;
            if (Free(instalment) < amount) yield break;
        }

        var certification = Certify(instalment, amount);
        if (dice.Chance(5))
        {
            yield return file.OfficeIn(dice.Between(3, 9));
            Act(agency.Accountant, new RefusePayment(grant, instalment, world.Seal(dice.Pick(["RIB illisible ou périmé.", "Pièce justificative manquante.", "Service fait non daté."]), "reason")) { EffectiveDate = Now });
            yield return file.OfficeIn(dice.Between(7, 25));
            if (Free(instalment) is not { IsPositive: true } again) yield break;
            certification = Certify(instalment, again);
        }

        // A payment may be recorded weeks after it was made: the transfer's date is its effective date.
        var paid = Now.AddDays(dice.Between(3, 18));
        yield return file.Office(paid.AddDays(dice.Chance(7) ? dice.Between(20, 50) : 0));
        if (!MayPay(paid) || !MayPay(Now) || Commitment.Find(instalment)!.Payable is not { IsPositive: true } payable) yield break;
        var reference = $"VIR-{paid.Year}-{certification[..6]}";
        var payment = Act(agency.Accountant, new Pay(grant, instalment, payable, reference) { EffectiveDate = OfficeHours.WorkingDay(paid) is var made && made < Now ? made : Now });
        if (!dice.Chance(1.5)) yield break;

        yield return file.OfficeIn(dice.Between(2, 12));
        Act(agency.OtherAccountant, new ReverseAct(payment, world.Seal("Virement saisi sur le mauvais dossier.", "reason")) { EffectiveDate = Now });
        yield return file.OfficeIn(dice.Between(1, 4));
        if (MayPay(Now)) Act(agency.OtherAccountant, new Pay(grant, instalment, payable, $"{reference}-B") { EffectiveDate = Now });
    }

    private IEnumerable<DateTimeOffset> CertifyWrongly(int instalment, Money amount)
    {
        var mistaken = Act(agency.Officer, new Certify(grant, file.Key(), instalment, Money.Euros(Math.Floor(amount.ToEuros() / 1000m) * 100m)) { EffectiveDate = Now });
        yield return file.OfficeIn(dice.Between(1, 8));
        Act(agency.OtherOfficer, new ReverseAct(mistaken, world.Seal("Montant saisi par erreur.", "reason")) { EffectiveDate = Now });
        yield return file.OfficeIn(1);
    }

    private string Certify(int instalment, Money amount)
    {
        var key = file.Key();
        Act(dice.Chance(75) ? agency.Officer : agency.OtherOfficer, new Certify(grant, key, instalment, amount) { EffectiveDate = Now });
        return key;
    }

    private void Amend()
    {
        var last = Commitment.Instalments[^1];
        if (!last.Free.IsPositive) return;
        var change = dice.Chance(50) ? -Money.Min(Money.Euros(2_000), last.Free) : dice.Euros(1_000, 5_000);
        var envelope = world.Envelope(file.Region, Commitment.Ref.BudgetYear);
        if (change.IsPositive && (!MayGrow(change) || envelope.Refusal(Now, change, world.Rules) is not null)) return;
        var on = Now;
        Act(agency.Officer, new AmendCommitment(grant, Commitment.Committed + change, null, change.IsPositive ? $"AVT-{on.Year}-{dice.Between(1000, 9999)}" : null, change.IsPositive ? on.AddDays(-1) : null)
        {
            EffectiveDate = on, Comment = world.Seal(change.IsPositive ? "Besoins de coordination revus à la hausse." : "Budget réajusté à la baisse.", "comment"),
        });
    }

    private bool MayGrow(Money change) => Commitment.Ref.Source == FundingSource.Fir && !IsBarred(Now) && change.IsPositive && file.Dossier.PhaseOn(Now) is InProject or Submitted;

    private void Cancel()
    {
        if (Commitment.Instalments.Exists(instalment => instalment.Free.IsPositive))
            Act(agency.Officer, new CancelCommitment(grant) { EffectiveDate = Now, Comment = world.Seal("Dépenses non engagées par l’association.", "comment") });
    }

    private IEnumerable<DateTimeOffset> Recover()
    {
        yield return file.OfficeIn(dice.Between(60, 150));
        if (Commitment.Paid < Money.Euros(2_000)) yield break;
        var key = $"rec-{file.Key()}";
        var amount = dice.Euros(1_000, (int)Money.Min(Commitment.Paid, Money.Euros(6_000)).ToEuros());
        Act(agency.Officer, new OrderRecovery(grant, key, amount, world.Seal("Dépenses justifiées inférieures à la subvention versée.", "reason")) { EffectiveDate = Now, Reference = $"TR-{Now.Year}-{dice.Between(1000, 9999)}" });
        foreach (var wait in Recouping.Tell(file, grant, key, agency)) yield return wait;
    }

    private DateOnly Now => file.Now;

    private Money Free(int instalment) => !IsBarred(Now) && file.MayCertify(Commitment.Ref.Source, Now) ? Commitment.Find(instalment)!.Free : Money.Zero;

    private bool MayPay(DateOnly on) => !IsBarred(on) && file.MayPay(Commitment.Ref.Source, on);

    private bool IsBarred(DateOnly on) => Commitment.BarredFrom(world.Rules) is { } bar && on >= bar;

    private Guid Act(PersonId actor, CptsCommand command) => file.Act(actor, command);
}
