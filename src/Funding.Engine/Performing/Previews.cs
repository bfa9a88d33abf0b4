using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Performing;

/// <summary>Judges acts on what is read for them, without holding an envelope and without storing: the log is the same whichever engine writes it.</summary>
internal sealed class Previews(NpgsqlDataSource source, DomainClock clock, IReferenceData reference, RuleSettings rules, Sealer sealer) : IPreviews
{
    /// <inheritdoc/>
    public async Task<ActPreview> OfAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
        => await JudgeAsync(new ActOnCpts(cptsId, command, header, await TariffsAsync(CptsDecider.NeedsTariffs(command), cancellation), reference, rules, sealer, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ActPreview> OfAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
        => JudgeAsync(new ActOnEnvelope(command, header, reference, rules, sealer, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<ActPreview> OfAsync(TariffCommand command, ActHeader header, CancellationToken cancellation)
        => await JudgeAsync(new ActOnTariff(command, header, await TariffsAsync(true, cancellation), reference, rules, sealer, cancellation), cancellation);

    private async Task<KnownTariffs> TariffsAsync(bool needed, CancellationToken cancellation) => needed ? await KnownTariffs.ReadAsync(source, cancellation) : KnownTariffs.None;

    private async Task<ActPreview> JudgeAsync(PendingAct act, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        var streams = new GroupStreams(new RecentStandings(TimeProvider.System));
        var wanted = await ReadAsync(act, streams, cancellation);
        var before = wanted.ToDictionary(it => StreamId.OfEnvelope(it.Region, it.Year), it => streams.Envelope(it.Region, it.Year).State);
        var dossier = act.Cpts is { } id ? streams.Cpts(id).State as Dossier : null;

        var judgement = act.Judge(streams, now);
        if (judgement.Append is { } append) streams.Advance(append, null);
        return new ActPreview(judgement.Outcome)
        {
            Events = [.. (judgement.Append?.Streams ?? []).Where(stream => act.Cpts is null || !before.ContainsKey(stream.Stream)).SelectMany(stream => stream.Events).Select(it => it.Event)],
            Before = dossier,
            After = act.Cpts is { } same ? streams.Cpts(same).State as Dossier : null,
            Envelopes = [.. wanted.Select(it => (before[StreamId.OfEnvelope(it.Region, it.Year)], streams.Envelope(it.Region, it.Year).State)).Where(it => it.Item1 != it.State)],
        };
    }

    /// <summary>Reads the dossier and then the envelopes that it asks for; what came to the dossier in between is read with them.</summary>
    private async Task<List<(string Region, int Year)>> ReadAsync(PendingAct act, GroupStreams streams, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        streams.Remember([act]);
        await streams.LoadAsync(connection, [act], cancellation);
        var wanted = new List<(string Region, int Year)>();
        for (var more = Missing(); more.Count > 0; more = Missing())
        {
            wanted.AddRange(more);
            streams.Remember(more);
            await streams.LoadAsync(connection, [act], cancellation);
        }

        return wanted;

        List<(string Region, int Year)> Missing() => [.. act.Envelopes(streams).Where(it => !streams.Knows(it))];
    }
}
