using System.Diagnostics;
using System.Text;
using Funding.Host.Embedded;

namespace Funding.Host.Tests.CommandLine;

/// <summary>The built program as a child process, on a data folder of its own.</summary>
/// <param name="program">Its file; the one beside the tests by default.</param>
public sealed class HostProgram(string? program = null) : IDisposable
{
    private readonly TestFolder folder = new();

    public string Data => folder["data"];

    /// <summary>Settings (environment variables) of its own for <c>serve</c> and <c>demo</c>.</summary>
    public (string Name, string Value)[] Settings { get; init; } = [];

    /// <summary>The umask that the program runs under; that of the tests by default.</summary>
    public string? Umask { get; init; }

    /// <summary>A file under the test's folder.</summary>
    public string this[string file] => folder[file];

    /// <summary>Runs a verb to its end.</summary>
    public Task<Ran> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs a verb to its end with settings (environment variables) of its own.</summary>
    public async Task<Ran> RunAsync((string Name, string Value)[] settings, params string[] arguments)
    {
        using var process = Start(settings, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(limit.Token);
        return new Ran(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts <c>serve</c> or <c>demo</c> and waits for the address it prints.</summary>
    public async Task<Serving> ServeAsync(params string[] arguments)
    {
        var process = Start(Settings, arguments.Length == 0 ? ["serve"] : arguments);
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors) errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var address = await process.StandardOutput.ReadLineAsync(limit.Token);
        if (address is null)
        {
            await process.WaitForExitAsync(limit.Token);
            lock (errors) throw new InvalidOperationException($"The host ended with {process.ExitCode}: {errors}");
        }

        return new Serving(process, address);
    }

    /// <summary>The process id of the embedded server, by the file that PostgreSQL keeps; null when it is stopped.</summary>
    public int? ServerPid(string kind = "postgres")
        => File.Exists(Path.Combine(Data, kind, "postgres/postmaster.pid")) ? int.Parse(File.ReadLines(Path.Combine(Data, kind, "postgres/postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>How many events the data folder holds; the server must run.</summary>
    public Task<long> EventsAsync(string kind = "postgres") => AskAsync<long>("select count(*) from funding.mt_events", kind);

    public Task<T> AskAsync<T>(string sql, string kind = "postgres") => Sql.AskAsync<T>(OwnerConnectionString(kind), sql);

    /// <summary>The owner's connection to the embedded server, which must run.</summary>
    public string OwnerConnectionString(string kind = "postgres") => RunningServer.Find(new EmbeddedOptions(Path.Combine(Data, kind)))!.OwnerConnectionString;

    public void Dispose()
    {
        foreach (var kind in (string[])["postgres", "demo"])
            if (ServerPid(kind) is { } pid && ProcessLife.IsServerOn(pid, Path.Combine(Data, kind, "postgres"))) Process.GetProcessById(pid).Kill();
        folder.Dispose();
    }

    private Process Start((string Name, string Value)[] settings, string[] arguments)
    {
        string[] line = ["dotnet", program ?? Path.Combine(AppContext.BaseDirectory, "Funding.Host.dll"), .. arguments];
        if (Umask is not null) line = ["sh", "-c", $"umask {Umask} && exec \"$0\" \"$@\"", .. line];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8, WorkingDirectory = folder.Path,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("Funding__", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(inherited);
        start.Environment["Funding__Data"] = Data;
        start.Environment["Funding__Engine"] = Engines.Current.Name;
        start.Environment["Funding__Urls"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

/// <summary>What a verb said.</summary>
public sealed record Ran(int Exit, string Output, string Errors);

/// <summary>A host that serves; killed when disposed of, if it still runs.</summary>
public sealed class Serving : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> rest;

    public Serving(Process process, string said)
    {
        (this.process, Said, rest) = (process, said, process.StandardOutput.ReadToEndAsync());
        Client = new HttpClient { BaseAddress = new Uri(said.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal))) };
    }

    /// <summary>The line with the address.</summary>
    public string Said { get; }

    public HttpClient Client { get; }

    public int Pid => process.Id;

    public async Task<(int Status, string Text)> GetAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a signal and waits for the end; the exit code.</summary>
    public async Task<int> SignalAsync(string signal)
    {
        await Embedded.Orphans.SignalAsync(signal, process.Id);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited) await SignalAsync("TERM");
        await rest;
        process.Dispose();
    }
}
