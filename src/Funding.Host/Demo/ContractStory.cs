using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Host.Demo;

/// <summary>The ACI contract of a CPTS: negotiated, signed, amended, interrupted, renewed; terminated, suspended or over at the end when that is its stage.</summary>
internal sealed class ContractStory(CaseFile file, LifePlan plan, Offices offices, PersonId association)
{
    /// <summary>Days before the end of the term from which on a renewal is talked about.</summary>
    private const int RenewalAhead = 200;

    /// <summary>Days that an amendment or an interruption takes at most.</summary>
    private const int Accident = 120;

    private readonly Dice dice = file.Dice;
    private readonly PersonId officer = offices.Cpam.Officer;
    private readonly NegotiationStory negotiation = new(file, offices, association);
    private readonly int level = file.Dice.Between(70, 88);
    private readonly Mission[] optional = file.Dice.Chance(35) ? file.Dice.Chance(50) ? [Mission.Quality] : [Mission.Quality, Mission.Support] : [];

    /// <summary>From the opening of the negotiation on.</summary>
    public IEnumerable<DateTimeOffset> Tell()
    {
        var opened = plan.NegotiationOpened!.Value;
        yield return file.Office(opened);
        while (file.Dossier.Phase is not Validated || TermsPlan.TariffNow(file) is null) yield return file.OfficeIn(dice.Between(1, 30));
        var signed = plan.Signed?.AddDays(file.Now.DayNumber - opened.DayNumber);
        file.Act(officer, new OpenNegotiation { EffectiveDate = file.Now });
        foreach (var wait in Agree(signed)) yield return wait;
        if (signed is not { } planned) yield break;
        foreach (var wait in Sign(planned, renews: null)) yield return wait;
        file.Begin(new LineStory(file, offices.Cpam).Tell());
        foreach (var wait in Live()) yield return wait;
        if (plan.Stage == Stage.Suspended) foreach (var wait in Suspend(file.End.AddDays(-dice.Between(15, 120)))) yield return wait;
        if (plan.Stage == Stage.Ended && !EndsByTerm) foreach (var wait in Terminate()) yield return wait;
    }

    private bool EndsByTerm => file.Contract.Over <= file.End;

    /// <summary>Contract after contract, until what is left is the last act.</summary>
    private IEnumerable<DateTimeOffset> Live()
    {
        while (true)
        {
            var contract = file.Dossier.Contracts.Last!;
            var calm = contract.Over < file.End ? contract.Over.AddDays(-RenewalAhead - Accident) : file.End.AddDays(-Accident);
            var amended = contract.StartsOn.AddDays(dice.Between(200, 800));
            if (dice.Chance(30) && amended < calm) foreach (var wait in Amend(amended)) yield return wait;
            var interrupted = contract.StartsOn.AddDays(dice.Between(120, 900));
            if (dice.Chance(12) && interrupted < calm && file.Now < calm) foreach (var wait in Interrupt(interrupted)) yield return wait;
            var talks = contract.Over.AddDays(-dice.Between(150, RenewalAhead));
            if (plan.Stage == Stage.Ended || talks > file.End || (plan.Stage == Stage.Suspended && contract.Over > file.End)) yield break;
            yield return file.Office(talks);
            foreach (var wait in Agree(contract.Over.AddDays(-90))) yield return wait;
            foreach (var wait in Sign(contract.Over.AddDays(-60), contract.Number)) yield return wait;
        }
    }

    /// <summary>Rounds until all agree, fewer when time is short; for one that is still going on, as many as there were.</summary>
    private IEnumerable<DateTimeOffset> Agree(DateOnly? by)
    {
        var days = by is { } day ? day.DayNumber - file.Now.DayNumber : 60;
        var rounds = days < 90 ? 1 : dice.Between(1, 3);
        return negotiation.Tell(rounds, Math.Clamp((days / rounds) - 18, 6, 60), by is not null, (tariff, points) => TermsPlan.Of(file, tariff, optional, level + points));
    }

    private IEnumerable<DateTimeOffset> Sign(DateOnly planned, int? renews)
    {
        var signed = OfficeHours.WorkingDay(planned > file.Now ? planned : file.Now.AddDays(1));
        yield return file.Office(signed.AddDays(dice.Chance(5) && planned.AddDays(150) < file.End ? dice.Between(15, 40) : dice.Between(0, 2)));
        while (!negotiation.MaySign(signed))
        {
            foreach (var wait in Agree(file.Now)) yield return wait;
            yield return file.OfficeIn(dice.Between(2, 9));
            signed = file.Now;
        }

        var validated = file.Dossier.ValidatedOn!.Value;
        var month = new DateOnly(signed.Year, signed.Month, 1);
        var starts = dice.Chance(50) ? month.AddMonths(1) : dice.Chance(40) && month >= validated ? month : signed;
        if (renews is not null) starts = file.Dossier.Contracts.Last!.Over;
        file.Act(officer, new SignContract(starts, renews) { EffectiveDate = signed, Reference = $"ACI-{signed.Year}-{file.Region}-{dice.Between(1000, 9999)}" });
        BeginMissions();
    }

    /// <summary>The missions of the terms that have not started: all of them, or what an amendment or a renewal added.</summary>
    private void BeginMissions()
    {
        var contract = file.Dossier.Contracts.Last!;
        var from = contract.Terms.Changes[^1].Since > contract.SignedOn ? contract.Terms.Changes[^1].Since : contract.SignedOn;
        var before = contract.Terms.Changes.Count > 1 ? contract.Terms.Changes[^2].Value.Terms : null;
        var started = file.Dossier.Contracts.StartsOf(contract);
        foreach (var mission in contract.Terms.Latest.Terms.Missions.Select(it => it.Mission).Where(mission => before?.Find(mission) is null && !started.ContainsKey(mission)))
            file.Begin(MissionStory.Tell(file, contract.Number, mission, from, dice.Chance(80) ? officer : offices.Cpam.OtherOfficer));
    }

    private IEnumerable<DateTimeOffset> Amend(DateOnly on)
    {
        yield return file.Office(on);
        var terms = file.Contract.Terms.Latest.Terms;
        foreach (var wait in negotiation.Tell(1, 30, settles: true, (tariff, _) => TermsPlan.Amended(file, tariff, terms))) yield return wait;
        yield return file.OfficeIn(dice.Between(3, 15));
        if (file.Dossier.Phase is not Contracted || !negotiation.MaySign(file.Now)) yield break;
        var effect = dice.Chance(70) ? new DateOnly(file.Now.Year, file.Now.Month, 1).AddMonths(1) : file.Now;
        file.Act(officer, new AmendContract(file.Contract.Number, effect) { EffectiveDate = file.Now, Reference = $"AVT-{file.Now.Year}-{dice.Between(1000, 9999)}" });
        BeginMissions();
    }

    private IEnumerable<DateTimeOffset> Interrupt(DateOnly on)
    {
        foreach (var wait in Suspend(on)) yield return wait;
        yield return file.OfficeIn(dice.Between(30, 90));
        file.Act(officer, new ResumeContract(file.Contract.Number, file.Reason("Comptes et rapport d’activité reçus.", "Coordination rétablie.")) { EffectiveDate = file.Now });
    }

    private IEnumerable<DateTimeOffset> Suspend(DateOnly on)
    {
        yield return file.Office(on);
        file.Act(officer, new SuspendContract(file.Contract.Number, file.Reason("Rapport d’activité financier non transmis.", "Coordination vacante, missions à l’arrêt.")) { EffectiveDate = file.Now });
    }

    /// <summary>Somewhere in the time that is left: with notice most often, sometimes after a suspension.</summary>
    private IEnumerable<DateTimeOffset> Terminate()
    {
        var left = file.End.DayNumber - file.Now.DayNumber;
        if (left > 200 && dice.Chance(40))
        {
            foreach (var wait in Suspend(file.Now.AddDays(left * 3 / 10))) yield return wait;
            yield return file.OfficeIn(dice.Between(30, 60));
        }
        else
        {
            yield return file.OfficeIn(Math.Max(1, left * dice.Between(20, 60) / 100));
        }

        var contract = file.Contract;
        var notice = file.Now.AddDays(file.End.DayNumber - file.Now.DayNumber > 75 && dice.Chance(70) ? dice.Between(30, 62) : dice.Between(0, 3));
        var last = notice < contract.StartsOn ? contract.StartsOn : notice;
        file.Act(officer, new TerminateContract(contract.Number, last, file.Reason("Missions socle non mises en œuvre.", "Dissolution de l’association.", "Fusion avec une CPTS voisine.")) { EffectiveDate = file.Now });
    }
}
