using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Host.Demo;

/// <summary>A mission of a contract: started and deployed in time for most, late for some, now and then recorded weeks later.</summary>
internal static class MissionStory
{
    /// <param name="file">The CPTS.</param>
    /// <param name="number">The contract.</param>
    /// <param name="mission">Which of its missions.</param>
    /// <param name="from">The first day on which it may start.</param>
    /// <param name="officer">Who records it.</param>
    public static IEnumerable<DateTimeOffset> Tell(CaseFile file, int number, Mission mission, DateOnly from, PersonId officer)
    {
        var dice = file.Dice;
        var deadlines = Contract().DeadlineOf(mission);
        var startBy = deadlines?.StartBy ?? from.AddDays(500);
        var start = OfficeHours.WorkingDay(dice.Chance(88) ? from.AddDays(dice.Between(15, startBy.DayNumber - from.DayNumber)) : startBy.AddDays(dice.Between(10, 120)));
        if (start < from) start = OfficeHours.WorkingDay(from);
        yield return file.Office(start.AddDays(dice.Chance(4) ? dice.Between(20, 60) : dice.Between(0, 8)));
        while (file.Dossier.PhaseOn(start) is ContractSuspended)
        {
            yield return file.OfficeIn(dice.Between(20, 40));
            start = file.Now;
        }

        if (!Runs(start) || start >= Contract().Over || file.Dossier.Contracts.StartsOf(Contract()).ContainsKey(mission) || Contract().Terms.On(start).Terms.Find(mission) is null) yield break;
        file.Act(officer, new StartMission(number, mission) { EffectiveDate = start });

        var deployBy = deadlines?.DeployBy ?? start.AddDays(500);
        var deployed = OfficeHours.WorkingDay(dice.Chance(90) ? start.AddDays(dice.Between(90, deployBy.DayNumber - start.DayNumber)) : deployBy.AddDays(dice.Between(10, 150)));
        if (deployed < start) deployed = OfficeHours.WorkingDay(start.AddDays(dice.Between(90, 200)));
        yield return file.Office(deployed);
        if (Runs(deployed) && !file.Dossier.Contracts.IsDeployed(Contract(), mission)) file.Act(officer, new DeployMission(number, mission) { EffectiveDate = deployed });

        Contract Contract() => file.Dossier.Contracts.Find(number)!;
        bool Runs(DateOnly on) => file.Dossier.PhaseOn(on) is Contracted or ContractSuspended;
    }
}
