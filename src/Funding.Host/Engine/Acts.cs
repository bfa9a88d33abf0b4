using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Host.Acting;
using Funding.Host.Clocks;
using Funding.Host.Engine.Appending;
using Funding.Host.Engine.Sealing;
using Funding.Host.Engine.Storage;
using Npgsql;

namespace Funding.Host.Engine;

/// <summary>Acts on the built-in engine. Each attempt loads, judges and stores; a version conflict is judged again on what is there now.</summary>
internal sealed class Acts(NpgsqlDataSource source, DomainClock clock, IReferenceData reference, RuleSettings rules, Sealer sealer, Wakers wakers, ILogger<Acts> log) : IActs
{
    private const int Attempts = 12;

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(session => OnCptsAsync(session, cptsId, command, header, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(session => OnEnvelopeAsync(session, command, header, cancellation), cancellation);

    /// <summary>Records what is due on a CPTS and nothing else. Returns whether there was anything.</summary>
    public async Task<bool> RecordDueAsync(Guid cptsId, CancellationToken cancellation)
    {
        await using var session = await Session.OpenAsync(source, cancellation);
        var now = await clock.NowAsync(cancellation);
        var stream = await session.LoadAsync(StreamId.OfCpts(cptsId), cancellation);
        if (stream.ToCpts() is not Dossier dossier) return false;
        var change = Due(new Change(cptsId, stream, [], now, Guid.CreateVersion7()), dossier, TodayIn(dossier.RegionCode, now));
        if (change.Events.IsEmpty) return false;
        return await StoreAsync(session, change.ToAppend(change.Fold(dossier), reference, rules, sealer), cancellation) == AppendOutcome.Stored;
    }

    private async Task<ActOutcome> RepeatAsync(Func<Session, Task<ActOutcome?>> attempt, CancellationToken cancellation)
    {
        for (var i = 0; i < Attempts; i++)
        {
            if (i > 0) await Task.Delay(Random.Shared.Next(2, 5 << Math.Min(i, 5)), cancellation);
            await using var session = await Session.OpenAsync(source, cancellation);
            if (await attempt(session) is { } outcome) return outcome;
        }

        return new ActRefused(new InProgress());
    }

    /// <summary>The outcome, or null after a conflict.</summary>
    private async Task<ActOutcome?> OnCptsAsync(Session session, Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        var stream = await session.LoadAsync(StreamId.OfCpts(cptsId), cancellation);
        var loaded = stream.ToCpts();
        if (Permission.Refusal(header.Caller, cptsId, command, loaded) is { } denied) return new ActRefused(denied);
        if (await ReplayAsync(session, header, cancellation) is { } replayed) return replayed;
        if (header.IfMatch is { } seen && seen != stream.Version) return new ActRefused(new VersionMismatch(seen, stream.Version));

        var today = TodayIn(loaded is Dossier known ? known.RegionCode : (command as RegisterCpts)?.RegionCode, now);
        var change = Due(new Change(cptsId, stream, [], now, header.CorrelationId), loaded, today);
        var state = change.Fold(loaded);
        var held = await session.HoldEnvelopesAsync((state as Dossier)?.RegionCode ?? "", CptsDecider.EnvelopesOf(command, state), cancellation);
        var decision = CptsDecider.Decide(command, state, new ActContext
        {
            Actor = header.Caller.Person,
            Today = today,
            FreshId = Guid.CreateVersion7().ToString(),
            Reference = reference,
            Rules = rules,
            Faults = header.Faults,
            Envelopes = held.ToEnvelopes(),
        });
        if (decision is not Accepted accepted) return new ActRefused(((Refused)decision).Rejection);

        change = change.With(accepted.Events, header.Caller.Person) with { Envelopes = held };
        var after = change.Fold(loaded);
        var status = loaded is Unregistered && accepted.Events.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        var answer = new ActAnswer(status, cptsId.ToString(), change.Version, (after as Dossier)?.Phase.Name, accepted.Events.Select(EventTypes.NameOf).ToSequence(), accepted.Created);
        return await StoreAsync(session, change.ToAppend(after, reference, rules, sealer) with { Idempotency = Keep(header, answer) }, answer, cancellation);
    }

    private async Task<ActOutcome?> OnEnvelopeAsync(Session session, EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
    {
        if (Permission.Refusal(header.Caller, command) is { } denied) return new ActRefused(denied);
        if (await ReplayAsync(session, header, cancellation) is { } replayed) return replayed;
        var now = await clock.NowAsync(cancellation);
        var stream = StreamId.OfEnvelope(command.RegionCode, command.Year);
        var (envelope, version) = (await session.HoldEnvelopesAsync(command.RegionCode, [command.Year], cancellation))[command.Year];
        var decision = EnvelopeDecider.Decide(command, envelope, new EnvelopeContext(TodayIn(command.RegionCode, now), reference, rules, header.Faults));
        if (decision is not EnvelopeAccepted accepted) return new ActRefused(((EnvelopeRefused)decision).Rejection);

        var events = accepted.Events.Select(happened => new NewEvent(Guid.CreateVersion7(), header.Caller.Person, happened)).ToList();
        var answer = new ActAnswer(StatusCodes.Status200OK, $"{command.RegionCode}/{command.Year}", version + events.Count, null, accepted.Events.Select(EventTypes.NameOf).ToSequence(), []);
        var append = new Append
        {
            CommandId = Guid.CreateVersion7(),
            RecordedAt = now,
            CorrelationId = header.CorrelationId,
            Streams = events.Count == 0 ? [] : [new StreamAppend(stream, version, events)],
            Sealer = sealer,
            Idempotency = Keep(header, answer),
        };
        return await StoreAsync(session, append, answer, cancellation);
    }

    /// <summary>What the key was used for before, or null when it is free.</summary>
    private static async Task<ActOutcome?> ReplayAsync(Session session, ActHeader header, CancellationToken cancellation)
        => header.Idempotency is not { } key || await session.FindAnswerAsync(header.Caller.Person.Value, key.Key, cancellation) is not { } kept ? null
            : kept.RequestHash == key.RequestHash ? new ActDone(kept.Answer)
            : new ActRefused(new IdempotencyKeyReused());

    private async Task<ActOutcome?> StoreAsync(Session session, Append append, ActAnswer answer, CancellationToken cancellation)
        => append.Streams.Count == 0 && append.Idempotency is null || await StoreAsync(session, append, cancellation) == AppendOutcome.Stored ? new ActDone(answer) : null;

    private async Task<AppendOutcome> StoreAsync(Session session, Append append, CancellationToken cancellation)
    {
        try
        {
            var outcome = await session.StoreAsync(append, cancellation);
            if (outcome == AppendOutcome.Stored) wakers.Appended();
            return outcome;
        }
        catch (Exception lost) when (lost is not PostgresException { IsTransient: false })
        {
            log.LogWarning(lost, "The outcome of command {CommandId} was not seen; looking it up", append.CommandId);
            if (await UnseenOutcome.WasStoredAsync(source, append.CommandId, append.RecordedAt, CancellationToken.None)) return AppendOutcome.Stored;
            cancellation.ThrowIfCancellationRequested();
            return AppendOutcome.Conflict;
        }
    }

    private Change Due(Change change, CptsState state, DateOnly today)
        => state is Dossier dossier ? change.With(FallingDue.Until(today, dossier, rules), PersonId.System) : change;

    private static IdempotencyRow? Keep(ActHeader header, ActAnswer answer)
        => header.Idempotency is { } key
            ? new(header.Caller.Person, key.Key, key.RequestHash, System.Text.Json.JsonSerializer.Serialize(answer, EventJson.Options))
            : null;

    private DateOnly TodayIn(string? region, DateTimeOffset now) => reference.ZoneOf(region is not null && reference.IsRegion(region) ? region : Mainland).DayOf(now);

    /// <summary>Whose days judge the dates of an act on a region that does not exist; it is refused anyway.</summary>
    private const string Mainland = "11";
}
