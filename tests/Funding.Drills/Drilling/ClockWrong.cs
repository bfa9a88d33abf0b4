using System.Globalization;
using Funding.Drills.Checking;
using Funding.Drills.Running;
using Funding.Drills.Servers;
using Funding.Host.Security;

namespace Funding.Drills.Drilling;

/// <summary>One host's machine is an hour ahead, the other's an hour behind, on the real clock: what they record must be of the hour of PostgreSQL, which is right.</summary>
internal sealed class ClockWrong : IDrill
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public string Name => "clock";

    public string What => "the clock of one host's machine an hour ahead, of the other's an hour behind";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        if (await WrongClock.CompileAsync(run.Folder, cancellation) is not { } library) return new Outcome { Skipped = "there is no C compiler (cc) here to make a process's clock wrong with." };
        await using var scene = await Scene.OpenAsync(run, "drill_clock", cancellation, new Setting
        {
            IsRealTime = true,
            Environments = [WrongClock.Off(library, -Hour), WrongClock.Off(library, Hour)],
            // Tokens are of the real clock: issued by the host that is behind, they are valid for both.
            Issue = async (behind, request) => await TokenAsync(behind, request, cancellation),
        });
        var ahead = await ShownAsync(scene, cancellation);
        var crowd = scene.Work(cancellation);
        await Task.Delay(TimeSpan.FromSeconds(run.Choice.HostKills < 10 ? 4 : 30), cancellation);
        await scene.EndAsync(crowd, cancellation);
        var findings = await scene.AuditAsync(rebuilt: true, cancellation);
        return new Outcome
        {
            Broken = 2, Acts = scene.Counts, Messages = scene.Messages, Findings = findings, Remarks = ahead,
            Controls = run.Choice.Controls ? [await WrongHourAsync(scene, cancellation), .. await scene.ControlsAsync(cancellation)] : [],
        };
    }

    /// <summary>That the clocks are wrong indeed: what the hosts tell in the Date of their answers.</summary>
    private static async Task<IReadOnlyList<string>> ShownAsync(Scene scene, CancellationToken cancellation)
    {
        var remarks = new List<string>();
        foreach (var host in scene.Hosts)
        {
            using var client = new HttpClient();
            using var answer = await client.GetAsync(new Uri(host.Address, "/health/live"), cancellation);
            var off = (answer.Headers.Date!.Value - DateTimeOffset.UtcNow).TotalMinutes;
            if (Math.Abs(Math.Abs(off) - Hour.TotalMinutes) > 5) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The clock of a host is {off:0} minutes off, not an hour."));
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"a host whose machine's clock is {off:0} minutes off, by the Date of its answers"));
        }

        return remarks;
    }

    private static async Task<string> TokenAsync(HostProcess host, TokenRequest request, CancellationToken cancellation)
    {
        var (exit, said) = await host.RunAsync(["token", "--role", request.Role, "--region", request.Region!, "--user", request.User], cancellation);
        return exit == 0 ? said : throw new InvalidOperationException(said);
    }

    /// <summary>What a host would leave that took the hour from its own machine.</summary>
    private static async Task<ControlResult> WrongHourAsync(Scene scene, CancellationToken cancellation)
    {
        await using var connection = await Sql.OpenAsync(scene.Database.Superuser, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync("update funding.mt_events set timestamp = timestamp + interval '1 hour' where seq_id = (select max(seq_id) from funding.mt_events)");
        return Controls.Result("an event recorded by the clock of the host that is an hour ahead", Check.WrongHour, await scene.Audit.RunAsync(connection));
    }
}
