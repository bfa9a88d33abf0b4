using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;

namespace Funding.Benchmarks.Histories;

/// <summary>The money of a CPTS: a few grants at a time, certified and paid by different people, with the accidents of real files.</summary>
internal sealed partial class LongLife
{
    private const int AtATime = 4;

    private readonly List<LongGrant> open = [];
    private readonly List<LongGrant> forgotten = [];
    private readonly Dictionary<int, Money> perYear = [];
    private int grants;
    private int payments;

    /// <summary>Awards, or goes on with a grant; false when there is nothing to do.</summary>
    private bool MoveMoney()
    {
        var pending = 0;
        foreach (var grant in open) pending += grant.Pending;
        if (open.Count < AtATime && phase is PhaseName.Project or PhaseName.Submitted && share - Spent > pending) Award();
        else if (open.Count > 0) GoOn(open[Dice.Between(0, open.Count - 1)]);
        else return false;
        return true;
    }

    private void Award()
    {
        var on = Effective(accepted);
        var amount = Dice.Euros(6_000, 30_000);
        var reference = new CommitmentRef($"fir-{on.Year}-{++grants}", FundingSource.Fir, on.Year, place.RegionCode, territory.DepartmentCode);
        var together = perYear[on.Year] = perYear.GetValueOrDefault(on.Year) + amount;
        var convention = together > RuleSettings.Default.ConventionThreshold ? new Convention($"CONV-{on.Year}-{grants}", on) : null;
        var award = new FirGrantAwarded(reference, amount, "Temps de coordination et diagnostic territorial", convention, Instalments(amount, on)) { EffectiveDate = on, Reference = $"DEC-{on.Year}-{number}-{grants}" };
        Store(id, agency.Officer, award);
        Credit(award, amount);
        (Dice.Chance(1.5) ? forgotten : open).Add(new LongGrant(award));
    }

    private Sequence<PlannedInstalment> Instalments(Money amount, DateOnly on)
    {
        var count = Dice.Between(1, 3);
        var part = new Money(amount.Cents / count / 10_000 * 10_000);
        var plans = new PlannedInstalment[count];
        for (var i = 0; i < count; i++)
        {
            var kind = count == 1 ? InstalmentKind.Whole : i == count - 1 ? InstalmentKind.Balance : i == 0 ? InstalmentKind.Advance : InstalmentKind.Partial;
            plans[i] = new(i + 1, kind, on.AddDays(30 + (i * 120)), i == count - 1 ? amount - new Money(part.Cents * i) : part);
        }

        return plans.ToSequence();
    }

    private void GoOn(LongGrant grant)
    {
        if (grant.Mistake is { } mistake) Reverse(grant, mistake.Event, mistake.Id, mistake.By);
        else if (grant.Undue) OrderRecovery(grant);
        else if (grant.Recovery is { } recovery) Settle(grant, recovery.Id, recovery.Since, recovery.Due);
        else if (grant.Open is { Payable.IsPositive: true } line) Pay(grant, line);
        else if (grant.Open is { } next) Certify(grant, next);
        if (grant.IsOver) open.Remove(grant);
    }

    private void Certify(LongGrant grant, LongInstalment line)
    {
        if (Dice.Chance(3))
        {
            Cancel(grant);
            return;
        }

        if (Dice.Chance(4) && Amend(grant)) return;
        var amount = line.Free > Money.Euros(2_000) && Dice.Chance(12) ? Money.Euros(1_500) : line.Free;
        var happened = new ServiceCertified(grant.Ref, grant.Key("c"), line.Plan.Number, amount) { EffectiveDate = Effective(grant.Since) };
        var by = Dice.Chance(75) ? agency.Officer : agency.OtherOfficer;
        var stored = Store(id, by, happened);
        line.Certified += amount;
        line.LastCertifiedOn = happened.EffectiveDate;
        if (Dice.Chance(2)) grant.Mistake = (happened, stored, by);
    }

    private void Pay(LongGrant grant, LongInstalment line)
    {
        if (Dice.Chance(3))
        {
            Store(id, agency.Accountant, new PaymentRefused(grant.Ref, line.Plan.Number, line.Payable, sealer.Seal("Pièce justificative manquante.", "reason")) { EffectiveDate = Effective(line.LastCertifiedOn) });
            line.Certified = line.Paid;
            return;
        }

        var happened = new PaymentMade(grant.Ref, line.Plan.Number, line.Payable, $"VIR-{Today.Year}-{number}-{++payments}") { EffectiveDate = Effective(grant.Since) };
        var stored = Store(id, agency.Accountant, happened);
        line.Paid = line.Certified;
        if (Dice.Chance(1.5)) grant.Mistake = (happened, stored, agency.Accountant);
        else if (grant.Open is null) grant.Undue = Dice.Chance(6);
    }

    private void Credit(CommitmentEvent happened, Money amount)
    {
        EnvelopeEvent movement = amount.IsPositive
            ? new CreditCommitted(id, happened.Commitment.Id, amount) { EffectiveDate = happened.EffectiveDate, Reference = happened.Reference }
            : new CreditReleased(id, happened.Commitment.Id, -amount) { EffectiveDate = happened.EffectiveDate, Reference = happened.Reference };
        Store(happened.Commitment.RegionCode, happened.Commitment.BudgetYear, agency.Officer, movement);
    }
}
