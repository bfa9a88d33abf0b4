using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;

namespace Funding.Engine.Performing;

/// <summary>An act on a CPTS, judged in the order of LIFECYCLE section 4.</summary>
internal sealed class ActOnCpts(
    Guid id, CptsCommand command, ActHeader header, KnownTariffs tariffs, IReferenceData reference, RuleSettings rules, Sealer sealer, CancellationToken cancellation)
    : PendingAct(cancellation)
{
    /// <summary>Who acts on a CPTS of another region is told that there is none, wherever that is found.</summary>
    public override string? Region => (command as RegisterCpts)?.RegionCode ?? header.Caller.RegionCode;

    public override Guid? Cpts => id;

    public override (Guid Person, string Key)? Key => header.Idempotency is { } it ? (header.Caller.Person.Value, it.Key) : null;

    public override IEnumerable<(string Region, int Year)> Envelopes(IStandings streams)
        => streams.Cpts(id).State is Dossier dossier ? CptsDecider.EnvelopesOf(command, dossier).Select(year => (dossier.RegionCode, year)) : [];

    public override Judgement Judge(IStandings streams, DateTimeOffset now)
    {
        var before = streams.Cpts(id);
        now = before.NotBefore(now);
        if (Permission.Refusal(header.Caller, id, command, before.State) is { } denied) return Judgement.No(denied);
        if (header.Replayed(streams) is { } replayed) return replayed;
        if (header.IfMatch is { } seen && seen != before.Version) return Judgement.No(new VersionMismatch(seen, before.Version));

        var today = reference.DayIn(before.State is Dossier known ? known.RegionCode : (command as RegisterCpts)?.RegionCode, now);
        var change = new Change(id, before, now, header.CorrelationId).WithDue(today, rules);
        var state = change.State;
        var envelopes = Envelopes(streams).ToDictionary(it => it.Year, it => streams.Envelope(it.Region, it.Year));
        var decision = CptsDecider.Decide(command, state, new ActContext
        {
            Actor = header.Caller.Person,
            Today = today,
            FreshId = Guid.CreateVersion7().ToString(),
            Reference = reference,
            Rules = rules,
            Faults = header.Faults,
            Tariffs = tariffs.States,
            Envelopes = System.Collections.Immutable.ImmutableDictionary.ToImmutableDictionary(envelopes, it => it.Key, it => it.Value.State),
        });
        if (decision is not Accepted accepted) return Judgement.No(((Refused)decision).Rejection);

        change = change.With(accepted.Events, header.Caller.Person);
        var status = before.State is Unregistered && accepted.Events.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        var answer = new ActAnswer(status, id.ToString(), change.Version, (change.State as Dossier)?.Phase.Name, accepted.Events.Select(EventTypes.NameOf).ToSequence(), accepted.Created);
        var append = change.ToAppend(envelopes, reference, rules, sealer) with { Idempotency = header.Keep(answer) };
        return Judgement.Done(answer, header.IsOfThePast ? append with { Notices = [] } : append);
    }
}
