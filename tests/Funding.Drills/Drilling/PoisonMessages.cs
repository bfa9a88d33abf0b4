using System.Globalization;
using System.Text.Json;
using Funding.Drills.Checking;
using Funding.Drills.Running;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Drilling;

/// <summary>
/// Messages that cannot be delivered: an e-mail and a message to a receiver that are never taken, another at which the receiver breaks each time, and a notice that nobody can put
/// into words, neither for the mailbox nor for the receiver. Once cured they are sent again as an administrator does it.
/// </summary>
internal sealed class PoisonMessages
{
    /// <summary>How many there are.</summary>
    public const int Count = 4;

    private const string Reason = "reason";
    private static readonly TimeSpan LongestDying = TimeSpan.FromMinutes(2);

    private readonly Scene scene;
    private readonly NpgsqlConnection connection;
    private readonly Dislike mail = new("554 5.6.0 not this one");
    private readonly Dislike refused = new("400 Bad Request");
    private readonly Dislike breaking = new("500 Internal Server Error");
    private readonly Guid unwritten = Guid.NewGuid();

    public PoisonMessages(Scene scene, NpgsqlConnection connection) => (this.scene, this.connection) = (scene, connection);

    /// <summary>From now on: the next messages are those that nobody takes.</summary>
    public async Task PutAsync()
    {
        scene.Postbox.Objection = mail.To;
        scene.Receivers[0].Objection = it => refused.To(it.Message) ?? breaking.To(it.Message);
        await connection.RunAsync(
            "insert into funding.outbox (id, kind, region, recorded_at, data, roles) values ($1, 'fir-grant-awarded', '84', (select now from funding.simulated_clock), '[]', '{ars-officer}')", unwritten);
    }

    /// <summary>Waits until all of them are given up, while others go on acting: a peer that breaks at a message is judged by the others.</summary>
    public async Task DieAsync(CancellationToken cancellation)
    {
        for (var limit = DateTime.UtcNow + LongestDying; DateTime.UtcNow < limit && await connection.AskAsync<long>("select count(*) from funding.deliveries where state = 'dead'") < (await PoisonAsync()).Count;)
            await Task.Delay(100, cancellation);
    }

    /// <summary>What is poison, and nothing else, was given up, and whoever asks for dead letters is told of each with its reason.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellation)
    {
        var poison = await PoisonAsync();
        var unsent = await connection.ListAsync("select id, state from funding.deliveries where state <> 'sent'", row => (Id: row.GetGuid(0), State: row.GetString(1)));
        using var told = JsonDocument.Parse(await scene.AdministerAsync("dead-letters?page[size]=100", null, cancellation));
        var letters = told.RootElement.GetProperty("items").EnumerateArray().ToDictionary(letter => letter.GetProperty("id").GetGuid(), letter => letter.GetProperty(Reason).GetString() ?? "");
        return
        [
            .. unsent.Where(it => !poison.Contains(it.Id)).Select(it => new Finding(Check.Poison, $"message {it.Id} is {it.State} though its peer would take it")),
            .. poison.Except(unsent.Where(it => it.State == "dead").Select(it => it.Id)).Select(id => new Finding(Check.Poison, $"message {id}, which cannot be delivered, is no dead letter")),
            .. poison.Where(id => letters.GetValueOrDefault(id, "").Length == 0).Select(id => new Finding(Check.Poison, $"dead letter {id} is not told with a reason")),
            .. letters.Keys.Except(poison).Select(id => new Finding(Check.Poison, $"message {id} is told as a dead letter")),
        ];
    }

    /// <summary>What they died of, by the tables.</summary>
    public async Task<string> ReasonsAsync()
        => string.Join("; ", await connection.ListAsync(
            "select channel, attempts, coalesce(reason, 'no reason') from funding.deliveries where state = 'dead' order by number",
            row => string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} after {row.GetInt32(1)} attempts: {row.GetString(2)}")));

    /// <summary>Peers take everything, the notice can be read, and each dead letter is sent again.</summary>
    public async Task CureAsync(CancellationToken cancellation)
    {
        foreach (var dislike in (Dislike[])[mail, refused, breaking]) dislike.Cure();
        await connection.RunAsync("update funding.notices set data = (select data from funding.notices where kind = 'fir-grant-awarded' and event_id is not null limit 1) where id = $1", unwritten);
        foreach (var id in await PoisonAsync()) await scene.AdministerAsync($"dead-letters/{id}/replay", new { }, cancellation);
    }

    private async Task<IReadOnlyList<Guid>> PoisonAsync()
    {
        var wordless = await connection.ListAsync("select id from funding.deliveries where notice_id = $1", row => row.GetGuid(0), unwritten);
        if (wordless.Count == 0 || mail.Chosen is null || refused.Chosen is null || breaking.Chosen is null) return [.. wordless, Guid.Empty]; // some are still to come
        return [mail.Chosen.Value, refused.Chosen.Value, breaking.Chosen.Value, .. wordless];
    }

    /// <summary>A peer's dislike of the first message that it is shown, until it is cured.</summary>
    private sealed class Dislike(string answer)
    {
        private readonly Lock guard = new();
        private bool isCured;

        public Guid? Chosen { get; private set; }

        /// <summary>What it answers to a message, or null.</summary>
        public string? To(Guid message)
        {
            lock (guard)
            {
                Chosen ??= message;
                return Chosen == message && !isCured ? answer : null;
            }
        }

        public void Cure()
        {
            lock (guard) isCured = true;
        }
    }
}
