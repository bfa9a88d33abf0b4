using System.Collections.Immutable;
using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>An ACI contract with its terms, missions, years and assessments. Its money is in the commitments of its lines.</summary>
public sealed record Contract
{
    /// <summary>The signature as it was recorded.</summary>
    public required AciContractSigned Signed { get; init; }

    /// <summary>The terms, each since the day on which they take effect.</summary>
    public required History<AgreedTerms> Terms { get; init; }

    /// <summary>Who signed it or an amendment of it: they never pay it (R11).</summary>
    public ImmutableHashSet<PersonId> SignedBy { get; init; } = [];

    /// <summary>The missions started under this contract; kept missions of a renewal are in <see cref="Contracts.StartsOf"/>.</summary>
    public ImmutableSortedDictionary<Mission, MissionRecord> Missions { get; init; } = ImmutableSortedDictionary<Mission, MissionRecord>.Empty;

    /// <summary>The deployments of missions, kept ones included.</summary>
    public ImmutableSortedDictionary<Mission, AciMissionDeployed> Deployments { get; init; } = ImmutableSortedDictionary<Mission, AciMissionDeployed>.Empty;

    /// <summary>How many years have opened.</summary>
    public int YearsOpened { get; init; }

    /// <summary>The assessments in the order in which they were recorded.</summary>
    public ImmutableList<Assessment> Assessments { get; init; } = [];

    /// <summary>The amendments in the order in which they were recorded.</summary>
    public ImmutableList<AciContractAmended> Amendments { get; init; } = [];

    /// <summary>The termination, or null.</summary>
    public AciContractTerminated? Termination { get; init; }

    /// <summary>Whether its end is recorded.</summary>
    public bool Ended { get; init; }

    /// <summary>1, 2, 3… in the CPTS.</summary>
    public int Number => Signed.Contract;

    /// <summary>The day of signature.</summary>
    public DateOnly SignedOn => Signed.EffectiveDate;

    /// <summary>First day of contract year 1.</summary>
    public DateOnly StartsOn => Signed.StartsOn;

    /// <summary>Years of the term; an amendment does not change them.</summary>
    public int TermYears => Signed.Agreed.Basis.TermYears;

    /// <summary>The first day that the contract no longer covers: after the term, or after the last day of a terminated one.</summary>
    public DateOnly Over => Termination is { } termination ? termination.EndsOn.AddDays(1) : Opening(TermYears + 1);

    /// <summary>The first day of a contract year.</summary>
    public DateOnly Opening(int year) => OwedLines.Opening(StartsOn, year);

    /// <summary>The day from which a year may be assessed: the anniversary that closes it, or the day after the last one of a terminated contract.</summary>
    public DateOnly Closing(int year) => Opening(year + 1) < Over ? Opening(year + 1) : Over;

    /// <summary>Whether the termination ends the contract in this year, be it on the last day: its balances need no assessment (R20).</summary>
    public bool IsCutShort(int year) => Termination is { EndsOn: var last } && Opening(year) <= last && last < Opening(year + 1);

    /// <summary>By when a mission is to start and to be deployed, counted from the signature (R21); null when the tariff sets no date, or the terms have no such mission.</summary>
    public (DateOnly StartBy, DateOnly DeployBy)? DeadlineOf(Mission mission)
        => Terms.Latest.Basis.Deadlines.FirstOrDefault(it => it.Mission == mission) is { } deadline && Terms.Latest.Terms.Find(mission) is not null
            ? (SignedOn.AddMonths(deadline.StartMonths), SignedOn.AddMonths(deadline.DeployedMonths))
            : null;

    /// <summary>The rates assessed for a year, by mission; null before its first assessment.</summary>
    public ImmutableDictionary<Mission, Achievement>? RatesOf(int year)
    {
        var found = Assessments.Where(it => it.Event.Year == year).ToList();
        return found.Count == 0 ? null : found.SelectMany(it => it.Event.Missions, (it, rate) => (rate, it.Event.EffectiveDate))
            .ToImmutableDictionary(it => it.rate.Mission, it => new Achievement(it.rate.AchievedRate, it.EffectiveDate));
    }
}

/// <summary>A mission of a contract.</summary>
/// <param name="Started">Its start as it was recorded.</param>
/// <param name="By">Who recorded it: they never pay it (R11).</param>
public sealed record MissionRecord(AciMissionStarted Started, PersonId By);

/// <summary>An assessment of a year.</summary>
/// <param name="Event">As it was recorded.</param>
/// <param name="By">Who assessed: they do not pay that year's lines (R11).</param>
public sealed record Assessment(AciYearAssessed Event, PersonId By);
