using System.Text.Json;
using Funding.Drills.Load;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>Each acknowledged act is in the log once, each refused one not at all, and nothing is there that nobody asked for.</summary>
internal static class ActsInLog
{
    /// <summary>The actor of what falls due by itself, and of tariffs that hosts publish.</summary>
    private const string System = "00000000-0000-0000-0000-000000000001";

    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit)
    {
        var stored = (await connection.ListAsync(
                $"select coalesce(correlation_id, ''), stream_id, type from funding.mt_events where coalesce(headers->>'actor', '') <> '{System}' and type not in ('credit_committed', 'credit_released')",
                row => (Act: row.GetString(0), Stream: row.GetString(1), Type: row.GetString(2))))
            .GroupBy(row => row.Act).ToDictionary(rows => rows.Key, rows => rows.Select(row => (row.Stream, row.Type)).ToList());
        var answers = (await connection.ListAsync("select key, answer::text from funding.idempotency", row => (Key: row.GetString(0), Answer: row.GetString(1)))).ToDictionary(row => row.Key, row => row.Answer);
        var acts = audit.Journal.Acts;
        return
        [
            .. acts.SelectMany(act => Judge(act, stored.GetValueOrDefault(act.Id.ToString()) ?? [], answers)),
            .. stored.Keys.Except(acts.Select(act => act.Id.ToString())).Select(id => new Finding(Check.Doubled, $"events of {id}, which nobody asked for")),
            .. await connection.ListAsync(
                "select stream_id || ' ' || (data->>'paymentReference') from funding.mt_events where type = 'payment_made' group by stream_id, data->>'paymentReference' having count(*) > 1",
                row => new Finding(Check.Doubled, $"payment twice: {row.GetString(0)}")),
        ];
    }

    private static IEnumerable<Finding> Judge(Act act, List<(string Stream, string Type)> events, Dictionary<string, string> answers)
    {
        var own = events.Count(it => it == (act.Stream, act.Type));
        var name = $"{act.Type} on {act.Stream} ({act.Id})";
        if (events.Count > own) yield return new Finding(Check.Doubled, $"{name} left {string.Join(", ", events)}");
        if (own > 1) yield return new Finding(Check.Doubled, $"{name} is there {own} times");
        switch (act.Fate)
        {
            case Fate.Done when own == 0:
                yield return new Finding(Check.Lost, $"{name} was acknowledged");
                break;
            case Fate.Done when act.Key is { } key:
                if (!answers.TryGetValue(key, out var kept)) yield return new Finding(Check.Lost, $"the answer to {name} under its key");
                else if (Version(kept) != act.Version) yield return new Finding(Check.AnswerChanged, $"{name}: version {act.Version} was told, {kept} is kept");
                break;
            case Fate.Refused when own > 0:
                yield return new Finding(Check.RefusedYetStored, $"{name}: {act.Refusal}");
                break;
            case Fate.Refused when act.Refusal != "409 envelope-exceeded":
                yield return new Finding(Check.WronglyRefused, $"{name}: {act.Refusal}");
                break;
            case Fate.Unknown when act.IsGuarded:
                yield return new Finding(Check.Lost, $"nobody told what came of {name}");
                break;
        }
    }

    private static long Version(string answer)
    {
        using var kept = JsonDocument.Parse(answer);
        return kept.RootElement.GetProperty("version").GetInt64();
    }
}
