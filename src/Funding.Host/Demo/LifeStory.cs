using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Host.Demo;

/// <summary>The life of one CPTS, from its letter of intent as far as its plan goes.</summary>
internal sealed class LifeStory(CaseFile file, Guid id, int number, PlannedTerritory place, LifePlan plan, Offices offices, PersonId association, FirBudget budget)
{
    private readonly World world = file.World;
    private readonly Dice dice = file.Dice;
    private readonly Agency agency = offices.Ars;
    private readonly bool unidentified = file.Dice.Chance(2.5);
    private readonly bool identifiedLater = file.Dice.Chance(6);

    public IEnumerable<DateTimeOffset> Tell()
    {
        yield return Recording(plan.Registered);
        Register();
        if (plan.Accepted is not { } accepted) yield break;
        yield return dice.Chance(4) ? Recording(accepted.AddDays(dice.Between(12, 24))) : Recording(accepted);
        Act(agency.Officer, new AcceptLetterOfIntent { EffectiveDate = accepted, Reference = $"LI-{accepted.Year}-{number:0000}" });
        file.Begin(Money());
        var support = new SupportStory(file, offices);
        file.Begin(support.OneOff());
        file.Begin(support.Transformation());
        if (!unidentified && identifiedLater) file.Begin(Identify(accepted.AddDays(dice.Between(30, 60))));
        if (plan is { FirstDeposit: { } first, Opposed: { } opposed })
        {
            yield return Recording(first);
            Act(association, new SubmitHealthProject { EffectiveDate = first });
            yield return plan.OppositionRecordedLate ? Recording(first.AddDays(70)) : Recording(opposed);
            Act(agency.Officer, new OpposeHealthProject(dice.Pick([OppositionGround.RegionalPlan, OppositionGround.Territory])) { EffectiveDate = opposed, Reference = $"OPP-{opposed.Year}-{number:0000}" });
        }

        if (plan.Deposited is not { } deposited) yield break;
        yield return Recording(deposited);
        Act(association, new SubmitHealthProject { EffectiveDate = deposited });
        if (plan.NegotiationOpened is not null) file.Begin(new ContractStory(file, plan, offices, association).Tell());
        if (plan.Validated is not { } validated) yield break;
        yield return Recording(validated);
        Act(agency.Officer, new ValidateHealthProject { EffectiveDate = validated, Reference = $"PS-{validated.Year}-{number:0000}" });
    }

    private void Register()
        => Act(agency.Officer, new RegisterCpts(
            id, place.Name, place.RegionCode, place.DepartmentCode, place.Communes, Population: null, dice.Pick(["rural", "urbain", "mixte", "périurbain"]),
            unidentified || identifiedLater ? null : SyntheticIdentifiers.Siret(number), unidentified || identifiedLater || dice.Chance(20) ? null : SyntheticIdentifiers.Rna(number),
            world.Seal($"contact-{number:0000}@cpts.example", "contact"), Synthetic: true) { EffectiveDate = plan.Registered });

    private IEnumerable<DateTimeOffset> Identify(DateOnly on)
    {
        yield return Recording(on);
        Act(agency.OtherOfficer, new ChangeCpts(null, null, null, null, null, SyntheticIdentifiers.Siret(number), SyntheticIdentifiers.Rna(number), null) { EffectiveDate = on });
    }

    /// <summary>One or two FIR grants while the project is written.</summary>
    private IEnumerable<DateTimeOffset> Money()
    {
        var last = plan.FirstDeposit ?? plan.Deposited ?? file.Now.AddDays(400);
        var on = plan.Accepted!.Value.AddDays(dice.Between(12, 75));
        for (var grants = dice.Chance(65) ? 1 : 2; grants > 0; grants--)
        {
            if (budget.KnownFrom(place.RegionCode, on) is { } known && known > Recording(on)) on = world.Reference.ZoneOf(place.RegionCode).DayOf(known).AddDays(dice.Between(3, 25));
            on = OfficeHours.WorkingDay(on);
            if (on >= last) yield break;
            yield return Recording(on);
            if (FirGrant.Plan(file, budget, on) is { } grant)
            {
                Act(agency.Officer, grant.Award);
                file.Begin(new GrantStory(file, grant.Award.Id!, agency).Tell());
            }

            on = on.AddDays(dice.Between(150, 300));
        }
    }

    /// <summary>Up to three days after the act; what was waiting for another act, the day after that one.</summary>
    private DateTimeOffset Recording(DateOnly on)
    {
        var today = file.Now;
        return OfficeHours.On(on > today ? on.AddDays(dice.Between(0, 3)) : today.AddDays(1), world.Reference.ZoneOf(place.RegionCode), dice);
    }

    private void Act(PersonId actor, CptsCommand command) => file.Act(actor, command);
}
