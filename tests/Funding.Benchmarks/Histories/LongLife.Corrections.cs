using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Benchmarks.Histories;

/// <summary>What is taken back, given up or barred.</summary>
internal sealed partial class LongLife
{
    private void Reverse(LongGrant grant, CommitmentEvent mistaken, Guid stored, PersonId by)
    {
        grant.Mistake = null;
        var reason = sealer.Seal("Saisi par erreur.", "reason");
        if (mistaken is PaymentMade paid)
        {
            Store(id, agency.OtherAccountant, new PaymentReversed(grant.Ref, stored, reason, paid.PaymentReference, paid.Instalment, paid.Amount) { EffectiveDate = Today });
            grant.Lines[paid.Instalment - 1].Paid -= paid.Amount;
        }
        else if (mistaken is ServiceCertified it)
        {
            var other = by == agency.Officer ? agency.OtherOfficer : agency.Officer;
            Store(id, other, new CertificationReversed(grant.Ref, stored, reason, it.CertificationId, it.Instalment, it.Amount) { EffectiveDate = Today });
            grant.Lines[it.Instalment - 1].Certified -= it.Amount;
        }
    }

    private void Cancel(LongGrant grant)
    {
        var released = grant.Released();
        var happened = new CommitmentCancelled(grant.Ref, released) { EffectiveDate = Effective(grant.Since), Reference = $"ANN-{Today.Year}-{number}" };
        Store(id, agency.Officer, happened);
        Credit(happened, -released.Total(sum => sum.Amount));
    }

    /// <summary>More on the last instalment while the envelope is open and a project is being written, else less; false when neither can be.</summary>
    private bool Amend(LongGrant grant)
    {
        var last = grant.Lines[^1];
        var mayGrow = phase is PhaseName.Project or PhaseName.Submitted && last.Certified == Money.Zero && Today <= new DateOnly(grant.Ref.BudgetYear, 12, 31);
        if (!mayGrow && last.Free <= Money.Euros(500)) return false;
        var change = mayGrow ? Dice.Euros(500, 3_000) : -Money.Euros(500);
        last.Amount += change;
        var happened = new CommitmentAmended(
            grant.Ref, grant.Committed, [new InstalmentChange(last.Plan.Number, last.Plan.Kind, last.Plan.DueOn, change)], mayGrow ? new Convention($"AVT-{Today.Year}-{number}", Today) : null)
        {
            EffectiveDate = Today,
        };
        Store(id, agency.Officer, happened);
        Credit(happened, change);
        return true;
    }

    private void OrderRecovery(LongGrant grant)
    {
        grant.Undue = false;
        var amount = new Money(grant.Lines.Total(line => line.Paid).Cents / 400 * 100);
        var happened = new RecoveryOrdered(grant.Ref, grant.Key("r"), amount, sealer.Seal("Dépenses justifiées inférieures à la subvention versée.", "reason")) { EffectiveDate = Effective(grant.Since) };
        Store(id, agency.Officer, happened);
        grant.Recovery = (happened.RecoveryId, happened.EffectiveDate, amount);
    }

    /// <summary>Receives it all, or a part, or waives what is left.</summary>
    private void Settle(LongGrant grant, string recovery, DateOnly ordered, Money due)
    {
        var part = Dice.Chance(25) && due > Money.Euros(1_000) ? Money.Euros(400) : due;
        var key = grant.Key("s");
        CommitmentEvent happened = part < due || Dice.Chance(80)
            ? new RecoveryReceived(grant.Ref, recovery, part) { EffectiveDate = Effective(ordered), Reference = key }
            : new RecoveryWaived(grant.Ref, recovery, part) { EffectiveDate = Effective(ordered), Reference = key };
        Store(id, agency.Accountant, happened);
        grant.Recovery = part < due ? (recovery, ordered, due - part) : null;
    }

    /// <summary>What is unpaid at the beginning of the fourth year after that of the grant is barred; nothing more happens to such a grant.</summary>
    private void Bar()
    {
        var (from, barred) = (Today, open.Concat(forgotten).Where(grant => grant.Since.Year + RuleSettings.Default.BarYears <= Today.Year).OrderBy(grant => grant.Ref.Id, StringComparer.Ordinal).ToList());
        foreach (var grant in barred)
        {
            open.Remove(grant);
            forgotten.Remove(grant);
            if (grant.Sums(line => line.Amount - line.Paid) is { Count: > 0 } sums) Store(id, PersonId.System, new SumsBarred(grant.Ref, sums) { EffectiveDate = from });
        }

        bars = FirstOfJanuary(from.Year + 1);
    }

    /// <summary>Whoever withdraws keeps what is certified.</summary>
    private void ReleaseAll()
    {
        var released = new List<CommitmentCancelled>();
        foreach (var grant in open.Concat(forgotten).OrderBy(grant => grant.Ref.Id, StringComparer.Ordinal))
            if (grant.Released() is { Count: > 0 } sums) released.Add(new CommitmentCancelled(grant.Ref, sums) { EffectiveDate = Today });
        foreach (var happened in released) Store(id, agency.Officer, happened);
        foreach (var happened in released) Credit(happened, -happened.Released.Total(sum => sum.Amount));
    }
}
