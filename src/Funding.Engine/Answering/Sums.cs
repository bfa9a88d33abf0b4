using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>Sums of entries by some key and by source.</summary>
internal static class Sums
{
    /// <summary>Reads rows of key, source, kind and cents.</summary>
    public static async Task<Dictionary<TKey, Dictionary<FundingSource, Totals>>> ReadAsync<TKey>(NpgsqlCommand command, CancellationToken cancellation) where TKey : notnull
    {
        var sums = new Dictionary<TKey, Dictionary<FundingSource, Totals>>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetFieldValue<TKey>(0);
            if (!sums.TryGetValue(key, out var sources)) sums[key] = sources = [];
            var source = Enum.Parse<FundingSource>(reader.GetString(1));
            sources[source] = sources.GetValueOrDefault(source, Totals.None).With(Enum.Parse<EntryKind>(reader.GetString(2)), new Money((long)reader.GetDecimal(3)));
        }

        return sums;
    }

    /// <summary>Every source, those without entries with nothing.</summary>
    public static Dictionary<FundingSource, Totals> Complete(IReadOnlyDictionary<FundingSource, Totals>? sources)
        => Enum.GetValues<FundingSource>().ToDictionary(source => source, source => sources?.GetValueOrDefault(source) ?? Totals.None);

    /// <summary>All sources together.</summary>
    public static Totals Total(this IReadOnlyDictionary<FundingSource, Totals> sources) => sources.Values.Aggregate(Totals.None, (sum, totals) => sum + totals);

    /// <summary>A parameter that restricts when it is given and does not when it is null.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, string name, NpgsqlDbType type, object? value)
    {
        command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value ?? DBNull.Value });
        return command;
    }
}
