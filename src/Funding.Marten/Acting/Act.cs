using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Performing;
using Funding.Engine.Sealing;
using Funding.Marten.Telling;

namespace Funding.Marten.Acting;

/// <summary>One try of an act on its way over the bus. It is invoked and never sent, so it may carry what only this host has.</summary>
public abstract record Act
{
    /// <summary>Has the keys of the texts sealed in the command.</summary>
    internal Sealer Sealer { get; init; } = new();

    /// <summary>What came of judging it, once it was judged: its outcome when it is found stored after all.</summary>
    internal Judgement? Judgement { get; set; }

    /// <summary>What is to be told of it, once it was judged.</summary>
    internal Told? Told { get; set; }

    /// <summary>Never the command, which may hold names: this may end up in a log file.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>An act on a CPTS.</summary>
/// <param name="CptsId">The CPTS.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Header">Who asks.</param>
public sealed record CptsAct(Guid CptsId, CptsCommand Command, ActHeader Header) : Act;

/// <summary>An act on the envelope of a region and budget year.</summary>
/// <param name="Command">What is asked.</param>
/// <param name="Header">Who asks.</param>
public sealed record EnvelopeAct(EnvelopeCommand Command, ActHeader Header) : Act;

/// <summary>An act on an ACI tariff.</summary>
/// <param name="Command">What is asked.</param>
/// <param name="Header">Who asks; null for the system itself.</param>
public sealed record TariffAct(TariffCommand Command, ActHeader? Header) : Act;

/// <summary>Records what is due on a CPTS and nothing else.</summary>
/// <param name="CptsId">The CPTS.</param>
public sealed record RecordDue(Guid CptsId) : Act;
