using System.Collections.Immutable;
using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>The ACI contracts of a CPTS, the first and those that renew it, in the order of their numbers.</summary>
public sealed record Contracts
{
    /// <summary>Before the first signature.</summary>
    public static Contracts None { get; } = new();

    /// <summary>The contracts; that of number n is at n − 1.</summary>
    public ImmutableList<Contract> All { get; init; } = [];

    /// <summary>The contract of that number, or null.</summary>
    public Contract? Find(int number) => number >= 1 && number <= All.Count ? All[number - 1] : null;

    /// <summary>The last one signed, or null.</summary>
    public Contract? Last => All.IsEmpty ? null : All[^1];

    /// <summary>The missions of a contract with the days of their start: a mission kept by a renewal starts anew with it (R15).</summary>
    public ImmutableSortedDictionary<Mission, DateOnly> StartsOf(Contract contract)
    {
        var own = contract.Missions.ToImmutableSortedDictionary(it => it.Key, it => it.Value.Started.EffectiveDate);
        if (Renewed(contract) is not { } before) return own;
        var last = before.Terms.On(before.Over.AddDays(-1)).Terms;
        var kept = StartsOf(before).Where(it => it.Value < before.Over && last.Find(it.Key) is not null && contract.Signed.Agreed.Terms.Find(it.Key) is not null);
        return own.SetItems(kept.Select(it => KeyValuePair.Create(it.Key, contract.StartsOn)));
    }

    /// <summary>Whether a mission is deployed, under this contract or under those that it renews.</summary>
    public bool IsDeployed(Contract contract, Mission mission)
        => contract.Deployments.ContainsKey(mission) || (Renewed(contract) is { } before && IsDeployed(before, mission));

    /// <summary>Whether a renewal of the contract has started: nothing runs under it any more.</summary>
    public bool IsFollowed(Contract contract) => All.Exists(other => other.Signed.Renews == contract.Number && other.YearsOpened > 0);

    /// <summary>All that the lines of a contract depend on.</summary>
    public ContractFacts FactsOf(Contract contract) => new()
    {
        Number = contract.Number,
        SignedOn = contract.SignedOn,
        StartsOn = contract.StartsOn,
        TermYears = contract.TermYears,
        Terms = contract.Terms,
        Starts = StartsOf(contract),
        Achievements = contract.Assessments
            .SelectMany(it => it.Event.Missions, (it, rate) => (it.Event, rate))
            .ToImmutableDictionary(it => (it.Event.Year, it.rate.Mission), it => new Achievement(it.rate.AchievedRate, it.Event.EffectiveDate)),
        EndsOn = contract.Termination?.EndsOn,
    };

    /// <summary>Who had a part in what a line is worth: signed or amended the contract, started the mission, or assessed the year (R11).</summary>
    public IEnumerable<PersonId> PeopleBehind(CalculationTrace line)
        => Find(line.Contract) is not { } contract ? []
            : contract.SignedBy
                .Concat(contract.Assessments.Where(it => it.Event.Year == line.Year).Select(it => it.By))
                .Concat(line.Mission is { } mission ? Starters(contract, mission) : []);

    internal Contracts With(AciContractSigned signed, PersonId by)
        => this with { All = All.Add(new Contract { Signed = signed, Terms = History<AgreedTerms>.Starting(signed.StartsOn, signed.Agreed), SignedBy = [by], YearsOpened = signed.Renews is null ? 1 : 0 }) };

    internal Contracts With(int number, Func<Contract, Contract> change)
        => Find(number) is { } contract ? this with { All = All.SetItem(number - 1, change(contract)) } : this;

    private Contract? Renewed(Contract contract) => contract.Signed.Renews is { } number ? Find(number) : null;

    private IEnumerable<PersonId> Starters(Contract? contract, Mission mission)
    {
        for (; contract is not null; contract = Renewed(contract))
            if (contract.Missions.TryGetValue(mission, out var record)) yield return record.By;
    }
}
