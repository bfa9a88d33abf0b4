using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Funding.Drills.Checking;
using Funding.Drills.Load;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Running;

/// <summary>A database with two hosts on it, callers who act, and the journal of what they were told.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly DateTimeOffset Beginning = new(2024, 2, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guard[] Usual = [Guard.Both, Guard.Both, Guard.Key, Guard.Id];

    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(1);

    /// <summary>Messages that fail are tried again soon: the drill waits for them.</summary>
    private static readonly KeyValuePair<string, string>[] Quick =
    [
        new("Funding__Notifications__Retry__FirstSeconds", "0.2"), new("Funding__Notifications__Retry__MaxSeconds", "2"), new("Funding__Notifications__Webhooks__TimeoutSeconds", "2"),
        new("Funding__Notifications__Smtp__Host", "127.0.0.1"), new("Funding__Notifications__Smtp__Security", "none"), new("Funding__Notifications__Smtp__From", "registre@drill.example"),
        new("Funding__Notifications__Smtp__TimeoutSeconds", "2"),
    ];

    private const string KindsDone =
        """
        select (select count(distinct type) from funding.mt_events where type in ('payment_made', 'health_project_deemed_validated', 'recovery_ordered'))
          + (select count(distinct kind) from funding.notices where kind = 'deemed-validation-near')
        """;

    private readonly Run run;
    private readonly DateTimeOffset began = DateTimeOffset.UtcNow;
    private readonly DateTimeOffset? since;
    private readonly bool arrivesOnce;

    private Scene(Run run, DrillDatabase database, IReadOnlyList<HostProcess> hosts, DrillClock clock, Staff staff, Journal journal, Postbox postbox, bool arrivesOnce)
    {
        (this.run, Database, Hosts, Clock, Staff, Journal, Postbox, this.arrivesOnce) = (run, database, hosts, clock, staff, journal, postbox, arrivesOnce);
        since = clock.IsSimulated ? null : clock.Now.AddMinutes(-1); // the hosts published tariffs as they started
        Sender = new Sender([.. hosts.Select(host => host.Address)], Journal, Pulse);
    }

    public DrillDatabase Database { get; }

    public IReadOnlyList<HostProcess> Hosts { get; }

    public DrillClock Clock { get; }

    public Staff Staff { get; }

    public Journal Journal { get; }

    public Sender Sender { get; }

    /// <summary>How long nobody was served.</summary>
    public Pulse Pulse { get; } = new();

    /// <summary>What its checks rest on.</summary>
    public Audit Audit => new(Journal, Clock) { Since = since, Receivers = Receivers.ToDictionary(it => it.Url, it => it.Messages), Mail = Postbox.Messages, ArrivesOnce = arrivesOnce, HeardSince = began };

    /// <summary>The mail server of its hosts.</summary>
    public Postbox Postbox { get; }

    /// <summary>Those who subscribed before the first act.</summary>
    public List<Receiver> Receivers { get; } = [];

    /// <summary>Acts acknowledged, refused, and those of which an answer was lost on the way.</summary>
    public (int Done, int Refused, int Unseen) Counts
        => (Journal.Acts.Count(act => act.Fate == Fate.Done), Journal.Acts.Count(act => act.Fate == Fate.Refused), Journal.Acts.Count(act => act.WasUnseen));

    /// <summary>Messages that arrived, and how many of them more than once.</summary>
    public (int Arrived, int Again) Messages
    {
        get
        {
            var ids = Audit.Arrivals.SelectMany(arrivals => arrivals).Where(it => it.At >= began).GroupBy(it => it.Message).Select(same => same.Count()).ToList();
            return (ids.Count, ids.Count(count => count > 1));
        }
    }

    /// <summary>Makes a database, starts two hosts and notifies the first credit.</summary>
    public static async Task<Scene> OpenAsync(Run run, string name, CancellationToken cancellation, Setting? setting = null)
    {
        var set = setting ?? new Setting();
        var database = await (set.Server ?? run.Server).CreateAsync(name, migrated: true, cancellation);
        var scene = await JoinAsync(run, database, new DrillClock(set.IsRealTime ? null : Beginning), new Journal(), cancellation, set);
        for (var n = 0; n < set.Receivers; n++) await scene.SubscribeAsync(set.Types, cancellation);
        await scene.AdministerAsync("mailboxes", new { address = "service@drill.example", role = "ars-officer", regionCode = "*" }, cancellation);
        var dice = run.Dice($"{name} credit");
        foreach (var place in Place.All) await Story.NotifyAsync(scene.Sender, scene.Staff, dice, place, scene.Clock.Today.Year, isFirst: true, 100_000, cancellation);
        return scene;
    }

    /// <summary>Starts two hosts on a database that is there, with what is known of it.</summary>
    public static async Task<Scene> JoinAsync(Run run, DrillDatabase database, DrillClock clock, Journal journal, CancellationToken cancellation, Setting? setting = null)
    {
        var set = setting ?? new Setting();
        var data = Path.Combine(run.Folder, $"data-{database.Name}");
        var postbox = set.Postbox ?? new Postbox();
        KeyValuePair<string, string>[] usual = [.. Quick, new("Funding__Notifications__Smtp__Port", postbox.Port.ToString(CultureInfo.InvariantCulture))];
        string[] arguments = clock.IsSimulated ? ["--simulated-clock", clock.Now.ToString("O", CultureInfo.InvariantCulture)] : [];
        var hosts = (set.Ways?.Invoke(database) ?? [database.Runtime, database.Runtime])
            .Select((way, i) => new HostProcess(data, way, arguments) { Settings = Last([.. usual, .. run.Choice.OfHosts, .. set.Environments?[i] ?? []]) }).ToList();
        var scene = new Scene(run, database, hosts, clock, await (set.Issue is { } issue ? Staff.HireAsync(request => issue(hosts[0], request)) : Staff.HireAsync(data)), journal, postbox, set.ArrivesOnce);
        await Task.WhenAll(hosts.Select(host => host.StartAsync(cancellation)));
        return scene;
    }

    /// <summary>Of those with one name the last.</summary>
    private static Dictionary<string, string> Last(IEnumerable<KeyValuePair<string, string>> settings)
        => settings.GroupBy(it => it.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);

    /// <summary>Lets callers act from now on.</summary>
    public Crowd Work(CancellationToken cancellation, IReadOnlyList<Guard>? guards = null)
        => new(run.Choice.Callers, run.Choice.Seed + Journal.Acts.Count, dice => new Story(dice, Clock, Staff, Sender, guards ?? Usual), cancellation);

    /// <summary>Has a new receiver subscribe.</summary>
    private async Task SubscribeAsync(IReadOnlyList<string> types, CancellationToken cancellation)
    {
        var receiver = new Receiver();
        Receivers.Add(receiver);
        using var subscription = JsonDocument.Parse(await AdministerAsync("webhooks", new { url = receiver.Url, types, regionCode = "*" }, cancellation));
        receiver.Secret = subscription.RootElement.GetProperty("secret").GetString()!;
    }

    /// <summary>Posts what only an administrator may, or reads it where there is nothing to post; the answer.</summary>
    public async Task<string> AdministerAsync(string path, object? body, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = Hosts[0].Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Staff.Admin);
        var address = new Uri($"/api/v1/{path}", UriKind.Relative);
        using var answer = body is null ? await client.GetAsync(address, cancellation) : await client.PostAsJsonAsync(address, body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Lets callers go on until something of every kind was done and fell due, for what is not there cannot be found missing; then stops them.</summary>
    public async Task EndAsync(Crowd crowd, CancellationToken cancellation)
    {
        await using (var connection = await Sql.OpenAsync(Database.Superuser, cancellation))
        {
            for (var limit = DateTime.UtcNow + LongestEnd; DateTime.UtcNow < limit && await connection.AskAsync<long>(KindsDone) < 4; await Task.Delay(500, cancellation))
                if (Clock.IsSimulated) await MoveClockAsync(TimeSpan.FromHours(6), cancellation);
        }

        await crowd.StopAsync();
    }

    /// <summary>Moves the simulated clock forward, through whichever host answers.</summary>
    public async Task MoveClockAsync(TimeSpan by, CancellationToken cancellation)
    {
        var to = Clock.Now + by;
        for (var tries = 0; ; tries++)
        {
            using var client = new HttpClient { BaseAddress = Hosts[tries % Hosts.Count].Address, Timeout = TimeSpan.FromSeconds(10) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Staff.Admin);
            try
            {
                using var answer = await client.PutAsJsonAsync(new Uri("/api/v1/simulation/clock", UriKind.Relative), new { now = to }, cancellation);
                if (answer.IsSuccessStatusCode) break;
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException || (cut is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                // Another host will do it, or this one later; moving to where the clock already is changes nothing.
            }

            await Task.Delay(100, cancellation);
        }

        Clock.MovedTo(to);
    }

    /// <summary>Lets the hosts come to rest and checks everything. Nobody may be acting.</summary>
    /// <param name="rebuilt">Whether the host's own comparison of its views with the log is run too.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<Finding>> AuditAsync(bool rebuilt, CancellationToken cancellation)
    {
        await using var connection = await Sql.OpenAsync(Database.Superuser, cancellation);
        await RestAsync(connection, cancellation);
        var findings = await Audit.RunAsync(connection);
        return rebuilt && await VerifyAsync(cancellation) is { } difference ? [.. findings, difference] : findings;
    }

    /// <summary>Lets the hosts do all that is left to do.</summary>
    public async Task RestAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await Rest.WaitAsync(connection, Clock, cancellation) is { Length: > 0 } left) run.Say($"{Database.Name} does not come to rest: {left}\n{string.Join('\n', Hosts.Select(host => host.LastWords))}");
    }

    /// <summary>What <c>rebuild --verify</c> says against the views, or null.</summary>
    public async Task<Finding?> VerifyAsync(CancellationToken cancellation)
        => await Hosts[0].RunAsync(["rebuild", "--verify"], cancellation) is { Exit: not 0 } failed ? new Finding(Check.Entries, $"rebuild --verify: {failed.Said}") : null;

    /// <summary>Notes that something is broken just now.</summary>
    public void Break(Takeovers takeovers)
    {
        takeovers.Broke();
        Pulse.Broke();
    }

    /// <summary>Kills a host without a warning and starts it again after a while.</summary>
    public async Task KillAndStartAgainAsync(HostProcess host, Takeovers takeovers, TimeSpan pause, CancellationToken cancellation, Action? whileDown = null)
    {
        Break(takeovers);
        await host.KillAsync();
        whileDown?.Invoke();
        await Task.Delay(pause, cancellation);
        await host.StartAsync(cancellation);
    }

    /// <summary>Spoils this database in every way, one at a time, to see the checks fail; nothing when no controls are wanted.</summary>
    public async Task<IReadOnlyList<ControlResult>> ControlsAsync(CancellationToken cancellation)
        => run.Choice.Controls ? await Controls.RunAsync(Audit, Database.Superuser, cancellation) : [];

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        foreach (var host in Hosts) await host.DisposeAsync();
        foreach (var receiver in Receivers) await receiver.DisposeAsync();
        await Postbox.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }
}
