using System.Collections.Immutable;
using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>What the events of one stream amount to.</summary>
public abstract record CptsState
{
    /// <summary>Before the first event.</summary>
    public static CptsState None { get; } = new Unregistered();
}

/// <summary>No CPTS has this id.</summary>
public sealed record Unregistered : CptsState;

/// <summary>A registered CPTS with its phases, its details and its money.</summary>
public sealed record Dossier : CptsState
{
    /// <summary>The registration as it was recorded.</summary>
    public required CptsRegistered Registration { get; init; }

    /// <summary>The phases entered, in order of date; the last one is the present one.</summary>
    public required ImmutableList<Phase> Phases { get; init; }

    /// <summary>The name (1–200 characters).</summary>
    public required History<string> Name { get; init; }

    /// <summary>The territory.</summary>
    public required History<Territory> Territory { get; init; }

    /// <summary>A free description of the territory's profile, such as « rural ».</summary>
    public required History<string?> Profile { get; init; }

    /// <summary>SIRET and RNA.</summary>
    public required History<Identifiers> Identifiers { get; init; }

    /// <summary>Whom to reach, sealed.</summary>
    public required History<SealedText?> Contact { get; init; }

    /// <summary>The commitments by id.</summary>
    public ImmutableDictionary<string, Commitment> Commitments { get; init; } = ImmutableDictionary<string, Commitment>.Empty;

    /// <summary>The payments by their reference, which is unique in the CPTS (R11), and whether each still stands.</summary>
    public ImmutableDictionary<string, Settlement<PaymentMade>> Payments { get; init; } = ImmutableDictionary<string, Settlement<PaymentMade>>.Empty;

    /// <summary>The acts that may be reversed, by event id (R12).</summary>
    public ImmutableDictionary<Guid, ReversibleAct> Reversibles { get; init; } = ImmutableDictionary<Guid, ReversibleAct>.Empty;

    /// <summary>The rounds of proposals (R15).</summary>
    public Negotiation Negotiation { get; init; } = Negotiation.None;

    /// <summary>The ACI contracts.</summary>
    public Contracts Contracts { get; init; } = Contracts.None;

    /// <summary>The last event of each kind of act that has no key, against which the same act asked twice is recognised.</summary>
    public ImmutableDictionary<Type, CptsEvent> LastActs { get; init; } = ImmutableDictionary<Type, CptsEvent>.Empty;

    /// <summary>The present phase.</summary>
    public Phase Phase => Phases[^1];

    /// <summary>The region's INSEE code; it never changes.</summary>
    public string RegionCode => Registration.RegionCode;

    /// <summary>The day on which the health project was validated, or null.</summary>
    public DateOnly? ValidatedOn => Phases.FindLast(phase => phase is Validated)?.Since;

    /// <summary>The phase on a day, by the dates of the acts; null before registration.</summary>
    public Phase? PhaseOn(DateOnly day) => Phases.FindLast(phase => phase.Since <= day);

    /// <summary>Where a round stands.</summary>
    public RoundStatus StatusOf(Round round)
        => round == Negotiation.Open ? RoundStatus.Open
            : Contracts.All.Exists(contract => contract.Terms.Changes.Exists(change => change.Value.Round == round.Proposal.Round)) ? RoundStatus.Signed
            : RoundStatus.Superseded;

    /// <summary>The lines of a year of a contract: the functioning, then by mission.</summary>
    public IEnumerable<Commitment> LinesOf(int contract, int year)
        => Commitments.Values.Where(it => it.Line is { } line && line.Contract == contract && line.Year == year).OrderBy(it => it.Line!.Mission).ThenBy(it => it.Line!.Kind);

    /// <summary>The missions whose rate the assessment of a contract year still asks for (R19), in their order.</summary>
    public IEnumerable<Mission> MissionsToAssess(Contract contract, int year)
        => Assessing.Started(this, contract, year).Where(mission => contract.RatesOf(year)?.ContainsKey(mission) != true).Order();

    /// <summary>Whether a contract year is still to be assessed, wholly or for missions recorded late (R19).</summary>
    public bool IsToBeAssessed(Contract contract, int year) => Assessing.IsPending(this, contract, year);

    /// <summary>The last event of this kind, or null.</summary>
    public T? Last<T>() where T : CptsEvent => LastActs.GetValueOrDefault(typeof(T)) as T;
}
