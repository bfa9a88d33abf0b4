namespace Funding.Domain.Cpts;

/// <summary>What falls due on contracts by itself: the years that open on each anniversary, and the end (R17, R18, R20).</summary>
internal static class ContractClock
{
    /// <summary>The next year of each contract, and the end of the last one.</summary>
    public static IEnumerable<Due> Of(Dossier dossier)
    {
        var years = dossier.Contracts.All.Select(contract => NextYear(dossier, contract.Number)).OfType<Due>();
        return dossier.Contracts.Last is { Ended: false } last
            ? years.Append(new Due(LegalDays.Latest(last.Over, dossier.Phase.Since), DueKind.ContractEnd, null) { Contract = last.Number })
            : years;
    }

    /// <summary>The opening of the next year, or null when there is none; not before the signature.</summary>
    public static Due? NextYear(Dossier dossier, int number)
    {
        var contract = dossier.Contracts.Find(number)!;
        var opening = contract.Opening(contract.YearsOpened + 1);
        return contract.YearsOpened < contract.TermYears && opening < contract.Over
            ? new Due(LegalDays.Latest(opening, contract.SignedOn), DueKind.ContractYear, null) { Contract = number }
            : null;
    }

    /// <summary>The year opens with its lines.</summary>
    public static IEnumerable<CptsEvent> Open(Dossier dossier, Due due)
    {
        var opened = new AciYearOpened(due.Contract, dossier.Contracts.Find(due.Contract)!.YearsOpened + 1) { EffectiveDate = due.On };
        return [opened, .. LineSettling.Of(new Settled(dossier, []).With(opened).Dossier, due.On, due.On)];
    }

    /// <summary>The contract is over; what is not certified outside its lines is released (LIFECYCLE section 3).</summary>
    public static IEnumerable<CptsEvent> End(Dossier dossier, Due due)
        => [new AciContractEnded(due.Contract) { EffectiveDate = due.On }, .. Cancelling.ReleaseAll(dossier, due.On)];
}
