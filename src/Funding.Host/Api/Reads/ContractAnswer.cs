using System.Collections.Immutable;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Host.Api.Reads;

/// <summary>Where a contract stands.</summary>
internal enum ContractStatus
{
    /// <summary>Signed; its first day is still to come, by what is recorded.</summary>
    Signed,

    /// <summary>At least one year has opened.</summary>
    Running,

    /// <summary>Suspended.</summary>
    Suspended,

    /// <summary>Terminated, its last day still to come.</summary>
    Terminated,

    /// <summary>Followed by a renewal that has started.</summary>
    Renewed,

    /// <summary>Over.</summary>
    Ended,
}

/// <summary>A contract as the API tells it: terms, missions, years with the ids of their lines.</summary>
internal static class ContractAnswer
{
    public static object Of(Contract it, Dossier dossier)
    {
        var starts = dossier.Contracts.StartsOf(it);
        return new
        {
            it.Number,
            Status = StatusOf(it, dossier),
            it.SignedOn,
            it.Signed.Reference,
            it.Signed.Renews,
            it.StartsOn,
            EndsOn = it.Over.AddDays(-1),
            it.TermYears,
            TerminatedOn = it.Termination?.EffectiveDate,
            Terms = it.Terms.Changes.Select(change => new { Since = change.Since, change.Value.Round, change.Value.Terms, change.Value.Basis }),
            Missions = it.Terms.Latest.Terms.Missions.Select(terms => terms.Mission).Union(starts.Keys).Order().Select(mission => Mission(mission, it, starts)),
            Years = Enumerable.Range(1, it.YearsOpened).Select(year => Year(year, it, dossier)),
        };
    }

    private static object Mission(Mission mission, Contract it, ImmutableSortedDictionary<Mission, DateOnly> starts)
    {
        var deadline = it.DeadlineOf(mission);
        return new
        {
            Mission = mission,
            StartedOn = starts.TryGetValue(mission, out var started) ? started : (DateOnly?)null,
            DeployedOn = it.Deployments.GetValueOrDefault(mission)?.EffectiveDate,
            ToStartBy = deadline?.StartBy,
            ToDeployBy = deadline?.DeployBy,
        };
    }

    private static object Year(int year, Contract it, Dossier dossier) => new
    {
        Year = year,
        OpensOn = it.Opening(year),
        ClosesOn = it.Closing(year),
        Assessed = it.RatesOf(year)?.OrderBy(rate => rate.Key).Select(rate => new { Mission = rate.Key, AchievedRate = rate.Value.Rate, On = rate.Value.AssessedOn }),
        Lines = dossier.LinesOf(it.Number, year).Select(line => line.Ref.Id),
    };

    private static ContractStatus StatusOf(Contract it, Dossier dossier)
        => it.Ended ? ContractStatus.Ended
            : dossier.Contracts.IsFollowed(it) ? ContractStatus.Renewed
            : it.Termination is not null ? ContractStatus.Terminated
            : it.YearsOpened == 0 ? ContractStatus.Signed
            : dossier.Phase is ContractSuspended ? ContractStatus.Suspended
            : ContractStatus.Running;
}
