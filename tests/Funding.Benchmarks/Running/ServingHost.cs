using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Funding.Benchmarks.Running;

/// <summary>The program itself, serving one of the stage's databases in a process of its own.</summary>
internal sealed class ServingHost : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient client;
    private readonly string reader;
    private readonly string officer;

    private ServingHost(Process process, HttpClient client, string reader, string officer) => (this.process, this.client, this.reader, this.officer) = (process, client, reader, officer);

    public static async Task<ServingHost> StartAsync(string folder, BenchDatabase database, CancellationToken cancellation)
    {
        var data = Path.Combine(folder, "host");
        var reader = await SaysAsync(data, ["token", "--role", "auditor", "--region", "*", "--user", "reader"], cancellation);
        var officer = await SaysAsync(data, ["token", "--role", "ars-officer", "--region", "*", "--user", "officer"], cancellation);
        var process = Start(data, ["serve"], database);
        var said = await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The host did not start.");
        var client = new HttpClient { BaseAddress = new Uri(said.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal))) };
        await PageForms.SignInAsync(client, ("token", reader));
        return new ServingHost(process, client, reader, officer);
    }

    /// <summary>The demonstration, with its history made up or already there; nobody is signed in.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="cpts">How many CPTS are told of, over ten years.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ServingHost> DemoAsync(string folder, int cpts, CancellationToken cancellation)
    {
        var process = Start(folder, ["demo", "--cpts", cpts.ToString(CultureInfo.InvariantCulture), "--years", "10"], null);
        string? said;
        do said = await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The demonstration did not start.");
        while (!said.Contains("http://", StringComparison.Ordinal));
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var client = new HttpClient { BaseAddress = new Uri(said.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal))) };
        return new ServingHost(process, client, "", "");
    }

    /// <summary>Signs in as somebody of the demonstration.</summary>
    public Task SignInAsync(string region, string who) => PageForms.SignInAsync(client, ("region", region), ("who", who));

    /// <summary>Reads a page to its end, compressed.</summary>
    public async Task<int> PageAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var answer = await client.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != path) throw new InvalidOperationException($"{path} led elsewhere: is nobody signed in?");
        return (await answer.Content.ReadAsByteArrayAsync(cancellation)).Length;
    }

    public Task GetAsync(string path, CancellationToken cancellation) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), reader, cancellation);

    public Task ActAsync(string path, string body, CancellationToken cancellation)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") }, officer, cancellation);

    /// <summary>A line of the process's status: <c>VmHWM</c> is the most that was resident, <c>VmRSS</c> what is.</summary>
    public double Megabytes(string name)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1_024;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        using (var stop = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await stop.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task SendAsync(HttpRequestMessage request, string token, CancellationToken cancellation)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await client.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            // A dossier may not have been known yet at the instant asked for.
            if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotFound) throw new InvalidOperationException($"{request.RequestUri}: {(int)response.StatusCode} {text}");
        }
    }

    private static async Task<string> SaysAsync(string data, string[] arguments, CancellationToken cancellation)
    {
        using var process = Start(data, arguments, null);
        var said = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? said.Trim() : throw new InvalidOperationException($"The host ended with {process.ExitCode}.");
    }

    private static Process Start(string data, string[] arguments, BenchDatabase? database)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Funding.Host.dll"), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("Funding__", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(inherited);
        start.Environment["Funding__Data"] = data;
        start.Environment["Funding__Urls"] = "http://127.0.0.1:0";
        start.Environment["Serilog__MinimumLevel__Default"] = "Error";
        if (database is not null) start.Environment["Funding__ConnectionString"] = database.Runtime;
        return Process.Start(start)!;
    }
}
