using System.Collections.Immutable;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Cpts;

/// <summary>What a decision may know besides the command and the history: who, when, and the reference data. No decision reads a clock.</summary>
public sealed record ActContext
{
    /// <summary>Who acts.</summary>
    public required PersonId Actor { get; init; }

    /// <summary>The legal day of the region on which the act is recorded; before the year 9990, since the rules reckon some years ahead of it.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>A fresh id for what the caller did not name; never used before.</summary>
    public required string FreshId { get; init; }

    /// <summary>Regions, departments and communes.</summary>
    public required IReferenceData Reference { get; init; }

    /// <summary>The settings of the rules.</summary>
    public RuleSettings Rules { get; init; } = RuleSettings.Default;

    /// <summary>The envelopes that the act may draw on, by budget year, as they stand now and held until the act is stored.</summary>
    public ImmutableDictionary<int, FirEnvelope> Envelopes { get; init; } = ImmutableDictionary<int, FirEnvelope>.Empty;

    /// <summary>The ACI tariffs by id, as they stand now; none for a command that <see cref="CptsDecider.NeedsTariffs"/> does not name.</summary>
    public ImmutableDictionary<string, AciTariff> Tariffs { get; init; } = ImmutableDictionary<string, AciTariff>.Empty;

    /// <summary>Faults already found while the command was read, told together with those of the rules.</summary>
    public Sequence<Fault> Faults { get; init; } = [];

    /// <summary>The date of the act asked for.</summary>
    public DateOnly DateOf(CptsCommand command) => command.EffectiveDate ?? Today;
}
