using System.Diagnostics;
using System.Text;
using Funding.Host.Embedded;

namespace Funding.Drills.Servers;

/// <summary>The program itself as a process on a database: started, killed, frozen and started again on one port.</summary>
/// <param name="data">Its data folder; hosts that share one accept the same tokens.</param>
/// <param name="connectionString">As the run-time role.</param>
/// <param name="arguments">After <c>serve</c>.</param>
internal sealed class HostProcess(string data, string connectionString, params string[] arguments) : IAsyncDisposable
{
    private const int LinesKept = 60;
    private readonly Queue<string> errors = new();
    private Process? process;

    public Uri Address { get; } = new(FormattableString.Invariant($"http://127.0.0.1:{LoopbackPort.Choose()}"));

    public bool IsRunning => process is { HasExited: false };

    public int Pid => process!.Id;

    /// <summary>Environment variables besides the usual.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The last it said on its error stream.</summary>
    public string LastWords
    {
        get
        {
            lock (errors) return string.Join('\n', errors);
        }
    }

    /// <summary>Starts it and waits until it serves.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        process = Start(["serve", .. arguments]);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
        if (await process.StandardOutput.ReadLineAsync(cancellation) is null)
            throw new InvalidOperationException($"The host did not start: {LastWords}");
    }

    /// <summary>Kills it without a warning.</summary>
    public async Task KillAsync()
    {
        await Signals.SendAsync(Signals.Kill, Pid);
        await process!.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Runs another verb of the program on the same database, to its end or until it is cancelled, which kills it.</summary>
    /// <returns>Exit code and all it said.</returns>
    public async Task<(int Exit, string Said)> RunAsync(string[] verb, CancellationToken cancellation)
    {
        using var run = Start(verb);
        var (output, complaints) = (run.StandardOutput.ReadToEndAsync(CancellationToken.None), run.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await run.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await Signals.SendAsync(Signals.Kill, run.Id);
            await run.WaitForExitAsync(CancellationToken.None);
        }

        return (run.ExitCode, $"{await output}{await complaints}".Trim());
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsRunning) return;
        await Signals.SendAsync(Signals.Continue, Pid);
        await KillAsync();
    }

    private Process Start(string[] line)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Funding.Host.dll"), .. line])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("Funding__", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(inherited);
        start.Environment["Funding__Data"] = data;
        start.Environment["Funding__Urls"] = Address.ToString();
        start.Environment["Funding__ConnectionString"] = connectionString;
        start.Environment["Serilog__MinimumLevel__Default"] = "Warning";
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (errors)
        {
            errors.Enqueue(line);
            if (errors.Count > LinesKept) errors.Dequeue();
        }
    }
}
