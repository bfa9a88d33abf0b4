using Funding.Domain;
using Funding.Domain.Envelopes;

namespace Funding.Host.Demo;

/// <summary>The year of a region's envelope: notified, its CPTS share perhaps set, perhaps completed in autumn.</summary>
internal sealed class EnvelopeStory(World world, PersonId admin, Agency agency, PlannedEnvelope plan, Money? share, Dice dice)
{
    /// <summary>From when on the envelope is known; for the years before the history, from its beginning.</summary>
    public DateTimeOffset KnownFrom { get; } = Recording(world, plan, plan.SignedOn, dice);

    public IEnumerable<DateTimeOffset> Tell()
    {
        yield return KnownFrom;
        world.Act(admin, new NotifyEnvelope(
            plan.RegionCode, plan.Year, NotificationKind.Initial, plan.Total, plan.Fungible, plan.RingFenced, plan.Prevention, plan.MedicoSocial,
            plan.Reference, plan.Synthetic ? true : null) { EffectiveDate = plan.SignedOn });
        if (share is { } amount)
            world.Act(agency.Officer, new SetCptsShare(plan.RegionCode, plan.Year, amount, $"décision fictive CPTS {plan.Year}-{plan.RegionCode} (synthétique)"));

        if (!plan.Synthetic || !dice.Chance(55)) yield break;
        var on = new DateOnly(plan.Year, dice.Between(9, 11), dice.Between(1, 28));
        yield return Recording(world, plan, on, dice);
        var fungible = Money.Euros(Math.Round(plan.Fungible.ToEuros() * dice.Between(10, 35) / 100_000m) * 100m);
        world.Act(admin, new NotifyEnvelope(
            plan.RegionCode, plan.Year, NotificationKind.Complement, fungible, fungible, Money.Zero, Money.Zero, Money.Zero,
            $"arrêté fictif complémentaire FIR {plan.Year}, région {plan.RegionCode} (synthétique)", Synthetic: true) { EffectiveDate = on });
    }

    private static DateTimeOffset Recording(World world, PlannedEnvelope plan, DateOnly signedOn, Dice dice)
    {
        var today = world.Today(plan.RegionCode);
        return OfficeHours.On((signedOn > today ? signedOn : today).AddDays(dice.Between(1, 5)), world.Reference.ZoneOf(plan.RegionCode), dice);
    }
}
