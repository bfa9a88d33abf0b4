using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Host.Demo;

/// <summary>One CPTS in the made-up country, as those who act on it see it: the stories of its life share it.</summary>
internal sealed class CaseFile(World world, Guid id, string region, Dice dice)
{
    public World World { get; } = world;

    public string Region { get; } = region;

    /// <summary>The chance of this life.</summary>
    public Dice Dice { get; } = dice;

    public Dossier Dossier => World.Dossier(id);

    public DateOnly Now => World.Today(Region);

    /// <summary>The last day of the history.</summary>
    public DateOnly End { get; } = world.Reference.ZoneOf(region).DayOf(world.Options.Until);

    /// <summary>The contract that covers a day, else the last one; there is one.</summary>
    public Contract Contract => Dossier.Contracts.All.Find(contract => Now < contract.Over) ?? Dossier.Contracts.Last!;

    /// <summary>Office hours of a day to come, or of the next working day.</summary>
    public DateTimeOffset Office(DateOnly day) => OfficeHours.On(day > Now ? day : Now.AddDays(1), World.Reference.ZoneOf(Region), Dice);

    public DateTimeOffset OfficeIn(int days) => Office(Now.AddDays(days));

    /// <summary>A key that nobody else gives.</summary>
    public string Key() => Dice.Guid().ToString("N")[..12];

    public SealedText Reason(params string[] reasons) => World.Seal(Dice.Pick(reasons), "reason");

    public Guid Act(PersonId actor, CptsCommand command) => World.Act(id, Region, actor, command);

    public void Begin(IEnumerable<DateTimeOffset> story) => World.Agenda.Begin(story);

    /// <summary>The convention that a FIR or transformation grant of that day names: one when those of the year come above the threshold (R6).</summary>
    public Convention? ConventionFor(int year, Money amount, DateOnly? on = null)
    {
        var together = amount + Dossier.Commitments.Values.Where(it => it.Ref.BudgetYear == year && it.Ref.Source != FundingSource.Aci).Total(it => it.Committed);
        return together > World.Rules.ConventionThreshold ? new Convention($"CONV-{year}-{Dice.Between(1000, 9999)}", (on ?? Now).AddDays(-Dice.Between(1, 9))) : null;
    }

    /// <summary>Whether money of a source may be certified on a day: the dossier is open, and its ACI money not suspended.</summary>
    public bool MayCertify(FundingSource source, DateOnly on) => Dossier.PhaseOn(on) is { IsClosed: false } && MayPay(source, on);

    /// <summary>Whether money of a source may be paid on a day.</summary>
    public bool MayPay(FundingSource source, DateOnly on) => source != FundingSource.Aci || Dossier.PhaseOn(on) is not ContractSuspended;
}
