using System.Collections.Immutable;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Engine.Appending;
using Funding.Engine.Sealing;

namespace Funding.Engine.Performing;

/// <summary>What one act adds to a CPTS: first what was due, then what was asked, and the credit that it moves on the envelopes.</summary>
internal sealed record Change(Guid CptsId, Standing<CptsState> Before, DateTimeOffset RecordedAt, Guid CorrelationId)
{
    /// <summary>What happened.</summary>
    public ImmutableList<Recorded<CptsEvent>> Events { get; private init; } = [];

    /// <summary>The state after the act.</summary>
    public CptsState State { get; private init; } = Before.State;

    /// <summary>The version after the act.</summary>
    public long Version => Before.Version + Events.Count;

    /// <summary>With events more, each under a fresh id.</summary>
    public Change With(IEnumerable<CptsEvent> events, PersonId actor)
        => events.Select(happened => new Recorded<CptsEvent>(Guid.CreateVersion7(), actor, happened))
            .Aggregate(this, (change, happened) => change with { Events = change.Events.Add(happened), State = CptsFold.Evolve(change.State, happened) });

    /// <summary>With what is due on a day, if anything is.</summary>
    public Change WithDue(DateOnly today, RuleSettings rules) => State is Dossier dossier ? With(FallingDue.Until(today, dossier, rules), PersonId.System) : this;

    /// <summary>All that is to be stored.</summary>
    /// <param name="envelopes">The envelopes held for the act, by budget year.</param>
    /// <param name="reference">Legal time.</param>
    /// <param name="rules">Settings of the rules.</param>
    /// <param name="sealer">Has the keys of the texts sealed in the events.</param>
    public Append ToAppend(IReadOnlyDictionary<int, Standing<FirEnvelope>> envelopes, IReferenceData reference, RuleSettings rules, Sealer sealer)
    {
        var own = Events.Select(it => new NewEvent(it.EventId, it.Actor, it.Event)).ToList();
        var credit = Credit(envelopes).ToList();
        return new Append
        {
            CommandId = Guid.CreateVersion7(),
            RecordedAt = RecordedAt,
            CorrelationId = CorrelationId,
            Sealer = sealer,
            Streams = own.Count == 0 ? [] : [new StreamAppend(Before.Stream, Before.Version, own), .. credit.Select(it => it.Append)],
            Dossier = own.Count == 0 ? null : DossierRow.Of(CptsId, Version, (Dossier)State, Before.FirstAt ?? RecordedAt, reference, rules),
            Notices =
            [
                .. State is Dossier dossier ? OutgoingNotices.OfCpts(CptsId, dossier, own) : [],
                .. credit.SelectMany(it => OutgoingNotices.OfEnvelope([it.Append], it.Held.State)),
            ],
        };
    }

    private IEnumerable<(StreamAppend Append, Standing<FirEnvelope> Held)> Credit(IReadOnlyDictionary<int, Standing<FirEnvelope>> envelopes)
        => from happened in Events
           from movement in EnvelopeCredit.Of(CptsId, [happened.Event])
           group new NewEvent(Guid.CreateVersion7(), happened.Actor, movement.Event) by movement.Year into year
           let held = envelopes[year.Key]
           select (new StreamAppend(held.Stream, held.Version, year.ToList()), held);
}
