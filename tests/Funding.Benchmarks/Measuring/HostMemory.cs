using System.Globalization;
using Funding.Benchmarks.Histories;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Benchmarks.Measuring;

/// <summary>The memory of a process that serves the million entries to eight clients that read at all moments and act.</summary>
internal sealed class HostMemory : IBenchmark
{
    private const int Clients = 8;
    private const double Most = 300;

    public string Name => "memory";

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run)
    {
        var loaded = await run.LoadedAsync(run.Past);
        var most = new Line(Name, $"most of a host under {Clients} clients", "MB") { Aim = Aim.AtMostValue(Most) };
        var after = new Line(Name, "the same host at rest after it", "MB") { Aim = Aim.AtMostValue(Most) };
        // A process has its peak once: a round is a process of its own, and none needs a warm-up.
        for (var round = 1; round <= run.Choice.Rounds; round++)
        {
            await using var host = await ServingHost.StartAsync(run.Stage.Folder, loaded.Database, run.Cancellation);
            var until = DateTime.UtcNow.AddSeconds(run.Choice.Scaled(30, 3));
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => VisitAsync(host, loaded, new Dice(round, $"visitor {client}"), until, run.Cancellation)));
            await Task.Delay(TimeSpan.FromSeconds(run.Choice.Scaled(5, 1)), run.Cancellation);
            most.Values.Add(host.Megabytes("VmHWM"));
            after.Values.Add(host.Megabytes("VmRSS"));
        }

        return [most, after];
    }

    private static async Task VisitAsync(ServingHost host, Loaded loaded, Dice dice, DateTime until, CancellationToken cancellation)
    {
        while (DateTime.UtcNow < until)
        {
            var at = loaded.History.Start + ((loaded.History.Until - loaded.History.Start) * (dice.Between(0, 1_000) / 1_000.0));
            var moment = string.Create(CultureInfo.InvariantCulture, $"asOf={at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            var ready = dice.Pick(loaded.Ready);
            var asked = dice.Between(1, 100) switch
            {
                <= 20 => host.ActAsync($"/api/v1/cpts/{ready.Id}/commitments/{ready.Grant}/certifications", """{"instalment":1,"amount":1}""", cancellation),
                <= 40 => host.GetAsync($"/api/v1/regions/{dice.Pick(ReferenceData.Current.Regions).Code}/financing?{moment}", cancellation),
                <= 45 => host.GetAsync($"/api/v1/regions/financing?{moment}", cancellation),
                <= 55 => host.GetAsync($"/api/v1/cpts?{moment}", cancellation),
                <= 75 => host.GetAsync($"/api/v1/cpts/{dice.Pick(loaded.Cpts)}?{moment}", cancellation),
                <= 85 => host.GetAsync($"/api/v1/cpts/{dice.Pick(loaded.Cpts)}/timeline", cancellation),
                <= 92 => host.GetAsync($"/cpts/{dice.Pick(loaded.Cpts)}", cancellation),
                _ => host.GetAsync("/regions", cancellation),
            };
            await asked;
        }
    }
}
