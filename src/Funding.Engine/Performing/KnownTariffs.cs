using System.Collections.Immutable;
using Funding.Domain.Tariffs;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Performing;

/// <summary>
/// The tariffs that acts are judged on, read afresh for each try and never remembered: another host may just have entered a cell.
/// An entry that comes between the reading and the act is as if it came after the act, which says on which version it rests.
/// </summary>
internal sealed class KnownTariffs
{
    private readonly ImmutableDictionary<string, Standing<AciTariff>> standings;

    private KnownTariffs(ImmutableDictionary<string, Standing<AciTariff>> standings)
    {
        this.standings = standings;
        States = standings.Values.Where(it => it.State.Exists).ToImmutableDictionary(it => it.State.Id, it => it.State);
    }

    /// <summary>For acts that rest on none.</summary>
    public static KnownTariffs None { get; } = new(ImmutableDictionary<string, Standing<AciTariff>>.Empty);

    /// <summary>Those that were published, by id.</summary>
    public ImmutableDictionary<string, AciTariff> States { get; }

    /// <summary>A tariff, or what it is before its first event.</summary>
    public Standing<AciTariff> Find(string id) => standings.GetValueOrDefault(id) ?? Standing.OfTariff(id);

    /// <summary>Reads them all: there is one every few years.</summary>
    /// <exception cref="ActInterruptedException">The server is out of reach; nothing was done.</exception>
    public static async Task<KnownTariffs> ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            return new((await TariffStreams.LoadAsync(connection, null, cancellation)).ToImmutableDictionary(it => it.Tariff, it => StandingOf(it.Tariff, it.Stream)));
        }
        catch (NpgsqlException broken) when (broken.IsTransient)
        {
            throw new ActInterruptedException(broken);
        }
    }

    private static Standing<AciTariff> StandingOf(string id, LoadedStream stream)
    {
        using var ring = KeyRing.Use(stream.Keys);
        return stream.Events.Aggregate(Standing.OfTariff(id), (standing, stored) => standing.After(stored));
    }
}
