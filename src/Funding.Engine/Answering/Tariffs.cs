using Funding.Domain;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>Tariffs, folded from their own streams: there are few, and each has some dozens of events.</summary>
internal sealed class Tariffs(NpgsqlDataSource source, Horizons horizons, IPeople people) : ITariffs
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<TariffView>> ListAsync(Moment moment, CancellationToken cancellation)
    {
        var horizon = await horizons.OfAsync(moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var streams = await TariffStreams.LoadAsync(connection, horizon.Position, cancellation);
        var names = await people.NamesAsync([.. streams.SelectMany(it => it.Stream.Events).Select(stored => stored.Actor).Distinct()], cancellation);
        return [.. streams.Select(it => View(it.Tariff, it.Stream, moment, names)).OfType<TariffView>().OrderByDescending(it => it.Tariff.Facts.ValidFrom).ThenBy(it => it.Tariff.Id, StringComparer.Ordinal)];
    }

    private static TariffView? View(string id, LoadedStream stream, Moment moment, IReadOnlyDictionary<PersonId, string> names)
    {
        using var ring = KeyRing.Use(stream.Keys);
        List<TariffAct> acts =
        [
            .. from stored in stream.Events
               let happened = stored.Event<TariffEvent>()
               where happened is not null && !(happened.EffectiveDate > moment.EffectiveOn)
               select new TariffAct(stored.Version, stored.RecordedAt, stored.Actor, names.GetValueOrDefault(stored.Actor), happened),
        ];
        var tariff = AciTariff.Fold(id, acts.Select(act => act.Event));
        return tariff.Exists ? new TariffView(tariff, stream.Version, acts) : null;
    }
}
