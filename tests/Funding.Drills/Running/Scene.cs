using System.Net.Http.Headers;
using System.Net.Http.Json;
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

    private readonly Run run;

    private Scene(Run run, DrillDatabase database, IReadOnlyList<HostProcess> hosts, DrillClock clock, Staff staff)
    {
        (this.run, Database, Hosts, Clock, Staff, Journal) = (run, database, hosts, clock, staff, new Journal());
        Sender = new Sender([.. hosts.Select(host => host.Address)], Journal);
    }

    public DrillDatabase Database { get; }

    public IReadOnlyList<HostProcess> Hosts { get; }

    public DrillClock Clock { get; }

    public Staff Staff { get; }

    public Journal Journal { get; }

    public Sender Sender { get; }

    /// <summary>Acts acknowledged, refused, and those of which an answer was lost on the way.</summary>
    public (int Done, int Refused, int Unseen) Counts
        => (Journal.Acts.Count(act => act.Fate == Fate.Done), Journal.Acts.Count(act => act.Fate == Fate.Refused), Journal.Acts.Count(act => act.WasUnseen));

    /// <summary>Makes a database, starts two hosts and notifies the first credit.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">Of the database.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="ways">How each host reaches the database; directly by default.</param>
    /// <param name="settings">Environment variables of each host.</param>
    /// <param name="realTime">Whether domain time is the real one rather than the simulated.</param>
    public static async Task<Scene> OpenAsync(
        Run run, string name, CancellationToken cancellation, Func<DrillDatabase, IReadOnlyList<string>>? ways = null, IReadOnlyList<IReadOnlyDictionary<string, string>>? settings = null, bool realTime = false)
    {
        var database = await run.Server.CreateAsync(name, migrated: true, cancellation);
        var data = Path.Combine(run.Folder, $"data-{name}");
        var connections = ways?.Invoke(database) ?? [database.Runtime, database.Runtime];
        var clock = new DrillClock(realTime ? null : Beginning);
        string[] arguments = realTime ? [] : ["--simulated-clock", Beginning.ToString("O")];
        var hosts = connections.Select((way, i) => new HostProcess(data, way, arguments) { Settings = settings?[i] ?? new Dictionary<string, string>(StringComparer.Ordinal) }).ToList();
        var scene = new Scene(run, database, hosts, clock, new Staff(data));
        await Task.WhenAll(hosts.Select(host => host.StartAsync(cancellation)));
        var dice = run.Dice($"{name} credit");
        foreach (var place in Place.All) await Story.NotifyAsync(scene.Sender, scene.Staff, dice, place, clock.Today.Year, isFirst: true, 100_000, cancellation);
        return scene;
    }

    /// <summary>Lets callers act from now on.</summary>
    public Crowd Work(CancellationToken cancellation, IReadOnlyList<Guard>? guards = null)
        => new(run.Choice.Callers, run.Choice.Seed + Journal.Acts.Count, dice => new Story(dice, Clock, Staff, Sender, guards ?? Usual), cancellation);

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
        await Rest.WaitAsync(connection, Clock, cancellation);
        var findings = await new Audit(Journal, Clock).RunAsync(connection);
        return rebuilt && await VerifyAsync(cancellation) is { } difference ? [.. findings, difference] : findings;
    }

    /// <summary>What <c>rebuild --verify</c> says against the views, or null.</summary>
    public async Task<Finding?> VerifyAsync(CancellationToken cancellation)
        => await Hosts[0].RunAsync(["rebuild", "--verify"], cancellation) is { Exit: not 0 } failed ? new Finding(Check.Entries, $"rebuild --verify: {failed.Said}") : null;

    /// <summary>Kills a host without a warning and starts it again after a while.</summary>
    public async Task KillAndStartAgainAsync(HostProcess host, Takeovers takeovers, TimeSpan pause, CancellationToken cancellation)
    {
        takeovers.Broke();
        await host.KillAsync();
        await Task.Delay(pause, cancellation);
        await host.StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        foreach (var host in Hosts) await host.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }
}
