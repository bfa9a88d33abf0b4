using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Marten.Views;

/// <summary>A CPTS as the list of now shows it.</summary>
public sealed record DossierLine
{
    /// <summary>Its stream.</summary>
    public required string Id { get; init; }

    /// <summary>Version of the last event in it: where the stream is ahead, the rest is folded.</summary>
    public required long Version { get; init; }

    /// <summary>The CPTS.</summary>
    public required Guid CptsId { get; init; }

    /// <summary>When it was registered, in microseconds since 1970 (UTC): the list begins with the newest.</summary>
    public required long RegisteredAt { get; init; }

    /// <summary>INSEE code; it never changes.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Made up for demonstration.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Its latest name.</summary>
    public required Dated<string> Name { get; init; }

    /// <summary>The name as searches compare it.</summary>
    public required string Searched { get; init; }

    /// <summary>Its latest territory.</summary>
    public required Dated<Territory> Territory { get; init; }

    /// <summary>The name of the present phase: of <see cref="PhaseName"/>, a text so that it can be asked for.</summary>
    public required string Phase { get; init; }

    /// <summary>The day it entered it.</summary>
    public required DateOnly PhaseSince { get; init; }

    /// <summary>The last phase that rests on no silence of the agency: it is the present one again when a deemed validation is annulled.</summary>
    public required Dated<PhaseName> Lasting { get; init; }

    /// <summary>Its money.</summary>
    public Sequence<Sum> Sums { get; init; } = [];

    /// <summary>Whether an event before <see cref="Version"/> is not in it: one that is unknown here, or could not be read. Such a line answers nothing.</summary>
    public bool Lacks { get; init; }
}

/// <summary>A value that holds from a day on.</summary>
/// <param name="Since">The first day.</param>
/// <param name="Value">What holds.</param>
public sealed record Dated<T>(DateOnly Since, T Value)
{
    /// <summary>What holds last when another value holds from a day on; of two of one day the one recorded last.</summary>
    public Dated<T> With(DateOnly since, T value) => since >= Since ? new(since, value) : this;
}
