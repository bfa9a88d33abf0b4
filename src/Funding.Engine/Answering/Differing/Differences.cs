using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering.Differing;

/// <summary>Differences between two moments, read from the entries that only one of them has.</summary>
internal sealed class Differences(NpgsqlDataSource source, Horizons horizons, IReferenceData reference) : IDifferences
{
    /// <inheritdoc/>
    public async Task<Difference> BetweenAsync(EntryQuery which, Moment against, PageRequest page, CancellationToken cancellation)
    {
        var (one, other) = (which.Moment, against);
        var first = await horizons.OfViewsAsync(one, cancellation);
        var second = one.AsOf == other.AsOf ? first with { Day = other.EffectiveOn } : await horizons.OfViewsAsync(other, cancellation);
        if (IsBefore(second, first)) (one, other, first, second) = (other, one, second, first);
        var span = new HorizonSpan(first, second, one.AsOf);

        await using var connection = await source.OpenConnectionAsync(cancellation);
        var (added, removed, late) = await SumsAsync(connection, span, which, cancellation);
        var synthetic = added.Count + removed.Count > 0 && await SyntheticAsync(connection, span, which, cancellation);
        return new Difference(one, other, added, removed, late, synthetic, await EntriesAsync(connection, span, which, page, cancellation));
    }

    private static bool IsBefore(Horizon one, Horizon other)
        => one.Position < other.Position || (one.Position == other.Position && (one.Day ?? DateOnly.MaxValue) < (other.Day ?? DateOnly.MaxValue));

    private async Task<(EntrySum Added, EntrySum Removed, EntrySum Late)> SumsAsync(NpgsqlConnection connection, HorizonSpan span, EntryQuery which, CancellationToken cancellation)
    {
        await using var command = DifferingRows.Sums(connection, span, which, reference);
        var (added, removed, late) = (new Summing(), new Summing(), new Summing());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (from, kind) = (Enum.Parse<FundingSource>(reader.GetString(0)), Enum.Parse<EntryKind>(reader.GetString(1)));
            var (cents, count) = (new Money((long)reader.GetDecimal(4)), reader.GetInt64(5));
            (reader.GetBoolean(2) ? removed : added).Take(from, kind, cents, count);
            if (reader.GetBoolean(3)) late.Take(from, kind, cents, count);
        }

        return (added.Sum, removed.Sum, late.Sum);
    }

    private async Task<bool> SyntheticAsync(NpgsqlConnection connection, HorizonSpan span, EntryQuery which, CancellationToken cancellation)
    {
        await using var command = DifferingRows.Synthetic(connection, span, which, reference);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<Page<DifferentEntry>> EntriesAsync(NpgsqlConnection connection, HorizonSpan span, EntryQuery which, PageRequest page, CancellationToken cancellation)
    {
        await using var command = DifferingRows.Page(connection, span, which, page, reference);
        var entries = new List<DifferentEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var entry = EntryRows.Read(reader);
            var days = reference.DayIn(entry.RegionCode, entry.RecordedAt).DayNumber - entry.EffectiveDate.DayNumber;
            entries.Add(new DifferentEntry(entry, reader.GetBoolean(14), reader.GetBoolean(15), Math.Max(0, days)));
        }

        return Cursor.Page(entries, page.Size, it => Cursor.Write(it.Entry.Position, it.Entry.Ordinal));
    }
}
