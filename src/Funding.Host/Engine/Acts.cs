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
internal sealed class Acts(NpgsqlDataSource source, DomainClock clock, IReferenceData reference, RuleSettings rules, Sealer sealer, Turns turns, Wakers wakers, ILogger<Acts> log) : IActs
{
    private const int Attempts = 12;

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(StreamId.OfCpts(cptsId), (session, now) => OnCptsAsync(session, now, cptsId, command, header, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(StreamId.OfEnvelope(command.RegionCode, command.Year), (session, now) => OnEnvelopeAsync(session, now, command, header, cancellation), cancellation);

    /// <summary>Records what is due on a CPTS and nothing else. Returns whether there was anything.</summary>
    public async Task<bool> RecordDueAsync(Guid cptsId, CancellationToken cancellation)
    {
        var asked = await clock.NowAsync(cancellation);
        await using var session = await Session.OpenAsync(source, cancellation);
        var stream = await session.LoadAsync(StreamId.OfCpts(cptsId), cancellation);
        if (stream.ToCpts() is not Dossier dossier) return false;
        var now = stream.NotBefore(asked);
        var change = Due(new Change(cptsId, stream, [], now, Guid.CreateVersion7()), dossier, reference.DayIn(dossier.RegionCode, now));
        if (change.Events.IsEmpty) return false;
        return await StoreAsync(session, change.ToAppend(change.Fold(dossier), reference, rules, sealer)) == AppendOutcome.Stored;
    }

    /// <summary>Acts of this host on one stream take turns: together they would load it again and again only to lose, and hold all connections meanwhile.</summary>
    private async Task<ActOutcome> RepeatAsync(string stream, Func<Session, DateTimeOffset, Task<ActOutcome?>> attempt, CancellationToken cancellation)
    {
        for (var i = 0; i < Attempts; i++)
        {
            if (i > 0) await Task.Delay(Random.Shared.Next(2, 5 << Math.Min(i, 5)), cancellation);
            using var turn = await turns.TakeAsync(stream, cancellation);
            if (await TryAsync(attempt, last: i == Attempts - 1, cancellation) is { } outcome) return outcome;
        }

        return new ActRefused(new InProgress());
    }

    /// <summary>
    /// One attempt; null when it is to be made again. The clock is asked before the session takes a connection: acts that hold one
    /// while they wait for another would block each other as soon as there are as many as connections.
    /// </summary>
    private async Task<ActOutcome?> TryAsync(Func<Session, DateTimeOffset, Task<ActOutcome?>> attempt, bool last, CancellationToken cancellation)
    {
        Session? session = null;
        try
        {
            var now = await clock.NowAsync(cancellation);
            session = await Session.OpenAsync(source, cancellation);
            return await attempt(session, now);
        }
        catch (NpgsqlException broken) when (!last && session is not { IsStoring: true } && broken is { IsTransient: true, InnerException: not TimeoutException })
        {
            log.LogDebug(broken, "An act was interrupted before anything was stored; trying again");
            return null;
        }
        finally
        {
            if (session is not null) await session.DisposeAsync();
        }
    }

    /// <summary>The outcome, or null after a conflict.</summary>
    private async Task<ActOutcome?> OnCptsAsync(Session session, DateTimeOffset asked, Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
    {
        var stream = await session.LoadAsync(StreamId.OfCpts(cptsId), cancellation);
        var now = stream.NotBefore(asked);
        var loaded = stream.ToCpts();
        if (Permission.Refusal(header.Caller, cptsId, command, loaded) is { } denied) return new ActRefused(denied);
        if (await ReplayAsync(session, header, cancellation) is { } replayed) return replayed;
        if (header.IfMatch is { } seen && seen != stream.Version) return new ActRefused(new VersionMismatch(seen, stream.Version));

        var today = reference.DayIn(loaded is Dossier known ? known.RegionCode : (command as RegisterCpts)?.RegionCode, now);
        var change = Due(new Change(cptsId, stream, [], now, header.CorrelationId), loaded, today);
        var state = change.Fold(loaded);
        var held = await session.HoldEnvelopesAsync((state as Dossier)?.RegionCode ?? "", CptsDecider.EnvelopesOf(command, state), cancellation);
        // Who waited for an envelope sees it later than the dossier: judged on the two together, the second of two equal requests
        // would be refused for the credit that the first one took.
        if (held.Count > 0 && await session.VersionAsync(stream.Id, cancellation) != stream.Version) return null;
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
        return await StoreAsync(session, change.ToAppend(after, reference, rules, sealer) with { Idempotency = Keep(header, answer) }, answer);
    }

    private async Task<ActOutcome?> OnEnvelopeAsync(Session session, DateTimeOffset now, EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
    {
        if (Permission.Refusal(header.Caller, command) is { } denied) return new ActRefused(denied);
        var stream = StreamId.OfEnvelope(command.RegionCode, command.Year);
        var (envelope, version) = (await session.HoldEnvelopesAsync(command.RegionCode, [command.Year], cancellation))[command.Year];
        // Asked after the envelope is held: the first use of the key may have been what it was waited for.
        if (await ReplayAsync(session, header, cancellation) is { } replayed) return replayed;
        var decision = EnvelopeDecider.Decide(command, envelope, new EnvelopeContext(reference.DayIn(command.RegionCode, now), reference, rules, header.Faults));
        if (decision is not EnvelopeAccepted accepted) return new ActRefused(((EnvelopeRefused)decision).Rejection);

        var answer = new ActAnswer(StatusCodes.Status200OK, $"{command.RegionCode}/{command.Year}", version + accepted.Events.Count, null, accepted.Events.Select(EventTypes.NameOf).ToSequence(), []);
        var append = new Append
        {
            CommandId = Guid.CreateVersion7(),
            RecordedAt = now,
            CorrelationId = header.CorrelationId,
            Streams = StreamAppend.Of(stream, version, accepted.Events, header.Caller.Person),
            Sealer = sealer,
            Idempotency = Keep(header, answer),
        };
        return await StoreAsync(session, append, answer);
    }

    /// <summary>What the key was used for before, or null when it is free.</summary>
    private static async Task<ActOutcome?> ReplayAsync(Session session, ActHeader header, CancellationToken cancellation)
        => header.Idempotency is not { } key || await session.FindAnswerAsync(header.Caller.Person.Value, key.Key, cancellation) is not { } kept ? null
            : kept.RequestHash == key.RequestHash ? new ActDone(kept.Answer)
            : new ActRefused(new IdempotencyKeyReused());

    private async Task<ActOutcome?> StoreAsync(Session session, Append append, ActAnswer answer)
        => append.Streams.Count == 0 && append.Idempotency is null || await StoreAsync(session, append) == AppendOutcome.Stored ? new ActDone(answer) : null;

    /// <summary>
    /// An error that the server told rolled the act back. Anything else, even the server's farewell (FATAL), may have come after
    /// the commit: the session is ended, for it may itself be what keeps the act in flight, and the command is looked up.
    /// </summary>
    private async Task<AppendOutcome> StoreAsync(Session session, Append append)
    {
        try
        {
            var outcome = await session.StoreAsync(append);
            if (outcome == AppendOutcome.Stored) wakers.Appended();
            return outcome;
        }
        catch (Exception lost) when (session.IsStoring && lost is not PostgresException { InvariantSeverity: "ERROR" })
        {
            log.LogWarning(lost, "The outcome of command {CommandId} was not seen; looking it up", append.CommandId);
            await session.DisposeAsync();
            var stored = await UnseenOutcome.WasStoredAsync(source, append.CommandId, append.RecordedAt, CancellationToken.None);
            if (!stored && lost is not NpgsqlException) throw;
            if (stored) wakers.Appended();
            return stored ? AppendOutcome.Stored : AppendOutcome.Conflict;
        }
    }

    private Change Due(Change change, CptsState state, DateOnly today)
        => state is Dossier dossier ? change.With(FallingDue.Until(today, dossier, rules), PersonId.System) : change;

    private static IdempotencyRow? Keep(ActHeader header, ActAnswer answer)
        => header.Idempotency is { } key
            ? new(header.Caller.Person, key.Key, key.RequestHash, System.Text.Json.JsonSerializer.Serialize(answer, EventJson.Options))
            : null;
}
